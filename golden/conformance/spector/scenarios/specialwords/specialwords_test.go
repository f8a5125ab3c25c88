package specialwords_test

import (
	"testing"

	specialwords "spector.test/api/special-words"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func wordsClient(t *testing.T) *specialwords.Client {
	return specialwords.NewClient(specialwords.WithBaseURL(check.URL(t)))
}

func TestSpecialWords_ModelProperties_sameAsModel(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelPropertiesSameAsModel(t.Context(), &specialwords.SpecialWordModelPropertiesSameAsModelParams{ModelPropertiesSameAsModel: specialwords.ModelPropertiesSameAsModel{SameAsModel: "ok"}}))
}

func TestSpecialWords_ModelProperties_dictMethods(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelPropertiesDictMethods(t.Context(), &specialwords.SpecialWordModelPropertiesDictMethodsParams{
		ModelPropertiesDictMethods: specialwords.ModelPropertiesDictMethods{Keys: "ok",
			Items:      "ok",
			Values:     "ok",
			Popitem:    "ok",
			Clear:      "ok",
			Update:     "ok",
			Setdefault: "ok",
			Pop:        "ok",
			Get:        "ok",
			Copy:       "ok"},
	}))
}

func TestSpecialWords_ModelProperties_withList(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelPropertiesWithList(t.Context(), &specialwords.SpecialWordModelPropertiesWithListParams{ModelPropertiesModelWithList: specialwords.ModelPropertiesModelWithList{List: "ok"}}))
}

func TestSpecialWords_Models_and(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithAnd(t.Context(), &specialwords.SpecialWordModelsWithAndParams{ModelsAnd: specialwords.ModelsAnd{Name: "ok"}}))
}

func TestSpecialWords_Models_as(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithAs(t.Context(), &specialwords.SpecialWordModelsWithAsParams{ModelsAs: specialwords.ModelsAs{Name: "ok"}}))
}

func TestSpecialWords_Models_assert(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithAssert(t.Context(), &specialwords.SpecialWordModelsWithAssertParams{ModelsAssert: specialwords.ModelsAssert{Name: "ok"}}))
}

func TestSpecialWords_Models_async(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithAsync(t.Context(), &specialwords.SpecialWordModelsWithAsyncParams{ModelsAsync: specialwords.ModelsAsync{Name: "ok"}}))
}

func TestSpecialWords_Models_await(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithAwait(t.Context(), &specialwords.SpecialWordModelsWithAwaitParams{ModelsAwait: specialwords.ModelsAwait{Name: "ok"}}))
}

func TestSpecialWords_Models_break(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithBreak(t.Context(), &specialwords.SpecialWordModelsWithBreakParams{ModelsBreak: specialwords.ModelsBreak{Name: "ok"}}))
}

func TestSpecialWords_Models_class(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithClass(t.Context(), &specialwords.SpecialWordModelsWithClassParams{ModelsClass: specialwords.ModelsClass{Name: "ok"}}))
}

func TestSpecialWords_Models_constructor(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithConstructor(t.Context(), &specialwords.SpecialWordModelsWithConstructorParams{ModelsConstructor: specialwords.ModelsConstructor{Name: "ok"}}))
}

func TestSpecialWords_Models_continue(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithContinue(t.Context(), &specialwords.SpecialWordModelsWithContinueParams{ModelsContinue: specialwords.ModelsContinue{Name: "ok"}}))
}

func TestSpecialWords_Models_def(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithDef(t.Context(), &specialwords.SpecialWordModelsWithDefParams{ModelsDef: specialwords.ModelsDef{Name: "ok"}}))
}

func TestSpecialWords_Models_del(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithDel(t.Context(), &specialwords.SpecialWordModelsWithDelParams{ModelsDel: specialwords.ModelsDel{Name: "ok"}}))
}

func TestSpecialWords_Models_elif(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithElif(t.Context(), &specialwords.SpecialWordModelsWithElifParams{ModelsElif: specialwords.ModelsElif{Name: "ok"}}))
}

func TestSpecialWords_Models_else(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithElse(t.Context(), &specialwords.SpecialWordModelsWithElseParams{ModelsElse: specialwords.ModelsElse{Name: "ok"}}))
}

