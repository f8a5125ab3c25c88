package telemetry

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
)

// request is what telemetry knows of a request to a model.
type request struct {
	kind string // "chat", "text_completion"; empty for all other calls

	Model         string          `json:"model"`
	MaxTokens     *int            `json:"max_tokens"`
	MaxToSample   *int            `json:"max_tokens_to_sample"`
	Temperature   *float64        `json:"temperature"`
	TopK          *float64        `json:"top_k"`
	TopP          *float64        `json:"top_p"`
	StopSequences []string        `json:"stop_sequences"`
	Stream        bool            `json:"stream"`
	System        json.RawMessage `json:"system"`
	Messages      json.RawMessage `json:"messages"`
	Prompt        *string         `json:"prompt"`
}

// readRequest reads the body of a request if it can be had again and asks a model
// for an answer.
func readRequest(r *http.Request) request {
	if r.Method != http.MethodPost || r.GetBody == nil || !strings.HasSuffix(mediaOf(r.Header), "json") || r.ContentLength > 64<<20 {
		return request{}
	}
	b, err := r.GetBody()
	if err != nil {
		return request{}
	}
	defer func() { _ = b.Close() }()
	data, err := io.ReadAll(b)
	var q request
	if err != nil || json.Unmarshal(data, &q) != nil || q.Model == "" {
		return request{}
	}
	switch path := strings.TrimSuffix(r.URL.Path, "/"); {
	case strings.HasSuffix(path, "count_tokens"):
		return request{}
	case q.Messages != nil:
		q.kind = semconv.GenAIOperationNameChat.Value.AsString()
	case q.Prompt != nil:
		q.kind = semconv.GenAIOperationNameTextCompletion.Value.AsString()
	}
	return q
}

func mediaOf(h http.Header) string {
	media, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	return strings.TrimSpace(media)
}

// attributes returns what a request asks for, without its contents.
func (q *request) attributes() []attribute.KeyValue {
	out := []attribute.KeyValue{semconv.GenAIOperationNameKey.String(q.kind), semconv.GenAIRequestModel(q.Model)}
	for _, n := range []*int{q.MaxTokens, q.MaxToSample} {
		if n != nil {
			out = append(out, semconv.GenAIRequestMaxTokens(*n))
		}
	}
	if q.Temperature != nil {
		out = append(out, semconv.GenAIRequestTemperature(*q.Temperature))
	}
	if q.TopK != nil {
		out = append(out, semconv.GenAIRequestTopK(*q.TopK))
	}
	if q.TopP != nil {
		out = append(out, semconv.GenAIRequestTopP(*q.TopP))
	}
	if len(q.StopSequences) > 0 {
		out = append(out, semconv.GenAIRequestStopSequences(q.StopSequences...))
	}
	if q.Stream {
		out = append(out, semconv.GenAIRequestStream(true))
	}
	return out
}

// usage counts tokens, in Anthropic's words and in OpenAI's.
type usage struct {
	Input      int64 `json:"input_tokens"`
	CacheRead  int64 `json:"cache_read_input_tokens"`
	CacheWrite int64 `json:"cache_creation_input_tokens"`
	Output     int64 `json:"output_tokens"`
	Prompt     int64 `json:"prompt_tokens"`
	Completion int64 `json:"completion_tokens"`
}

// input counts all that the model read, from the cache and into it too.
func (u usage) input() int64  { return u.Input + u.CacheRead + u.CacheWrite + u.Prompt }
func (u usage) output() int64 { return u.Output + u.Completion }

// answer is what telemetry knows of an answer, whole or as its events come.
type answer struct {
	id, model string
	reasons   []string
	usage     usage
	first     time.Time // when the first piece of content came
	blocks    []block   // with contents only
	role      string
	open      bool // a message has begun, and not ended

	fault, message string // that the server said in the stream
}

// message is an answer of the API, or one of its events.
type message struct {
	Type         string          `json:"type"`
	ID           string          `json:"id"`
	Model        string          `json:"model"`
	Role         string          `json:"role"`
	StopReason   string          `json:"stop_reason"`
	Usage        json.RawMessage `json:"usage"`
	Content      []block         `json:"content"`
	Completion   *string         `json:"completion"`
	Message      *message        `json:"message"`
	Index        int             `json:"index"`
	ContentBlock *block          `json:"content_block"`
	Delta        json.RawMessage `json:"delta"`
	Error        json.RawMessage `json:"error"`
	Choices      []struct {
		FinishReason string `json:"finish_reason"`
		Message      *struct {
			Content string `json:"content"`
		} `json:"message"`
		Delta *struct {
			Content string `json:"content"`
		} `json:"delta"`
	} `json:"choices"`
}

