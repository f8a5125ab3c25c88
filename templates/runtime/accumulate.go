package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Accumulating the events of a stream into the answer that they are parts of.

// fold collects text that arrives in pieces. The pieces of one member are
// joined once, so that the work is linear in what arrives.
type fold struct {
	texts   collection[string]
	jsons   collection[json.RawMessage]
	owners  map[*json.RawMessage]codable // the elements that have the members of jsons
	started []codable                    // elements, in their order
	moved   map[foldSlot]int             // those that aren't where their index says
	unknown []*unknownFold
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

// joinJSON adds a piece of the JSON text of the member at p of element. What the
// member held before is replaced.
func (f *fold) joinJSON(element codable, p *json.RawMessage, s string) {
	x := f.jsons.of(p)
	if x.buf == nil {
		if f.owners == nil {
			f.owners = map[*json.RawMessage]codable{}
		}
		f.owners[p] = element
	}
	x.buf = append(x.buf, s...)
}

// emptyJSON makes a member whose JSON arrives in pieces an empty object at its
// start, if it holds nothing: there may be no pieces.
func emptyJSON(p *json.RawMessage) {
	if len(*p) == 0 || isNull(string(*p)) {
		*p = json.RawMessage("{}")
	}
}

// ErrIncompleteJSON means that a value which arrived in pieces doesn't parse:
// mostly because the model stopped in the middle of it. The error that it is the
// kind of, an [*IncompleteJSONError], says more.
var ErrIncompleteJSON = errors.New("JSON that arrived in pieces is incomplete")

// IncompleteJSONError is a member whose JSON arrived in pieces that don't make a
// value, like the input of a tool. The member holds what it held at its start, and
// the rest of the answer stands beside the error. errors.Is matches it with
// [ErrIncompleteJSON].
type IncompleteJSONError struct {
	Index  int    // of the element in its list, e.g. of the content block
	Type   string // of the element in Go, e.g. "ToolUseBlock"
	Name   string // its member name, e.g. that of the tool; may be empty
	ID     string // its member id; may be empty
	Member string // that arrived in pieces, e.g. "input"
	Raw    string // the whole of the text that came
	Err    error  // why it is no JSON
}

func (e *IncompleteJSONError) Error() string {
	var b strings.Builder
	b.WriteString("element " + itoa(e.Index) + ", " + e.Type)
	if e.Name != "" {
		b.WriteString(" " + oneLine(e.Name, 80))
	}
	if e.ID != "" {
		b.WriteString(" (" + oneLine(e.ID, 80) + ")")
	}
	b.WriteString(": " + e.Member + " arrived in pieces that are no JSON: " + e.Err.Error() + ": " + beginning([]byte(e.Raw)))
	return b.String()
}

// Unwrap returns why it is no JSON.
func (e *IncompleteJSONError) Unwrap() error { return e.Err }

// Is reports whether target is [ErrIncompleteJSON].
func (e *IncompleteJSONError) Is(target error) bool { return target == ErrIncompleteJSON }

// incomplete describes a member that is no JSON.
func (f *fold) incomplete(p *json.RawMessage, text string) error {
	e := &IncompleteJSONError{Raw: text, Index: -1}
	d := coder{mode: decoding, src: text}
	d.skip()
	if err := d.finish(); err != nil {
		e.Err = err
	} else {
		e.Err = errRaw
	}
	owner := f.owners[p]
	if owner == nil {
		return e
	}
	e.Index = f.indexOf(owner)
	s := descriptorOf(owner)
	e.Type = s.name
	for i := range s.members {
		switch m := &s.members[i]; m.name() {
		case "name":
			e.Name = textOfMember(owner, i)
		case "id":
			e.ID = textOfMember(owner, i)
		default:
			if m.lit == "" && holds(owner, i, p) {
				e.Member = m.name()
			}
		}
	}
	return e
}

// textOfMember returns a member as text; "" if it isn't set.
func textOfMember(v codable, i int) string {
	texts, err := values(v, i)
	if err != nil {
		return ""
	}
	return strings.Join(texts, ",")
}

// holds reports whether member i of v is the one at p.
func holds(v codable, i int, p *json.RawMessage) bool {
	old := *p
	mark := json.RawMessage(`"this one"`)
	*p = mark
	c := coder{mode: encoding}
	v.field(&c, i)
	*p = old
	return string(c.out.bytes()) == string(mark)
}

var (
	errNoResult  = errors.New("an event came before the one that starts the result")
	errTwoStarts = errors.New("a second event starts the result; the first one counts")
)

// flush writes what has been collected into the members.
func (f *fold) flush() error {
	var errs []error
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
			errs = append(errs, f.incomplete(x.target, string(x.buf)))
		}
	}
	for _, u := range f.unknown {
		if err := u.flush(); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// foldSlot is where an event's index leads: a list and a position in it.
type foldSlot struct {
	list  any // pointer to it
	index int64
}

// insertAt puts v into a list that grows one by one. An index that is taken, or
// that skips some, is an error; v is kept at the end, and what follows for the index
// goes to it.
func insertAt[T any](f *fold, list *[]T, i int64, v T) error {
	n := int64(len(*list))
	*list = append(*list, v)
	if c, ok := any(v).(codable); ok {
		f.started = append(f.started, c)
	}
	if i == n {
		return nil
	}
	if f.moved == nil {
		f.moved = map[foldSlot]int{}
	}
	_, again := f.moved[foldSlot{list, i}]
	f.moved[foldSlot{list, i}] = int(n)
	if i >= 0 && i < n || again {
		return fmt.Errorf("a second event starts element %d; it is kept as element %d", i, n)
	}
	return fmt.Errorf("an event starts element %d of a list of %d; it is kept as element %d", i, n, n)
}

// elementAt returns the element that has index i.
func elementAt[T any](f *fold, list *[]T, i int64) (T, error) {
	if f.moved != nil {
		if at, ok := f.moved[foldSlot{list, i}]; ok {
			return (*list)[at], nil
		}
	}
	if i < 0 || i >= int64(len(*list)) {
		var zero T
		return zero, fmt.Errorf("event for element %d of a list of %d, which never started", i, len(*list))
	}
	return (*list)[i], nil
}

// indexOf returns the position of an element that has been inserted, or -1.
func (f *fold) indexOf(v codable) int { return slices.Index(f.started, v) }

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
	c := coder{mode: decoding, src: joinMembers(members), merging: true}
	dstWalk(&c, dst)
	return c.err
}
