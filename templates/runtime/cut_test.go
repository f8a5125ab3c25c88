package runtime

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// cutServer answers every request with the same bytes, and closes the connection.
type cutServer struct {
	net.Listener
	answer atomic.Pointer[[]byte]
}

func newCutServer(t *testing.T) *cutServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &cutServer{Listener: l}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				r, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				_, _ = io.Copy(io.Discard, r.Body)
				_, _ = conn.Write(*s.answer.Load())
			}()
		}
	}()
	return s
}

// framing is a way to say where a body ends.
type framing struct {
	name string
	// open is whether a body that was cut may look whole, since its end is that of
	// the connection.
	open bool
	// bare is whether one that was cut before its first byte may look empty, since
	// net/http takes that for a compressed body without content.
	bare bool
	// wrong is whether the answer is unusable even as a whole.
	wrong bool
	write func(status int, body string) string
}

var framings = []framing{
	{name: "length", write: func(status int, body string) string {
		return head(status, "Content-Length: "+strconv.Itoa(len(body))) + body
	}},
	{name: "length twice", write: func(status int, body string) string {
		return head(status, "Content-Length: "+strconv.Itoa(len(body)), "Content-Length: "+strconv.Itoa(len(body))) + body
	}},
	{name: "two lengths", wrong: true, write: func(status int, body string) string {
		return head(status, "Content-Length: "+strconv.Itoa(len(body)), "Content-Length: "+strconv.Itoa(len(body)-1)) + body
	}},
	{name: "chunked", write: func(status int, body string) string {
		return head(status, "Transfer-Encoding: chunked") + chunks(body) + "0\r\n\r\n"
	}},
	{name: "trailers", write: func(status int, body string) string {
		return head(status, "Transfer-Encoding: chunked", "Trailer: X-Sum") + chunks(body) + "0\r\nX-Sum: 1\r\n\r\n"
	}},
	{name: "close", open: true, write: func(status int, body string) string { return head(status) + body }},
	{name: "gzip", write: func(status int, body string) string {
		z := zipped(body)
		return head(status, "Content-Encoding: gzip", "Content-Length: "+strconv.Itoa(len(z))) + z
	}},
	{name: "gzip, close", bare: true, write: func(status int, body string) string { return head(status, "Content-Encoding: gzip") + zipped(body) }},
	{name: "early hints", write: func(status int, body string) string {
		return "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + head(status, "Content-Length: "+strconv.Itoa(len(body))) + body
	}},
	{name: "whole range", write: func(status int, body string) string {
		if status == 200 {
			status = 206
		}
		return head(status, fmt.Sprintf("Content-Range: bytes 0-%d/%d", len(body)-1, len(body)), "Content-Length: "+strconv.Itoa(len(body))) + body
	}},
}

func head(status int, lines ...string) string {
	return fmt.Sprintf("HTTP/1.1 %d %s\r\nConnection: close\r\n", status, http.StatusText(status)) + strings.Join(append(lines, "\r\n"), "\r\n")
}

func chunks(body string) string {
	var b strings.Builder
	for len(body) > 0 {
		n := min(17, len(body))
		fmt.Fprintf(&b, "%x\r\n%s\r\n", n, body[:n])
		body = body[n:]
	}
	return b.String()
}

func zipped(body string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, body)
	_ = z.Close()
	return b.String()
}

// cutCall is a kind of call. do returns what came of it as text.
type cutCall struct {
	name, body string
	status     int
	parts      bool // what came before the cut may come without the rest
	do         func(ctx context.Context, c *core) (string, error)
}

