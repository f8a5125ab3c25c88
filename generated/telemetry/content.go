package telemetry

import (
	"bytes"
	"encoding/json"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
)

// block is a piece of content of the API.
type block struct {
	Type      string          `json:"type"`
	Text      string          `json:"text"`
	Thinking  string          `json:"thinking"`
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Input     json.RawMessage `json:"input"`
	ToolUseID string          `json:"tool_use_id"`
	Content   json.RawMessage `json:"content"`

	partial string // of an input that comes in pieces
}

// add adds a piece that came in an event.
func (b *block) add(delta json.RawMessage) {
	var d struct {
		Text        string `json:"text"`
		Thinking    string `json:"thinking"`
		PartialJSON string `json:"partial_json"`
	}
	if json.Unmarshal(delta, &d) != nil {
		return
	}
	b.Text += d.Text
	b.Thinking += d.Thinking
	if b.partial += d.PartialJSON; b.partial != "" && json.Valid([]byte(b.partial)) {
		b.Input = json.RawMessage(b.partial)
	}
}

// part is a piece of content in the words of the conventions.
type part struct {
	Type      string          `json:"type"`
	Content   string          `json:"content,omitempty"`
	ID        string          `json:"id,omitempty"`
	Name      string          `json:"name,omitempty"`
	Arguments json.RawMessage `json:"arguments,omitempty"`
	Response  json.RawMessage `json:"response,omitempty"`
}

// turn is a message in the words of the conventions.
type turn struct {
	Role         string `json:"role"`
	Parts        []part `json:"parts"`
	FinishReason string `json:"finish_reason,omitempty"`
}

// parts translates content, which may be a string.
func parts(content json.RawMessage) []part {
	var text string
	if json.Unmarshal(content, &text) == nil {
		return []part{{Type: "text", Content: text}}
	}
	var blocks []block
	_ = json.Unmarshal(content, &blocks) // what is no content has no parts
	return translated(blocks)
}

// translated says blocks in the words of the conventions. Of images, documents and
// what else there is, only the type is told.
func translated(blocks []block) []part {
	out := []part{}
	for _, b := range blocks {
		switch b.Type {
		case "text":
			out = append(out, part{Type: "text", Content: b.Text})
		case "thinking":
			out = append(out, part{Type: "reasoning", Content: b.Thinking})
		case "tool_use", "server_tool_use", "mcp_tool_use":
			out = append(out, part{Type: "tool_call", ID: b.ID, Name: b.Name, Arguments: b.Input})
		default:
			if b.ToolUseID == "" {
				out = append(out, part{Type: b.Type})
				continue
			}
			out = append(out, part{Type: "tool_call_response", ID: b.ToolUseID, Response: b.Content})
		}
	}
	return out
}

// contents returns the system prompt and the messages of a request.
func (q *request) contents(limit int) []attribute.KeyValue {
	var out []attribute.KeyValue
	if q.System != nil {
		out = bounded(out, semconv.GenAISystemInstructionsKey, parts(q.System), limit)
	}
	var messages []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	}
	_ = json.Unmarshal(q.Messages, &messages) // what is no list has no messages
	turns := []turn{}
	for _, m := range messages {
		turns = append(turns, turn{Role: m.Role, Parts: parts(m.Content)})
	}
	if q.Prompt != nil {
		turns = append(turns, turn{Role: "user", Parts: []part{{Type: "text", Content: *q.Prompt}}})
	}
	return bounded(out, semconv.GenAIInputMessagesKey, turns, limit)
}

// contents returns the message of an answer.
func (a *answer) contents(limit int) []attribute.KeyValue {
	if len(a.blocks) == 0 {
		return nil
	}
	role := a.role
	if role == "" {
		role = "assistant"
	}
	t := turn{Role: role, Parts: translated(a.blocks)}
	if len(a.reasons) > 0 {
		t.FinishReason = a.reasons[0]
	}
	return bounded(nil, semconv.GenAIOutputMessagesKey, []turn{t}, limit)
}

// bounded adds a list as JSON. What is over the limit is left out, the first values
// first; how many are missing is said by an attribute.
func bounded[T any](out []attribute.KeyValue, key attribute.Key, list []T, limit int) []attribute.KeyValue {
	texts := make([][]byte, 0, len(list))
	size := len("[]")
	for _, v := range list {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if e.Encode(v) != nil {
			return out // an input that is no JSON
		}
		text := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
		texts = append(texts, text)
		size += len(text) + len(",")
	}
	missing := 0
	for size > limit && missing < len(texts) {
		size -= len(texts[missing]) + len(",")
		missing++
	}
	if missing > 0 {
		out = append(out, attribute.Int(string(key)+".left_out", missing))
	}
	return append(out, key.String("["+string(bytes.Join(texts[missing:], []byte(",")))+"]"))
}
