package load

import (
	"strconv"
	"unicode/utf8"
)

// maxQuoted bounds what a message repeats of the document.
const maxQuoted = 160

// show quotes text of the document for a message.
func show(s string) string {
	if len(s) > maxQuoted {
		cut := maxQuoted
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "..."
	}
	return strconv.Quote(s)
}

// maxCompared bounds the spellings that are compared in one run: suggestions are a convenience, and a hostile
// document may be wrong a million times.
const maxCompared = 2_000_000

// speller finds the word that somebody may have meant.
type speller struct{ compared int }

// near is the key that is spelled most like the one wanted, or "". At most limit edits are forgiven.
func (s *speller) near(want string, keys []string, limit int) string {
	if len(want) > 200 || s.compared > maxCompared {
		return ""
	}
	s.compared += len(keys)
	best, bestDist := "", limit+1
	for _, key := range keys {
		if diff := len(key) - len(want); diff >= bestDist || -diff >= bestDist {
			continue
		}
		if d := distance(want, key, bestDist); d < bestDist {
			best, bestDist = key, d
		}
	}
	return best
}

// didYouMean is the tail of a message about a key that does not exist.
func (s *speller) didYouMean(want string, in *Node) string {
	if in == nil || len(in.Members) > maxCompared/100 {
		return ""
	}
	keys := make([]string, len(in.Members))
	for i, m := range in.Members {
		keys[i] = m.Key
	}
	return hint(s.near(want, keys, max(1, min(4, len(want)/3))))
}

func hint(word string) string {
	if word == "" {
		return ""
	}
	return "; did you mean " + show(word) + "?"
}

// distance is the number of edits between two strings, or limit when there are that many or more.
// Letters that differ only in case cost nothing, so that "pet" finds "Pet".
func distance(a, b string, limit int) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := range len(a) {
		prev, cur, older := rows[i%3], rows[(i+1)%3], rows[(i+2)%3]
		cur[0] = i + 1
		low := cur[0]
		for j := range len(b) {
			cost := 1
			if lower(a[i]) == lower(b[j]) {
				cost = 0
			}
			d := min(prev[j]+cost, prev[j+1]+1, cur[j]+1)
			if i > 0 && j > 0 && lower(a[i]) == lower(b[j-1]) && lower(a[i-1]) == lower(b[j]) {
				d = min(d, older[j-1]+1) // two letters swapped
			}
			cur[j+1] = d
			low = min(low, d)
		}
		if low > limit {
			return limit
		}
	}
	return rows[len(a)%3][len(b)]
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