// whole reads an answer that is JSON.
func (a *answer) whole(data []byte) {
	var m message
	if json.Unmarshal(data, &m) == nil {
		a.take(&m)
	}
}

// take notes what a message says.
func (a *answer) take(m *message) {
	a.id, a.model, a.role = m.ID, m.Model, m.Role
	a.blocks = append(a.blocks, m.Content...)
	if m.Completion != nil {
		a.blocks = append(a.blocks, block{Type: "text", Text: *m.Completion})
	}
	if m.StopReason != "" {
		a.reasons = []string{m.StopReason}
	}
	_ = json.Unmarshal(m.Usage, &a.usage) // of no other shape
	for _, c := range m.Choices {
		if c.FinishReason != "" {
			a.reasons = append(a.reasons, c.FinishReason)
		}
		if c.Message != nil {
			a.blocks = append(a.blocks, block{Type: "text", Text: c.Message.Content})
		}
	}
}

// event notes an event of a stream. Pieces of content are only looked at until
// the first has come, unless contents are recorded.
func (a *answer) event(data []byte, contents bool, now func() time.Time) {
	if !contents && !a.first.IsZero() && bytes.Contains(data[:min(len(data), 64)], []byte(`"content_block_delta"`)) {
		return
	}
	var m message
	if json.Unmarshal(data, &m) != nil {
		return // a mark such as [DONE], or what the client will complain of
	}
	switch {
	case m.Type == "message_start" && m.Message != nil:
		a.take(m.Message)
		a.open = true
	case m.Type == "message_stop":
		a.open = false
	case m.Type == "message_delta":
		var d message
		if json.Unmarshal(m.Delta, &d) == nil && d.StopReason != "" {
			a.reasons = []string{d.StopReason}
		}
		_ = json.Unmarshal(m.Usage, &a.usage) // counts are totals, and those that are missing stay
	case m.Type == "content_block_start" && m.ContentBlock != nil && contents:
		a.blocks = append(a.blocks, *m.ContentBlock)
	case m.Type == "content_block_delta":
		if a.first.IsZero() {
			a.first = now()
		}
		if contents && m.Index >= 0 && m.Index < len(a.blocks) {
			a.blocks[m.Index].add(m.Delta)
		}
	case m.Type == "error", len(m.Error) > 0:
		a.fault, a.message = readFault(data, "error")
		a.open = false
	case m.Choices != nil:
		a.chunk(&m, contents, now)
	}
}

// chunk notes an event of OpenAI's format.
func (a *answer) chunk(m *message, contents bool, now func() time.Time) {
	a.id, a.model, a.role = m.ID, m.Model, "assistant"
	for _, c := range m.Choices {
		if c.FinishReason != "" {
			a.reasons = append(a.reasons, c.FinishReason)
		}
		if c.Delta == nil || c.Delta.Content == "" {
			continue
		}
		if a.first.IsZero() {
			a.first = now()
		}
		if contents && len(a.blocks) == 0 {
			a.blocks = []block{{Type: "text"}}
		}
		if contents {
			a.blocks[0].Text += c.Delta.Content
		}
	}
	_ = json.Unmarshal(m.Usage, &a.usage)
}

// attributes returns what an answer says of itself, without its contents.
func (a *answer) attributes() []attribute.KeyValue {
	var out []attribute.KeyValue
	if a.usage.input()+a.usage.output() == 0 && len(a.reasons) == 0 {
		return nil // no answer of a model
	}
	if a.id != "" {
		out = append(out, semconv.GenAIResponseID(a.id))
	}
	if a.model != "" {
		out = append(out, semconv.GenAIResponseModel(a.model))
	}
	if len(a.reasons) > 0 {
		out = append(out, semconv.GenAIResponseFinishReasons(a.reasons...))
	}
	out = append(out, semconv.GenAIUsageInputTokens(int(a.usage.input())), semconv.GenAIUsageOutputTokens(int(a.usage.output())))
	if a.usage.CacheRead > 0 {
		out = append(out, semconv.GenAIUsageCacheReadInputTokens(int(a.usage.CacheRead)))
	}
	if a.usage.CacheWrite > 0 {
		out = append(out, semconv.GenAIUsageCacheCreationInputTokens(int(a.usage.CacheWrite)))
	}
	return out
}

// readFault returns the type and the text of an error that the server sent.
func readFault(data []byte, otherwise string) (kind, text string) {
	var e struct {
		Error struct {
			Type    string `json:"type"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(data, &e) != nil || e.Error.Type == "" {
		return otherwise, ""
	}
	return e.Error.Type, e.Error.Message
}
