package chat

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"github.com/claudegen/claudegen/generated/claude"
)

// ask returns the operations of a client of a server that has one answer.
func ask(t *testing.T, status int, contentType, body string) *claude.ChatCompletionService {
	t.Helper()
	return claude.NewClient(claude.WithoutEnvironment(), claude.WithAPIKey("key"), claude.WithMaxRetries(0), claude.WithBaseURL(serve(t, status, contentType, body))).Chat.Completions
}

func serve(t *testing.T, status int, contentType, body string) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // the client notices
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

// Answers with all the members that OpenAI's document has, in the shapes of its examples.
var answers = map[string]string{
	"text": `{"id":"chatcmpl-1","object":"chat.completion","created":1741569952,"model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello!","refusal":null,"annotations":[]},
		"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},
		"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":"fp_1"}`,
	"calls": `{"id":"chatcmpl-2","object":"chat.completion","created":1699896916,"model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","content":null,
		"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\n\"location\": \"Boston, MA\"\n}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],
		"usage":{"prompt_tokens":82,"completion_tokens":17,"total_tokens":99}}`,
	"logprobs": `{"id":"chatcmpl-3","object":"chat.completion","created":1702685778,"model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},
		"logprobs":{"content":[{"token":"Hi","logprob":-0.3,"bytes":[72,105],"top_logprobs":[]}],"refusal":null},"finish_reason":"length"}],"usage":{"prompt_tokens":9,"completion_tokens":9,"total_tokens":18},"system_fingerprint":null}`,
}

// TestAnswers reads each answer with both clients. Ours loses nothing of it.
func TestAnswers(t *testing.T) {
	for name, body := range answers {
		t.Run(name, func(t *testing.T) {
			ours, err := ask(t, 200, "application/json", body).Create(t.Context(), hello())
			if err != nil {
				t.Fatal(err)
			}
			client := openai.NewClient(option.WithBaseURL(serve(t, 200, "application/json", body)), option.WithAPIKey("key"))
			theirs, err := client.Chat.Completions.New(t.Context(), openai.ChatCompletionNewParams{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, ours, theirs)
			same(t, ours, json.RawMessage(body))
		})
	}
}

// Streams as OpenAI sends them: with members that only it has, and calls in pieces.
var streams = map[string]string{
	"text": `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"obfuscation":"x"}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"Hel"},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"lo"},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}

data: [DONE]

`,
	"calls": `data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}],"refusal":null},"finish_reason":null}],"usage":null}

data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]},"finish_reason":null}],"usage":null}

data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Oslo\"}"}}]},"finish_reason":null}],"usage":null}

data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"time","arguments":"{}"}}]},"finish_reason":null}],"usage":null}

data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":null}

data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1694268190,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}

data: [DONE]

`,
}

// TestStreams folds each stream with both clients.
func TestStreams(t *testing.T) {
	for name, body := range streams {
		t.Run(name, func(t *testing.T) {
			ours, err := ask(t, 200, "text/event-stream", body).Stream(t.Context(), hello()).Result()
			if err != nil {
				t.Fatal(err)
			}
			client := openai.NewClient(option.WithBaseURL(serve(t, 200, "text/event-stream", body)), option.WithAPIKey("key"))
			stream := client.Chat.Completions.NewStreaming(t.Context(), openai.ChatCompletionNewParams{})
			var theirs openai.ChatCompletionAccumulator
			for stream.Next() {
				theirs.AddChunk(stream.Current())
			}
			if stream.Err() != nil {
				t.Fatal(stream.Err())
			}
			compare(t, ours, &theirs.ChatCompletion)
		})
	}
}
