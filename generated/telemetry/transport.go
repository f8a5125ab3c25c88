package telemetry

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
	"go.opentelemetry.io/otel/trace"
)

// Transport is for the option WithMiddleware of a client: it notes each attempt in
// the span of its call, and reads along what comes and goes. Without [Telemetry.Call]
// each attempt has a span of its own.
func (t *Telemetry) Transport(next http.RoundTripper) http.RoundTripper {
	return &transport{t, next}
}

type transport struct {
	t    *Telemetry
	next http.RoundTripper
}

// RoundTrip sends r and notes what comes of it.
func (tr *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	c, shared := ctx.Value(callKey{}).(*call)
	if !shared || c.t != tr.t {
		ctx, c = tr.t.begin(ctx, r.Method)
		shared = false
	}
	r = r.Clone(ctx)
	c.sent(r)
	if p := tr.t.config.Propagator; p != nil {
		p.Inject(c.ctx, propagation.HeaderCarrier(r.Header))
	}
	resp, err := tr.next.RoundTrip(r)
	if err != nil {
		c.failed(faultOf(err), "")
		c.attempted(0, "", faultOf(err))
		if !shared {
			c.end(err)
		}
		return nil, err
	}
	requestID := resp.Header.Get("request-id")
	if resp.StatusCode >= http.StatusBadRequest {
		c.failed(strconv.Itoa(resp.StatusCode), "")
	}
	c.attempted(resp.StatusCode, requestID, "")
	b := &body{ReadCloser: resp.Body, call: c, alone: !shared, status: resp.StatusCode}
	switch media, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";"); {
	case resp.Header.Get("Content-Encoding") != "": // it can't be read along
	case media == "text/event-stream":
		b.lines = &lines{}
	case strings.HasSuffix(media, "json"):
		b.whole = &bytes.Buffer{}
	}
	resp.Body = b
	return resp, nil
}

// sent notes what a request asks for, when the first attempt is made.
func (c *call) sent(r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.attempts++; c.attempts > 1 {
		c.answer, c.fault, c.message = answer{}, "", ""
		return
	}
	c.host = r.URL.Hostname()
	c.request = readRequest(r)
	attrs := []attribute.KeyValue{
		semconv.HTTPRequestMethodKey.String(r.Method),
		semconv.ServerAddress(c.host), semconv.ServerPort(port(r.URL.Port(), r.URL.Scheme)),
	}
	if c.request.kind != "" {
		c.span.SetName(c.request.kind + " " + c.request.Model)
		attrs = append(attrs, semconv.GenAIProviderNameKey.String(c.provider()))
		attrs = append(attrs, c.request.attributes()...)
		if c.t.config.Contents {
			attrs = append(attrs, c.request.contents(c.t.config.ContentSize)...)
		}
	}
	c.span.SetAttributes(attrs...)
}

// attempted adds an event for an attempt: its number, and how it went so far.
func (c *call) attempted(status int, requestID, fault string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	attrs := []attribute.KeyValue{semconv.HTTPRequestResendCount(c.attempts - 1)}
	if status != 0 {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(status))
		c.span.SetAttributes(semconv.HTTPResponseStatusCode(status))
	}
	if requestID != "" {
		id := attribute.StringSlice("http.response.header.request-id", []string{requestID})
		attrs = append(attrs, id)
		c.span.SetAttributes(id)
	}
	if fault != "" {
		attrs = append(attrs, semconv.ErrorTypeKey.String(fault))
	}
	c.span.AddEvent("attempt", trace.WithAttributes(attrs...))
	if c.attempts > 1 {
		c.span.SetAttributes(semconv.HTTPRequestResendCount(c.attempts - 1))
	}
}

// body reads an answer along with the client.
type body struct {
	io.ReadCloser
	call   *call
	alone  bool // the span ends with the answer
	status int
	lines  *lines        // of a stream of events
	whole  *bytes.Buffer // of JSON
	over   sync.Once
}

// most is the size of an answer or event that is read along.
const most = 8 << 20

// Read reads for the client, and looks at what it reads.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch {
	case b.lines != nil:
		b.lines.add(p[:n], b.event)
	case b.whole != nil && b.whole.Len()+n <= most:
		b.whole.Write(p[:n])
	case b.whole != nil:
		b.whole = nil
	}
	if err != nil {
		b.finish(err)
	}
	return n, err
}

// Close ends the answer, also before it has been read.
func (b *body) Close() error {
	b.finish(nil)
	return b.ReadCloser.Close()
}

// event notes an event of a stream.
func (b *body) event(data []byte) {
	b.call.mu.Lock()
	defer b.call.mu.Unlock()
	b.call.answer.event(data, b.call.t.config.Contents, time.Now)
	if kind := b.call.answer.fault; kind != "" {
		b.call.fault, b.call.message = kind, b.call.answer.message
	}
}

// finish notes how an answer ended: read to its end, closed by the client (nil), or
// with an error.
func (b *body) finish(err error) {
	b.over.Do(func() {
		c := b.call
		c.mu.Lock()
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			c.fault = faultOf(err)
		case b.lines != nil && errors.Is(err, io.EOF) && c.answer.open:
			c.fault = "incomplete"
		case b.whole != nil && b.status >= http.StatusBadRequest:
			c.fault, c.message = readFault(b.whole.Bytes(), c.fault)
		case b.whole != nil && (errors.Is(err, io.EOF) || json.Valid(b.whole.Bytes())):
			c.answer.whole(b.whole.Bytes())
		}
		c.mu.Unlock()
		if b.alone {
			c.end(nil)
		}
	})
}

// lines finds the data of events in what is read.
type lines struct {
	part []byte // of a line
	skip bool   // the line is too long to be looked at
}

// add calls a function with the data of each line that ends.
func (l *lines) add(p []byte, event func(data []byte)) {
	for len(p) > 0 {
		i := bytes.IndexAny(p, "\r\n")
		if i < 0 {
			if l.skip = l.skip || len(l.part)+len(p) > most; l.skip {
				l.part = l.part[:0]
			} else {
				l.part = append(l.part, p...)
			}
			return
		}
		line := p[:i]
		if len(l.part) > 0 {
			l.part = append(l.part, line...)
			line = l.part
		}
		if data, ok := bytes.CutPrefix(line, []byte("data:")); ok && !l.skip {
			event(bytes.TrimSpace(data))
		}
		l.part, l.skip = l.part[:0], false
		p = p[i+1:]
	}
}
