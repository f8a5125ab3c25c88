package runtime

import (
	"bytes"
	"context"
	"io"
	"slices"
)

// payload is a request body that can be opened, once or for each attempt.
type payload struct {
	open        func() (io.ReadCloser, error)
	size        int64 // -1 if not known
	contentType string
	replayable  bool
	// contextBody, if set, makes reads end with the context: those of files, which may
	// take their time.
	contextBody func(ctx context.Context, body io.ReadCloser) io.ReadCloser
}

// newPayload makes the body of an operation; nil if it has none.
func newPayload(op *operation, params codable, streaming bool) (*payload, error) {
	flag := "" // member that asks for a stream
	if streaming && op.stream != nil {
		flag = op.stream.param
	}
	if op.body == nil || op.unset != nil && flag == "" && op.unset(params) {
		return nil, nil
	}
	return op.body(op, params, flag)
}

// limit refuses a body larger than n bytes. One whose size is not known fails
// while it is being sent.
func (p *payload) limit(n int64) error {
	switch {
	case p == nil || n <= 0:
	case p.size > n:
		return &SizeError{"request body", n, p.size}
	case p.size < 0:
		open := p.open
		p.open = func() (io.ReadCloser, error) {
			r, err := open()
			return &limitedBody{r, n, n}, err
		}
	}
	return nil
}

// limitedBody fails when more than limit bytes are read.
type limitedBody struct {
	io.ReadCloser
	left, limit int64
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &SizeError{"request body", b.limit, -1}
	}
	return n, err
}

func bytesPayload(b []byte, contentType string) *payload {
	return &payload{
		open:        func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil },
		size:        int64(len(b)),
		contentType: contentType,
		replayable:  true,
	}
}

// jsonBody encodes params, or the one member that is the whole body.
func jsonBody(op *operation, params codable, flag string) (*payload, error) {
	contentType := first(op.contentType, "application/json")
	members := ""
	if flag != "" {
		var o output
		o.addString(flag)
		members = string(o.bytes()) + ":true"
	}
	if params == nil {
		return bytesPayload([]byte("{"+members+"}"), contentType), nil
	}
	v := params
	if i := wholeBody(params); i >= 0 {
		if lit := descriptorOf(params).members[i].lit; lit != "" {
			return bytesPayload([]byte(lit), contentType), nil
		}
		v = memberOf{params, i}
	}
	b, err := encodeWith(v, members, true)
	if err != nil || len(b) == 0 {
		return nil, err
	}
	if op.stream != nil && op.stream.param != "" {
		if b, err = ownMember(b, op.stream.param, flag != ""); err != nil {
			return nil, err
		}
	}
	return bytesPayload(b, contentType), nil
}

// ownMember takes out the members that ask for a stream, but for the first if
// first is set: the method decides, whatever came with params that were read from
// somebody else's request.
func ownMember(b []byte, name string, first bool) ([]byte, error) {
	n := bytes.Count(b, []byte(`"`+name+`"`))
	if n == 0 || first && n == 1 || b[0] != '{' {
		return b, nil
	}
	members, err := rawMembers(string(b))
	if err != nil {
		return nil, err
	}
	members = slices.DeleteFunc(members, func(m rawMember) bool {
		drop := m.name == name && !first
		first = first && m.name != name
		return drop
	})
	return []byte(joinMembers(members)), nil
}

// memberOf is a member of an object as a value of its own.
type memberOf struct {
	object codable
	i      int
}

func (m memberOf) field(c *coder, _ int) *descriptor {
	m.object.field(c, m.i)
	return nil
}

// wholeBody returns the index of the member that is the whole body, or -1.
func wholeBody(params codable) int {
	for i := range descriptorOf(params).members {
		if descriptorOf(params).members[i].in == asBody {
			return i
		}
	}
	return -1
}
