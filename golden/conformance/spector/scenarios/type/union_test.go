package type_test

import (
	"testing"

	"spector.test/api/type/union"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func unionClient(t *testing.T) *union.Client {
	return union.NewClient(union.WithBaseURL(check.URL(t)))
}

func TestType_Union_StringsOnly_get(t *testing.T) {
	check.Is(t, &union.TypeStringsOnlyGetResponse{Prop: "b"})(unionClient(t).Type.StringsOnlyGet(t.Context(), nil))
}

func TestType_Union_StringsOnly_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.StringsOnlySend(t.Context(), &union.TypeStringsOnlySendParams{Prop: "b"}))
}

func TestType_Union_StringExtensible_get(t *testing.T) {
	check.Is(t, &union.TypeStringExtensibleGetResponse{Prop: "custom"})(unionClient(t).Type.StringExtensibleGet(t.Context(), nil))
}

func TestType_Union_StringExtensible_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.StringExtensibleSend(t.Context(), &union.TypeStringExtensibleSendParams{Prop: "custom"}))
}

func TestType_Union_StringExtensibleNamed_get(t *testing.T) {
	check.Is(t, &union.TypeStringExtensibleNamedGetResponse{Prop: "custom"})(unionClient(t).Type.StringExtensibleNamedGet(t.Context(), nil))
}

func TestType_Union_StringExtensibleNamed_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.StringExtensibleNamedSend(t.Context(), &union.TypeStringExtensibleNamedSendParams{Prop: "custom"}))
}

func TestType_Union_IntsOnly_get(t *testing.T) {
	check.Is(t, &union.TypeIntsOnlyGetResponse{Prop: 2})(unionClient(t).Type.IntsOnlyGet(t.Context(), nil))
}

func TestType_Union_IntsOnly_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.IntsOnlySend(t.Context(), &union.TypeIntsOnlySendParams{Prop: 2}))
}

func TestType_Union_FloatsOnly_get(t *testing.T) {
	check.Is(t, &union.TypeFloatsOnlyGetResponse{Prop: 2.2})(unionClient(t).Type.FloatsOnlyGet(t.Context(), nil))
}

func TestType_Union_FloatsOnly_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.FloatsOnlySend(t.Context(), &union.TypeFloatsOnlySendParams{Prop: 2.2}))
}

func TestType_Union_ModelsOnly_get(t *testing.T) {
	check.Is(t, &union.TypeModelsOnlyGetResponse{Prop: &union.Cat{Name: "test"}})(unionClient(t).Type.ModelsOnlyGet(t.Context(), nil))
}

func TestType_Union_ModelsOnly_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.ModelsOnlySend(t.Context(), &union.TypeModelsOnlySendParams{Prop: &union.Cat{Name: "test"}}))
}

func TestType_Union_EnumsOnly_get(t *testing.T) {
	check.Is(t, &union.TypeEnumsOnlyGetResponse{Prop: union.EnumsOnlyCases{Lr: "right", Ud: "up"}})(unionClient(t).Type.EnumsOnlyGet(t.Context(), nil))
}

func TestType_Union_EnumsOnly_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.EnumsOnlySend(t.Context(), &union.TypeEnumsOnlySendParams{Prop: union.EnumsOnlyCases{Lr: "right", Ud: "up"}}))
}

func TestType_Union_StringAndArray_get(t *testing.T) {
	check.Is(t, &union.TypeStringAndArrayGetResponse{
		Prop: union.StringAndArrayCases{
			String: union.StringAndArrayCasesStringString("test"),
			Array:  union.StringAndArrayCasesArrayArray{"test1", "test2"},
		},
	})(unionClient(t).Type.StringAndArrayGet(t.Context(), nil))
}

func TestType_Union_StringAndArray_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.StringAndArraySend(t.Context(), &union.TypeStringAndArraySendParams{
		Prop: union.StringAndArrayCases{
			String: union.StringAndArrayCasesStringString("test"),
			Array:  union.StringAndArrayCasesArrayArray{"test1", "test2"},
		},
	}))
}

func TestType_Union_MixedLiterals_get(t *testing.T) {
	check.Is(t, &union.TypeMixedLiteralsGetResponse{
		Prop: union.MixedLiteralsCases{
			StringLiteral:  union.MixedLiteralsCasesStringLiteralString("a"),
			IntLiteral:     union.MixedLiteralsCasesIntLiteralNumber(2),
			FloatLiteral:   union.MixedLiteralsCasesFloatLiteralNumber(3.3),
			BooleanLiteral: union.MixedLiteralsCasesBooleanLiteralBool(true),
		},
	})(unionClient(t).Type.MixedLiteralsGet(t.Context(), nil))
}

func TestType_Union_MixedLiterals_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.MixedLiteralsSend(t.Context(), &union.TypeMixedLiteralsSendParams{
		Prop: union.MixedLiteralsCases{
			StringLiteral:  union.MixedLiteralsCasesStringLiteralString("a"),
			IntLiteral:     union.MixedLiteralsCasesIntLiteralNumber(2),
			FloatLiteral:   union.MixedLiteralsCasesFloatLiteralNumber(3.3),
			BooleanLiteral: union.MixedLiteralsCasesBooleanLiteralBool(true),
		},
	}))
}

func TestType_Union_MixedTypes_get(t *testing.T) {
	check.Is(t, &union.TypeMixedTypesGetResponse{
		Prop: union.MixedTypesCases{
			Model:   &union.Cat{Name: "test"},
			Literal: union.MixedTypesCasesLiteralString("a"),
			Int:     union.MixedTypesCasesIntNumber(2),
			Boolean: union.MixedTypesCasesBooleanBool(true),
			Array:   []union.MixedTypesCasesArrayItem{&union.Cat{Name: "test"}, union.MixedTypesCasesArrayItemString("a"), union.MixedTypesCasesArrayItemNumber(2), union.MixedTypesCasesArrayItemBool(true)},
		},
	})(unionClient(t).Type.MixedTypesGet(t.Context(), nil))
}

func TestType_Union_MixedTypes_send(t *testing.T) {
	check.OK(t, unionClient(t).Type.MixedTypesSend(t.Context(), &union.TypeMixedTypesSendParams{
		Prop: union.MixedTypesCases{
			Model:   &union.Cat{Name: "test"},
			Literal: union.MixedTypesCasesLiteralString("a"),
			Int:     union.MixedTypesCasesIntNumber(2),
			Boolean: union.MixedTypesCasesBooleanBool(true),
			Array:   []union.MixedTypesCasesArrayItem{&union.Cat{Name: "test"}, union.MixedTypesCasesArrayItemString("a"), union.MixedTypesCasesArrayItemNumber(2), union.MixedTypesCasesArrayItemBool(true)},
		},
	}))
}
