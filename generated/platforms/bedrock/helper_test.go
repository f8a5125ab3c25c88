package bedrock_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/protocol/eventstream"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/bedrock"
)

// TestMain hides the environment and the files of whoever runs the tests.
func TestMain(m *testing.M) {
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "ANTHROPIC_") {
			os.Unsetenv(name)
		}
	}
	os.Setenv("AWS_CONFIG_FILE", "/nonexistent")
	os.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
	os.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	os.Exit(m.Run())
}

const (
	model   = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
	message = `{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}`
	region  = "us-east-1"
)

// got is a request that came, with its body.
type got struct {
	*http.Request
	body string
}

// server answers each request by handlers in turn, the last for all that follow. When the test
// ends, nothing of the client may be left.
type server struct {
	*httptest.Server
	mu  sync.Mutex
	all []got
}

func serve(t *testing.T, handlers ...http.HandlerFunc) *server {
	t.Helper()
	before := runtime.NumGoroutine()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.all = append(s.all, got{r, string(b)})
		n := len(s.all)
		s.mu.Unlock()
		handlers[min(n, len(handlers))-1](w, r)
	}))
	t.Cleanup(func() {
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
		s.Close()
		for range 200 {
			if runtime.NumGoroutine() <= before {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		buf := make([]byte, 64<<10)
		t.Errorf("goroutines are left\n%s", buf[:runtime.Stack(buf, true)])
	})
	return s
}

func (s *server) requests() []got {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all
}

// signed is a Config with credentials of AWS for a server.
func signed(s *server) bedrock.Config {
	return bedrock.Config{Region: region, BaseURL: s.URL, AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
}

func client(c bedrock.Config, opts ...claude.RequestOption) *claude.Client {
	return claude.NewClient(append([]claude.RequestOption{claude.WithTransport(bedrock.New(c)), claude.WithRetryBackoff(0, 0)}, opts...)...)
}

func params() *claude.MessageCreateParams {
	return &claude.MessageCreateParams{Model: model, MaxTokens: 10, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))}}
}

func ok(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, message)
}

// fails answers with an error as AWS writes them.
func fails(status int, code, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Amzn-Errortype", code+":http://internal.amazon.com/coral/com.amazon.bedrock/")
		w.Header().Set("X-Amzn-Requestid", "req-1")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
	}
}

// frame encodes a frame with AWS's encoder.
func frame(payload string, headers ...string) []byte {
	m := eventstream.Message{Payload: []byte(payload)}
	for i := 0; i < len(headers); i += 2 {
		m.Headers.Set(headers[i], eventstream.StringValue(headers[i+1]))
	}
	var b bytes.Buffer
	if err := eventstream.NewEncoder().Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// chunk is a frame with an event of the API.
func chunk(event string) []byte {
	b, _ := json.Marshal(map[string]any{"bytes": []byte(event), "p": "abcdefgh"})
	return frame(string(b), ":event-type", "chunk", ":content-type", "application/json", ":message-type", "event")
}

// quiet keeps the server from printing that a connection was broken off on purpose.
var quiet = log.New(io.Discard, "", 0)

var streamed = []string{
	`{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"claude","stop_reason":null,"usage":{"input_tokens":1,"output_tokens":1}}}`,
	`{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`,
	`{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}`,
	`{"type":"content_block_stop","index":0}`,
	`{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}`,
	`{"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":1}}`,
}

// stream answers with frames, piece by piece.
func stream(pieces ...[]byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/vnd.amazon.eventstream")
		w.Header().Set("X-Amzn-Requestid", "req-1")
		for _, p := range pieces {
			_, _ = w.Write(p)
			w.(http.Flusher).Flush()
		}
	}
}

// chunks are the frames of the first n events.
func chunks(n int) [][]byte {
	var out [][]byte
	for _, e := range streamed[:n] {
		out = append(out, chunk(e))
	}
	return out
}
