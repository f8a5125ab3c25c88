package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// form is what a member of an extension is.
type form struct {
	kind     formKind
	required bool
	members  map[string]form // of objects; nil for any
	each     *form           // of objects with free names
}

type formKind uint8

const (
	aText formKind = iota
	aList          // of strings
	anObject
	anyValue
)

func (k formKind) String() string {
	return [...]string{"a string", "a list of strings", "an object", "any value"}[k]
}

var (
	must  = form{kind: aText, required: true}
	may   = form{kind: aText}
	list  = form{kind: aList}
	named = form{kind: anObject, each: &may}
)

// toolLoop is the form of x-tool-loop. What its names mean is checked where the types
// are known.
var toolLoop = form{kind: anObject, members: map[string]form{
	"turns": must,
	"tools": must,
	"tool": {kind: anObject, required: true, members: map[string]form{
		"name": must, "description": must, "schema": must, "set": named,
	}},
	"turn": may,
	"stop": {kind: anObject, required: true, members: map[string]form{
		"reason": must, "run": list, "resume": list, "cut": list,
	}},
	"call": {kind: anObject, required: true, members: map[string]form{
		"in": must, "is": named, "after": named, "id": must, "name": must, "input": must,
	}},
	"result": {kind: anObject, required: true, members: map[string]form{
		"turn": named, "in": may, "set": named, "call": must, "content": must, "error": may, "repeat": list,
		"text": {kind: anObject, members: map[string]form{"set": named, "in": must}},
	}},
	"choice": {kind: anObject, members: map[string]form{
		"member": must, "free": {kind: aList, required: true}, "then": {kind: anyValue, required: true}, "keep": list,
	}},
	"carry": {kind: anObject, each: &form{kind: anObject, members: map[string]form{"from": must, "as": may}}},
	"usage": may,
	"format": {kind: anObject, members: map[string]form{
		"in": must, "set": named, "schema": must, "refused": list,
		"text":  {kind: anObject, required: true, members: map[string]form{"in": may, "is": named, "text": must}},
		"piece": {kind: anObject, members: map[string]form{"is": named, "text": must, "of": may}},
	}},
}}

func checkToolLoop(c *checker, n *node.Node) {
	if x := n.Get("x-tool-loop"); x != nil {
		c.checkForm(x, "x-tool-loop", toolLoop)
	}
}

// checkForm reports what an extension shouldn't have, lacks, and has of another kind.
func (c *checker) checkForm(n *node.Node, name string, f form) {
	if !f.fits(n) {
		c.Errorf(n, "%s must be %s", name, f.kind)
		return
	}
	if f.kind != anObject {
		return
	}
	for _, m := range n.Members {
		inner, ok := f.members[m.Key]
		switch {
		case f.each != nil:
			c.checkForm(m.Value, name+"."+m.Key, *f.each)
		case ok:
			c.checkForm(m.Value, name+"."+m.Key, inner)
		default:
			c.Errorf(m, "%s has no member %s: it has %s", name, diag.Quote(m.Key), strings.Join(slices.Sorted(maps.Keys(f.members)), ", "))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.members)) {
		if f.members[key].required && !n.Has(key) {
			c.Errorf(n, "%s needs %s", name, key)
		}
	}
}

// fits reports whether a value is of the kind that it must be.
func (f form) fits(n *node.Node) bool {
	switch f.kind {
	case aText:
		return n.Kind == node.String && n.Text != ""
	case aList:
		return n.Kind == node.Array && !slices.ContainsFunc(n.Items, func(i *node.Node) bool { return i.Kind != node.String })
	case anObject:
		return n.Kind == node.Object
	}
	return true
}
