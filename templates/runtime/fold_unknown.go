package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// What the package is older than is folded by the names of its members: text is
// appended to the member of the same name, a list gets what comes, and anything
// else replaces what was there. A delta that the document describes says better
// how, also for an element that it doesn't.

// foldRule says what becomes of one member of a delta.
type foldRule struct {
	how      foldHow
	from, to string
}

type foldHow uint8

const (
	foldAppend  foldHow = iota // text is concatenated
	foldJoin                   // pieces of JSON text make a value
	foldReplace                // the member is set
	foldPush                   // the value is appended to a list
)

// unknownFold collects members for one object, so that each is written once.
type unknownFold struct {
	target *json.RawMessage // the object as a whole, or its Extra
	names  []string
	parts  map[string]*unknownPart
}

type unknownPart struct {
	how  foldHow
	text strings.Builder // for foldAppend and foldJoin
	list []string        // for foldPush
	json string          // for foldReplace
}

// unknownAt returns what is collected for the object at p.
func (f *fold) unknownAt(p *json.RawMessage) *unknownFold {
	for _, u := range f.unknown {
		if u.target == p {
			return u
		}
	}
	u := &unknownFold{target: p, parts: map[string]*unknownPart{}}
	f.unknown = append(f.unknown, u)
	return u
}

// misfit folds a delta that the document describes for other elements than this.
// An element that it doesn't know is changed as those are; for one that it
// knows, there is nothing that could be right.
func (f *fold) misfit(element, delta any, rules ...foldRule) error {
	x, unknown := element.(*UnknownVariant)
	d, ok := delta.(codable)
	if !unknown || !ok {
		return fmt.Errorf("a %s for a %s: it is left out", goName(delta), goName(element))
	}
	b, err := encodeJSON(d)
	if err != nil {
		return err
	}
	return f.unknownAt(&x.Raw).add(string(b), rules)
}

// newer folds a delta of a type that the document doesn't know: into the raw JSON
// unknownAt an element that it doesn't know either, or into the Extra of one that it does.
func (f *fold) newer(element, delta any) error {
	d, unknown := delta.(*UnknownVariant)
	object, ok := element.(codable)
	if !unknown || !ok || !strings.HasPrefix(string(d.Raw), "{") {
		return fmt.Errorf("a %s for a %s: it is left out", goName(delta), goName(element))
	}
	if x, ok := element.(*UnknownVariant); ok {
		return f.unknownAt(&x.Raw).add(string(d.Raw), nil)
	}
	known := descriptorOf(object)
	extra := extraOf(object, known)
	if extra == nil {
		return fmt.Errorf("a %s, for a %s: it is left out", goName(delta), goName(element))
	}
	members, err := rawMembers(string(d.Raw))
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.name != "type" && findMember(known.members, m.name) >= 0 {
			return fmt.Errorf("a %s, changes the member %s of a %s: it is left out", goName(delta), m.name, goName(element))
		}
	}
	return f.unknownAt(extra).add(string(d.Raw), nil)
}

// keepExtra folds the members of a delta that the document doesn't know into
// those of the element that it changes.
//
// It is inlined: nearly all deltas have none.
func (f *fold) keepExtra(to *json.RawMessage, delta codable, extra json.RawMessage) error {
	if len(extra) == 0 {
		return nil
	}
	return f.addExtra(to, delta)
}

func (f *fold) addExtra(to *json.RawMessage, delta codable) error {
	unknown, err := unknownMembers(delta)
	if len(unknown) == 0 {
		return err
	}
	return errors.Join(err, f.unknownAt(to).add(joinMembers(unknown), nil))
}

// mergeExtra is keepExtra for members that say how things are, not what is added.
// Those of an event that don't fit are an error already.
func (f *fold) mergeExtra(to *json.RawMessage, event codable, extra json.RawMessage) error {
	if len(extra) == 0 {
		return nil
	}
	unknown, _ := unknownMembers(event)
	if len(unknown) == 0 {
		return nil
	}
	rules := make([]foldRule, len(unknown))
	for i, m := range unknown {
		rules[i] = foldRule{foldReplace, m.name, m.name}
	}
	return f.unknownAt(to).add(joinMembers(unknown), rules)
}

