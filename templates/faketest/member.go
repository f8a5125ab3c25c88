package faketest

import (
	"encoding/json"
	"net/url"
	"strings"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// member is a member of params that the request's JSON doesn't hold.
type member struct {
	name     string
	in       place
	style    styleInfo
	to       any    // pointer to the field, or a *target
	want     string // the only value, of constants, which no field holds
	required bool
	json     bool   // the text of a form's member is JSON, whatever it is
	of       string // part that a header is of
	forms    []any  // pointers to what a form may be that is a union
}

type place uint8

const (
	inQuery       place = iota
	inQuerystring       // the query as a whole
	inHeader
	inCookie
	inPart // of a form
	inRest // the parts that nothing else reads
	inPartHeader
	inWhole // the whole body
)

func query(name string, to any) member { return member{name: name, to: to} }
func querystring(name string, to any) member {
	return member{name: name, in: inQuerystring, to: to}
}
func header(name string, to any) member { return member{name: name, in: inHeader, to: to} }
func cookie(name string, to any) member { return member{name: name, in: inCookie, to: to} }
func part(name string, to any) member   { return member{name: name, in: inPart, to: to} }
func whole(to any) member               { return member{name: "body", in: inWhole, to: to} }

// partIs is a part of a form that always has the same value.
func partIs(name, want string) member {
	return member{name: name, in: inPart, want: want, required: true}
}

// wholeIs is a body that is always the same.
func wholeIs(want string) member {
	return member{name: "body", in: inWhole, want: want, required: true}
}

// required is a member that has to be there.
func required(m member) member {
	m.required = true
	return m
}

func (p place) String() string {
	return [...]string{"query parameter", "query parameter", "header", "cookie", "part", "form", "part header", "request"}[p]
}

// read looks for the member in the request and stores its value.
func (m member) read(in *input) {
	found, err := m.find(in)
	switch {
	case err != nil:
		in.problemf("%v %s: %v", m.in, m.name, err)
	case !found && m.required:
		in.problemf("%v %s is missing%s", m.in, m.name, m.hint())
	}
}

// hint says what the value of a constant is.
func (m member) hint() string {
	if m.to == nil {
		return ": it is always " + clip(m.want)
	}
	return ""
}

// find reads the parameter from where it travels and stores it; found is false if
// the request doesn't have it.
func (m member) find(in *input) (found bool, err error) {
	if m.style.name != "" {
		v, err := m.styledValues(in)
		if err != nil || v.empty() {
			return false, err
		}
		return true, v.store(m.to)
	}
	switch m.in {
	case inQuery:
		return m.texts(in.queryValues(m.name))
	case inHeader:
		return m.texts(in.r.Header.Values(m.name), nil)
	case inCookie:
		return m.texts(m.cookieValues(in), nil)
	case inPart:
		return m.part(in)
	case inRest:
		return true, m.rest(in)
	case inPartHeader:
		return m.texts(in.partHeader(m.of, m.name), nil)
	default:
		return m.whole(in)
	}
}

// takesRest reports whether the member holds whatever parameters of the query no
// other has.
func (m member) takesRest() bool {
	return m.in == inQuery && m.style.explode && m.style.name == "form" && isObjectType(deref(typeOf(m.to)))
}

// texts stores values if there are any.
func (m member) texts(values []string, err error) (bool, error) {
	switch {
	case err != nil || len(values) == 0:
		return false, err
	case m.to == nil:
		return true, wantText(strings.Join(values, ","), m.want)
	}
	return true, assign(m.to, values)
}

// cookieValues returns the values of a cookie.
func (m member) cookieValues(in *input) []string {
	var out []string
	for _, c := range in.r.CookiesNamed(m.name) {
		out = append(out, c.Value)
	}
	return out
}

// queryValues returns the values of a query parameter.
func (in *input) queryValues(name string) ([]string, error) {
	in.known[name] = true
	var out []string
	for _, p := range in.query {
		if p.name != name {
			continue
		}
		text, err := url.QueryUnescape(p.escaped)
		if err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, nil
}

// whole stores the whole body.
func (m member) whole(in *input) (bool, error) {
	if len(in.body) == 0 {
		return false, nil
	}
	if in.op.body == formBody || in.op.body == multipartBody {
		return true, m.form(in)
	}
	if m.to == nil {
		return true, wantText(strings.TrimSpace(string(in.body)), m.want)
	}
	if in.op.body == jsonBody {
		t := targetOf(m.to)
		in.readJSON(t.decode, t.value)
		return true, nil
	}
	file := client.FileBytes("", in.body)
	file.ContentType = in.r.Header.Get("Content-Type")
	if done, err := assignFiles(m.to, []client.File{file}); done {
		return true, err
	}
	return m.texts([]string{string(in.body)}, nil)
}

// targetOf returns a target for a pointer.
func targetOf(to any) *target {
	if t, ok := to.(*target); ok {
		return t
	}
	return &target{value: to, decode: func(b []byte) error { return json.Unmarshal(b, to) }}
}
