package tools

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// completed returns the beginning of a JSON text as a text of its own: open
// strings, lists and objects are closed, and what can't be known yet is left out:
// a number or a word that may go on, a member without a value, half an escape. It
// returns "" where nothing is known. The text has to be the beginning of valid JSON.
func completed(text string) string {
	var (
		open   []byte // the closing brackets that are due
		keep   int    // up to here the text makes sense once what is open there is closed
		closes string // these, in the order of opening
		key    bool   // the next string is a name
	)
	known := func(end int) { keep, closes = end, string(open) }
	for i := 0; i < len(text); {
		switch c := text[i]; c {
		case '{', '[':
			open = append(open, c+2) // '{'+2 is '}', '['+2 is ']'
			key = c == '{'
			i++
			known(i)
		case '}', ']':
			if len(open) == 0 {
				return ""
			}
			open = open[:len(open)-1]
			i++
			known(i)
		case ',':
			key = len(open) > 0 && open[len(open)-1] == '}'
			i++
		case ':':
			key = false
			i++
		case ' ', '\t', '\r', '\n':
			i++
		case '"':
			end := stringEnd(text[i:])
			switch {
			case end < 0 && key:
				return closed(text[:keep], closes)
			case end < 0:
				return closed(text[:i]+openString(text[i:]), string(open))
			}
			if i += end; !key {
				known(i)
			}
		default:
			end := strings.IndexAny(text[i:], ",]} \t\r\n")
			if word := text[i:]; end < 0 && (word == "true" || word == "false" || word == "null") {
				end = len(word)
			}
			if end < 0 {
				return closed(text[:keep], closes)
			}
			i += end
			known(i)
		}
	}
	return closed(text[:keep], closes)
}

// closed adds brackets in the reverse of their order.
func closed(text, brackets string) string {
	b := []byte(text)
	for i := len(brackets) - 1; i >= 0; i-- {
		b = append(b, brackets[i])
	}
	return string(b)
}

// stringEnd returns the length of the string that a text begins with, -1 if it
// doesn't end.
func stringEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// openString closes a string that has no end, without half a character.
func openString(text string) string {
	for i := 1; i < len(text); {
		n := 1
		switch {
		case text[i] == '\\':
			if n = escape(text[i:]); n == 0 {
				return text[:i] + `"`
			}
		case text[i] >= utf8.RuneSelf:
			if !utf8.FullRuneInString(text[i:]) {
				return text[:i] + `"`
			}
			_, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
	}
	return text + `"`
}

// escape returns the length of the escape that a text begins with, 0 if it is cut.
// Both halves of a surrogate pair are one.
func escape(text string) int {
	switch {
	case len(text) < 2:
		return 0
	case text[1] != 'u':
		return 2
	case len(text) < 6:
		return 0
	case !utf16.IsSurrogate(hexRune(text[2:6])) || hexRune(text[2:6]) >= 0xDC00:
		return 6
	case len(text) >= 7 && text[6] != '\\' || len(text) >= 8 && text[7] != 'u':
		return 6 // a half by itself
	case len(text) < 12:
		return 0
	}
	return 12
}

// hexRune reads four hexadecimal digits.
func hexRune(digits string) rune {
	var r rune
	for _, c := range strings.ToLower(digits) {
		if r <<= 4; c >= 'a' {
			r |= c - 'a' + 10
		} else {
			r |= c - '0'
		}
	}
	return r
}
