package extension

import (
	"slices"
	"strconv"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Waits lowers x-poll and x-split of all operations. x-poll is on the one that says how
// far something has come:
//
//	until: {processing_status: [ended]}   # member of the answer, and its last values
//	name: Wait                            # Go method; the default
//
// and x-split on the one that takes a list that may be too long for one request:
//
//	list: requests        # member of the request
//	max: 100000           # elements of a request; x-max-request-bytes holds as well
//	key: custom_id        # member of an element that no other has the same of
//	results: {operation: messages.batches.results, id: id, key: custom_id}
//
// where results are the lines that another operation answers, one for each element in any
// order: id is the member of the answer which that operation takes, key that of a line.
func Waits(api *ir.API, diags *diag.List) {
	for _, s := range api.AllServices() {
		for _, op := range s.Ops {
			n := nodeOf(op.Place)
			if x := n.Get("x-poll"); x != nil {
				poll(s, op, x, diags)
			}
			if x := n.Get("x-split"); x != nil {
				split(s, op, x, diags)
			}
		}
	}
}

// isFree reports whether a service has no method of that name, and says so if it has.
func isFree(s *ir.Service, name string, x *node.Node, diags *diag.List) bool {
	for _, op := range s.Ops {
		if op.Name == name || op.Stream != nil && op.Stream.Name == name || op.Paging != nil && op.All == name || op.Poll != nil && op.Poll.Name == name {
			diags.Errorf(x, "%s has a method %s already: set name to another", s.TypeName, name)
			return false
		}
	}
	return true
}

// poll lowers x-poll of an operation, which must be one that answers JSON and needs
// nothing but what is in its path.
func poll(s *ir.Service, op *ir.Operation, x *node.Node, diags *diag.List) {
	answer, ok := op.Result.Type.(*ir.Object)
	until := x.Get("until").Entries()
	if !ok || op.Result.Kind != ir.JSONResult || len(until) != 1 {
		diags.Errorf(x, "x-poll needs until: {member: [values]} of an answer that is a JSON object")
		return
	}
	if slices.ContainsFunc(op.Params.Fields, func(f *ir.Field) bool { return f.Presence == ir.Required && f.Constant() == nil }) {
		diags.Errorf(x, "x-poll: the operation has required parameters beside those of its path")
		return
	}
	p := &ir.Poll{Name: "Wait", Field: answer.Named(until[0].Key), Doc: ir.Doc{Text: x.Str("description")}}
	for _, v := range schema.Items(until[0].Value) {
		p.Until = append(p.Until, v.Text)
	}
	if x.Has("name") {
		p.Name = names.Exported(x.Str("name"))
	}
	if p.Field == nil || !ir.IsString(p.Field.Type) || p.Field.Form() != ir.PlainForm && p.Field.Form() != ir.ZeroForm || len(p.Until) == 0 {
		diags.Errorf(until[0].Value, "x-poll: %s has no member %q that is a string, or there are no values to wait for", answer.Name, until[0].Key)
		return
	}
	if isFree(s, p.Name, x, diags) {
		op.Poll = p
	}
}

// split lowers x-split of an operation.
func split(in *ir.Service, op *ir.Operation, x *node.Node, diags *diag.List) {
	answer, ok := op.Result.Type.(*ir.Object)
	if !ok || op.Result.Kind != ir.JSONResult {
		diags.Errorf(x, "x-split needs an answer that is a JSON object")
		return
	}
	s := &ir.Split{Name: names.Split(op.Name), List: op.Params.Named(x.Str("list")), Doc: ir.Doc{Text: x.Str("description")}}
	if m := x.Get("max"); m != nil {
		s.Max, _ = strconv.Atoi(m.Text)
	}
	elem := elemOf(s.List)
	if elem == nil || s.Max < 1 {
		diags.Errorf(x, "x-split needs list, a member of the request that is an array of objects, and max, the number of elements from 1 on")
		return
	}
	if s.Key = plainText(elem, x.Str("key")); s.Key == nil {
		diags.Errorf(x, "x-split: %s has no member %q that is a string and always there", elem.Name, x.Str("key"))
		return
	}
	if r := x.Get("results"); r != nil && !splitResults(in, s, answer, r, diags) {
		return
	}
	if x.Has("name") {
		s.Name = names.Exported(x.Str("name"))
	}
	if isFree(in, s.Name, x, diags) && (s.Results == nil || isFree(in, s.Method, x, diags)) {
		op.Split = s
	}
}

// splitResults finds the operation that answers a line for each element.
func splitResults(in *ir.Service, s *ir.Split, answer *ir.Object, x *node.Node, diags *diag.List) bool {
	for _, op := range in.Ops {
		if op.ID == x.Str("operation") {
			s.Results = op
		}
	}
	if s.Results == nil || s.Results.Result.Kind != ir.LinesResult || len(s.Results.Given()) != 1 {
		diags.Errorf(x, "x-split: results needs an operation of the same service that answers JSON Lines and takes one parameter in its path")
		return false
	}
	line, _ := s.Results.Result.Type.(*ir.Object)
	s.Method = names.InOrder(s.Results.Name)
	if line != nil {
		s.LineKey = plainText(line, x.Str("key"))
	}
	if s.ID = plainText(answer, x.Str("id")); s.ID == nil || s.LineKey == nil {
		diags.Errorf(x, "x-split: results needs id, a member of %s, and key, one of a line; both are strings that are always there", answer.Name)
		return false
	}
	return true
}

// elemOf returns the objects that a member is a list of, or nil.
func elemOf(f *ir.Field) *ir.Object {
	if f == nil {
		return nil
	}
	list, ok := f.Type.(*ir.List)
	if !ok {
		return nil
	}
	o, _ := list.Elem.(*ir.Object)
	return o
}

// plainText returns the member of that name if it is a string that is always there.
func plainText(o *ir.Object, name string) *ir.Field {
	f := o.Named(name)
	if f == nil || !ir.IsBasic(f.Type, ir.String) || f.Form() != ir.PlainForm {
		return nil
	}
	return f
}
