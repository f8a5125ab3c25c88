package emit

import (
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// waitMethod writes the method that waits for what takes long.
//
//	func (s *JobService) Wait(ctx context.Context, id string, opts ...RequestOption) (*Job, error) {
//		return poll(ctx, s.core, opts, func() (*Job, error) {
//			return s.Get(ctx, id, nil, opts...)
//		}, func(x *Job) string { return string(x.State) }, "done")
//	}
func waitMethod(f *j.File, s *ir.Service, op *ir.Operation) {
	p, answer := op.Poll, j.Op("*").Id(op.Result.Type.(*ir.Object).Name)
	sig := signatureOf(s, op)
	opts := len(sig.params) - 1
	params := append(append([]j.Code{}, sig.params[:opts-1]...), sig.params[opts])
	args := []j.Code{j.Id("ctx")}
	for _, a := range op.Given() {
		args = append(args, j.Id(a.Name))
	}
	get := j.Func().Params().Params(answer, j.Error()).Block(j.Return(j.Id("s").Dot(op.Name).Call(append(args, j.Nil(), j.Id("opts").Op("..."))...)))
	state := j.Func().Params(j.Id("x").Add(answer)).String().Block(j.Return(j.String().Call(j.Id("x").Dot(p.Field.Name))))
	call := []j.Code{j.Id("ctx"), j.Id("s").Dot("core"), j.Id("opts"), get, state}
	for _, v := range p.Until {
		call = append(call, j.Lit(v))
	}
	d := p.Doc
	d.Text = source.Lead(p.Name, d.Text, p.Name+" calls "+op.Name+" again and again, until "+p.Field.Name+" is "+strings.Join(p.Until, " or ")+".") +
		"\n\nOptions are those of each call; [WithPollInterval] sets how often it asks, [WithProgress] what is told of each answer. Beside an error, such as the end of the context, stands the last answer: " +
		"call it again to go on waiting, also in another program."
	source.Comment(f, d, "")
	f.Func().Params(sig.recv).Id(p.Name).Params(params...).Params(answer, j.Error()).Block(j.Return(j.Id("poll").Call(call...)))
}

// splitMethods write the method that makes several requests of one, and that for the
// results of all.
//
//	func (s *JobService) CreateAll(ctx context.Context, params *JobCreateParams, opts ...RequestOption) ([]*Job, error)
//	func (s *JobService) ResultsInOrder(ctx context.Context, answers []*Job, tasks []Task, opts ...RequestOption) iter.Seq2[*Line, error]
func splitMethods(f *j.File, s *ir.Service, op *ir.Operation) {
	sp, answer := op.Split, j.Op("*").Id(op.Result.Type.(*ir.Object).Name)
	sig := signatureOf(s, op)
	elem := source.Expr(ir.ListOf(sp.List.Type).Elem)
	list := j.Index().Add(elem)
	with := func(body ...j.Code) []j.Code {
		return append([]j.Code{j.Id("p").Op(":=").Op("*").Id("params"), j.Id("p").Dot(sp.List.Name).Op("=").Id("part")}, body...)
	}
	args := []j.Code{j.Id("ctx")}
	for _, a := range op.Given() {
		args = append(args, j.Id(a.Name))
	}
	key := j.Func().Params(j.Id("x").Op("*").Add(elem)).String().Block(j.Return(j.Id("x").Dot(sp.Key.Name)))
	d := sp.Doc
	d.Text = source.Lead(sp.Name, d.Text, sp.Name+" is "+op.Name+" for any number of "+sp.List.Name+": it makes as many calls as their number and size need, one after the other.") +
		"\n\nThe answers are in the order of " + sp.List.Name + ". Beside an error stand those until then, which have the first of them."
	source.Comment(f, d, "")
	f.Func().Params(sig.recv).Id(sp.Name).Params(sig.params...).Params(j.Index().Add(answer), j.Error()).Block(
		j.If(j.Id("params").Op("==").Nil()).Block(j.Id("params").Op("=").New(j.Id(op.Params.Name))),
		j.Return(j.Id("split").Call(j.Id("s").Dot("core"), j.Id("opts"), j.Op("&").Id(op.Var), j.Id("params").Dot(sp.List.Name), j.Lit(sp.Max),
			j.Func().Params(j.Id("part").Add(list)).Id("codable").Block(with(j.Return(j.Op("&").Id("p")))...),
			key,
			j.Func().Params(j.Id("part").Add(list)).Params(answer, j.Error()).Block(with(j.Return(j.Id("s").Dot(op.Name).Call(append(args, j.Op("&").Id("p"), j.Id("opts").Op("..."))...)))...),
		)),
	)
	if sp.Results == nil {
		return
	}
	line := j.Op("*").Add(source.Expr(sp.Results.Result.Type))
	source.Comment(f, ir.Doc{Text: sp.Method + " yields what " + sp.Results.Name + " yields for several answers, in the order of the elements that were sent. " +
		"The lines of one answer are held until it is their turn. An element without a line is an [ErrNoResult] in its place; lines of no element come last."}, "")
	answers := j.Id("answers")
	f.Func().Params(sig.recv).Id(sp.Method).Params(j.Id("ctx").Qual("context", "Context"), answers.Clone().Index().Add(answer), j.Id("sent").Add(list), j.Id("opts").Op("...").Id("RequestOption")).
		Qual("iter", "Seq2").Types(line, j.Error()).Block(
		j.Id("open").Op(":=").Func().Params(j.Id("i").Int()).Op("*").Id("LineStream").Types(source.Expr(sp.Results.Result.Type)).Block(
			j.Return(j.Id("s").Dot(sp.Results.Name).Call(j.Id("ctx"), answers.Clone().Index(j.Id("i")).Dot(sp.ID.Name), j.Nil(), j.Id("opts").Op("..."))),
		),
		j.Return(j.Id("inOrder").Call(j.Id("sent"), key, j.Len(answers), j.Id("open"),
			j.Func().Params(j.Id("x").Add(line)).String().Block(j.Return(j.Id("x").Dot(sp.LineKey.Name))))),
	)
}
