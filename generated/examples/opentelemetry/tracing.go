package main

import (
	"io"
	"net/http"
	"strconv"
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"
)

// traced returns middleware for claude.WithMiddleware that makes a span of every
// attempt. It lasts until the answer has been read, also if that is a stream.
// Neither credentials nor content become attributes.
func traced(tracer trace.Tracer) func(next http.RoundTripper) http.RoundTripper {
	return func(next http.RoundTripper) http.RoundTripper { return &transport{next, tracer} }
}

type transport struct {
	next   http.RoundTripper
	tracer trace.Tracer
}

// RoundTrip sends r. Its span is a child of the one in the context that the
// caller gave to the method of the client. It is named by the method alone: paths
// hold IDs, and names of spans should be few.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, span := t.tracer.Start(r.Context(), r.Method, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		semconv.HTTPRequestMethodKey.String(r.Method),
		semconv.ServerAddress(r.URL.Hostname()),
		semconv.URLPath(r.URL.Path),
	))
	if n, err := strconv.Atoi(r.Header.Get("x-stainless-retry-count")); err == nil && n > 0 {
		span.SetAttributes(semconv.HTTPRequestResendCount(n))
	}
	resp, err := t.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		fail(span, err)
		span.End()
		return nil, err
	}
	span.SetAttributes(semconv.HTTPResponseStatusCode(resp.StatusCode), attribute.String("request_id", resp.Header.Get("request-id")))
	if resp.StatusCode >= http.StatusBadRequest {
		span.SetStatus(codes.Error, http.StatusText(resp.StatusCode))
	}
	resp.Body = &body{ReadCloser: resp.Body, span: span}
	return resp, nil
}

// body ends a span when an answer has been read, has failed or is closed.
type body struct {
	io.ReadCloser
	span trace.Span
	once sync.Once
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.end(err)
	}
	return n, err
}

func (b *body) Close() error {
	b.end(io.EOF)
	return b.ReadCloser.Close()
}

func (b *body) end(err error) {
	b.once.Do(func() {
		if err != io.EOF {
			fail(b.span, err)
		}
		b.span.End()
	})
}

func fail(span trace.Span, err error) {
	span.RecordError(err)
	span.SetStatus(codes.Error, "no answer, or not all of it")
}
