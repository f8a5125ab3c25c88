package docs

import (
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
)

// method is one Go method of an operation.
type method struct {
	name   string
	answer string
	notes  []string
}

// methods lists the Go methods that call an operation.
func (r *renderer) methods(op *ir.Operation) []method {
	out := []method{{op.Name, r.answer(op), r.notes(op)}}
	beside := func(name, answer, about string) {
		out = append(out, method{name, answer, append([]string{about}, status(op)...)})
	}
	if op.Paging != nil {
		elem := op.Paging.List.Elem
		beside(op.All, "each "+r.typ(elem), "Iterates over the items of all pages.")
	}
	if st := op.Stream; st != nil {
		answer := r.link("Stream", "Stream") + " of " + r.typ(st.Event)
		if st.Result != nil {
			answer = r.link("ResultStream", "ResultStream") + " of " + r.typ(st.Event) + ", and " + r.typ(st.Result)
		}
		beside(st.Name, answer, prose.Code(op.Name)+" with the answer as a stream of events.")
	}
	if p := op.Poll; p != nil {
		beside(p.Name, r.answer(op), "Calls "+prose.Code(op.Name)+" again and again, until there is no need to wait any longer.")
	}
	if s := op.Split; s != nil {
		beside(s.Name, "each "+r.answer(op), prose.Code(op.Name)+" for any number of "+prose.Code(s.List.Name)+", in as many calls as they need.")
		if s.Results != nil {
			beside(s.Method, "each "+r.typ(s.Results.Result.Type), "The results of all of these, in the order of what was sent.")
		}
	}
	return out
}

// answer says what an operation answers.
func (r *renderer) answer(op *ir.Operation) string {
	switch op.Result.Kind {
	case ir.TextResult:
		if op.Result.Type != nil {
			return r.typ(op.Result.Type)
		}
		return prose.Code("string")
	case ir.BinaryResult:
		return r.link("Download", "Download")
	case ir.LinesResult:
		return r.link("LineStream", "LineStream") + " of " + r.typ(op.Result.Type)
	case ir.EventsResult:
		return r.link("Stream", "Stream") + " of " + r.typ(op.Result.Stream.Event)
	case ir.JSONResult, ir.AnswersResult:
		return r.typ(op.Result.Type)
	default:
		return "nothing"
	}
}

// arguments lists what a method takes.
func (r *renderer) arguments(op *ir.Operation) string {
	var out []string
	for _, a := range op.Given() {
		out = append(out, prose.Code(a.Name))
	}
	return strings.Join(append(out, r.typ(op.Params)), ", ")
}

// notes says what there is to know about an operation besides its types.
func (r *renderer) notes(op *ir.Operation) []string {
	var out []string
	if s := summary(op.Doc); s != "" {
		out = append(out, sentence(s))
	}
	if p := op.Paging; p != nil && p.Page != nil {
		page := p.Page.Name + "."
		both := r.link("Next", page+"Next")
		if p.Prev != nil {
			both += " or " + r.link("Previous", page+"Previous")
		}
		out = append(out, "One page, which leads to others with "+both+".")
	}
	for _, f := range op.Params.Fields {
		if isFile(f.Type) {
			out = append(out, "Uploads "+r.link(f.Name, op.Params.Owner(f).Name+"."+f.Name)+".")
		}
	}
	if op.MaxBytes > 0 {
		out = append(out, "At most "+strconv.FormatInt(op.MaxBytes, 10)+" bytes.")
	}
	return append(out, status(op)...)
}

// status says whether an operation is in beta or on its way out.
func status(op *ir.Operation) []string {
	var out []string
	switch {
	case len(op.Betas) > 0:
		names := make([]string, len(op.Betas))
		for i, b := range op.Betas {
			names[i] = prose.Code(b)
		}
		out = append(out, "Beta: "+strings.Join(names, " or ")+".")
	case op.Beta:
		out = append(out, "Beta.")
	}
	if op.Doc.Deprecated != "" {
		out = append(out, "**Deprecated**: "+sentence(prose.Plain(op.Doc.Deprecated)))
	}
	return out
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

func isFile(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Basic:
		return t.Kind == ir.File
	case *ir.List:
		return isFile(t.Elem)
	case *ir.Alias:
		return isFile(t.Of)
	}
	return false
}

// typ says what a type is in Go, with a link to its declaration.
func (r *renderer) typ(t ir.Type) string {
	prefix, name, declared := ir.GoType(t)
	if !declared {
		return prose.Code(prefix + name)
	}
	return r.link(prefix+name, name)
}
