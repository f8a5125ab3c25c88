package telemetry_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/telemetry"
)

const reply = `{"id":"msg_1","type":"message","role":"assistant","model":"claude-x-1","content":[{"type":"thinking","thinking":"hm","signature":"s"},{"type":"text","text":"secret <answer>"},{"type":"tool_use","id":"tu_1","name":"f","input":{"a":1}}],
	"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,"cache_read_input_tokens":40,"cache_creation_input_tokens":500,"output_tokens":7}}`

var events = []string{
	`{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x-1","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"cache_read_input_tokens":40,"cache_creation_input_tokens":500,"output_tokens":1}}}`,
	`{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`,
	`{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"secret "}}`,
	`{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"<answer>"}}`,
	`{"type":"content_block_stop","index":0}`,
	`{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"tu_1","name":"f","input":{}}}`,
	`{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\""}}`,
	`{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":1}"}}`,
	`{"type":"content_block_stop","index":1}`,
	`{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}`,
	`{"type":"message_stop"}`,
}

// recorder keeps what a client measures.
type recorder struct {
	spans  *tracetest.SpanRecorder
	reader *metric.ManualReader
	client *claude.Client
	tel    *telemetry.Telemetry
}

// record makes a client of a server, with telemetry.
func record(t *testing.T, config telemetry.Config, handler http.HandlerFunc) *recorder {
	t.Helper()
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	r := &recorder{spans: tracetest.NewSpanRecorder(), reader: metric.NewManualReader()}
	config.TracerProvider = trace.NewTracerProvider(trace.WithSpanProcessor(r.spans))
	config.MeterProvider = metric.NewMeterProvider(metric.WithReader(r.reader))
	r.tel = telemetry.New(config)
	r.client = claude.NewClient(claude.WithoutEnvironment(), claude.WithAPIKey("sk-secret-key"), claude.WithBaseURL(srv.URL), claude.WithRetryBackoff(1, 1),
		claude.WithCallHook(r.tel.Call), claude.WithMiddleware(r.tel.Transport))
	return r
}

// only returns the one span that there is, and its attributes as text.
func (r *recorder) only(t *testing.T) (trace.ReadOnlySpan, map[string]string) {
	t.Helper()
	spans := r.spans.Ended()
	if len(spans) != 1 {
		t.Fatalf("%d spans, want 1", len(spans))
	}
	attrs := map[string]string{}
	for _, a := range spans[0].Attributes() {
		attrs[string(a.Key)] = a.Value.String()
	}
	return spans[0], attrs
}

// metrics returns the names of the metrics, with the sums of their values.
func (r *recorder) metrics(t *testing.T) map[string]float64 {
	t.Helper()
	var data metricdata.ResourceMetrics
	if err := r.reader.Collect(context.Background(), &data); err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for _, s := range data.ScopeMetrics {
		for _, m := range s.Metrics {
			switch d := m.Data.(type) {
			case metricdata.Histogram[float64]:
				out[m.Name] += float64(len(d.DataPoints))
			case metricdata.Histogram[int64]:
				for _, p := range d.DataPoints {
					kind, _ := p.Attributes.Value(attribute.Key("gen_ai.token.type"))
					out[m.Name+" "+kind.AsString()] += float64(p.Sum)
				}
			}
		}
	}
	return out
}

func params() *claude.MessageCreateParams {
	return &claude.MessageCreateParams{
		Model: "claude-x", MaxTokens: 64, Temperature: new(0.5), TopP: new(0.9), StopSequences: []string{"stop"}, //nolint:staticcheck // older models take them
		System:   claude.SystemPromptString("be secret"),
		Messages: []claude.MessageParam{claude.UserMessage(claude.Text("a secret question"))},
	}
}

func stream(w http.ResponseWriter, events []string) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("request-id", "req_1")
	for _, e := range events {
		var head struct{ Type string }
		_ = json.Unmarshal([]byte(e), &head)
		_, _ = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", head.Type, e)
	}
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("request-id", "req_1")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// want are the attributes that a whole answer and a stream of it have in common.
var want = map[string]string{
	"gen_ai.operation.name": "chat", "gen_ai.provider.name": "anthropic", "gen_ai.request.model": "claude-x", "gen_ai.request.max_tokens": "64",
	"gen_ai.request.temperature": "0.5", "gen_ai.request.top_p": "0.9", "gen_ai.request.stop_sequences": `["stop"]`,
	"gen_ai.response.id": "msg_1", "gen_ai.response.model": "claude-x-1", "gen_ai.response.finish_reasons": `["tool_use"]`,
	"gen_ai.usage.input_tokens": "543", "gen_ai.usage.output_tokens": "7", "gen_ai.usage.cache_read.input_tokens": "40", "gen_ai.usage.cache_creation.input_tokens": "500",
	"http.request.method": "POST", "http.response.status_code": "200", "server.address": "127.0.0.1", "http.response.header.request-id": `["req_1"]`,
}

