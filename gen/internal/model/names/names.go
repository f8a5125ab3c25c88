// Package names makes Go identifiers from the names in a document. It is the
// one place where that is done, and the one where collisions are settled.
//
// An identifier depends on the thing it names and on nothing that stands
// beside it, so that adding something never renames what was there before.
package names

import (
	"fmt"
	"go/token"
	"strings"
	"unicode"
)

// initialisms are written in capitals.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "ascii": "ASCII", "cidr": "CIDR", "cmek": "CMEK", "cors": "CORS", "cpu": "CPU", "css": "CSS", "csv": "CSV",
	"dns": "DNS", "eof": "EOF", "gb": "GB", "gpu": "GPU", "guid": "GUID", "html": "HTML", "http": "HTTP", "https": "HTTPS",
	"iam": "IAM", "id": "ID", "ids": "IDs", "io": "IO", "ip": "IP", "ips": "IPs", "json": "JSON", "jsonl": "JSONL", "jwks": "JWKS", "jwt": "JWT", "kms": "KMS", "llm": "LLM",
	"mb": "MB", "mcp": "MCP", "md5": "MD5", "oauth": "OAuth", "oidc": "OIDC", "os": "OS", "otlp": "OTLP", "pdf": "PDF", "qps": "QPS", "ram": "RAM",
	"rbac": "RBAC", "rpc": "RPC", "saml": "SAML", "scim": "SCIM", "sdk": "SDK", "sha": "SHA", "sha256": "SHA256", "sla": "SLA", "sms": "SMS", "sql": "SQL", "ssh": "SSH", "ssl": "SSL", "sso": "SSO",
	"tcp": "TCP", "tls": "TLS", "ttl": "TTL", "udp": "UDP", "ui": "UI", "uid": "UID", "uri": "URI", "uris": "URIs", "url": "URL", "urls": "URLs", "utc": "UTC",
	"utf8": "UTF8", "uuid": "UUID", "uuids": "UUIDs", "vm": "VM", "xml": "XML", "yaml": "YAML", "zip": "ZIP",
}

// Exported returns an exported identifier for s, e.g. "MaxTokens" for
// "max_tokens". Two numbers side by side keep an underscore between them. A
// name without a letter or digit is spelled out.
func Exported(s string) string {
	var b strings.Builder
	for _, w := range words(s) {
		if b.Len() > 0 && isDigit(lastByte(b.String())) && isDigit(w[0]) {
			b.WriteByte('_')
		}
		b.WriteString(capital(w))
	}
	out := b.String()
	switch {
	case out == "":
		return "X" + spell(s)
	case !unicode.IsUpper(firstRune(out)):
		return "X" + out
	}
	return out
}

// Unexported returns an identifier for a parameter or local variable.
func Unexported(s string) string {
	e := Exported(s)
	upper := 0
	for _, r := range e {
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			break
		}
		upper++
	}
	rs := []rune(e)
	n := 1
	if upper == len(rs) {
		n = upper
	} else if upper > 1 {
		n = upper - 1
	}
	if strings.HasPrefix(e, "IDs") || strings.HasPrefix(e, "URLs") {
		n = upper
	}
	out := strings.ToLower(string(rs[:n])) + string(rs[n:])
	if token.IsKeyword(out) || locals[out] {
		return out + "Value"
	}
	return out
}

// Argument returns an identifier for a path parameter. It hides nothing that
// the body of a method calls.
func Argument(s string) string {
	out := Unexported(s)
	if called[out] {
		return out + "Arg"
	}
	return out
}

// Arguments returns the names of all path parameters of a method, which differ: "id" and "idArg" for two
// called "id". They are no part of an API. hides reports whether a name is that of something else that
// the body of the method may need.
func Arguments(wanted []string, hides func(string) bool) []string {
	out := make([]string, len(wanted))
	seen := map[string]bool{"": false}
	for i, name := range wanted {
		for seen[name] || name != "" && hides(name) {
			name += "Arg"
		}
		out[i], seen[name] = name, name != ""
	}
	return out
}

// called are functions of the runtime that methods call, and what these take.
var called = map[string]bool{
	"argument": true, "argumentAs": true, "call": true, "callAs": true, "callNone": true, "callText": true, "callTextAs": true, "callDownload": true, "callAnswer": true, "openAnswerAs": true,
	"events": true, "resultStream": true, "lines": true, "records": true, "listPage": true, "allItems": true, "page": true, "p": true,
	"obj": true, "text": true, "integer": true, "integer32": true, "unsigned": true, "number": true, "number32": true, "numeric": true, "boolean": true, "timestamp": true, "date": true,
	"textPtr": true, "integerPtr": true, "integer32Ptr": true, "unsignedPtr": true, "numberPtr": true, "number32Ptr": true, "numericPtr": true, "booleanPtr": true, "timestampPtr": true, "datePtr": true,
	"optText": true, "nullText": true, "base64Bytes": true, "base64URLBytes": true, "file": true,
	"coder": true, "list": true, "dict": true, "ptr": true, "raw": true, "union": true, "required": true, "optional": true, "nullable": true,
}