func TestSpecialWords_Models_except(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithExcept(t.Context(), &specialwords.SpecialWordModelsWithExceptParams{ModelsExcept: specialwords.ModelsExcept{Name: "ok"}}))
}

func TestSpecialWords_Models_exec(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithExec(t.Context(), &specialwords.SpecialWordModelsWithExecParams{ModelsExec: specialwords.ModelsExec{Name: "ok"}}))
}

func TestSpecialWords_Models_finally(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithFinally(t.Context(), &specialwords.SpecialWordModelsWithFinallyParams{ModelsFinally: specialwords.ModelsFinally{Name: "ok"}}))
}

func TestSpecialWords_Models_for(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithFor(t.Context(), &specialwords.SpecialWordModelsWithForParams{ModelsFor: specialwords.ModelsFor{Name: "ok"}}))
}

func TestSpecialWords_Models_from(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithFrom(t.Context(), &specialwords.SpecialWordModelsWithFromParams{ModelsFrom: specialwords.ModelsFrom{Name: "ok"}}))
}

func TestSpecialWords_Models_global(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithGlobal(t.Context(), &specialwords.SpecialWordModelsWithGlobalParams{ModelsGlobal: specialwords.ModelsGlobal{Name: "ok"}}))
}

func TestSpecialWords_Models_if(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithIf(t.Context(), &specialwords.SpecialWordModelsWithIfParams{ModelsIf: specialwords.ModelsIf{Name: "ok"}}))
}

func TestSpecialWords_Models_import(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithImport(t.Context(), &specialwords.SpecialWordModelsWithImportParams{ModelsImport: specialwords.ModelsImport{Name: "ok"}}))
}

func TestSpecialWords_Models_in(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithIn(t.Context(), &specialwords.SpecialWordModelsWithInParams{ModelsIn: specialwords.ModelsIn{Name: "ok"}}))
}

func TestSpecialWords_Models_is(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithIs(t.Context(), &specialwords.SpecialWordModelsWithIsParams{ModelsIs: specialwords.ModelsIs{Name: "ok"}}))
}

func TestSpecialWords_Models_lambda(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithLambda(t.Context(), &specialwords.SpecialWordModelsWithLambdaParams{ModelsLambda: specialwords.ModelsLambda{Name: "ok"}}))
}

func TestSpecialWords_Models_not(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithNot(t.Context(), &specialwords.SpecialWordModelsWithNotParams{ModelsNot: specialwords.ModelsNot{Name: "ok"}}))
}

func TestSpecialWords_Models_or(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithOr(t.Context(), &specialwords.SpecialWordModelsWithOrParams{ModelsOr: specialwords.ModelsOr{Name: "ok"}}))
}

func TestSpecialWords_Models_pass(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithPass(t.Context(), &specialwords.SpecialWordModelsWithPassParams{ModelsPass: specialwords.ModelsPass{Name: "ok"}}))
}

func TestSpecialWords_Models_raise(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithRaise(t.Context(), &specialwords.SpecialWordModelsWithRaiseParams{ModelsRaise: specialwords.ModelsRaise{Name: "ok"}}))
}

func TestSpecialWords_Models_return(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithReturn(t.Context(), &specialwords.SpecialWordModelsWithReturnParams{ModelsReturn: specialwords.ModelsReturn{Name: "ok"}}))
}

func TestSpecialWords_Models_try(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithTry(t.Context(), &specialwords.SpecialWordModelsWithTryParams{ModelsTry: specialwords.ModelsTry{Name: "ok"}}))
}

func TestSpecialWords_Models_while(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithWhile(t.Context(), &specialwords.SpecialWordModelsWithWhileParams{ModelsWhile: specialwords.ModelsWhile{Name: "ok"}}))
}

func TestSpecialWords_Models_with(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithWith(t.Context(), &specialwords.SpecialWordModelsWithWithParams{ModelsWith: specialwords.ModelsWith{Name: "ok"}}))
}

func TestSpecialWords_Models_yield(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ModelsWithYield(t.Context(), &specialwords.SpecialWordModelsWithYieldParams{ModelsYield: specialwords.ModelsYield{Name: "ok"}}))
}