// unknownMembers returns the members that an object keeps in Extra, but for those
// that are there because they don't fit: these would replace what other events have
// brought. They are an error.
func unknownMembers(v codable) ([]rawMember, error) {
	s := descriptorOf(v)
	extra := extraOf(v, s)
	if extra == nil || len(*extra) == 0 {
		return nil, nil
	}
	members, err := rawMembers(string(*extra))
	errs := []error{err}
	members = slices.DeleteFunc(members, func(m rawMember) bool {
		i := bodyMember(s.members, m.name)
		if i >= 0 && s.members[i].lit == "" {
			errs = append(errs, fmt.Errorf("the member %s of a %s doesn't fit, and is left out: %s", m.name, s.name, clip(m.value)))
		}
		return i >= 0
	})
	return members, errors.Join(errs...)
}

// goName is the name of v's type without its package, e.g. "TextBlock".
func goName(v any) string {
	if u, ok := v.(*UnknownVariant); ok {
		return fmt.Sprintf("%q, which is newer than this package", clip(u.Type))
	}
	name := fmt.Sprintf("%T", v)
	return name[strings.LastIndexByte(name, '.')+1:]
}

// add collects the members of an object, as rules say or, where there are none,
// by what they hold.
func (u *unknownFold) add(object string, rules []foldRule) error {
	members, err := rawMembers(object)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.name == "type" || m.value == "null" {
			continue
		}
		rule := foldRule{ruleFor(m.value), m.name, m.name}
		if i := slices.IndexFunc(rules, func(r foldRule) bool { return r.from == m.name }); i >= 0 {
			rule = rules[i]
		}
		if err := u.addMember(rule, m.value); err != nil {
			return err
		}
	}
	return nil
}

// ruleFor says how a member is folded of which only the value is known.
func ruleFor(value string) foldHow {
	switch value[0] {
	case '"':
		return foldAppend
	case '[':
		return foldPush
	}
	return foldReplace
}

// addMember folds one member of a delta into what is known of the element so far.
func (u *unknownFold) addMember(r foldRule, value string) error {
	p := u.parts[r.to]
	if p == nil {
		p = &unknownPart{how: r.how}
		u.parts[r.to] = p
		u.names = append(u.names, r.to)
	}
	switch r.how {
	case foldAppend, foldJoin:
		d := coder{mode: decoding, src: value}
		p.text.WriteString(d.str())
		return d.err
	case foldPush:
		if value[0] == '[' {
			inner, err := innerList(value)
			if err != nil || inner == "" {
				return err
			}
			value = inner
		}
		p.list = append(p.list, value)
	default:
		p.json = value
	}
	return nil
}

// innerList returns what stands between the brackets of an array.
func innerList(array string) (string, error) {
	d := coder{mode: decoding, src: array[1 : len(array)-1]}
	d.space()
	return strings.TrimRight(d.src[d.pos:], " \t\r\n"), nil
}

// flush writes what was collected into the object. What has been written is
// dropped, so that more may follow.
func (u *unknownFold) flush() error {
	src := string(*u.target)
	if len(u.names) == 0 {
		return nil
	}
	if src == "" {
		src = "{}"
	}
	members, err := rawMembers(src)
	if err != nil {
		return err
	}
	var errs []error
	for _, name := range u.names {
		i := slices.IndexFunc(members, func(m rawMember) bool { return m.name == name })
		had := ""
		if i >= 0 {
			had = members[i].value
		}
		value, err := u.parts[name].onto(had)
		if err != nil {
			errs = append(errs, &IncompleteJSONError{Index: -1, Type: "UnknownVariant", Member: name, Raw: u.parts[name].text.String(), Err: err})
			continue
		}
		if i >= 0 {
			members[i].value = value
			continue
		}
		var o output
		o.addString(name)
		members = append(members, rawMember{string(o.bytes()) + ":", name, value})
	}
	*u.target = json.RawMessage(joinMembers(members))
	if len(errs) == 0 { // more may follow, and is added to what is there now
		u.names, u.parts = nil, map[string]*unknownPart{}
	}
	return errors.Join(errs...)
}

// onto returns the value of a member that had another before.
func (p *unknownPart) onto(had string) (string, error) {
	switch p.how {
	case foldJoin:
		if v, ok := oneValue(p.text.String()); ok {
			return v, nil
		}
		if p.text.Len() == 0 {
			return first(had, "{}"), nil
		}
		return "", errRaw
	case foldAppend:
		before := ""
		if had != "" && had[0] == '"' {
			d := coder{mode: decoding, src: had}
			before = d.str()
		}
		var o output
		o.addString(before + p.text.String())
		return string(o.bytes()), nil
	case foldPush:
		all := strings.Join(p.list, ",")
		if had != "" && had[0] == '[' {
			inner, err := innerList(had)
			if err != nil {
				return "", err
			}
			all = strings.Trim(inner+","+all, ",")
		}
		return "[" + all + "]", nil
	}
	return p.json, nil
}