// locals are identifiers that generated functions and files use themselves.
var locals = map[string]bool{
	"ctx": true, "params": true, "opts": true, "s": true, "x": true, "c": true, "b": true, "d": true, "e": true, "i": true,
	"context": true, "iter": true, "time": true, "json": true,
	"string": true, "int64": true, "int32": true, "float64": true, "float32": true, "bool": true, "byte": true, "any": true, "error": true,
	"nil": true, "true": true, "false": true, "new": true, "make": true, "len": true, "append": true, "iota": true, "copy": true,
}

// words splits s into words at separators and at changes from lower to upper
// case, and between letters and the digits before them.
func words(s string) []string {
	var out []string
	var cur []rune
	flush := func() {
		if len(cur) > 0 {
			out = append(out, string(cur))
			cur = nil
		}
	}
	if strings.Contains(s, "_") && s == strings.ToUpper(s) {
		s = strings.ToLower(s) // SHOUTED_NAMES
	}
	rs := []rune(s)
	for i, r := range rs {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			// Signs tell +1 and -1 apart, and -name and name; inside a name a
			// dash only separates.
			sign := r == '+' && (i == 0 || i+1 < len(rs) && unicode.IsDigit(rs[i+1])) || r == '-' && i == 0
			if sign && i+1 < len(rs) && (unicode.IsDigit(rs[i+1]) || unicode.IsLetter(rs[i+1])) {
				flush()
				out = append(out, runeNames[r])
				continue
			}
			flush()
			continue
		}
		if len(cur) > 0 && unicode.IsUpper(r) {
			prev := cur[len(cur)-1]
			next := i+1 < len(rs) && unicode.IsLower(rs[i+1]) && !(rs[i+1] == 's' && (i+2 == len(rs) || !unicode.IsLower(rs[i+2])))
			if unicode.IsLower(prev) || unicode.IsDigit(prev) || next && unicode.IsUpper(prev) {
				flush()
			}
		}
		cur = append(cur, r)
	}
	flush()
	return out
}

func capital(w string) string {
	if up, ok := initialisms[strings.ToLower(w)]; ok {
		return up
	}
	rs := []rune(w)
	rs[0] = unicode.ToUpper(rs[0])
	return string(rs)
}

// spell writes a name without letters and digits in words.
func spell(s string) string {
	if s == "" {
		return "Empty"
	}
	var b strings.Builder
	for _, r := range s {
		if n, ok := runeNames[r]; ok {
			b.WriteString(n)
		} else {
			fmt.Fprintf(&b, "U%04X", r)
		}
	}
	return b.String()
}

var runeNames = map[rune]string{
	'+': "Plus", '-': "Minus", '*': "Star", '/': "Slash", '=': "Equal", '<': "Less", '>': "Greater", '!': "Not", '$': "Dollar",
	'%': "Percent", '&': "And", '|': "Or", '.': "Dot", ',': "Comma", ':': "Colon", ';': "Semicolon", '#': "Hash", '@': "At",
	'_': "Underscore", '~': "Tilde", '^': "Caret", '?': "Question", ' ': "Space", '"': "Quote", '\'': "Apostrophe", '`': "Backquote",
	'(': "Open", ')': "Close", '[': "OpenBracket", ']': "CloseBracket", '{': "OpenBrace", '}': "CloseBrace", '\\': "Backslash",
}

// Singular returns the singular of an English noun in the plural.
func Singular(s string) string {
	if i := strings.LastIndexAny(s, "_- "); i >= 0 {
		return s[:i+1] + Singular(s[i+1:])
	}
	lower := strings.ToLower(s)
	if unchanged[lower] || len(s) < 3 {
		return s
	}
	switch {
	case strings.HasSuffix(lower, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case hasAny(lower, "sses", "shes", "ches", "xes", "zes"):
		return s[:len(s)-2]
	case hasAny(lower, "ss", "us", "is"):
		return s
	case strings.HasSuffix(lower, "s"):
		return s[:len(s)-1]
	}
	return s
}

var unchanged = map[string]bool{"analytics": true, "news": true, "series": true, "species": true, "status": true, "settings": true, "metrics": true, "statistics": true, "aws": true, "os": true, "dns": true, "sms": true, "kubernetes": true}

func hasAny(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func lastByte(s string) byte { return s[len(s)-1] }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
