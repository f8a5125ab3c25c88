package runtime

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Folding events that are pieces of the answer, in its own form: as chunks of a chat are.
// A member of a piece replaces that of the answer, unless a rule says something else.

// pieceRule says how the members of an object that comes in pieces become those of
// the answer's.
type pieceRule struct {
	members   []pieceMember
	constants []rawMember // that the answer's object always has
}

// pieceMember is a member that does more than replace the one of its name.
type pieceMember struct {
	from string
	key  string     // `"name":` in the answer; empty for one that the answer doesn't have
	text bool       // pieces of it are concatenated
	by   string     // it is a list: the member by which its elements are told apart
	rule *pieceRule // it is an object, or a list of such, in pieces too
}

// pieceFold folds pieces into an answer.
type pieceFold[E, R any] struct {
	rule *pieceRule
	from func(*coder, *E)
	to   func(*coder, *R)
	all  *pieceObject // nil before the first one
}

func (f *pieceFold[E, R]) add(event E) error {
	b, err := encodeJSON(walker(func(c *coder) { f.from(c, &event) }))
	if err != nil {
		return err
	}
	if f.all == nil {
		f.all = &pieceObject{}
	}
	return f.all.add(string(b), f.rule)
}

func (f *pieceFold[E, R]) result() (*R, error) {
	if f.all == nil {
		return nil, nil
	}
	c := coder{mode: decoding, src: string(f.all.appendTo(nil, f.rule)), merging: true}
	out := new(R)
	f.to(&c, out)
	return out, c.err
}

// pieceObject is an object of the answer, as far as it has come.
type pieceObject struct {
	index   string // as JSON; for an element of a list
	members []*pieceValue
	last    int // index of the member that was changed last
}

// pieceValue is a member of it.
type pieceValue struct {
	key  string         // `"name":`
	raw  []byte         // for a text without the closing quote
	list []*pieceObject // for an object its only element
	kind pieceKind
	rule *pieceRule
}

type pieceKind uint8

const (
	rawPiece pieceKind = iota
	textPiece
	objectPiece
	listPiece
)

// add folds a piece of the object. What doesn't fit is left out, and reported.
func (o *pieceObject) add(src string, rule *pieceRule) error {
	members, err := rawMembers(src)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.value == "null" {
			continue // says nothing
		}
		how := pieceMember{key: m.key}
		if i := slices.IndexFunc(rule.members, func(p pieceMember) bool { return p.from == m.name }); i >= 0 {
			how = rule.members[i]
		}
		if how.key == "" {
			continue
		}
		if bad := o.member(how.key).add(m.value, &how); bad != nil && err == nil {
			err = fmt.Errorf("member %s: %w", m.name, bad)
		}
	}
	return err
}

// member returns a member, which begins with nothing.
func (o *pieceObject) member(key string) *pieceValue {
	if o.last < len(o.members) && o.members[o.last].key == key {
		return o.members[o.last]
	}
	o.last = slices.IndexFunc(o.members, func(v *pieceValue) bool { return v.key == key })
	if o.last < 0 {
		o.last = len(o.members)
		o.members = append(o.members, &pieceValue{key: key})
	}
	return o.members[o.last]
}

// add folds a piece of the member. One of another kind than its rule expects is left out.
func (v *pieceValue) add(src string, how *pieceMember) error {
	switch {
	case how.text && src[0] == '"':
		if v.kind != textPiece {
			v.kind, v.raw = textPiece, []byte{'"'}
		}
		v.raw = append(v.raw, src[1:len(src)-1]...) // escapes hold on their own
		return nil
	case how.rule != nil && how.by == "" && src[0] == '{':
		if v.kind != objectPiece {
			*v = pieceValue{key: v.key, kind: objectPiece, rule: how.rule, list: []*pieceObject{{}}}
		}
		return v.list[0].add(src, how.rule)
	case how.rule != nil && how.by != "" && src[0] == '[':
		if v.kind != listPiece {
			*v = pieceValue{key: v.key, kind: listPiece, rule: how.rule}
		}
		return v.addElements(src, how)
	case how.text || how.rule != nil:
		return fmt.Errorf("%s can't be a piece of it", beginning([]byte(src)))
	}
	v.raw = append(v.raw[:0], src...)
	return nil
}

