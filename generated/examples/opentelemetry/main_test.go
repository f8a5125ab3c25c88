package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	oteltrace "go.opentelemetry.io/otel/trace"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

const testKey = "sk-ant-test-0123456789"

// traceRun runs the program against a fake server and returns what it prints and
// the spans that it exports.
func traceRun(t *testing.T, faults ...claudetest.Fault) (string, tracetest.SpanStubs, error) {
	t.Helper()
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) {
		return &claude.Message{Content: []claude.ContentBlock{&claude.TextBlock{Text: "A piece of a trace."}}}, nil
	})
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		return []claude.MessageStreamEvent{
			&claude.MessageStartEvent{},
			&claude.ContentBlockStartEvent{ContentBlock: &claude.TextBlock{}},
			&claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: "The same, streamed."}},
			&claude.ContentBlockStopEvent{},
			&claude.MessageStopEvent{},
		}, nil
	})
	for _, f := range faults {
		srv.Fault(f)
	}
	exporter := tracetest.NewInMemoryExporter()
	provider := trace.NewTracerProvider(trace.WithSyncer(exporter))
	var out strings.Builder
	tracer := provider.Tracer(scope)
	err := run(t.Context(), tracer, srv.Client(claude.WithAPIKey(testKey), claude.WithMiddleware(traced(tracer))), &out)
	return out.String(), exporter.GetSpans(), err
}

// TestSpans has the first attempt refused, and looks at the spans of the three
// that are made.
func TestSpans(t *testing.T) {
	out, spans, err := traceRun(t, claudetest.Fault{Status: 529})
	if err != nil || out != "A piece of a trace.\nThe same, streamed.\n" {
		t.Fatalf("%q, %v", out, err)
	}
	if len(spans) != 4 || spans[3].Name != "questions" {
		t.Fatalf("%d spans: %+v", len(spans), spans)
	}
	root := spans[3]
	for i, want := range []struct {
		status int64
		resent int64
		code   codes.Code
	}{{529, 0, codes.Error}, {200, 1, codes.Unset}, {200, 0, codes.Unset}} {
		s := spans[i]
		got := attribute.NewSet(s.Attributes...)
		value := func(key attribute.Key) attribute.Value { v, _ := got.Value(key); return v }
		if s.Name != "POST" || s.SpanKind != oteltrace.SpanKindClient || s.Parent.SpanID() != root.SpanContext.SpanID() || s.Status.Code != want.code {
			t.Errorf("span %d: %+v", i, s)
		}
		if path := value("url.path").AsString(); path != "/v1/messages" {
			t.Errorf("span %d: path %q", i, path)
		}
		if value("http.response.status_code").AsInt64() != want.status || value("http.request.resend_count").AsInt64() != want.resent ||
			value("request_id").AsString() != fmt.Sprintf("req_fake_%d", i+1) {
			t.Errorf("span %d: %v", i, s.Attributes)
		}
		if strings.Contains(fmt.Sprintf("%+v", s), testKey) {
			t.Errorf("span %d has the key: %+v", i, s)
		}
	}
}

// TestSpanOfACutStream pins that a span lasts as long as its stream, and says how
// it ended.
func TestSpanOfACutStream(t *testing.T) {
	_, spans, err := traceRun(t, claudetest.Fault{}, claudetest.Fault{CutStream: new(2)})
	var e *claude.ResponseError
	if !errors.As(err, &e) {
		t.Fatalf("%T %v", err, err)
	}
	if len(spans) != 3 || spans[1].Status.Code != codes.Error || len(spans[1].Events) != 1 || spans[2].Status.Code != codes.Error {
		t.Errorf("%+v", spans)
	}
}
