package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// words is filler text with an escape now and then.
func words(n int) string {
	const line = "The quick brown fox jumps over the lazy dog; pack my box with five dozen jugs.\\n"
	return strings.Repeat(line, n/len(line)+1)[:n/len(line)*len(line)+len(line)]
}

// smallMessage is a message of about 2 KB with thinking, text and a tool call.
func smallMessage() []byte {
	return fmt.Appendf(nil, `{"id":"msg_01","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[`+
		`{"type":"thinking","thinking":"%s","signature":"%s"},`+
		`{"type":"text","text":"%s","citations":null},`+
		`{"type":"tool_use","id":"toolu_01","name":"get_weather","input":{"location":"San Francisco, CA","unit":"celsius","days":[1,2,3]},"caller":{"type":"direct"}}],`+
		`"stop_reason":"tool_use","stop_sequence":null,"stop_details":null,"diagnostics":null,"container":null,`+
		`"usage":{"input_tokens":472,"output_tokens":91,"cache_creation_input_tokens":0,"cache_read_input_tokens":120,`+
		`"cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0},"service_tier":"standard"}}`,
		words(500), strings.Repeat("EqQBCgIYAhIM1gbcDa9GJwZA2b3h", 12), words(400))
}

// largeMessage is a message of about 250 KB with web search results, whose
// encrypted content is about size bytes each.
func largeMessage(size int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"id":"msg_02","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[`)
	for i := 0; b.Len() < 250_000; i++ {
		fmt.Fprintf(&b, `{"type":"server_tool_use","id":"srvtoolu_%d","name":"web_search","input":{"query":"quaternions %d"},"caller":{"type":"direct"}},`, i, i)
		fmt.Fprintf(&b, `{"type":"web_search_tool_result","tool_use_id":"srvtoolu_%d","caller":{"type":"direct"},"content":[`, i)
		for k := range 10 {
			if k > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"type":"web_search_result","title":"Result %d","url":"https://example.com/%d/%d","page_age":"2 days ago","encrypted_content":"%s"}`,
				k, i, k, strings.Repeat("EqQBCgIYAhIM1gbcDa9GJwZA2b3h", size/28))
		}
		fmt.Fprintf(&b, `]},{"type":"text","text":"%s","citations":[{"type":"web_search_result_location","url":"https://example.com/%d/1","title":"Result 1","encrypted_index":"Eo8B","cited_text":"%s"}]},`, words(500), i, words(150))
	}
	b.WriteString(`{"type":"text","text":"done","citations":null}],"stop_reason":"end_turn","stop_sequence":null,"stop_details":null,"diagnostics":null,"container":null,"usage":{"input_tokens":1,"output_tokens":2}}`)
	return b.Bytes()
}

func batchEntry(i int) string {
	return fmt.Sprintf(`{"id":"msgbatch_%06d","type":"message_batch","processing_status":"ended","request_counts":{"processing":0,"succeeded":95,"errored":3,"canceled":1,"expired":1},`+
		`"ended_at":"2026-08-20T18:37:24.100435Z","created_at":"2026-08-20T18:37:24.100435Z","expires_at":"2026-08-21T18:37:24.100435Z","archived_at":null,"cancel_initiated_at":null,`+
		`"results_url":"https://api.anthropic.com/v1/messages/batches/msgbatch_%06d/results"}`, i, i)
}

// batchPage is a page of 1,000 batches.
func batchPage() []byte {
	entries := make([]string, 1000)
	for i := range entries {
		entries[i] = batchEntry(i)
	}
	return []byte(`{"data":[` + strings.Join(entries, ",") + `],"has_more":false,"first_id":"msgbatch_000000","last_id":"msgbatch_000999"}`)
}

// resultLines are n results of a batch.
func resultLines(n int) []byte {
	var b bytes.Buffer
	message := smallMessage()
	for i := range n {
		fmt.Fprintf(&b, `{"custom_id":"request-%d","result":{"type":"succeeded","message":%s}}`+"\n", i, message)
	}
	return b.Bytes()
}

// eventStream is a message with n text deltas.
func eventStream(n int) []byte {
	var b bytes.Buffer
	event := func(name, data string) { fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", name, data) }
	event("message_start", `{"type":"message_start","message":{"id":"msg_03","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"stop_details":null,"diagnostics":null,"container":null,"usage":{"input_tokens":25,"output_tokens":1}}}`)
	event("content_block_start", `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","citations":null}}`)
	for range n {
		event("content_block_delta", `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" and then some more"}}`)
	}
	event("content_block_stop", `{"type":"content_block_stop","index":0}`)
	event("message_delta", `{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null,"container":null,"stop_details":null},"usage":{"output_tokens":15}}`)
	event("message_stop", `{"type":"message_stop"}`)
	return b.Bytes()
}

// canned answers every request with the same body.
type canned struct {
	contentType string
	body        []byte
}

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header:        http.Header{"Content-Type": {c.contentType}},
		Body:          io.NopCloser(bytes.NewReader(c.body)),
		ContentLength: int64(len(c.body)),
	}, nil
}

func (c canned) client() *http.Client { return &http.Client{Transport: c} }
