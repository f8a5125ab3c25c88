package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// visited is a server that notes what arrives, and answers well.
type visited struct {
	*httptest.Server
	got []string // header, query and body of each request
}

func newVisited(t *testing.T, start func(*httptest.Server)) *visited {
	v := &visited{}
	v.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		v.got = append(v.got, fmt.Sprintf("%v %s %s", r.Header, r.URL, b))
		answer(w, 200, okNote)
	}))
	start(v.Server)
	t.Cleanup(v.Close)
	return v
}

// TestRedirects redirects from each scheme to another host of each scheme, with
// every status, and looks at what arrives there: never a key, wherever it
// travels, and nothing at all without TLS after a beginning with it.
func TestRedirects(t *testing.T) {
	const body = `"text":"hi"`
	secure, plain := newVisited(t, (*httptest.Server).StartTLS), newVisited(t, (*httptest.Server).Start)
	statuses := []int{301, 302, 303, 307, 308}
	for _, from := range []func(*testing.T, http.HandlerFunc, ...RequestOption) *testClient{newTestClient, newTestClientHTTP2} {
		var status int
		var target *visited
		c := from(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			if all := fmt.Sprint(r.Header, r.URL); strings.Count(all, testKey) != 4 {
				t.Errorf("the keys are not there: %s", all)
			}
			http.Redirect(w, r, target.URL+"/elsewhere", status)
		}, withCredential("token", testKey), withCredential("query", testKey), WithHeader("X-Gateway-Secret", testKey))
		api := testAPI
		api.security = [][]string{{"key", "token", "query"}}
		c.api = &api
		c.transport.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
		home, _, _ := strings.Cut(c.server.URL, ":")
		for _, target = range []*visited{secure, plain} {
			for _, status = range statuses {
				target.got = nil
				_, err := c.create(t.Context())
				name := fmt.Sprintf("%d from %s to %s", status, home, target.URL)
				if home == "https" && target == plain {
					var e *ConnectionError
					if !errors.As(err, &e) || !errors.Is(err, errDowngrade) || e.Attempts != 1 || len(target.got) != 0 {
						t.Errorf("%s: %T %v, arrived %q", name, err, err, target.got)
					}
					continue
				}
				if status < 307 { // what is no longer a POST isn't sent
					var e *Error
					if !errors.As(err, &e) || e.StatusCode != status || e.Attempts != 1 || len(target.got) != 0 || !strings.Contains(e.Message, target.URL+"/elsewhere") {
						t.Errorf("%s: %T %v, arrived %q", name, err, err, target.got)
					}
					continue
				}
				if err != nil || len(target.got) != 1 || strings.Contains(target.got[0], testKey) || strings.Contains(target.got[0], "Referer") {
					t.Errorf("%s: %v, arrived %q", name, err, target.got)
				} else if strings.Contains(target.got[0], body) != (status >= 307) {
					t.Errorf("%s: arrived %q", name, target.got)
				}
			}
		}
	}
}
