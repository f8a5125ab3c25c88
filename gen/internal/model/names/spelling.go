package names

import (
	"cmp"
	"strings"
	"unicode"
)

// Spellings knows how the keys of a list are written, e.g. those of all component schemas: of two
// keys that are one name in Go, the one that is written as most of the others are was there before.
type Spellings struct {
	spelled map[spelling]int
	capital map[bool]int // by the first letter
	short   map[bool]int // of one word, by the first letter
	loud    [2]int       // with initialisms as words ("ApiKey"), and in capitals ("APIKey")
}

// spelling is what tells e.g. "FooBar", "fooBar", "foo_bar" and "foo-bar" apart.
type spelling struct {
	capital   bool
	separator rune // the first one, or 0
}

// NewSpellings returns a list of keys.
func NewSpellings(keys []string) *Spellings {
	s := &Spellings{spelled: map[spelling]int{}, capital: map[bool]int{}, short: map[bool]int{}}
	for _, k := range keys {
		sp := spellingOf(k)
		s.spelled[sp]++
		s.capital[sp.capital]++
		if isShort(k) {
			s.short[sp.capital]++
		}
		if l := loudness(k); l >= 0 {
			s.loud[l]++
		}
	}
	return s
}

func spellingOf(key string) spelling {
	var sp spelling
	if i := strings.IndexFunc(key, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		sp.separator = firstRune(key[i:])
	}
	sp.capital = unicode.IsUpper(firstRune(key))
	return sp
}

// loudness is 1 for a key with an initialism in capitals, 0 for one with an initialism
// that is written as other words are, and -1 for one without.
func loudness(key string) int {
	for _, w := range words(key) {
		if up, ok := initialisms[strings.ToLower(w)]; ok && len(w) > 1 {
			if w == up {
				return 1
			}
			return 0
		}
	}
	return -1
}

// usual counts the keys that are written as key is.
func (s *Spellings) usual(key string) (spelled, loud int) {
	sp := spellingOf(key)
	if l := loudness(key); l >= 0 {
		loud = s.loud[l]
	}
	switch {
	case isShort(key):
		spelled = s.capital[sp.capital] // as all that begin like it
	case sp.separator != 0 && len(words(key)) > 1 && !sp.capital:
		spelled = s.spelled[sp] + s.short[false] // "pet" may stand beside "pet_tag" and "petTag", "Pet" beside "PetTag"
	default:
		spelled = s.spelled[sp]
	}
	return spelled, loud
}

// isShort reports whether a key is one word and nothing else.
func isShort(key string) bool { return spellingOf(key).separator == 0 && len(words(key)) == 1 }

// Compare puts of two keys that are one name in Go that first which keeps it: the
// one that is written as more keys are, or else the one that isn't written as in Go, or else
// the one with the more usual separators.
func (s *Spellings) Compare(a, b string) int {
	spelledA, loudA := s.usual(a)
	spelledB, loudB := s.usual(b)
	return cmp.Or(cmp.Compare(spelledB, spelledA), cmp.Compare(loudB, loudA), cmp.Compare(last(a), last(b)), cmp.Compare(a, b))
}

// last orders the ways to write a key for where a list doesn't say which is its own.
func last(key string) int {
	switch {
	case Exported(key) == key:
		return 4
	case spellingOf(key).separator == '_':
		return 0
	case spellingOf(key).separator == 0:
		return 1
	case spellingOf(key).separator == '-':
		return 2
	}
	return 3
}
