package runtime

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// hide takes secrets out of a text, also those that stand there escaped, also
// more than once, as in JSON, HTML or a URL, and the beginning of one at the end, where the
// text may have been cut. Very short secrets are left: they would be found
// everywhere.
func hide(text string, secrets []string) string {
	depth := 3 // a text in JSON in a URL
	if len(text) > 64<<10 {
		depth = 2
	}
	var found []span
	for _, s := range secrets {
		if len(s) >= 8 {
			found = spelling{text: text}.find(found, s, depth)
		}
	}
	if found == nil {
		return text
	}
	slices.SortFunc(found, func(a, b span) int { return a.from - b.from })
	var b strings.Builder
	done := 0
	for _, f := range found {
		if f.from >= done {
			b.WriteString(text[done:f.from])
			b.WriteString(redacted)
		}
		done = max(done, f.to)
	}
	b.WriteString(text[done:])
	return b.String()
}

// span is a part of a text.
type span struct{ from, to int }

// spelling is a text of which escapes have been undone.
type spelling struct {
	text string
	at   []int // where each byte, and the end, stands in the original; nil for the same place
}

func (s spelling) place(i int) int {
	if s.at == nil {
		return i
	}
	return s.at[i]
}

// find adds the places of a secret in the text, and in what it is without escapes,
// up to depth times.
func (s spelling) find(found []span, secret string, depth int) []span {
	for from := 0; ; {
		i := strings.Index(s.text[from:], secret)
		if i < 0 {
			break
		}
		found = append(found, span{s.place(from + i), s.place(from + i + len(secret))})
		from += i + len(secret)
	}
	if from := s.beginsAtEnd(secret); from >= 0 {
		found = append(found, span{s.place(from), s.place(len(s.text))})
	}
	if depth == 0 {
		return found
	}
	for _, e := range []struct {
		mark byte
		read func(string) (int, string)
	}{{'\\', readBackslash}, {'%', readPercent}, {'&', readEntity}} {
		if strings.IndexByte(s.text, e.mark) >= 0 {
			found = s.without(e.mark, e.read).find(found, secret, depth-1)
		}
	}
	return found
}

// beginsAtEnd returns where the text ends in the beginning of a secret, or -1. What
// is left of an escape that was cut doesn't count.
func (s spelling) beginsAtEnd(secret string) int {
	const least, longest = 6, 11 // of a secret; of an escape, as in JSON within JSON
	end := len(s.text)
	for cut := 0; cut <= longest && cut < end; cut++ {
		if cut > 0 && strings.IndexByte(`\%&`, s.text[end-cut]) < 0 {
			continue
		}
		t := s.text[:end-cut]
		for n := min(len(secret)-1, len(t)); n >= least; n-- {
			if strings.HasSuffix(t, secret[:n]) {
				return len(t) - n
			}
		}
	}
	return -1
}

// without undoes the escapes that begin with mark.
func (s spelling) without(mark byte, read func(string) (int, string)) spelling {
	out := spelling{at: make([]int, 0, len(s.text)+1)}
	var b strings.Builder
	for i := 0; i < len(s.text); {
		n, c := 1, s.text[i:i+1]
		if s.text[i] == mark {
			if m, r := read(s.text[i:]); m > 0 {
				n, c = m, r
			}
		}
		b.WriteString(c)
		for range len(c) {
			out.at = append(out.at, s.place(i))
		}
		i += n
	}
	out.text = b.String()
	out.at = append(out.at, s.place(len(s.text)))
	return out
}

// readBackslash reads an escape of JSON, whose length is 0 if it is none.
func readBackslash(s string) (n int, char string) {
	if len(s) < 2 {
		return 0, ""
	}
	if s[1] != 'u' {
		return 2, s[1:2]
	}
	if len(s) < 6 {
		return 0, ""
	}
	r, err := strconv.ParseUint(s[2:6], 16, 16)
	if err != nil {
		return 0, ""
	}
	return 6, string(rune(r))
}

// readPercent reads an escape of a URL.
func readPercent(s string) (n int, char string) {
	if len(s) < 3 {
		return 0, ""
	}
	v, err := strconv.ParseUint(s[1:3], 16, 8)
	if err != nil {
		return 0, ""
	}
	return 3, string([]byte{byte(v)})
}

// readEntity reads an escape of HTML.
func readEntity(s string) (n int, char string) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 0 {
		return 0, ""
	}
	name := s[1:end]
	if c, ok := map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}[name]; ok {
		return end + 1, c
	}
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, ""
	}
	base := 10
	if hex := strings.TrimLeft(number, "xX"); hex != number {
		number, base = hex, 16
	}
	r, err := strconv.ParseUint(number, base, 31)
	if err != nil {
		return 0, ""
	}
	return end + 1, string(rune(r))
}

// A concealed error says what another says, without the secrets in it. What it
// wraps stays out of reach, but for errors.Is.
type concealed struct {
	text  string
	inner error
}

func (e *concealed) Error() string { return e.text }

func (e *concealed) Is(target error) bool { return errors.Is(e.inner, target) }

// Format keeps fmt from reaching what is concealed.
func (e *concealed) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.text) }

// conceal returns err, or what it says without the secrets in it.
func conceal(err error, secrets []string) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if hidden := hide(text, secrets); hidden != text {
		return &concealed{hidden, err}
	}
	return err
}
