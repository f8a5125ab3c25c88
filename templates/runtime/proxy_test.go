package runtime

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// tunnel is a proxy that connects clients to hosts, if they know its password.
type tunnel struct {
	seen  chan http.Header
	pipes sync.WaitGroup
}

func (p *tunnel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.seen <- r.Header.Clone()
	if user, password, _ := (&http.Request{Header: http.Header{"Authorization": r.Header["Proxy-Authorization"]}}).BasicAuth(); user != "me" || password != "proxy-password" {
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	far, err := net.Dial("tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	near, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		far.Close()
		return
	}
	_, _ = io.WriteString(near, "HTTP/1.1 200 OK\r\n\r\n")
	for _, pair := range [][2]net.Conn{{near, far}, {far, near}} {
		p.pipes.Go(func() {
			_, _ = io.Copy(pair[0], pair[1])
			pair[0].Close()
		})
	}
}

// TestProxy sends calls through a proxy, which sees no key, and says nothing of
// its password where it refuses to connect.
func TestProxy(t *testing.T) {
	p := &tunnel{seen: make(chan http.Header, 10)}
	proxy := httptest.NewServer(p)
	c := newTestClientHTTP2(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Test-Key") != testKey || r.Header.Get("Proxy-Authorization") != "" {
			t.Error(r.Header)
		}
		answer(w, 200, okNote)
	})
	defer func() { // before the server closes: the tunnel's ends go with it
		c.transport.CloseIdleConnections()
		proxy.Close()
		p.pipes.Wait()
	}()
	for _, password := range []string{"proxy-password", "wrong-password"} {
		u, err := url.Parse(proxy.URL)
		if err != nil {
			t.Fatal(err)
		}
		u.User = url.UserPassword("me", password)
		c.transport.Proxy = http.ProxyURL(u)
		c.transport.CloseIdleConnections()
		_, err = c.create(t.Context(), WithMaxRetries(0))
		if seen := fmt.Sprint(<-p.seen); strings.Contains(seen, testKey) {
			t.Error("the proxy saw", seen)
		}
		if password == "proxy-password" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		var e *ConnectionError
		if !errors.As(err, &e) || !strings.Contains(err.Error(), http.StatusText(http.StatusProxyAuthRequired)) || strings.Contains(fmt.Sprintf("%v %+v %#v %v", err, err, err, e.Err), password) {
			t.Errorf("%T %v", err, err)
		}
	}
}
