package node

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonParser makes nodes of a JSON file.
type jsonParser struct {
	*Builder
	dec     *jsontext.Decoder
	text    string   // the whole file: strings without escapes are pieces of it
	members []Member // a stack: those of the objects that are open
	items   []*Node  // likewise for arrays
}

// parseJSON sets file.Root. It reports problems itself; ErrRefused says that there is no root.
func parseJSON(b *Builder) error {
	p := &jsonParser{Builder: b, text: string(b.file.Data)}
	// Duplicate names are found here, so that all of them are reported and both places are known.
	p.dec = jsontext.NewDecoder(bytes.NewBuffer(b.file.Data), jsontext.AllowDuplicateNames(true))
	root, err := p.value(0)
	if err != nil {
		return err
	}
	end := p.start(int(p.dec.InputOffset()))
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		p.diags.Errorf(location{p.file, bytesBefore(end)}, "unexpected text after the end of the JSON document: remove it")
		return ErrRefused
	}
	b.file.Root = root
	return nil
}

// start skips what may stand between two tokens.
func (p *jsonParser) start(off int) int {
	for off < len(p.text) && strings.IndexByte(" \t\r\n,:", p.text[off]) >= 0 {
		off++
	}
	return off
}

// token reads one token and says offset it starts.
func (p *jsonParser) token() (jsontext.Token, int, error) {
	start := p.start(int(p.dec.InputOffset()))
	tok, err := p.dec.ReadToken()
	if err != nil {
		return tok, start, p.syntaxError(err, start)
	}
	return tok, start, nil
}

// syntaxError reports what the JSON package doesn't understand. It says of a file
// that is cut off that it is, which no position in it tells.
func (p *jsonParser) syntaxError(err error, start int) error {
	msg := err.Error()
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		start = int(syntax.ByteOffset)
		if syntax.Err != nil {
			msg = syntax.Err.Error()
		}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		p.diags.Errorf(location{p.file, bytesBefore(len(p.text))}, "unexpected end of file: the JSON document is cut off")
		return ErrRefused
	}
	p.diags.Errorf(location{p.file, bytesBefore(start)}, "not valid JSON: %s", strings.TrimPrefix(msg, "jsontext: "))
	return ErrRefused
}

// value makes the node of the next value and of all that it holds. Texts are pieces
// of the file where they can be, which saves half of the memory.
func (p *jsonParser) value(depth int) (*Node, error) {
	tok, start, err := p.token()
	if err != nil {
		return nil, err
	}
	n, err := p.node(bytesBefore(start), depth)
	if err != nil {
		return nil, err
	}
	switch tok.Kind() {
	case '{':
		return n, p.object(n, depth)
	case '[':
		return n, p.array(n, depth)
	case '"':
		n.Kind, n.Text = String, p.str(tok, start)
	case '0':
		n.Kind, n.Text = Number, p.text[start:p.dec.InputOffset()]
	case 't':
		n.Kind, n.Text = Bool, "true"
	case 'f':
		n.Kind, n.Text = Bool, "false"
	}
	return n, nil
}

// str is the decoded string; it must be called before the next token is read.
func (p *jsonParser) str(tok jsontext.Token, start int) string {
	raw := p.text[start:p.dec.InputOffset()]
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	return tok.String()
}

// object reads members up to the closing brace. They are collected on a stack that
// is shared by all objects, and copied when their number is known.
func (p *jsonParser) object(n *Node, depth int) error {
	n.Kind = Object
	base := len(p.members)
	for p.dec.PeekKind() != '}' {
		tok, start, err := p.token()
		if err != nil {
			return err
		}
		key := p.str(tok, start)
		v, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		v.at = bytesBefore(start)
		p.members = append(p.members, Member{key, v})
	}
	if _, _, err := p.token(); err != nil {
		return err
	}
	p.Finish(n, p.members[base:])
	p.members = p.members[:base]
	return nil
}

// array does for items what object does for members.
func (p *jsonParser) array(n *Node, depth int) error {
	n.Kind = Array
	base := len(p.items)
	for p.dec.PeekKind() != ']' {
		v, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		p.items = append(p.items, v)
	}
	if _, _, err := p.token(); err != nil {
		return err
	}
	n.SetItems(append([]*Node(nil), p.items[base:]...))
	p.items = p.items[:base]
	return nil
}
