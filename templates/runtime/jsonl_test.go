package runtime

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

func (tc *testClient) results(t *testing.T, opts ...RequestOption) *LineStream[note] {
	return lines(t.Context(), tc.core, &opGet, []string{"n1"}, noParams{}, codeNote, opts)
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		name   string
		chunks []string
		want   string
		errs   int
		last   func(error) bool
	}{
		{"plain", []string{"{\"id\":\"a\"}\n{\"id\":\"b\"}\n"}, "a b", 0, nil},
		{"no final newline", []string{"{\"id\":\"a\"}\n{\"id\":\"b\"}"}, "a b", 0, nil},
		{"CRLF, BOM, empty lines", []string{"\xEF\xBB\xBF{\"id\":\"a\"}\r\n\r\n \n{\"id\":\"b\"}\r\n"}, "a b", 0, nil},
		{"split anywhere", []string{"{\"id\":", "\"\xE2\x82", "\xAC\"}", "\n{\"id\":\"b\"}\n"}, "€ b", 0, nil},
		{"empty", nil, "", 0, nil},
		{"malformed line", []string{"{\"id\":\"a\"}\n{\"id\":x}\n{\"id\":\"b\"}\n"}, "a b", 1, func(err error) bool {
			var e *ResponseError
			return errors.As(err, &e) && string(e.Body) == `{"id":x}`
		}},
		{"ends inside a line", []string{"{\"id\":\"a\"}\n{\"id\":"}, "a", 1, func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
		{"cut", []string{"{\"id\":\"a\"}\n{\"id\":\"b\"}", "cut"}, "a", 1, func(err error) bool {
			var e *ResponseError
			return errors.As(err, &e) && errors.Is(err, io.ErrUnexpectedEOF)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newTestClient(t, script(test.chunks...))
			s := c.results(t)
			defer s.Close()
			var got []string
			var last error
			errs := 0
			for n, err := range s.All() {
				if err != nil {
					errs++
					last = err
					continue
				}
				got = append(got, n.ID)
			}
			if strings.Join(got, " ") != test.want || errs != test.errs || test.last != nil && !test.last(last) {
				t.Errorf("got %q, %d errors, %v", got, errs, last)
			}
		})
	}
}

func TestLinesAreReadAsTheyCome(t *testing.T) {
	const count = 200_000
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		for i := range count {
			_, _ = io.WriteString(w, `{"id":"`+strconv.Itoa(i)+`"}`+"\n")
		}
	})
	s := c.results(t)
	i := 0
	for n, err := range s.All() {
		if err != nil || n.ID != strconv.Itoa(i) {
			t.Fatal(i, n, err)
		}
		i++
	}
	if i != count || s.Err() != nil {
		t.Error(i, s.Err())
	}
}

func TestLinesStop(t *testing.T) {
	c := newTestClient(t, script("{\"id\":\"a\"}\n", "hang"))
	t.Run("too long", func(t *testing.T) {
		s := c.results(t, WithMaxEventBytes(5))
		for _, err := range s.All() {
			if _, ok := errors.AsType[*SizeError](err); !ok {
				t.Error(err)
			}
		}
	})
	t.Run("idle", func(t *testing.T) {
		s := c.results(t, WithIdleTimeout(20*time.Millisecond))
		var last error
		for _, err := range s.All() {
			last = err
		}
		var e *TimeoutError
		if !errors.As(last, &e) || e.Limit != "idle" {
			t.Error(last)
		}
	})
	t.Run("closed", func(t *testing.T) {
		s := c.results(t)
		time.AfterFunc(20*time.Millisecond, func() { _ = s.Close() })
		var last error
		for _, err := range s.All() {
			last = err
		}
		if !errors.Is(last, net.ErrClosed) || !errors.Is(s.Err(), net.ErrClosed) {
			t.Error(last)
		}
		_ = s.Close()
	})
	t.Run("break", func(t *testing.T) {
		s := c.results(t)
		for range s.All() {
			break
		}
		_ = s.Close()
	})
}

func TestLinesRefused(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 404, `{"error":{"type":"not_found_error"}}`) })
	s := c.results(t)
	n := 0
	for _, err := range s.All() {
		var e *Error
		if n++; !errors.As(err, &e) || e.Type != "not_found_error" {
			t.Error(err)
		}
	}
	if n != 1 || s.Close() != nil {
		t.Error(n)
	}
}