func checkAttributes(t *testing.T, got map[string]string) {
	t.Helper()
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s is %q, want %q", key, got[key], value)
		}
	}
	for key, value := range got {
		if strings.Contains(value, "secret") {
			t.Errorf("%s has what was said: %q", key, value)
		}
	}
}

func TestCall(t *testing.T) {
	r := record(t, telemetry.Config{}, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, reply) })
	if _, err := r.client.Messages.Create(t.Context(), params()); err != nil {
		t.Fatal(err)
	}
	span, attrs := r.only(t)
	if span.Name() != "chat claude-x" || span.Status().Code != codes.Unset {
		t.Error(span.Name(), span.Status())
	}
	checkAttributes(t, attrs)
	got := r.metrics(t)
	for name, value := range map[string]float64{"gen_ai.client.operation.duration": 1, "gen_ai.client.token.usage input": 543, "gen_ai.client.token.usage output": 7, "gen_ai.client.operation.time_to_first_chunk": 0} {
		if got[name] != value {
			t.Errorf("%s is %v, want %v", name, got[name], value)
		}
	}
}

func TestStream(t *testing.T) {
	r := record(t, telemetry.Config{}, func(w http.ResponseWriter, _ *http.Request) { stream(w, events) })
	s := r.client.Messages.Stream(t.Context(), params())
	for _, err := range s.Events() {
		if err != nil {
			t.Fatal(err)
		}
		if len(r.spans.Ended()) > 0 && s.Err() == nil {
			break // the last event may be read with the end
		}
	}
	_ = s.Close()
	span, attrs := r.only(t)
	checkAttributes(t, attrs)
	if span.Status().Code != codes.Unset || attrs["gen_ai.request.stream"] != "true" {
		t.Error(span.Status(), attrs)
	}
	if got := r.metrics(t); got["gen_ai.client.operation.time_to_first_chunk"] != 1 {
		t.Error(got)
	}
}

