// Package telemetry makes spans and metrics of the calls of a generated client,
// by OpenTelemetry's conventions for generative AI (version 1.41 of the semantic
// conventions). It imports no client, so it serves every package that codegen
// writes:
//
//	tel := telemetry.New(telemetry.Config{})
//	client := claude.NewClient(claude.WithCallHook(tel.Call), claude.WithMiddleware(tel.Transport))
//
// A call is one span, its attempts are events of it. The span of a stream lasts to
// the end of the stream. What is said in requests and answers isn't recorded unless
// [Config.Contents] is set.
package telemetry

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
	"go.opentelemetry.io/otel/semconv/v1.41.0/genaiconv"
	"go.opentelemetry.io/otel/trace"
)

const scope = "github.com/claudegen/claudegen/generated/telemetry"

// Config says where spans and metrics go, and what is in them.
type Config struct {
	// TracerProvider makes spans; the global one by default.
	TracerProvider trace.TracerProvider
	// MeterProvider makes metrics; the global one by default.
	MeterProvider metric.MeterProvider
	// Propagator writes the context of the span into the headers of requests. By
	// default nothing is written: the API has no use for it, a gateway may.
	Propagator propagation.TextMapPropagator
	// Provider is the value of gen_ai.provider.name. By default it follows from the
	// host: aws.bedrock, gcp.vertex_ai or anthropic.
	Provider string
	// Contents records system prompts, messages, and the inputs and results of tools.
	Contents bool
	// ContentSize bounds each attribute with contents, in bytes; 64 KiB by default.
	// What is over it is left out, earlier messages first.
	ContentSize int
}

// Telemetry makes spans and metrics. Its methods may be called from any goroutine.
type Telemetry struct {
	config   Config
	tracer   trace.Tracer
	duration genaiconv.ClientOperationDuration
	first    genaiconv.ClientOperationTimeToFirstChunk
	tokens   genaiconv.ClientTokenUsage
}

// New returns a Telemetry. Nothing is measured before it is given to a client.
func New(config Config) *Telemetry {
	if config.TracerProvider == nil {
		config.TracerProvider = otel.GetTracerProvider()
	}
	if config.MeterProvider == nil {
		config.MeterProvider = otel.GetMeterProvider()
	}
	config.ContentSize = cmp.Or(config.ContentSize, 64<<10)
	t := &Telemetry{config: config, tracer: config.TracerProvider.Tracer(scope, trace.WithSchemaURL(semconv.SchemaURL))}
	meter := config.MeterProvider.Meter(scope, metric.WithSchemaURL(semconv.SchemaURL))
	var errs [3]error
	t.duration, errs[0] = genaiconv.NewClientOperationDuration(meter)
	t.first, errs[1] = genaiconv.NewClientOperationTimeToFirstChunk(meter)
	t.tokens, errs[2] = genaiconv.NewClientTokenUsage(meter)
	if err := errors.Join(errs[:]...); err != nil {
		otel.Handle(err) // the instruments measure nothing then
	}
	return t
}

// Call is for the option WithCallHook of a client: it begins the span of a call,
// and returns what ends it.
func (t *Telemetry) Call(ctx context.Context, operation string) (context.Context, func(error)) {
	ctx, c := t.begin(ctx, operation)
	return ctx, c.end
}

// call is what is known of a call. Attempts add to it.
type call struct {
	t         *Telemetry
	ctx       context.Context // with the span
	span      trace.Span
	operation string
	start     time.Time

	mu       sync.Mutex
	attempts int
	host     string
	request  request
	answer   answer
	fault    string // the value of error.type, of what went wrong last
	message  string // what the server said of it
	done     bool
}

type callKey struct{}

func (t *Telemetry) begin(ctx context.Context, operation string) (context.Context, *call) {
	c := &call{t: t, operation: operation, start: time.Now()}
	c.ctx, c.span = t.tracer.Start(ctx, operation, trace.WithSpanKind(trace.SpanKindClient), trace.WithTimestamp(c.start))
	return context.WithValue(c.ctx, callKey{}, c), c
}

// end ends the span, and measures the call.
func (c *call) end(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return
	}
	c.done = true
	took := time.Since(c.start).Seconds()
	attrs := c.answer.attributes()
	if c.t.config.Contents {
		attrs = append(attrs, c.answer.contents(c.t.config.ContentSize)...)
	}
	if c.fault == "" && err != nil {
		c.fault = faultOf(err)
	}
	if c.fault != "" {
		attrs = append(attrs, semconv.ErrorTypeKey.String(c.fault))
		c.span.SetStatus(codes.Error, cmp.Or(c.message, c.fault)) // not the error's text, which may hold what was said
	}
	c.span.SetAttributes(attrs...)
	c.span.End()
	c.measure(took)
}

