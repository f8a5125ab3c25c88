package runtime

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
)

// eventKind says what an event means to the stream.
type eventKind uint8

const (
	plainEvent eventKind = iota
	terminalEvent
	failureEvent
	pingEvent // only keeps the connection alive
)

// serverEvent is an event; its name has been judged already. It is small enough to be
// passed in registers.
type serverEvent struct {
	kind eventKind
	data string
}

// eventParser reads server-sent events as the HTML standard describes them. Of
// their fields, event and data matter; id and retry are for reconnecting, which
// is up to the caller.
type eventParser struct {
	lines    *lineReader
	terminal string
	failure  string

	kind  eventKind
	named bool
	some  bool   // there is data
	data  string // of an event with one line of data
	more  strings.Builder
	eventHead
	over bool // the event with this head has been returned

	heard     []byte    // the name that came last: mostly, the next is the same
	heardKind eventKind // what it means
	form      *eventForm
	end       error // of the body, once an event has been made of what stood before it
}

// next returns the next event. At the end of the body the error is io.EOF, and
// io.ErrUnexpectedEOF inside an event.
func (p *eventParser) next() (serverEvent, error) {
	for {
		if p.end != nil {
			return serverEvent{}, p.end
		}
		line, complete, err := p.lines.line()
		if !complete {
			return p.ended(line, err)
		}
		if len(line) > 0 {
			if err := p.field(line); err != nil {
				return serverEvent{}, err
			}
			continue
		}
		if e, ok := p.dispatch(); ok {
			return e, nil
		}
	}
}

// field takes in a line of the form "name: value". The space is optional.
func (p *eventParser) field(line []byte) error {
	if p.over {
		p.over, p.name, p.ownID, p.retry = false, nil, false, p.retry[:0]
	}
	if n := len("data: "); len(line) >= n && string(line[:n]) == "data: " { // as nearly all lines that matter
		return p.addData(line[n:])
	}
	name, value, _ := bytes.Cut(line, []byte{':'})
	value = bytes.TrimPrefix(value, []byte{' '})
	switch string(name) {
	case "data":
		return p.addData(value)
	case "event":
		if !bytes.Equal(value, p.heard) {
			p.heard, p.heardKind = append(p.heard[:0], value...), p.kindOf(value)
		}
		p.kind, p.named, p.name = p.heardKind, len(value) > 0, p.heard
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			p.id, p.ownID = append(p.id[:0], value...), true
		}
	case "retry":
		if len(value) > 0 && len(bytes.Trim(value, "0123456789")) == 0 {
			p.retry = append(p.retry[:0], bytes.TrimLeft(value[:len(value)-1], "0")...)
			p.retry = append(p.retry, value[len(value)-1])
		}
	}
	return nil
}

func (p *eventParser) kindOf(name []byte) eventKind {
	switch {
	case len(name) == 0:
		return plainEvent
	case string(name) == p.terminal:
		return terminalEvent
	case string(name) == p.failure:
		return failureEvent
	case keepsAlive(string(name)):
		return pingEvent
	}
	return plainEvent
}

// keepsAlive reports whether a word is one that servers send so that a
// connection isn't taken for dead.
func keepsAlive(word string) bool {
	switch word {
	case "ping", "pong", "keepalive", "keep-alive", "heartbeat":
		return true
	}
	return false
}

// addData makes the string that the event is decoded from. Nearly all events
// have one line of data, which is copied once.
func (p *eventParser) addData(value []byte) error {
	if !p.some {
		p.some, p.data = true, string(value)
		return nil
	}
	if p.more.Len() == 0 {
		p.more.WriteString(p.data)
	}
	if p.more.Len()+len(value) >= p.lines.limit {
		return p.lines.tooLong()
	}
	p.more.WriteByte('\n')
	p.more.Write(value)
	return nil
}

// dispatch returns the event that an empty line has ended, if it means anything:
// one without data does only if it ends the stream.
func (p *eventParser) dispatch() (serverEvent, bool) {
	e := serverEvent{kind: p.kind, data: p.data}
	named := p.named && p.form != nil && p.form.whole // which says something without data
	if p.more.Len() > 0 {
		e.data = p.more.String()
		p.more.Reset()
	}
	if !p.named && p.some {
		e.kind = p.kindOfData(e.data)
	}
	p.kind, p.named, p.some, p.data, p.over = plainEvent, false, false, "", true
	return e, e.data != "" || e.kind != plainEvent || named
}

// kindOfData judges events without a name, as some servers send them: by the
// data itself, as in "[DONE]", or by its member type.
func (p *eventParser) kindOfData(data string) eventKind {
	if p.terminal != "" && data == p.terminal {
		return terminalEvent
	}
	if p.terminal == "" && p.failure == "" || !strings.HasPrefix(data, "{") {
		return plainEvent
	}
	c := coder{mode: decoding, src: data}
	return p.kindOf([]byte(c.tag("type")))
}

// ended deals with the end of the body. The event before it counts if it is
// complete, with or without the empty line that should follow, or its own line
// break: its data are whole, or it needs none.
func (p *eventParser) ended(line []byte, err error) (serverEvent, error) {
	inside := len(line) > 0 || p.some
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		broken := len(line) > 0 // the last line may lack more than its line break
		if broken {
			if tooLong := p.field(line); tooLong != nil {
				return serverEvent{}, tooLong
			}
		}
		if e, ok := p.dispatch(); ok && p.complete(e, broken) {
			p.end = err
			return e, nil
		}
	}
	if err == io.EOF && inside {
		err = io.ErrUnexpectedEOF
	}
	return serverEvent{}, err
}

// complete reports whether nothing is missing from the last event of a body.
func (p *eventParser) complete(e serverEvent, broken bool) bool {
	if e.kind == failureEvent || e.data == p.terminal && p.terminal != "" || e.data == doneMark {
		return true
	}
	if e.data == "" {
		return e.kind == terminalEvent
	}
	if p.textual() {
		return !broken
	}
	v, ok := oneValue(e.data)
	return ok && !(broken && strings.IndexByte("-0123456789", v[0]) >= 0) // of a number, the rest may be missing
}

// textual reports whether the data of the event are text.
func (p *eventParser) textual() bool {
	return p.form != nil && (p.form.all || slices.Contains(p.form.texts, string(p.name)))
}
