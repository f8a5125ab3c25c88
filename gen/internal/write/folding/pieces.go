package folding

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
)

// pieceAccumulator writes what folds events that are pieces of the result.
//
//	var foldPet = pieceRule{members: []pieceMember{{from: "name", key: `"name":`, text: true}}}
//
//	func newPetAccumulator() accumulator[PetChunk, Pet] {
//		return &pieceFold[PetChunk, Pet]{rule: &foldPet, from: codePetChunk, to: codePet}
//	}
func pieceAccumulator(f *j.File, a *ir.Accumulator) {
	rule := "fold" + a.Name
	f.Var().Id(rule).Op("=").Id("pieceRule").Add(pieceRule(a.Rule))
	both := []j.Code{j.Id(a.Piece.Name), j.Id(a.Result.Name)}
	var v source.Literal
	v.Add("rule", j.Op("&").Id(rule))
	v.Add("from", types.ElemFunc(a.Piece))
	v.Add("to", types.ElemFunc(a.Result))
	f.Func().Id("new" + a.Name + "Accumulator").Params().Id("accumulator").Types(both...).
		Block(j.Return(j.Op("&").Id("pieceFold").Types(both...).Add(v.Values())))
}

// pieceRule writes the braces of a rule.
//
//	{members: []pieceMember{{from: "part", key: `"part":`, rule: &pieceRule{}}}, constants: []rawMember{{`"kind":`, "kind", `"pet"`}}}
func pieceRule(r *ir.PieceRule) *j.Statement {
	var v source.Literal
	if len(r.Members) > 0 {
		v.Add("members", j.Index().Id("pieceMember").ValuesFunc(func(g *j.Group) {
			for _, m := range r.Members {
				g.Line().Add(pieceMember(m))
			}
			g.Line()
		}))
	}
	if len(r.Constants) > 0 {
		v.Add("constants", j.Index().Id("rawMember").ValuesFunc(func(g *j.Group) {
			for _, c := range r.Constants {
				g.Values(source.RawString(jsondoc.String(c.Wire)+":"), j.Lit(c.Wire), source.RawString(c.Constant().JSON))
			}
		}))
	}
	return v.Values()
}

// pieceMember writes the braces of a member's rule.
//
//	{from: "name", key: `"name":`, text: true}
func pieceMember(m ir.PieceMember) *j.Statement {
	var v source.Literal
	v.Text("from", m.From)
	if m.Into != "" {
		v.Add("key", source.RawString(jsondoc.String(m.Into)+":"))
	}
	if m.Text {
		v.Add("text", j.True())
	}
	v.Text("by", m.By)
	if m.Rule != nil {
		v.Add("rule", j.Op("&").Id("pieceRule").Add(pieceRule(m.Rule)))
	}
	return v.Values()
}

// pieceText writes the function that says which text a piece adds.
//
//	pieceText(codePetChunk, "parts", "text")
func pieceText(a *ir.Accumulator) *j.Statement {
	args := []j.Code{types.ElemFunc(a.Piece)}
	for _, name := range a.Text {
		args = append(args, j.Lit(name))
	}
	return j.Id("pieceText").Call(args...)
}