// Contents are recorded when asked for, in the words of the conventions, and bounded.
func TestContents(t *testing.T) {
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		run     func(*claude.Client) error
		output  string
	}{
		"whole": {func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, reply) },
			func(c *claude.Client) error {
				_, err := c.Messages.Create(context.Background(), params())
				return err
			}, `[{"role":"assistant","parts":[{"type":"reasoning","content":"hm"},{"type":"text","content":"secret <answer>"},{"type":"tool_call","id":"tu_1","name":"f","arguments":{"a":1}}],"finish_reason":"tool_use"}]`},
		"stream": {func(w http.ResponseWriter, _ *http.Request) { stream(w, events) },
			func(c *claude.Client) error {
				_, err := c.Messages.Stream(context.Background(), params()).Result()
				return err
			}, `[{"role":"assistant","parts":[{"type":"text","content":"secret <answer>"},{"type":"tool_call","id":"tu_1","name":"f","arguments":{"a":1}}],"finish_reason":"tool_use"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t, telemetry.Config{Contents: true}, c.handler)
			if err := c.run(r.client); err != nil {
				t.Fatal(err)
			}
			_, attrs := r.only(t)
			for key, value := range map[string]string{
				"gen_ai.system_instructions": `[{"type":"text","content":"be secret"}]`,
				"gen_ai.input.messages":      `[{"role":"user","parts":[{"type":"text","content":"a secret question"}]}]`,
				"gen_ai.output.messages":     c.output,
			} {
				if attrs[key] != value {
					t.Errorf("%s is\n%s, want\n%s", key, attrs[key], value)
				}
			}
		})
	}
	r := record(t, telemetry.Config{Contents: true, ContentSize: 100}, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, reply) })
	p := params()
	p.Messages = append([]claude.MessageParam{claude.UserMessage(claude.Text(strings.Repeat("x", 200)))}, p.Messages...)
	if _, err := r.client.Messages.Create(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, attrs := r.only(t); attrs["gen_ai.input.messages"] != `[{"role":"user","parts":[{"type":"text","content":"a secret question"}]}]` || attrs["gen_ai.input.messages.left_out"] != "1" {
		t.Error(attrs)
	}
}

// What goes wrong, and what the span says of it.
func TestFaults(t *testing.T) {
	overloaded := `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`
	for name, c := range map[string]struct {
		handler  func(w http.ResponseWriter, attempt int)
		fault    string
		status   string
		attempts int
	}{
		"refused": {func(w http.ResponseWriter, _ int) {
			answer(w, 400, `{"type":"error","error":{"type":"invalid_request_error","message":"no"}}`)
		}, "invalid_request_error", "no", 1},
		"no JSON":         {func(w http.ResponseWriter, _ int) { w.WriteHeader(404) }, "404", "404", 1},
		"retried in vain": {func(w http.ResponseWriter, _ int) { answer(w, 529, overloaded) }, "overloaded_error", "busy", 3},
		"in the stream":   {func(w http.ResponseWriter, _ int) { stream(w, append(slices.Clone(events[:3]), overloaded)) }, "overloaded_error", "busy", 1},
		"cut": {func(w http.ResponseWriter, _ int) {
			stream(w, events[:3])
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, "incomplete", "incomplete", 1},
		"ended early": {func(w http.ResponseWriter, _ int) { stream(w, events[:3]) }, "incomplete", "incomplete", 1},
		"in the end": {func(w http.ResponseWriter, attempt int) {
			if attempt < 3 {
				answer(w, 529, overloaded)
				return
			}
			stream(w, events)
		}, "", "", 3},
	} {
		t.Run(name, func(t *testing.T) {
			attempt := 0
			r := record(t, telemetry.Config{}, func(w http.ResponseWriter, _ *http.Request) {
				attempt++
				c.handler(w, attempt)
			})
			_, err := r.client.Messages.Stream(t.Context(), params()).Result()
			if (err != nil) != (c.fault != "") {
				t.Fatal(err)
			}
			span, attrs := r.only(t)
			if attrs["error.type"] != c.fault || span.Status().Description != c.status || len(span.Events()) != c.attempts {
				t.Errorf("error.type %q, status %q, %d attempts; want %q, %q, %d", attrs["error.type"], span.Status().Description, len(span.Events()), c.fault, c.status, c.attempts)
			}
			if c.attempts > 1 && attrs["http.request.resend_count"] != "2" {
				t.Error(attrs)
			}
			if got := r.metrics(t); got["gen_ai.client.operation.duration"] != 1 {
				t.Error(got)
			}
		})
	}
}

// A call that isn't one of a model has the name of its operation, and no more.
func TestOtherCalls(t *testing.T) {
	r := record(t, telemetry.Config{}, func(w http.ResponseWriter, _ *http.Request) {
		answer(w, 200, `{"data":[],"has_more":false,"first_id":null,"last_id":null}`)
	})
	if _, err := r.client.Models.List(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	span, attrs := r.only(t)
	if span.Name() != "models.list" || attrs["http.request.method"] != "GET" || attrs["gen_ai.operation.name"] != "" || len(r.metrics(t)) != 0 {
		t.Error(span.Name(), attrs, r.metrics(t))
	}
	for _, a := range attrs {
		if strings.Contains(a, "sk-secret-key") {
			t.Error("the key is in the span: ", attrs)
		}
	}
}

// A call that can't be sent, and one that is canceled, end their spans.
func TestNotSent(t *testing.T) {
	r := record(t, telemetry.Config{}, func(http.ResponseWriter, *http.Request) {})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.client.Messages.Create(ctx, params()); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if span, attrs := r.only(t); attrs["error.type"] != "canceled" || span.Status().Code != codes.Error {
		t.Error(span.Status(), attrs)
	}
}

// The context of the span goes into headers when asked for; the spans of a loop and
// its tools have those of calls below them.
func TestSpansBelow(t *testing.T) {
	var header http.Header
	r := record(t, telemetry.Config{Propagator: propagation.TraceContext{}, Contents: true}, func(w http.ResponseWriter, q *http.Request) {
		header = q.Header
		answer(w, 200, reply)
	})
	ctx, end := r.tel.Agent(t.Context(), "helper")
	if _, err := r.client.Messages.Create(ctx, params()); err != nil {
		t.Fatal(err)
	}
	_, done := r.tel.Tool(ctx, "f", "tu_1", []byte(`{"a":1}`))
	done("", errors.New("it failed"))
	end(nil)
	spans := r.spans.Ended()
	if len(spans) != 3 || spans[0].Name() != "chat claude-x" || spans[1].Name() != "execute_tool f" || spans[2].Name() != "invoke_agent helper" {
		t.Fatal(spans)
	}
	for _, s := range spans[:2] {
		if s.Parent().SpanID() != spans[2].SpanContext().SpanID() {
			t.Error(s.Name(), "is not below the loop")
		}
	}
	if want := spans[0].SpanContext().SpanID().String(); !strings.Contains(header.Get("Traceparent"), want) {
		t.Errorf("traceparent is %q, want %s in it", header.Get("Traceparent"), want)
	}
	if spans[1].Status().Code != codes.Error {
		t.Error(spans[1].Status())
	}
}

// Without the call hook each attempt has a span, which ends with its answer.
func TestTransportAlone(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tel := telemetry.New(telemetry.Config{TracerProvider: trace.NewTracerProvider(trace.WithSpanProcessor(spans)), Provider: "mine"})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, reply) }))
	defer srv.Close()
	client := claude.NewClient(claude.WithoutEnvironment(), claude.WithAPIKey("k"), claude.WithBaseURL(srv.URL), claude.WithMiddleware(tel.Transport))
	if _, err := client.Messages.Create(t.Context(), params()); err != nil {
		t.Fatal(err)
	}
	if ended := spans.Ended(); len(ended) != 1 || ended[0].Name() != "chat claude-x" {
		t.Fatal(ended)
	}
}
