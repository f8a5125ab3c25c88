package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// fold collects text that arrives in pieces. The pieces of one member are
// joined once, so that the work is linear in what arrives.
type fold struct {
	texts collection[string]
	jsons collection[json.RawMessage]
}

// collection finds the pieces of a member, in time that doesn't depend on how
// many members there are.
type collection[T any] struct {
	list []*pieces[T]
	at   map[*T]*pieces[T]
}

// pieces are what has arrived of one member.
type pieces[T any] struct {
	target *T
	buf    []byte
}

// of returns the pieces of the member at p. It is nearly always the one that was
// asked for last.
func (c *collection[T]) of(p *T) *pieces[T] {
	if n := len(c.list); n > 0 && c.list[n-1].target == p {
		return c.list[n-1]
	}
	if x := c.at[p]; x != nil {
		return x
	}
	if c.at == nil {
		c.at = map[*T]*pieces[T]{}
	}
	x := &pieces[T]{target: p}
	c.list, c.at[p] = append(c.list, x), x
	return x
}

// appendText concatenates s to the member at p.
func (f *fold) appendText(p *string, s string) {
	x := f.texts.of(p)
	if x.buf == nil {
		x.buf = append(make([]byte, 0, 64), *p...)
	}
	x.buf = append(x.buf, s...)
}

// appendOptText is appendText for a member that may be null.
func (f *fold) appendOptText(p **string, s string) {
	if *p == nil {
		*p = new(string)
	}
	f.appendText(*p, s)
}

// joinJSON adds a piece of the JSON text of the member at p. What the member
// held before is replaced.
func (f *fold) joinJSON(p *json.RawMessage, s string) {
	x := f.jsons.of(p)
	x.buf = append(x.buf, s...)
}

// ErrIncompleteJSON means that a value which arrived in pieces isn't complete:
// the model stopped in the middle of it. The member holds what it held at its
// start.
var ErrIncompleteJSON = errors.New("JSON that arrived in pieces is incomplete")

var errNoResult = errors.New("an event came before the one that starts the result")

// flush writes what has been collected into the members.
func (f *fold) flush() error {
	var err error
	for _, x := range f.texts.list {
		*x.target = string(x.buf)
	}
	for _, x := range f.jsons.list {
		if len(x.buf) == 0 {
			continue
		}
		if v, ok := oneValue(string(x.buf)); ok {
			*x.target = json.RawMessage(v)
		} else {
			err = fmt.Errorf("%w: %s", ErrIncompleteJSON, clip(string(x.buf)))
		}
	}
	return err
}

// insertAt puts v at index i of a list that grows one by one.
func insertAt[T any](list *[]T, i int64, v T) error {
	switch n := int64(len(*list)); {
	case i < 0 || i > n:
		return fmt.Errorf("event for element %d of a list of %d", i, n)
	case i < n:
		(*list)[i] = v
	default:
		*list = append(*list, v)
	}
	return nil
}

// elementAt returns the element at index i.
func elementAt[T any](list []T, i int64) (T, error) {
	if i < 0 || i >= int64(len(list)) {
		var zero T
		return zero, fmt.Errorf("event for element %d of a list of %d", i, len(list))
	}
	return list[i], nil
}

// copyValue returns a deep copy, so that folding doesn't change the event that
// the caller has seen.
func copyValue[T any](v T, walk func(*coder, *T)) (T, error) {
	var out T
	b, err := encodeJSON(walker(func(c *coder) { walk(c, &v) }))
	if err == nil {
		err = decodeJSON(string(b), walker(func(c *coder) { walk(c, &out) }))
	}
	return out, err
}

// convertValue reads a value of one type as a value of another.
func convertValue[From, To any](v From, from func(*coder, *From), to func(*coder, *To)) (To, error) {
	var out To
	b, err := encodeJSON(walker(func(c *coder) { from(c, &v) }))
	if err == nil {
		err = decodeJSON(string(b), walker(func(c *coder) { to(c, &out) }))
	}
	return out, err
}

// mergeValue replaces the members of dst that src has and that aren't null. The
// others are not touched: text that is being collected stays where it is.
func mergeValue[D, S any](dst *D, src *S, dstWalk func(*coder, *D), srcWalk func(*coder, *S)) error {
	s, err := encodeJSON(walker(func(c *coder) { srcWalk(c, src) }))
	if err != nil {
		return err
	}
	members, err := rawMembers(string(s))
	if err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m rawMember) bool { return m.value == "null" })
	c := coder{mode: decoding, src: joinMembers(members), merged: map[*json.RawMessage]bool{}}
	dstWalk(&c, dst)
	for extra := range c.merged {
		if *extra, err = lastOfEach(*extra); err != nil {
			return err
		}
	}
	return c.err
}

// lastOfEach returns an object in which every name stands once, where it stood
// first, with the value that it had last.
func lastOfEach(v json.RawMessage) (json.RawMessage, error) {
	all, err := rawMembers(string(v))
	at := make(map[string]int, len(all))
	kept := all[:0]
	for _, m := range all {
		if i, ok := at[m.name]; ok {
			kept[i].value = m.value
			continue
		}
		at[m.name] = len(kept)
		kept = append(kept, m)
	}
	return json.RawMessage(joinMembers(kept)), err
}
