package bedrock_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/bedrock"
)

// TestStream reads frames as the events that they hold.
func TestStream(t *testing.T) {
	whole := bytes.Join(chunks(6), nil)
	bytewise := make([][]byte, len(whole))
	for i := range whole {
		bytewise[i] = whole[i : i+1]
	}
	other := frame(`{"some":"news"}`, ":event-type", "metadata", ":message-type", "event")
	for name, pieces := range map[string][][]byte{
		"frames":             chunks(6),
		"bytes":              bytewise,
		"at once":            {whole},
		"an event of others": append([][]byte{other}, chunks(6)...),
		"indented":           {chunk(strings.ReplaceAll(streamed[0], `,"`, ",\n \"")), bytes.Join(chunks(6)[1:], nil)},
	} {
		s := serve(t, stream(pieces...))
		st := client(signed(s)).Messages.Stream(t.Context(), params())
		n := 0
		for _, err := range st.Events() {
			if err != nil {
				t.Fatal(name, err)
			}
			n++
		}
		msg, err := st.Result()
		if err != nil || n != 6 || text(msg) != "Hi" || msg.StopReason != claude.StopReasonEndTurn {
			t.Error(name, msg, err, n)
		}
		if r := s.requests()[0]; strings.Contains(r.body, "stream") || r.Header.Get("Accept") != "application/json" {
			t.Error(r.Header, r.body)
		}
	}
}

// TestStreamFaults breaks streams after their first three events, and wants the events, the
// error that the same fault is on the API itself, and nothing left over.
func TestStreamFaults(t *testing.T) {
	good := chunks(6)
	begin := bytes.Join(good[:3], nil)
	damaged := func(change func(b []byte)) []byte {
		b := bytes.Clone(good[3])
		change(b)
		return b
	}
	long := func(n, headers uint32) []byte { // with the right checksum
		b := make([]byte, 12, 64)
		binary.BigEndian.PutUint32(b, n)
		binary.BigEndian.PutUint32(b[4:], headers)
		binary.BigEndian.PutUint32(b[8:], crc32.ChecksumIEEE(b[:8]))
		return append(b, make([]byte, 52)...)
	}
	exception := func(kind string) []byte {
		return frame(`{"message":"too bad"}`, ":message-type", "exception", ":exception-type", kind)
	}
	broken := func(err error) bool {
		_, typed := errors.AsType[*claude.ResponseError](err)
		return typed && errors.Is(err, io.ErrUnexpectedEOF)
	}
	frameError := func(text string) func(error) bool {
		return func(err error) bool {
			f, typed := errors.AsType[*bedrock.FrameError](err)
			return broken(err) && typed && strings.Contains(f.Error(), text)
		}
	}
	api := func(kind error, message string) func(error) bool {
		return func(err error) bool {
			e, typed := errors.AsType[*claude.Error](err)
			return typed && errors.Is(err, kind) && e.Message == message && e.RequestID == "req-1" && e.StatusCode == 200
		}
	}
	for name, test := range map[string]struct {
		tail []byte
		is   func(error) bool
	}{
		"end between frames":     {nil, broken},
		"cut in the prelude":     {good[3][:7], broken},
		"cut in the headers":     {good[3][:20], broken},
		"cut in the payload":     {good[3][:len(good[3])-30], broken},
		"cut in the checksum":    {good[3][:len(good[3])-1], broken},
		"checksum of prelude":    {damaged(func(b []byte) { b[9] ^= 1 }), frameError("checksum of its prelude")},
		"length changed":         {damaged(func(b []byte) { b[0] ^= 0x40 }), frameError("checksum of its prelude")},
		"checksum of frame":      {damaged(func(b []byte) { b[len(b)-1] ^= 1 }), frameError("checksum")},
		"payload changed":        {damaged(func(b []byte) { b[len(b)-10] ^= 1 }), frameError("checksum")},
		"too long":               {long(1<<31, 0), frameError("limit")},
		"longest":                {long(1<<32-1, 0), frameError("limit")},
		"too short":              {long(15, 0), frameError("can't hold")},
		"headers too long":       {long(64, 60), frameError("can't hold")},
		"no message type":        {frame(`{}`), frameError("neither")},
		"no event type":          {frame(`{}`, ":message-type", "event"), frameError("without a type")},
		"payload is no JSON":     {frame(`bytes`, ":message-type", "event", ":event-type", "chunk"), frameError("no chunk")},
		"no base64":              {frame(`{"bytes":"?"}`, ":message-type", "event", ":event-type", "chunk"), frameError("no chunk")},
		"event is no JSON":       {chunk("hello\n\nevent: message_stop"), frameError("no JSON")},
		"throttling":             {exception("throttlingException"), api(claude.ErrRateLimit, "throttlingException: too bad")},
		"model stream error":     {exception("modelStreamErrorException"), api(claude.ErrAPI, "modelStreamErrorException: too bad")},
		"internal server error":  {exception("internalServerException"), api(claude.ErrAPI, "internalServerException: too bad")},
		"model timeout":          {exception("modelTimeoutException"), api(claude.ErrTimeout, "modelTimeoutException: too bad")},
		"validation":             {exception("validationException"), api(claude.ErrInvalidRequest, "validationException: too bad")},
		"unavailable":            {exception("serviceUnavailableException"), api(claude.ErrOverloaded, "serviceUnavailableException: too bad")},
		"unknown exception":      {exception("novelException"), api(claude.ErrAPI, "novelException: too bad")},
		"expired in the middle":  {exception("expiredTokenException"), api(claude.ErrAuthentication, "expiredTokenException: too bad")},
		"exception without text": {frame("oops", ":message-type", "exception", ":exception-type", "throttlingException"), api(claude.ErrRateLimit, "throttlingException")},
		"error":                  {frame("", ":message-type", "error", ":error-code", "InternalFailure", ":error-message", "something"), api(claude.ErrAPI, "InternalFailure: something")},
		"error without a name":   {frame("", ":message-type", "error"), api(claude.ErrAPI, "UnknownError")},
		"the API's own error":    {chunk(`{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`), api(claude.ErrOverloaded, "Overloaded")},
	} {
		t.Run(name, func(t *testing.T) {
			// What follows a fault isn't read: the server goes on sending.
			rest := bytes.Join(good[4:], nil)
			if strings.HasPrefix(name, "cut") || test.tail == nil {
				rest = nil
			}
			s := serve(t, stream(begin, test.tail, rest))
			st := client(signed(s)).Messages.Stream(t.Context(), params())
			n := 0
			for _, err := range st.Events() {
				if err == nil {
					n++
				}
			}
			msg, err := st.Result()
			if n != 3 || !test.is(err) || text(msg) != "Hi" || len(s.requests()) != 1 {
				t.Errorf("%d events, %v, %v", n, msg, err)
			}
		})
	}
	t.Run("connection reset", func(t *testing.T) {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			stream(begin)(w, r)
			panic(http.ErrAbortHandler)
		})
		s.Config.ErrorLog = quiet
		msg, err := client(signed(s)).Messages.Stream(t.Context(), params()).Result()
		if !broken(err) || text(msg) != "Hi" {
			t.Error(msg, err)
		}
	})
	t.Run("closed", func(t *testing.T) {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			stream(begin)(w, r)
			<-r.Context().Done()
		})
		st := client(signed(s)).Messages.Stream(t.Context(), params())
		for range st.Events() {
			st.Close()
		}
		if st.Err() == nil {
			t.Error("a closed stream looks whole")
		}
	})
	t.Run("limit of one's own", func(t *testing.T) {
		s := serve(t, stream(good...))
		c := signed(s)
		c.MaxFrameBytes = 200
		if _, err := client(c).Messages.Stream(t.Context(), params()).Result(); !frameError("200 are the limit")(err) {
			t.Error(err)
		}
	})
}

