package runtime

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// need says whether a member belongs to what makes an answer that answer.
type need uint8

const (
	needNone   need = iota
	needValue       // the document requires it
	needMember      // the document requires it, and it may be null
)

// fits reports whether the object src can be what the document describes: one
// of its constants is there or, if none is, a member that it requires. An object
// of a type that has neither always fits. Constants come early in what servers
// write, so that little is read as a rule.
func (s *descriptor) fits(src string) bool {
	d := coder{mode: decoding, src: src}
	d.space()
	if !d.open('{') {
		return false
	}
	constants, required := 0, 0
	for i := range s.members {
		if m := &s.members[i]; m.in == inBody {
			if m.lit != "" {
				constants++
			}
			if m.must != needNone {
				required++
			}
		}
	}
	if constants+required == 0 {
		return true
	}
	found, contradicted := 0, 0
	for more := !d.shut('}'); more && d.err == nil; more = d.more('}') {
		i := findMember(s.members, d.name())
		d.space()
		start := d.pos
		d.skip()
		if i < 0 || d.err != nil || s.members[i].in != inBody {
			continue
		}
		m, value := &s.members[i], d.src[start:d.pos]
		switch {
		case m.lit != "" && sameScalar(value, m.lit):
			return true
		case m.lit != "" && value != "null":
			contradicted++
		case value != "null" && m.must != needNone, m.must == needMember:
			if found++; constants == 0 {
				return true
			}
		}
	}
	return contradicted == 0 && found > 0
}

var (
	errNoAnswer    = errors.New("the answer has no body, where the document promises one")
	errNullAnswer  = errors.New("the answer is null, where the document promises a value")
	errOtherAnswer = errors.New("the answer is not what the document promises: it has none of the members that make it so")
)

// byteOrderMark is what some gateways begin texts with. It says nothing in UTF-8.
const byteOrderMark = "\uFEFF"

// decode reads the JSON of an answer into out. What is no such answer is an
// error: the server's own words if it says what went wrong, whatever the status.
// s is the descriptor of out, if it is an object.
func (rep *reply) decode(out codable, s *descriptor) error {
	rep.body = strings.TrimPrefix(rep.body, byteOrderMark)
	if strings.TrimLeft(rep.body, " \t\r\n") == "" {
		return rep.responseError(errNoAnswer)
	}
	misfits, err := decodeNoting(rep.caller, rep.body, out)
	if errors.Is(err, errUnwanted) {
		if t := rep.req.timeout(rep.caller, rep.attempts); t != nil {
			return t
		}
		return rep.req.connectionError(canceled(rep.caller), rep.attempts)
	}
	if err == nil && s != nil && (!s.fits(rep.body) || !rep.documented() && !s.knows(rep.body)) {
		err = errOtherAnswer
		if isNull(rep.body) {
			err = errNullAnswer
		}
	}
	if err == nil || err == errPartial { // it is never wrapped
		rep.note(misfits)
		if err == nil {
			return nil
		}
		rep.partial, err = true, misfits[0]
		return rep.responseError(err)
	}
	return rep.unusable(err)
}

// note tells whoever wants to know what didn't fit in an answer.
func (rep *reply) note(misfits []*DecodeError) {
	if len(misfits) == 0 {
		return
	}
	set := &rep.req.set
	if set.meta != nil && len(set.meta.Misfits) < maxMisfits {
		set.meta.Misfits = append(set.meta.Misfits, misfits...)
	}
	if set.logger != nil {
		for _, m := range misfits {
			set.logger.Warn("a value of an answer doesn't fit its type, and is kept as it came",
				"operation", rep.req.op.id, "type", m.Type, "pointer", m.Pointer)
		}
	}
}

// unusable is the error of an answer that can't be used: what the server says
// in it or, if that is nothing, err.
func (rep *reply) unusable(err error) error {
	if saysError(rep.body) {
		return rep.newError(rep.body)
	}
	return rep.responseError(err)
}

func isNull(src string) bool { return strings.TrimSpace(src) == "null" }

// saysError reports whether an object says that something failed: its member
// error is an object or a text, or its type is "error".
func saysError(body string) bool {
	if !strings.HasPrefix(strings.TrimLeft(body, " \t\r\n"), "{") {
		return false
	}
	d := coder{mode: decoding, src: toValid(body)}
	d.space()
	top := d.texts("error", "type")
	return d.err == nil && (top["error"] != "" || top["type"] == "error")
}

// errorInstead returns what the server says in an error object that came as JSON
// where text or a file is due. Files may be JSON as well, so that only an object
// of the form {"type":"error","error":{...}} is taken for one.
func (rep *reply) errorInstead(body string) error {
	if !isJSONType(mediaType(rep.resp.Header)) || isJSONType(rep.req.op.accept) || !strings.HasPrefix(body, "{") {
		return nil
	}
	d := coder{mode: decoding, src: toValid(body)}
	top := d.texts("error", "type")
	if d.err == nil && top["type"] == "error" && strings.HasPrefix(top["error"], "{") {
		return rep.newError(body)
	}
	return nil
}

func isJSONType(t string) bool {
	return t == "application/json" || strings.HasSuffix(t, "+json")
}

// emptyAnswer reports whether an answer is one of those that the document
// describes without a body, null where the document allows it, or a redirect that
// the caller wants to see.
func (rep *reply) emptyAnswer() bool {
	status, op := rep.resp.StatusCode, rep.req.op
	return rep.body == "" && slices.Contains(op.empty, status) || op.null && isNull(rep.body) || slices.Contains(op.redirects, status)
}

// documented reports whether the document describes the status of an answer.
func (rep *reply) documented() bool {
	statuses := rep.req.op.statuses
	if statuses == nil {
		return rep.resp.StatusCode == http.StatusOK
	}
	return slices.Contains(statuses, anySuccess) || slices.Contains(statuses, rep.resp.StatusCode)
}

// knows reports whether the object src has a member of the type, or the type has none. Of an answer that
// the document doesn't describe, this is the least that makes it one that it does.
func (s *descriptor) knows(src string) bool {
	if !slices.ContainsFunc(s.members, func(m member) bool { return m.in == inBody }) {
		return true
	}
	d := coder{mode: decoding, src: src}
	d.space()
	if !d.open('{') {
		return false
	}
	for more := !d.shut('}'); more && d.err == nil; more = d.more('}') {
		if i := findMember(s.members, d.name()); i >= 0 && s.members[i].in == inBody {
			return true
		}
		d.skip()
	}
	return false
}

// whole refuses a part of an answer that nobody asked for.
func (rep *reply) whole() error {
	if rep.resp.StatusCode != http.StatusPartialContent || rep.req.header.Get("Range") != "" {
		return nil
	}
	unit, of, ok := strings.Cut(rep.resp.Header.Get("Content-Range"), "/")
	if !ok {
		return nil // not a part of bytes
	}
	from, to, _ := strings.Cut(strings.TrimPrefix(unit, "bytes "), "-")
	if size := parseSize(of); from == "0" && size > 0 && parseSize(to) == size-1 {
		return nil
	}
	return rep.partError(errors.New("only a part of the answer came, "+oneLine(unit+"/"+of, 80)+", and nobody asked for a part"), "")
}

// parseSize reads a number of bytes; -1 for what is none.
func parseSize(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}