// addElements folds the elements of a list. An element with an index that hasn't come yet
// begins a new one, and so does an element without.
func (v *pieceValue) addElements(src string, how *pieceMember) error {
	var first error
	d := coder{mode: decoding, src: src}
	for more := d.open('[') && !d.shut(']'); more && d.err == nil; more = d.more(']') {
		start := d.pos
		d.skip()
		if d.err != nil {
			break
		}
		piece := src[start:d.pos]
		if piece[0] != '{' {
			first = cmp.Or(first, fmt.Errorf("%s can't be a piece of an element", beginning([]byte(piece))))
			continue
		}
		if err := v.element(piece, how.by).add(piece, how.rule); err != nil {
			first = cmp.Or(first, err)
		}
	}
	return cmp.Or(first, d.err)
}

// element returns the element that a piece belongs to.
func (v *pieceValue) element(piece, by string) *pieceObject {
	members, _ := rawMembers(piece) // it has been read
	index := ""
	if i := slices.IndexFunc(members, func(m rawMember) bool { return m.name == by }); i >= 0 {
		index = members[i].value
	}
	if index != "" {
		if i := slices.IndexFunc(v.list, func(o *pieceObject) bool { return o.index == index }); i >= 0 {
			return v.list[i]
		}
	}
	o := &pieceObject{index: index}
	v.list = append(v.list, o)
	return o
}

// inOrder are the elements by their indexes, those without in the order in which they came.
func (v *pieceValue) inOrder() []*pieceObject {
	list := slices.Clone(v.list)
	slices.SortStableFunc(list, func(a, b *pieceObject) int {
		x, err1 := strconv.ParseInt(a.index, 10, 64)
		y, err2 := strconv.ParseInt(b.index, 10, 64)
		if err1 != nil || err2 != nil {
			return 0
		}
		return cmp.Compare(x, y)
	})
	return list
}

// appendTo writes the object.
func (o *pieceObject) appendTo(b []byte, rule *pieceRule) []byte {
	start := len(b)
	next := func() []byte {
		if len(b) == start {
			return append(b, '{')
		}
		return append(b, ',')
	}
	for _, c := range rule.constants {
		b = append(append(next(), c.key...), c.value...)
	}
	for _, v := range o.members {
		if slices.ContainsFunc(rule.constants, func(c rawMember) bool { return c.key == v.key }) {
			continue
		}
		if v.kind == rawPiece && len(v.raw) == 0 {
			continue // nothing that fits has come
		}
		b = v.appendTo(append(next(), v.key...))
	}
	if len(b) == start {
		b = append(b, '{')
	}
	return append(b, '}')
}

// appendTo writes the value.
func (v *pieceValue) appendTo(b []byte) []byte {
	switch v.kind {
	case textPiece:
		return append(append(b, v.raw...), '"')
	case objectPiece:
		return v.list[0].appendTo(b, v.rule)
	case listPiece:
		b = append(b, '[')
		for i, o := range v.inOrder() {
			if i > 0 {
				b = append(b, ',')
			}
			b = o.appendTo(b, v.rule)
		}
		return append(b, ']')
	default:
		return append(b, v.raw...)
	}
}

// pieceText returns the function for the text that a piece adds: what a path leads to, in all
// elements of the lists on the way.
func pieceText[E any](walk func(*coder, *E), path ...string) func(E) string {
	return func(event E) string {
		b, err := encodeJSON(walker(func(c *coder) { walk(c, &event) }))
		if err != nil {
			return ""
		}
		return string(appendTexts(nil, string(b), path))
	}
}

// appendTexts appends the texts to which a path leads in a value.
func appendTexts(b []byte, src string, path []string) []byte {
	d := coder{mode: decoding, src: src}
	switch {
	case src[0] == '[':
		for more := d.open('[') && !d.shut(']'); more && d.err == nil; more = d.more(']') {
			start := d.pos
			d.skip()
			b = appendTexts(b, src[start:d.pos], path)
		}
	case src[0] == '{' && len(path) > 0:
		members, _ := rawMembers(src) // it was encoded
		for _, m := range members {
			if m.name == path[0] {
				b = appendTexts(b, m.value, path[1:])
			}
		}
	case src[0] == '"' && len(path) == 0:
		b = append(b, d.str()...)
	}
	return b
}