func TestSpecialWords_Operations_and(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsAnd(t.Context(), nil))
}

func TestSpecialWords_Operations_as(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsAs(t.Context(), nil))
}

func TestSpecialWords_Operations_assert(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsAssert(t.Context(), nil))
}

func TestSpecialWords_Operations_async(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsAsync(t.Context(), nil))
}

func TestSpecialWords_Operations_await(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsAwait(t.Context(), nil))
}

func TestSpecialWords_Operations_break(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsBreak(t.Context(), nil))
}

func TestSpecialWords_Operations_class(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsClass(t.Context(), nil))
}

func TestSpecialWords_Operations_constructor(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsConstructor(t.Context(), nil))
}

func TestSpecialWords_Operations_continue(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsContinue(t.Context(), nil))
}

func TestSpecialWords_Operations_def(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsDef(t.Context(), nil))
}

func TestSpecialWords_Operations_del(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsDel(t.Context(), nil))
}

func TestSpecialWords_Operations_elif(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsElif(t.Context(), nil))
}

func TestSpecialWords_Operations_else(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsElse(t.Context(), nil))
}

func TestSpecialWords_Operations_except(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsExcept(t.Context(), nil))
}

func TestSpecialWords_Operations_exec(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsExec(t.Context(), nil))
}

func TestSpecialWords_Operations_finally(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsFinally(t.Context(), nil))
}

func TestSpecialWords_Operations_for(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsFor(t.Context(), nil))
}

func TestSpecialWords_Operations_from(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsFrom(t.Context(), nil))
}

func TestSpecialWords_Operations_global(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsGlobal(t.Context(), nil))
}

func TestSpecialWords_Operations_if(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsIf(t.Context(), nil))
}

func TestSpecialWords_Operations_import(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsImport(t.Context(), nil))
}

func TestSpecialWords_Operations_in(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsIn(t.Context(), nil))
}

func TestSpecialWords_Operations_is(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsIs(t.Context(), nil))
}

func TestSpecialWords_Operations_lambda(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsLambda(t.Context(), nil))
}

func TestSpecialWords_Operations_not(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsNot(t.Context(), nil))
}

func TestSpecialWords_Operations_or(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsOr(t.Context(), nil))
}

func TestSpecialWords_Operations_pass(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsPass(t.Context(), nil))
}

func TestSpecialWords_Operations_raise(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsRaise(t.Context(), nil))
}

func TestSpecialWords_Operations_return(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsReturn(t.Context(), nil))
}

func TestSpecialWords_Operations_try(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsTry(t.Context(), nil))
}

func TestSpecialWords_Operations_while(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsWhile(t.Context(), nil))
}

func TestSpecialWords_Operations_with(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsWith(t.Context(), nil))
}

func TestSpecialWords_Operations_yield(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.OperationsYield(t.Context(), nil))
}

func TestSpecialWords_Parameters_and(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithAnd(t.Context(), &specialwords.SpecialWordParametersWithAndParams{And: "ok"}))
}

func TestSpecialWords_Parameters_as(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithAs(t.Context(), &specialwords.SpecialWordParametersWithAsParams{As: "ok"}))
}

func TestSpecialWords_Parameters_assert(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithAssert(t.Context(), &specialwords.SpecialWordParametersWithAssertParams{Assert: "ok"}))
}

func TestSpecialWords_Parameters_async(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithAsync(t.Context(), &specialwords.SpecialWordParametersWithAsyncParams{Async: "ok"}))
}

func TestSpecialWords_Parameters_await(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithAwait(t.Context(), &specialwords.SpecialWordParametersWithAwaitParams{Await: "ok"}))
}

func TestSpecialWords_Parameters_break(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithBreak(t.Context(), &specialwords.SpecialWordParametersWithBreakParams{Break: "ok"}))
}

func TestSpecialWords_Parameters_class(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithClass(t.Context(), &specialwords.SpecialWordParametersWithClassParams{Class: "ok"}))
}

func TestSpecialWords_Parameters_constructor(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithConstructor(t.Context(), &specialwords.SpecialWordParametersWithConstructorParams{Constructor: "ok"}))
}

func TestSpecialWords_Parameters_continue(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithContinue(t.Context(), &specialwords.SpecialWordParametersWithContinueParams{Continue: "ok"}))
}

