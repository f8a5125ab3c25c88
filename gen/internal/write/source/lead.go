package source

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Document adds the doc comment of an exported identifier, which begins with its
// name. lead is a sentence about it for a text that can't be made to.
//
//	// Pet is an animal that lives with people.
func Document(to adder, name string, d ir.Doc, lead string) {
	d.Text = Lead(name, d.Text, lead)
	Comment(to, d, "")
}

// Lead makes a text about something begin with its name: by making a sentence of
// a noun phrase or of what a verb begins, or else by putting lead before it. What
// can't be told from other kinds of sentence is left as it is.
func Lead(name, text, lead string) string {
	text = strings.TrimSpace(text)
	first, rest := cutWord(text)
	if text == "" || first == name {
		return cmp.Or(text, lead)
	}
	next, _ := cutWord(rest)
	switch sentence := firstSentence(text); {
	case strings.ContainsAny(first, "`*_#[(|-"), !isWord(first), strings.HasSuffix(sentence, "?"), strings.HasSuffix(sentence, ":"):
	case slices.Contains(articles, first) && nounPhrase.MatchString(sentence):
		return name + " is " + lowerFirst(text)
	case slices.Contains(questions, first):
		return name + " says " + lowerFirst(text)
	case strings.EqualFold(first, name+"s"), strings.HasSuffix(first, "s") && !strings.HasSuffix(first, "ss") && slices.Contains(determiners, next):
		return name + " " + lowerFirst(text)
	}
	return lead + "\n\n" + text
}

var (
	articles    = []string{"A", "An", "The"}
	questions   = []string{"How", "Which", "Where", "Whether", "Why", "Whom", "Who"}
	determiners = []string{"a", "an", "the", "all", "one", "every", "some", "any", "this", "what"}
	// nounPhrase is what an article begins and no verb can be in: a few words, and
	// what is said of them.
	nounPhrase = regexp.MustCompile(`^(A|An|The) (?:[\pL\d'/-]+ ){0,3}[\pL\d'/-]+(?:\.|$|, | (?:of|for|that|which|who|to|from|with|by|in) )`)
)

// verbs are found where a noun phrase would go on.
var verbs = regexp.MustCompile(`^(A|An|The)(?: [\pL\d'/-]+){1,4} (?:is|are|was|were|has|have|can|may|must|will|should|does|do)\b`)

// cutWord cuts the first word off a text.
func cutWord(s string) (first, rest string) {
	first, rest, _ = strings.Cut(s, " ")
	return first, rest
}

// firstSentence returns a text up to its first full stop.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	if before, _, ok := strings.Cut(text, ". "); ok {
		text = before + "."
	}
	if verbs.MatchString(text) {
		return ""
	}
	return text
}

func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// lowerFirst writes the first letter of a sentence as in the middle of one.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// Article is name with the indefinite article before it: "an Animal", "a User".
func Article(name string) string {
	if initialism.MatchString(name) && strings.ContainsRune("AEFHILMNORSX", rune(name[0])) || vowel.MatchString(name) && !consonant.MatchString(name) {
		return "an " + name
	}
	return "a " + name
}

var (
	initialism = regexp.MustCompile(`^[A-Z]{2,}(?:[A-Z][a-z]|\d|$)|^[A-Z]\d`) // read letter by letter
	vowel      = regexp.MustCompile(`^(?:[AEIO][a-z]|U[mnpl][a-z])`)
	consonant  = regexp.MustCompile(`^(?:Eu|One|Once|Uni|Uno|Ule)`) // what begins like a vowel and doesn't sound like one
)