// text is what a message says.
func text(msg *claude.Message) string {
	var b strings.Builder
	if msg != nil {
		for _, block := range msg.Content {
			if t, ok := block.(*claude.TextBlock); ok {
				b.WriteString(t.Text)
			}
		}
	}
	return b.String()
}

// FuzzEvents reads any frames without a panic, and gives out nothing but server-sent events.
func FuzzEvents(f *testing.F) {
	f.Add(bytes.Join(chunks(6), nil))
	f.Add(frame(`{"message":"x"}`, ":message-type", "exception", ":exception-type", "throttlingException"))
	f.Fuzz(func(t *testing.T, b []byte) {
		inner := roundTrip(func(*http.Request) (*http.Response, error) {
			h := http.Header{"Content-Type": {"application/vnd.amazon.eventstream"}}
			return &http.Response{StatusCode: 200, Header: h, Body: io.NopCloser(bytes.NewReader(b))}, nil
		})
		p := bedrock.New(bedrock.Config{Region: region, BearerToken: "t", Transport: inner})
		req, err := http.NewRequest(http.MethodPost, "https://api.anthropic.com/v1/messages", strings.NewReader(`{"model":"m","stream":true}`))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := p.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		out, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		for line := range strings.SplitSeq(string(out), "\n") {
			if line != "" && !strings.HasPrefix(line, "event: ") && !strings.HasPrefix(line, "data: ") {
				t.Fatalf("%q", line)
			}
		}
	})
}
