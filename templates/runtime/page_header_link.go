package runtime

import (
	"net/http"
	"strings"
)

// pageHeaderLink is the URL of the next page in the header Link, as of RFC 8288.
type pageHeaderLink struct {
	rel string
	end pageEnd
}

func (s *pageHeaderLink) after(f *pageRequest, info pageInfo, items int) (string, error) {
	to, ok := linkTo(f.header, s.rel)
	if !ok || s.end.last(f, info, items, f.before+int64(items), 0) {
		return "", nil
	}
	return followed(f, to)
}

func (s *pageHeaderLink) ask(r *request, cursor string) error { return r.follow(cursor) }

// linkTo returns the first link of a relation. Links of something else than the answer, which have an
// anchor, don't count.
func linkTo(h http.Header, rel string) (target string, ok bool) {
	for _, rest := range h.Values("Link") {
		for rest != "" {
			var l headerLink
			if l, rest, ok = cutLink(rest); !ok {
				break
			}
			for name := range strings.FieldsSeq(l.rel) {
				if strings.EqualFold(name, rel) && !l.anchored {
					return l.target, true
				}
			}
		}
	}
	return "", false
}

// headerLink is one link of a header.
type headerLink struct {
	target, rel string
	anchored    bool
}

// cutLink reads the first link of a header, e.g. of
//
//	</items?page=2>; rel="next"; title="2, of 3", </items>; rel=first
//
// and returns what follows it.
func cutLink(s string) (l headerLink, rest string, ok bool) {
	s = strings.TrimLeft(s, " \t,")
	if !strings.HasPrefix(s, "<") {
		return l, "", false
	}
	if l.target, s, ok = strings.Cut(s[1:], ">"); !ok {
		return l, "", false
	}
	hasRel := false
	for {
		s = strings.TrimLeft(s, " \t")
		if !strings.HasPrefix(s, ";") {
			break
		}
		var name, value string
		name, value, s = cutLinkParam(s[1:])
		switch {
		case strings.EqualFold(name, "rel") && !hasRel: // the first counts
			l.rel, hasRel = value, true
		case strings.EqualFold(name, "anchor"):
			l.anchored = true
		}
	}
	if s != "" && s[0] != ',' { // no link as it should be; the next one may be
		_, s, _ = strings.Cut(s, ",")
	}
	return l, s, true
}

// cutLinkParam reads a parameter of a link, whose value may be quoted, or lack.
func cutLinkParam(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, " \t")
	end := strings.IndexAny(s, "=;,")
	if end < 0 {
		return strings.TrimSpace(s), "", ""
	}
	name = strings.TrimSpace(s[:end])
	if s[end] != '=' {
		return name, "", s[end:]
	}
	s = strings.TrimLeft(s[end+1:], " \t")
	if !strings.HasPrefix(s, `"`) {
		if end = strings.IndexAny(s, ";,"); end < 0 {
			end = len(s)
		}
		return name, strings.TrimSpace(s[:end]), s[end:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return name, b.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		b.WriteByte(s[i])
	}
	return name, b.String(), ""
}
