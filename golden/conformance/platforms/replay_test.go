package platforms

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws/protocol/eventstream"
	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/bedrock"
	"github.com/claudegen/claudegen/generated/platforms/vertex"
)

// cloud is one whose exchanges are replayed.
type cloud struct {
	exchanges, streams int // that there are
	platform           func(through http.RoundTripper) http.RoundTripper
	credential         string                                         // which recordings leave out; how it begins
	unlike             string                                         // header that isn't as it was recorded
	asked              func(path string) (model string, streams bool) // by the path of a URL
	events             func(*testing.T, string) []string              // of a stream, decoded by somebody else
}

// TestBedrock replays exchanges with Amazon Bedrock's runtime.
func TestBedrock(t *testing.T) {
	replay(t, "/TestBedrock", cloud{
		exchanges: 20, streams: 10, credential: "AWS4-HMAC-SHA256 ",
		platform: func(through http.RoundTripper) http.RoundTripper {
			return bedrock.New(bedrock.Config{Region: "us-east-1", AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", Transport: through})
		},
		asked: func(path string) (string, bool) {
			model, action, _ := strings.Cut(strings.TrimPrefix(path, "/model/"), "/")
			return model, action == "invoke-with-response-stream"
		},
		events: framed,
	})
}

// TestVertex replays exchanges with Vertex AI. The client asks for streams as such, which the vendor's doesn't.
func TestVertex(t *testing.T) {
	replay(t, "/vertex-claude-", cloud{
		exchanges: 10, streams: 5, credential: "Bearer token", unlike: "Accept",
		platform: func(through http.RoundTripper) http.RoundTripper {
			return vertex.New(vertex.Config{
				Region: "us-east5", Project: "fantasy-playground-472418", Transport: through,
				TokenSource: oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "token"}),
			})
		},
		asked: func(path string) (string, bool) {
			model, action, _ := strings.Cut(path[strings.LastIndexByte(path, '/')+1:], ":")
			return model, action == "streamRawPredict"
		},
		events: lines,
	})
}

// replay sends each recorded request anew: its body as params, its model from its URL. The answer has to be
// the message that was recorded or, for a stream, the events.
func replay(t *testing.T, contains string, c cloud) {
	cassettes, err := Cassettes(t.Context(), contains)
	if err != nil {
		t.Fatal(err)
	}
	exchanges, streams := 0, 0
	for _, cassette := range cassettes {
		t.Run(cassette.Name, func(t *testing.T) {
			p := &tape{t: t, cloud: c, left: cassette.Exchanges}
			server := httptest.NewServer(p)
			defer server.Close()
			p.to, _ = url.Parse(server.URL)
			client := claude.NewClient(claude.WithMaxRetries(0), claude.WithTransport(c.platform(p)))
			for _, e := range cassette.Exchanges {
				exchanges++
				u, err := url.Parse(e.Request.URL)
				if err != nil {
					t.Fatal(err)
				}
				model, stream := c.asked(u.EscapedPath())
				model, _ = url.PathUnescape(model)
				params := paramsOf(t, e.Request.Body, model)
				if stream {
					streams++
					compareEvents(t, client.Messages.Stream(t.Context(), params), c.events(t, e.Response.Body))
					continue
				}
				msg, err := client.Messages.Create(t.Context(), params)
				if err != nil {
					t.Error(err)
					continue
				}
				compare(t, msg, e.Response.Body)
			}
			if len(p.left) > 0 {
				t.Error(len(p.left), "requests were not sent")
			}
		})
	}
	if exchanges != c.exchanges || streams != c.streams {
		t.Errorf("%d exchanges, %d of them streams: are these the recordings?", exchanges, streams)
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}

// tape plays the answers of a cassette to requests that are those which were recorded.
type tape struct {
	t *testing.T
	cloud
	left []Exchange
	to   *url.URL // the server that plays them
}

// RoundTrip looks where a request would go, and sends it to the server.
func (p *tape) RoundTrip(r *http.Request) (*http.Response, error) {
	if len(p.left) == 0 || r.URL.String() != p.left[0].Request.URL {
		p.t.Errorf("the request goes to %s", r.URL)
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = p.to.Scheme, p.to.Host, ""
	return http.DefaultTransport.RoundTrip(r)
}

// ServeHTTP compares a request with the one that was recorded, and answers as was recorded.
func (p *tape) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || len(p.left) == 0 {
		p.t.Error("a request too many", err)
		return
	}
	e := p.left[0]
	p.left = p.left[1:]
	if r.Method != e.Request.Method || !sameJSON(string(body), e.Request.Body, false) {
		p.t.Errorf("%s\n got %s\nwant %s", r.Method, body, e.Request.Body)
	}
	for name, want := range e.Request.Headers {
		if name != "User-Agent" && name != p.unlike && !reflect.DeepEqual(r.Header[name], want) {
			p.t.Errorf("%s is %q, not %q", name, r.Header[name], want)
		}
	}
	if !strings.HasPrefix(r.Header.Get("Authorization"), p.credential) {
		p.t.Error("no credential:", r.Header)
	}
	maps.Copy(w.Header(), e.Response.Headers)
	w.WriteHeader(e.Response.Code)
	for b := []byte(e.Response.Body); len(b) > 0; { // in pieces that cut frames
		n := min(len(b), 1000)
		_, _ = w.Write(b[:n])
		w.(http.Flusher).Flush()
		b = b[n:]
	}
}

// paramsOf returns the params of which the body of a request was made.
func paramsOf(t *testing.T, body, model string) *claude.MessageCreateParams {
	t.Helper()
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(body), &members); err != nil {
		t.Fatal(err)
	}
	delete(members, "anthropic_version") // the platform has to add it
	members["model"], _ = json.Marshal(model)
	text, _ := json.Marshal(members)
	params := new(claude.MessageCreateParams)
	if err := json.Unmarshal(text, params); err != nil {
		t.Fatal(err)
	}
	return params
}