var cutCalls = []cutCall{
	{"object", okNote, 200, false, func(ctx context.Context, c *core) (string, error) {
		n, err := call(ctx, c, &opGet, []string{"x"}, noParams{}, new(note), nil)
		if err != nil {
			return "", err
		}
		return n.ID + n.Text, nil
	}},
	{"union", `{"type":"text","text":"hello"}`, 200, false, func(ctx context.Context, c *core) (string, error) {
		e, err := callAs(ctx, c, &opCreate, nil, goodParams(), codeEvent, nil)
		if err != nil {
			return "", err
		}
		return e.(*textEvent).Text, nil
	}},
	{"page", `{"data":[` + okNote + `,` + okNote + `],"last_id":"z"}`, 200, false, func(ctx context.Context, c *core) (string, error) {
		p, err := listPage(ctx, c, &opList, nil, noParams{}, new(notePage), nil)
		if err != nil {
			return "", err
		}
		return fmt.Sprint(len(p.Data), p.LastID), nil
	}},
	{"nothing", `{"deleted":true}`, 200, false, func(ctx context.Context, c *core) (string, error) {
		return "done", callNone(ctx, c, &opGet, []string{"x"}, noParams{}, nil)
	}},
	{"text", "line one\nline two\n", 200, true, func(ctx context.Context, c *core) (string, error) {
		return callText(ctx, c, &opGet, []string{"x"}, noParams{}, nil)
	}},
	{"download", "line one\nline two\n", 200, true, func(ctx context.Context, c *core) (string, error) {
		d, err := callDownload(ctx, c, &opGet, []string{"x"}, noParams{}, nil)
		if err != nil {
			return "", err
		}
		defer func() { _ = d.Close() }()
		b, err := io.ReadAll(d)
		return string(b), err
	}},
	{"lines", okNote + "\n" + okNote + "\n", 200, true, func(ctx context.Context, c *core) (string, error) {
		out := ""
		s := lines(ctx, c, &opGet, []string{"x"}, noParams{}, codeNote, nil)
		for n, err := range s.All() {
			if err != nil {
				return out, err
			}
			out += n.Text
		}
		return out, nil
	}},
	{"events", textOf("hello") + textOf(" you") + stop, 200, false, func(ctx context.Context, c *core) (string, error) {
		s := resultStream(ctx, c, &opCreate, nil, goodParams(), codeEvent, foldText, nil)
		n, err := s.Result()
		if err != nil {
			return "", err
		}
		return n.Text, nil
	}},
	{"failure", `{"error":{"type":"rate_limit_error","message":"slow down"}}`, 429, true, func(ctx context.Context, c *core) (string, error) {
		_, err := call(ctx, c, &opGet, []string{"x"}, noParams{}, new(note), nil)
		if err == nil {
			return "an answer", nil
		}
		return "", err
	}},
}

// TestCutAnswers cuts the answer to every kind of call in every framing, and
// accepts what is right or an error of the types that callers are promised, within
// a moment. It tries some places; all of them with CUT_ANSWERS=all, as make fuzz does.
func TestCutAnswers(t *testing.T) {
	step := 13
	if os.Getenv("CUT_ANSWERS") == "all" {
		step = 1
	}
	server := newCutServer(t)
	transport := &http.Transport{DisableKeepAlives: true}
	c := newCore(&testAPI, []RequestOption{
		WithoutEnvironment(), WithoutCredentials(), WithBaseURL("http://" + server.Addr().String()), WithMaxRetries(0), WithHTTPClient(&http.Client{Transport: transport}),
	})
	tried := 0
	for ci, kind := range cutCalls {
		for fi, f := range framings {
			whole := []byte(f.write(kind.status, kind.body))
			right := ""
			for n := len(whole); n >= 0; n = nextCut(n, len(whole), step, ci+fi) {
				part := whole[:n]
				server.answer.Store(&part)
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				got, err := kind.do(ctx, c)
				cancel()
				tried++
				name := fmt.Sprintf("%s, %s, cut after %d of %d bytes", kind.name, f.name, n, len(whole))
				var timeout *TimeoutError
				switch {
				case errors.As(err, &timeout):
					t.Errorf("%s: %v", name, err)
				case err != nil && !typed(err):
					t.Errorf("%s: %T %v", name, err, err)
				case n == len(whole) && f.wrong:
					if err == nil {
						t.Errorf("%s: no error", name)
					}
				case n == len(whole):
					if right = got; err != nil && kind.status == 200 {
						t.Errorf("%s: %v", name, err)
					}
				case err == nil && f.bare && kind.parts && bytes.HasSuffix(part, []byte("\r\n\r\n")): // got is empty
				case err == nil && got != right && !(kind.parts && f.open && strings.HasPrefix(right, got)):
					t.Errorf("%s: got %q, want %q", name, got, right)
				}
			}
		}
	}
	t.Logf("%d answers", tried)
}

// nextCut returns where an answer is cut next, going backwards: near its end
// everywhere, since much that ends bodies is there.
func nextCut(n, size, step, salt int) int {
	if step == 1 || size-n < 8 {
		return n - 1
	}
	return n - step - salt%3
}

func TestPartialAnswersInAnyFraming(t *testing.T) {
	server := newCutServer(t)
	c := newCore(&testAPI, []RequestOption{
		WithoutEnvironment(), WithoutCredentials(), WithBaseURL("http://" + server.Addr().String()), WithMaxRetries(0), WithHTTPClient(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}),
	})
	for _, answer := range []string{
		head(206, "Content-Range: bytes 0-9/1000", "Content-Length: "+strconv.Itoa(len(okNote))) + okNote,
		head(204), head(205, "Content-Length: 0"), head(200, "Content-Length: 0"), head(200, "Content-Length: -1") + okNote, head(200, "Content-Length: 5x") + okNote,
		"HTTP/1.1 200", "", "garbage\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", head(200, "Transfer-Encoding: gzip, chunked") + chunks(okNote) + "0\r\n\r\n",
	} {
		b := []byte(answer)
		server.answer.Store(&b)
		if n, err := call(t.Context(), c, &opGet, []string{"x"}, noParams{}, new(note), nil); n != nil || !typed(err) {
			t.Errorf("%q: %v, %T %v", answer, n, err, err)
		}
	}
}
