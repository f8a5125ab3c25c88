package runtime

import "strings"

// halves joins characters that were split between two events: some servers cut
// text into UTF-16 units, so that an event ends in the first half of a pair of
// surrogates, written as \ud83d, and the next of its kind begins with the second.
// On their own both are U+FFFD.
type halves struct {
	held map[string]string // first half, by what stood before the text that it ended
}

// join returns the data of an event, with the half that it continues, and
// without the half that the next one will.
func (h *halves) join(data string) string {
	if len(h.held) > 0 {
		data = h.continued(data)
	}
	if strings.IndexByte(data, '\\') < 0 {
		return data // as mostly
	}
	return h.cut(data)
}

// continued puts the half that is held for the text in front of it.
func (h *halves) continued(data string) string {
	for before, half := range h.held {
		if rest, ok := strings.CutPrefix(data, before); ok {
			data = before + half + rest
			delete(h.held, before)
		}
	}
	return data
}

// cut holds back the halves that texts end in.
func (h *halves) cut(data string) string {
	if !strings.Contains(data, `\ud`) && !strings.Contains(data, `\uD`) {
		return data
	}
	for start := strings.IndexByte(data, '"'); start >= 0; {
		end := endOfText(data, start+1)
		if end < 0 {
			break
		}
		if at := end - len(`\ud83d`); at > start && firstHalf(data[at:end]) && !escaped(data, at) {
			if h.held == nil {
				h.held = map[string]string{}
			}
			h.held[data[:start+1]] = data[at:end]
			data = data[:at] + data[end:]
			end = at
		}
		next := strings.IndexByte(data[end+1:], '"')
		if next < 0 {
			break
		}
		start = end + 1 + next
	}
	return data
}

// endOfText returns where the JSON string that begins at i has its closing quote.
func endOfText(data string, i int) int {
	for ; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

// firstHalf reports whether s is the escape of a high surrogate.
func firstHalf(s string) bool {
	if s[0] != '\\' || s[1] != 'u' || s[2]|' ' != 'd' {
		return false
	}
	return strings.IndexByte("89abAB", s[3]) >= 0
}

// escaped reports whether the backslash at i is the second of a pair.
func escaped(data string, i int) bool {
	n := 0
	for i > 0 && data[i-1] == '\\' {
		i, n = i-1, n+1
	}
	return n%2 == 1
}