// compare looks whether a value is what was recorded, member by member.
func compare(t *testing.T, got any, want string) {
	t.Helper()
	text, err := json.Marshal(got)
	if err != nil || !sameJSON(string(text), want, true) {
		t.Errorf("got %s\nnot %s (%v)", text, want, err)
	}
}

// compareEvents looks whether a stream has the events that were recorded.
func compareEvents(t *testing.T, st *claude.ResultStream[claude.MessageStreamEvent, claude.Message], want []string) {
	t.Helper()
	n := 0
	for event, err := range st.Events() {
		if err != nil || n >= len(want) {
			t.Fatal(n, err)
		}
		compare(t, event, want[n])
		n++
	}
	if msg, err := st.Result(); err != nil || n != len(want) || len(msg.Content) == 0 {
		t.Errorf("%d of %d events, %v", n, len(want), err)
	}
}

// sameJSON compares values. What is null in one may be missing in the other if loose is set: an answer of a cloud
// lacks members that the API has as null.
func sameJSON(a, b string, loose bool) bool {
	decode := func(s string) (v any, err error) {
		d := json.NewDecoder(strings.NewReader(s))
		d.UseNumber()
		err = d.Decode(&v)
		if loose {
			dropNull(v)
		}
		return v, err
	}
	x, errX := decode(a)
	y, errY := decode(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// dropNull takes members out that are null.
func dropNull(v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, m := range v {
			if dropNull(m); m == nil {
				delete(v, name)
			}
		}
	case []any:
		for _, e := range v {
			dropNull(e)
		}
	}
}

// framed decodes frames with AWS's decoder.
func framed(t *testing.T, body string) []string {
	t.Helper()
	var out []string
	r := bytes.NewReader([]byte(body))
	for {
		m, err := eventstream.NewDecoder().Decode(r, nil)
		if errors.Is(err, io.EOF) {
			return out
		}
		var chunk struct{ Bytes []byte }
		if err != nil || json.Unmarshal(m.Payload, &chunk) != nil {
			t.Fatal(err)
		}
		out = append(out, string(chunk.Bytes))
	}
}

// lines are the data of server-sent events, each on a line here.
func lines(_ *testing.T, body string) []string {
	var out []string
	for line := range strings.Lines(body) {
		if data, ok := strings.CutPrefix(line, "data:"); ok {
			out = append(out, data)
		}
	}
	return out
}
