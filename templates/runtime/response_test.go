package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestReadString(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for _, size := range []int{1, 32 << 10, 100_000, 3 << 20} {
		want := strings.Repeat("x", size)
		for _, length := range []int64{int64(size), -1} {
			got, err := readString(iotest.HalfReader(strings.NewReader(want)), length, 4<<20)
			if err != nil || got != want {
				t.Errorf("%d bytes, said to be %d: got %d, %v", size, length, len(got), err)
			}
			got, err = readString(io.MultiReader(strings.NewReader(want), failing{broken}), length, 4<<20)
			if !errors.Is(err, broken) || got != want {
				t.Errorf("%d bytes, said to be %d: got %d, %v", size, length, len(got), err)
			}
			var e *SizeError
			if _, err = readString(strings.NewReader(want), length, int64(size)-1); !errors.As(err, &e) {
				t.Errorf("%d bytes, said to be %d: %v", size, length, err)
			}
		}
	}
	var e *SizeError
	if _, err := readString(strings.NewReader(strings.Repeat("x", 5<<20)), 2<<20, 4<<20); !errors.As(err, &e) {
		t.Error("more than it said:", err)
	}
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in   string
		most int
		want string
	}{
		{" a\r\n\tb\x00c\x7f ", 10, "a b c"}, {"aéé", 2, "a..."}, {"aéé", 3, "aé..."}, {"\xff", 10, "\uFFFD"}, {"abc", 3, "abc"}, {"", 0, ""},
	} {
		if got := oneLine(test.in, test.most); got != test.want {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
}

func TestParseReset(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for in, want := range map[string]time.Time{
		"2026-01-02T03:05:05Z": now.Add(time.Minute), "60": now.Add(time.Minute), "1m0s": now.Add(time.Minute), "6ms": now.Add(6 * time.Millisecond),
		"": {}, "soon": {}, "-1": {}, "NaN": {},
	} {
		if got, ok := parseReset(in, now); !got.Equal(want) || ok == want.IsZero() {
			t.Errorf("%q: got %v, %v", in, got, ok)
		}
	}
}

func TestSameOrigin(t *testing.T) {
	t.Parallel()
	home, _ := url.Parse("https://api.example.com/v1")
	for in, want := range map[string]bool{
		"https://api.example.com:443/x": true, "https://API.example.com/": true, "https://api.example.com:8443/": false, "http://api.example.com/": false,
		"http://api.example.com:443/": false, "https://example.com/": false, "https://x.api.example.com/": false, "https://api.example.com.evil.com/": false,
	} {
		u, err := url.Parse(in)
		if err != nil || sameOrigin(home, u) != want {
			t.Error(in, err)
		}
	}
}

func TestErrorTexts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  error
		want string
	}{
		{&TimeoutError{"GET", "/x", 2, "attempt", time.Second}, "GET /x: attempt timeout after 1s (2 attempts)"},
		{&TimeoutError{"GET", "/x", 1, "context", 0}, "GET /x: context timeout"},
		{&SizeError{"response body", 10, 20}, "response body is larger than 10 bytes: 20"},
		{&SizeError{"response body", 10, -1}, "response body is larger than 10 bytes"},
		{&RequestError{"notes.get", errors.New("why")}, "notes.get: not sent: why"},
		{errTestRate, "rate_limit_error"},
		{&errorKind{status: 404}, "status 404"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	var timeout interface{ Timeout() bool }
	if err := error(&TimeoutError{}); !errors.As(err, &timeout) || !timeout.Timeout() || !errors.Is(err, context.DeadlineExceeded) {
		t.Error("a TimeoutError is a timeout")
	}
}

func TestStatusAloneDecides(t *testing.T) {
	t.Parallel()
	gone := &errorKind{status: http.StatusGone}
	if !errors.Is(&Error{StatusCode: 410, Type: "x"}, gone) || errors.Is(&Error{StatusCode: 404}, gone) {
		t.Error("a kind without a type is a status")
	}
	if errors.Is(&Error{StatusCode: 429, Type: "overloaded_error", typed: true}, errTestRate) {
		t.Error("the type comes before the status")
	}
	if !errors.Is(&Error{StatusCode: 429, Type: "too_fast"}, errTestRate) || !errors.Is(&Error{StatusCode: 200, code: 429}, errTestRate) {
		t.Error("the status decides where the type isn't known")
	}
}
