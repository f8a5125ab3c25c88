// Package node reads YAML and JSON into trees of nodes that keep what an ordinary
// decoder loses: positions, the author's order of members, and all digits of
// numbers. Every mistake in a file is reported, not only the first, and what all
// files of a document may take is bounded by a Budget.
package node

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Kind says what a node is. The zero value is Null.
type Kind uint8

// The kinds of value.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// String names a kind the way messages do, e.g. "an object".
func (k Kind) String() string {
	names := [...]string{"null", "a boolean", "a number", "a string", "an array", "an object"}
	if int(k) < len(names) {
		return names[k]
	}
	return "Kind(" + strconv.Itoa(int(k)) + ")"
}

// Role is what a document uses a node for. Numbers are given by the package that
// knows the kind of document, such as openapi; zero is for what it doesn't use.
type Role uint8

// Node is one value of a document. Nodes do not change once the document is
// loaded, and may then be read concurrently. Every method may be called on a nil
// node, which behaves as one that is empty.
type Node struct {
	Kind    Kind
	Text    string   // a string, decoded; a number as JSON writes it; "true" or "false"
	Members []Member // of an object, in the author's order
	Items   []*Node  // of an array
	File    *File
	Parent  *Node // nil at the root of a file
	Role    Role

	key   string           // own name in the parent, when that is an object
	item  int32            // own index in the parent, when that is an array
	at    offset           // of the key for a member, of the value otherwise
	next  *Node            // target of $ref
	index map[string]*Node // by key, in large objects
}

// Member is one member of an object.
type Member struct {
	Key   string
	Value *Node
}

// Pos is where the key stands.
func (m Member) Pos() diag.Pos { return m.Value.Pos() }

// Pointer is the JSON pointer of the value.
func (m Member) Pointer() string { return m.Value.Pointer() }

// indexFrom is the number of members from which an object gets an index: below, comparing a few short
// strings is faster and takes no memory.
const indexFrom = 17

// Pos is the position of the member's key when the node is a member of an object
// (that is what one looks for when reading the file), and else of the value.
func (n *Node) Pos() diag.Pos {
	if n == nil || n.File == nil {
		return diag.Pos{}
	}
	line, col := n.File.lineAndColumn(n.at)
	return diag.Pos{File: n.File.String(), Line: line, Col: col}
}

// Pointer is the JSON pointer of the node within its file, e.g. "/components/schemas/Pet"; "" at the root.
func (n *Node) Pointer() string {
	var parts []string
	for ; n != nil && n.Parent != nil; n = n.Parent {
		if n.Parent.Kind == Array {
			parts = append(parts, strconv.Itoa(int(n.item)))
		} else {
			parts = append(parts, EscapeToken(n.key))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	slices.Reverse(parts)
	return "/" + strings.Join(parts, "/")
}

var tokenEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// EscapeToken writes a key as a part of a JSON pointer.
func EscapeToken(s string) string {
	if !strings.ContainsAny(s, "~/") {
		return s
	}
	return tokenEscaper.Replace(s)
}

// Get is the member with that key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	if n.index != nil {
		return n.index[key]
	}
	for i := range n.Members {
		if n.Members[i].Key == key {
			return n.Members[i].Value
		}
	}
	return nil
}

// Has reports whether there is a member with that key, null included.
func (n *Node) Has(key string) bool { return n.Get(key) != nil }

// Str is the string member with that key, or "".
func (n *Node) Str(key string) string {
	if m := n.Get(key); m != nil && m.Kind == String {
		return m.Text
	}
	return ""
}

// Bool reports whether the member with that key is true.
func (n *Node) Bool(key string) bool {
	m := n.Get(key)
	return m != nil && m.Kind == Bool && m.Text == "true"
}

// Strings are the string items of the array member with that key.
func (n *Node) Strings(key string) []string {
	m := n.Get(key)
	if m == nil || m.Kind != Array {
		return nil
	}
	out := make([]string, 0, len(m.Items))
	for _, it := range m.Items {
		if it.Kind == String {
			out = append(out, it.Text)
		}
	}
	return out
}

// Entries are the members of an object. There are none of a nil node.
func (n *Node) Entries() []Member {
	if n == nil {
		return nil
	}
	return n.Members
}

// Step is the value that one part of a JSON pointer leads to: the member of that
// name, or the item of that index. It is nil if there is none.
func (n *Node) Step(token string) *Node {
	if n == nil || n.Kind != Array {
		return n.Get(token)
	}
	i, err := strconv.Atoi(token)
	if err != nil || i < 0 || i >= len(n.Items) || token != strconv.Itoa(i) {
		return nil
	}
	return n.Items[i]
}