func TestSpecialWords_Parameters_def(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithDef(t.Context(), &specialwords.SpecialWordParametersWithDefParams{Def: "ok"}))
}

func TestSpecialWords_Parameters_del(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithDel(t.Context(), &specialwords.SpecialWordParametersWithDelParams{Del: "ok"}))
}

func TestSpecialWords_Parameters_elif(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithElif(t.Context(), &specialwords.SpecialWordParametersWithElifParams{Elif: "ok"}))
}

func TestSpecialWords_Parameters_else(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithElse(t.Context(), &specialwords.SpecialWordParametersWithElseParams{Else: "ok"}))
}

func TestSpecialWords_Parameters_except(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithExcept(t.Context(), &specialwords.SpecialWordParametersWithExceptParams{Except: "ok"}))
}

func TestSpecialWords_Parameters_exec(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithExec(t.Context(), &specialwords.SpecialWordParametersWithExecParams{Exec: "ok"}))
}

func TestSpecialWords_Parameters_finally(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithFinally(t.Context(), &specialwords.SpecialWordParametersWithFinallyParams{Finally: "ok"}))
}

func TestSpecialWords_Parameters_for(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithFor(t.Context(), &specialwords.SpecialWordParametersWithForParams{For: "ok"}))
}

func TestSpecialWords_Parameters_from(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithFrom(t.Context(), &specialwords.SpecialWordParametersWithFromParams{From: "ok"}))
}

func TestSpecialWords_Parameters_global(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithGlobal(t.Context(), &specialwords.SpecialWordParametersWithGlobalParams{Global: "ok"}))
}

func TestSpecialWords_Parameters_if(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithIf(t.Context(), &specialwords.SpecialWordParametersWithIfParams{If: "ok"}))
}

func TestSpecialWords_Parameters_import(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithImport(t.Context(), &specialwords.SpecialWordParametersWithImportParams{Import: "ok"}))
}

func TestSpecialWords_Parameters_in(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithIn(t.Context(), &specialwords.SpecialWordParametersWithInParams{In: "ok"}))
}

func TestSpecialWords_Parameters_is(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithIs(t.Context(), &specialwords.SpecialWordParametersWithIsParams{Is: "ok"}))
}

func TestSpecialWords_Parameters_lambda(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithLambda(t.Context(), &specialwords.SpecialWordParametersWithLambdaParams{Lambda: "ok"}))
}

func TestSpecialWords_Parameters_not(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithNot(t.Context(), &specialwords.SpecialWordParametersWithNotParams{Not: "ok"}))
}

func TestSpecialWords_Parameters_or(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithOr(t.Context(), &specialwords.SpecialWordParametersWithOrParams{Or: "ok"}))
}

func TestSpecialWords_Parameters_pass(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithPass(t.Context(), &specialwords.SpecialWordParametersWithPassParams{Pass: "ok"}))
}

func TestSpecialWords_Parameters_raise(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithRaise(t.Context(), &specialwords.SpecialWordParametersWithRaiseParams{Raise: "ok"}))
}

func TestSpecialWords_Parameters_return(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithReturn(t.Context(), &specialwords.SpecialWordParametersWithReturnParams{Return: "ok"}))
}

func TestSpecialWords_Parameters_try(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithTry(t.Context(), &specialwords.SpecialWordParametersWithTryParams{Try: "ok"}))
}

func TestSpecialWords_Parameters_while(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithWhile(t.Context(), &specialwords.SpecialWordParametersWithWhileParams{While: "ok"}))
}

func TestSpecialWords_Parameters_with(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithWith(t.Context(), &specialwords.SpecialWordParametersWithWithParams{With: "ok"}))
}

func TestSpecialWords_Parameters_yield(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithYield(t.Context(), &specialwords.SpecialWordParametersWithYieldParams{Yield: "ok"}))
}

func TestSpecialWords_Parameters_cancellationToken(t *testing.T) {
	check.OK(t, wordsClient(t).SpecialWords.ParametersWithCancellationToken(t.Context(), &specialwords.SpecialWordParametersWithCancellationTokenParams{CancellationToken: "ok"}))
}
