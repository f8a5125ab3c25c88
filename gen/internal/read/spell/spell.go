// Package spell finds the word that somebody may have meant who wrote another.
package spell

import (
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// maxCompared bounds the spellings that are compared in one run: suggestions are a convenience, and a hostile
// document may be wrong a million times.
const maxCompared = 2_000_000

// Speller finds the word that somebody may have meant. The zero value is ready.
type Speller struct{ compared int }

// Near is the key that is spelled most like the one wanted, or "". At most limit
// edits are forgiven.
func (s *Speller) Near(want string, keys []string, limit int) string {
	if len(want) > 200 || s.compared > maxCompared {
		return ""
	}
	s.compared += len(keys)
	best, bestDist := "", limit+1
	for _, key := range keys {
		if diff := len(key) - len(want); diff >= bestDist || -diff >= bestDist {
			continue
		}
		if d := Distance(want, key, bestDist); d < bestDist {
			best, bestDist = key, d
		}
	}
	return best
}

// DidYouMean is the tail of a message about a key that an object doesn't have.
func (s *Speller) DidYouMean(wrote string, in *node.Node) string {
	if in == nil || len(in.Members) > maxCompared/100 {
		return ""
	}
	keys := make([]string, len(in.Members))
	for i, m := range in.Members {
		keys[i] = m.Key
	}
	return s.Suggest(wrote, keys)
}

// Suggest is the tail of a message about a word that isn't one of those that are
// known.
func (s *Speller) Suggest(wrote string, words []string) string {
	return Hint(s.Near(wrote, words, forgiven(wrote)))
}

// forgiven is the number of edits that a word may be away: a third of it.
func forgiven(wrote string) int { return max(1, min(4, len(wrote)/3)) }

// Hint is the tail of a message that suggests a word; empty if there is none.
func Hint(word string) string {
	if word == "" {
		return ""
	}
	return "; did you mean " + diag.Quote(word) + "?"
}

// Nearest is the word that somebody who wrote another may have meant, or "".
func Nearest(wrote string, words []string) string {
	return new(Speller).Near(wrote, words, forgiven(wrote))
}

// Distance is the number of edits between two strings, or limit when there are that many or more.
// Letters that differ only in case cost nothing, so that "pet" finds "Pet".
func Distance(a, b string, limit int) int {
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