// At is the value at a path of names and indices, or nil.
func (n *Node) At(path ...string) *Node {
	for _, token := range path {
		n = n.Step(token)
	}
	return n
}

// Key is the node's own name in the object that holds it, or "".
func (n *Node) Key() string {
	if n == nil {
		return ""
	}
	return n.key
}

// IsNull reports whether the node is a null that stands in the document; a nil node is not.
func (n *Node) IsNull() bool { return n != nil && n.Kind == Null }

// Ref is the node that the "$ref" of this one means, one step, or nil. For a value of a discriminator's
// mapping it is the schema that the value means, by name or by reference.
func (n *Node) Ref() *Node {
	if n == nil {
		return nil
	}
	return n.next
}

// SetRef gives a reference its target, or takes it away.
func (n *Node) SetRef(target *Node) { n.next = target }

// Target follows Ref to the end; a node without $ref is its own target. It
// terminates because circles that are made of references only are refused, and
// cut, when a document is resolved.
func (n *Node) Target() *Node {
	if n == nil {
		return nil
	}
	for n.next != nil {
		n = n.next
	}
	return n
}

// Bare is an empty node of a kind that stands where n does.
func (n *Node) Bare(k Kind) *Node {
	return &Node{Kind: k, File: n.File, Parent: n.Parent, key: n.key, item: n.item, at: n.at}
}

// Enclose makes a node an array of one item, which is what the node was.
func (n *Node) Enclose() {
	item := n.moved()
	n.Kind, n.Text, n.Members, n.index = Array, "", nil, nil
	n.SetItems([]*Node{item})
}

// EncloseIn makes a node an object with one member, which is what the node was.
func (n *Node) EncloseIn(key string) {
	value := n.moved()
	n.Kind, n.Text, n.Items, n.index = Object, "", nil, nil
	n.setMembers([]Member{{Key: key, Value: value}})
}

// moved is a node of its own with all that n holds.
func (n *Node) moved() *Node {
	item := n.Bare(n.Kind)
	item.Text, item.Members, item.Items, item.index = n.Text, n.Members, n.Items, n.index
	item.key = ""
	for _, m := range item.Members {
		m.Value.Parent = item
	}
	for _, it := range item.Items {
		it.Parent = item
	}
	return item
}

// AppendJSON appends the subtree as compact JSON, members in the author's order.
func (n *Node) AppendJSON(b []byte) []byte {
	if n == nil {
		return append(b, "null"...)
	}
	switch n.Kind {
	case Null:
		return append(b, "null"...)
	case Bool, Number:
		return append(b, n.Text...)
	case String:
		return AppendString(b, n.Text)
	case Array:
		b = append(b, '[')
		for i, it := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = it.AppendJSON(b)
		}
		return append(b, ']')
	}
	b = append(b, '{')
	for i, m := range n.Members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(AppendString(b, m.Key), ':')
		b = m.Value.AppendJSON(b)
	}
	return append(b, '}')
}

// UnescapeToken returns the member that a token of a JSON pointer names.
func UnescapeToken(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "~1", "/"), "~0", "~")
}

// AppendString appends a string as JSON.
func AppendString(b []byte, s string) []byte {
	// The error is about invalid UTF-8 only, which was refused when the file was read.
	b, _ = jsontext.AppendQuote(b, s)
	return b
}

// Tree is the file whose tree the node is part of. That is File but for what
// overlays bring.
func (n *Node) Tree() *File {
	for n.Parent != nil {
		n = n.Parent
	}
	return n.File
}

// setMembers gives an object its members, except for those whose key was there before, which it returns.
func (n *Node) setMembers(ms []Member) (duplicates []Member) {
	if len(ms) >= indexFrom {
		n.index = make(map[string]*Node, len(ms))
	}
	kept := ms[:0]
	for _, m := range ms {
		m.Value.Parent = n
		m.Value.key = m.Key
		n.Members = kept // so that Get sees what is there so far
		if n.Get(m.Key) != nil {
			duplicates = append(duplicates, m)
			continue
		}
		if n.index != nil {
			n.index[m.Key] = m.Value
		}
		kept = append(kept, m)
	}
	n.Members = kept
	return duplicates
}

// SetItems gives an array its items.
func (n *Node) SetItems(items []*Node) {
	n.Items = items
	for i, it := range items {
		it.Parent, it.item = n, int32(i)
	}
}