// measure records the metrics of a call of a model.
func (c *call) measure(took float64) {
	if c.request.kind == "" {
		return
	}
	name, provider := genaiconv.OperationNameAttr(c.request.kind), genaiconv.ProviderNameAttr(c.provider())
	attrs := []attribute.KeyValue{semconv.GenAIRequestModel(c.request.Model), semconv.ServerAddress(c.host)}
	if c.answer.model != "" {
		attrs = append(attrs, semconv.GenAIResponseModel(c.answer.model))
	}
	if in, out := c.answer.usage.input(), c.answer.usage.output(); in+out > 0 {
		c.t.tokens.Record(c.ctx, in, name, provider, genaiconv.TokenTypeInput, attrs...)
		c.t.tokens.Record(c.ctx, out, name, provider, genaiconv.TokenTypeOutput, attrs...)
	}
	if !c.answer.first.IsZero() {
		c.t.first.Record(c.ctx, c.answer.first.Sub(c.start).Seconds(), name, provider, attrs...)
	}
	if c.fault != "" {
		attrs = append(attrs, semconv.ErrorTypeKey.String(c.fault))
	}
	c.t.duration.Record(c.ctx, took, name, provider, attrs...)
}

// provider returns the value of gen_ai.provider.name.
func (c *call) provider() string {
	switch {
	case c.t.config.Provider != "":
		return c.t.config.Provider
	case strings.HasPrefix(c.host, "bedrock-"):
		return semconv.GenAIProviderNameAWSBedrock.Value.AsString()
	case strings.Contains(c.host, "aiplatform."):
		return semconv.GenAIProviderNameGCPVertexAI.Value.AsString()
	}
	return semconv.GenAIProviderNameAnthropic.Value.AsString()
}

// failed notes what went wrong. What the server said is kept as a status.
func (c *call) failed(kind, message string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fault, c.message = kind, message
}

// faultOf returns the value of error.type for an error that isn't an answer's.
func faultOf(err error) string {
	var wait net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &wait) && wait.Timeout():
		return "timeout"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "incomplete"
	}
	return semconv.ErrorType(err).Value.AsString()
}

// Agent begins the span of a loop of turns and tools, invoke_agent, and returns
// what ends it. Calls and tools with the returned context are parts of it.
func (t *Telemetry) Agent(ctx context.Context, name string) (context.Context, func(error)) {
	title := "invoke_agent"
	attrs := []attribute.KeyValue{semconv.GenAIOperationNameInvokeAgent, semconv.GenAIProviderNameKey.String(cmp.Or(t.config.Provider, "anthropic"))}
	if name != "" {
		title += " " + name
		attrs = append(attrs, semconv.GenAIAgentName(name))
	}
	ctx, span := t.tracer.Start(ctx, title, trace.WithSpanKind(trace.SpanKindInternal), trace.WithAttributes(attrs...))
	return ctx, func(err error) { endSpan(span, err) }
}

// Tool begins the span of a tool that runs here, execute_tool, and returns what ends
// it. The input and the result are recorded as JSON if contents are.
func (t *Telemetry) Tool(ctx context.Context, name, id string, input []byte) (context.Context, func(result string, err error)) {
	ctx, span := t.tracer.Start(ctx, "execute_tool "+name, trace.WithSpanKind(trace.SpanKindInternal), trace.WithAttributes(
		semconv.GenAIOperationNameExecuteTool, semconv.GenAIToolName(name), semconv.GenAIToolCallID(id), semconv.GenAIToolType("function")))
	if t.config.Contents && len(input) <= t.config.ContentSize {
		span.SetAttributes(semconv.GenAIToolCallArgumentsKey.String(string(input)))
	}
	return ctx, func(result string, err error) {
		if t.config.Contents && len(result) <= t.config.ContentSize {
			span.SetAttributes(semconv.GenAIToolCallResultKey.String(result))
		}
		endSpan(span, err)
	}
}

// endSpan ends a span that isn't a call's.
func endSpan(span trace.Span, err error) {
	if err != nil {
		kind := faultOf(err)
		span.SetAttributes(semconv.ErrorTypeKey.String(kind))
		span.SetStatus(codes.Error, kind)
	}
	span.End()
}

// port returns the port of a URL's host, that of its scheme if it has none.
func port(given, scheme string) int {
	if n, err := strconv.Atoi(given); err == nil {
		return n
	}
	if scheme == "http" {
		return 80
	}
	return 443
}
