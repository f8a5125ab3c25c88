package bedrock

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws/protocol/eventstream"

	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/awsauth"
)

// Sizes of a frame of AWS's event streams: what stands before the headers, the checksum at the
// end, and the most that AWS sends.
const (
	prelude      = 12
	trailer      = 4
	defaultFrame = 16 << 20
)

// FrameError is a frame of a stream that can't be what Bedrock sent.
type FrameError struct{ Reason string }

func (e *FrameError) Error() string { return "a frame of the event stream is damaged: " + e.Reason }

// events reads frames of AWS and gives them out as server-sent events, those of the API.
type events struct {
	body      io.ReadCloser
	limit     int
	requestID string

	mu    sync.Mutex // of reading; Close may come from another goroutine
	frame []byte     // kept for the next
	out   bytes.Buffer
	err   error
}

func newEvents(body io.ReadCloser, limit int, requestID string) *events {
	return &events{body: body, limit: limit, requestID: requestID}
}

func (e *events) Close() error { return e.body.Close() }

// Read gives out all events that came before an error, and then the error.
func (e *events) Read(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for e.out.Len() == 0 {
		if e.err != nil {
			return 0, e.err
		}
		var m eventstream.Message
		if m, e.err = e.next(); e.err == nil {
			e.err = e.translate(m)
		}
	}
	return e.out.Read(p)
}

// next reads a frame. Its length is checked against the limit, and by the checksum of the prelude, before
// there is memory for it.
func (e *events) next() (eventstream.Message, error) {
	var head [prelude]byte
	switch n, err := io.ReadFull(e.body, head[:]); {
	case n == 0 && err == io.EOF:
		return eventstream.Message{}, io.EOF
	case err != nil:
		return eventstream.Message{}, err
	}
	length, headers := binary.BigEndian.Uint32(head[:4]), binary.BigEndian.Uint32(head[4:8])
	switch {
	case crc32.ChecksumIEEE(head[:8]) != binary.BigEndian.Uint32(head[8:]):
		return eventstream.Message{}, &FrameError{"the checksum of its prelude is wrong"}
	case int64(length) > int64(e.limit):
		return eventstream.Message{}, &FrameError{fmt.Sprintf("it would have %d bytes, and %d are the limit", length, e.limit)}
	case length < prelude+trailer || headers > length-prelude-trailer:
		return eventstream.Message{}, &FrameError{fmt.Sprintf("%d bytes can't hold %d bytes of headers", length, headers)}
	}
	if cap(e.frame) < int(length) {
		e.frame = make([]byte, length)
	}
	e.frame = e.frame[:length]
	copy(e.frame, head[:])
	if _, err := io.ReadFull(e.body, e.frame[prelude:]); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return eventstream.Message{}, err
	}
	m, err := eventstream.NewDecoder().Decode(bytes.NewReader(e.frame), nil)
	if err != nil {
		return m, &FrameError{err.Error()}
	}
	return m, nil
}

// translate writes a frame as an event.
func (e *events) translate(m eventstream.Message) error {
	switch text(m, ":message-type") {
	case "event":
		return e.event(m)
	case "exception":
		var said struct{ Message, OriginalMessage string }
		_ = json.Unmarshal(m.Payload, &said) // else it says nothing but its name
		return e.fault(text(m, ":exception-type"), cmp.Or(said.Message, said.OriginalMessage), m.Payload)
	case "error":
		return e.fault(text(m, ":error-code"), text(m, ":error-message"), nil)
	}
	return &FrameError{"it says neither event nor error"}
}

// event writes an event of the API that is in a frame. There is but one kind of these; others, should
// AWS add any, have nothing that the API knows.
func (e *events) event(m eventstream.Message) error {
	switch kind := text(m, ":event-type"); kind {
	case "chunk":
	case "":
		return &FrameError{"an event without a type"}
	default:
		return nil
	}
	var chunk struct {
		Bytes []byte `json:"bytes"` // base64
	}
	if err := json.Unmarshal(m.Payload, &chunk); err != nil {
		return &FrameError{"its payload is no chunk: " + err.Error()}
	}
	var data bytes.Buffer
	if err := json.Compact(&data, chunk.Bytes); err != nil {
		return &FrameError{"its event is no JSON: " + err.Error()}
	}
	var kind struct {
		Type string `json:"type"`
	}
	_ = json.Unmarshal(chunk.Bytes, &kind) // legacy completions are events too
	e.write(kind.Type, data.Bytes())
	return nil
}

// fault writes an error in the middle of a stream as the API would, and ends the stream.
func (e *events) fault(code, message string, original []byte) error {
	f := awsauth.Fault(cmp.Or(code, "UnknownError"), message, original)
	f.RequestID = e.requestID
	e.write("error", platforms.ErrorBody(f))
	return io.EOF
}

// write adds a server-sent event. The data are JSON on one line; the name of an event can't
// have a line break in it.
func (e *events) write(name string, data []byte) {
	if name != "" {
		e.out.WriteString("event: ")
		for _, b := range []byte(name) {
			if b != '\n' && b != '\r' {
				e.out.WriteByte(b)
			}
		}
		e.out.WriteByte('\n')
	}
	e.out.WriteString("data: ")
	e.out.Write(data)
	e.out.WriteString("\n\n")
}

// text returns a header of a frame that is a string.
func text(m eventstream.Message, name string) string {
	s, _ := m.Headers.Get(name).(eventstream.StringValue)
	return string(s)
}
