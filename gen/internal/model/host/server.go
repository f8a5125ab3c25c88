package host

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// Servers lowers the servers of the API: the first is where requests go. A document that
// lists none means the host that it comes from.
func (l *Lowerer) Servers() {
	list := schema.Items(l.Doc.Root.Get("servers"))
	for i, s := range list {
		l.listed = append(l.listed, s)
		url := l.serverURL(s)
		if l.templates[s] != "" && !namesHost(url) {
			url = ""
		}
		if i == 0 && l.templates[s] != "" && url == "" {
			l.Notes.Ungenerated("server without a host", s.Get("url"), "the server has no host while its variables are at their defaults: WithBaseURL has to name it, and the method URL of its type writes that")
		}
		l.API.Servers = append(l.API.Servers, ir.Server{URL: url, Env: l.Env(s)})
	}
	if home := l.documentURL(l.Doc.Root); len(list) == 0 && home != "" {
		l.API.Servers = []ir.Server{{URL: strings.TrimSuffix(against(home, "/"), "/")}}
	}
}

// Server returns the server of an operation, if it or its path item has one of its
// own: the first of the innermost list.
func (l *Lowerer) Server(item, n *node.Node) *ir.Server {
	for _, holder := range append([]*node.Node{n}, openapi.ItemParts(item)...) {
		list := schema.Items(holder.Get("servers"))
		if len(list) == 0 {
			continue
		}
		for _, s := range list {
			switch {
			case !slices.Contains(l.listed, s):
				if !l.Spend(s, len(s.Str("url"))) {
					continue
				}
				l.listed = append(l.listed, s)
				l.serverTemplate(s)
			case l.owners[s] == nil:
				continue // of the API
			}
			l.owners[s] = append(l.owners[s], n)
		}
		own := ir.Server{URL: l.serverURL(list[0]), Env: l.Env(list[0])}
		if own == (ir.Server{}) || len(l.API.Servers) > 0 && own == l.API.Servers[0] {
			return nil
		}
		return &own
	}
	return nil
}

// maxServerURL is more than servers take.
const maxServerURL = 1 << 16

// serverURL returns a server's URL with variables at their defaults. A default that
// looks like a variable is none.
func (l *Lowerer) serverURL(s *node.Node) string {
	at := s.Get("url")
	if at == nil {
		return ""
	}
	if _, ok := withDefaults(s, at.Text); !ok {
		l.Diags.Errorf(at, "the URL is longer than %d bytes with the variables at their defaults", maxServerURL)
		return ""
	}
	text, _ := withDefaults(s, l.serverTemplate(s))
	if !strings.Contains(text, "://") {
		return "" // the variable that holds the host has no default
	}
	return strings.TrimSuffix(text, "/")
}

// namesHost reports whether a request can be sent to a URL. That of a server can't if a
// variable is empty in which the host stands, or its first part: https://.shop.test.
func namesHost(url string) bool {
	scheme, rest, _ := strings.Cut(url, "://")
	return scheme != "" && rest != "" && !strings.ContainsRune("/.:?#", rune(rest[0]))
}

// withDefaults puts the defaults of variables into a server's URL. It is not ok if that
// gets too long.
func withDefaults(s *node.Node, template string) (text string, ok bool) {
	left := maxServerURL
	text = serverVariable.ReplaceAllStringFunc(template, func(name string) string {
		if v := s.Get("variables").Get(name[1 : len(name)-1]); v != nil {
			name = v.Str("default")
		}
		if left -= len(name); left < 0 {
			return ""
		}
		return name
	})
	return text, left >= 0 && len(text) <= maxServerURL
}

var serverVariable = regexp.MustCompile(`\{[^{}]*\}`)

// serverTemplate returns a server's URL with its variables. One that is relative is
// resolved against the URL of the document that it stands in, or, if that has none, for
// an operation against the server of the API; it is "" if nothing is known, unless its
// variables are to say it.
func (l *Lowerer) serverTemplate(s *node.Node) (resolved string) {
	if known, ok := l.templates[s]; ok {
		return known
	}
	defer func() { l.templates[s] = resolved }()
	text := strings.TrimSpace(s.Str("url"))
	if absolute(s, text) {
		return text
	}
	base := l.documentURL(s)
	if base == "" && len(l.API.Servers) > 0 && urls.Is(l.API.Servers[0].URL) {
		base = l.API.Servers[0].URL + "/"
	}
	if base == "" && startsOpen(s, text) {
		return text
	}
	if base == "" {
		l.Notes.Ungenerated("relative server", s.Get("url"), "the URL of the server is relative to that of the document, which is not known: WithBaseURL has to name the server, path included")
		return ""
	}
	return against(base, text)
}

// absolute reports whether a URL names its host, perhaps by variables: then the scheme
// stands before it, or the first variable holds that or all of the URL.
func absolute(s *node.Node, text string) bool {
	if scheme, _, ok := strings.Cut(text, "://"); ok && !strings.Contains(scheme, "/") {
		return true
	}
	name, _, ok := strings.Cut(strings.TrimPrefix(text, "{"), "}")
	return ok && strings.HasPrefix(text, "{") && urls.Is(s.Get("variables").Get(name).Str("default"))
}

// startsOpen reports whether a URL begins with a variable that has no default, and goes on:
// the author leaves to the caller where the API is, and says what follows.
func startsOpen(s *node.Node, text string) bool {
	name, rest, ok := strings.Cut(strings.TrimPrefix(text, "{"), "}")
	v := s.Get("variables").Get(name)
	return ok && strings.HasPrefix(text, "{") && v != nil && v.Str("default") == "" && len(rest) > 1 && rest[0] == '/'
}

// documentURL returns the URL of the document that a node stands in, or "": what $self
// says, or where it was read from.
func (l *Lowerer) documentURL(n *node.Node) string {
	base := n.File.URL
	if self := n.File.Root.Str("$self"); self != "" {
		if base != "" {
			return against(base, self)
		}
		if urls.Is(self) {
			return self
		}
	}
	return base
}

// against resolves a relative URL, which may have variables in braces.
func against(base, ref string) string {
	from, err := url.Parse(base)
	if err != nil {
		return ""
	}
	to, err := from.Parse(braces.Replace(ref))
	if err != nil {
		return ""
	}
	return unbraced.Replace(to.String())
}

// Braces, and what net/url makes of them.
var (
	braces   = strings.NewReplacer("{", "%7B", "}", "%7D")
	unbraced = strings.NewReplacer("%7B", "{", "%7D", "}")
)

// NameServers gives the servers of the document names, if there is a choice: several of
// them, or variables.
func (l *Lowerer) NameServers() {
	seen := map[string]int{}
	var list []ir.NamedServer
	for _, s := range l.listed {
		named := ir.NamedServer{URL: strings.TrimSuffix(l.templates[s], "/"), Doc: ir.Doc{Text: s.Str("description")}, Place: s, Of: l.owners[s]}
		if i, ok := seen[named.URL]; ok {
			if list[i].Of != nil {
				list[i].Of = append(slices.Clone(list[i].Of), named.Of...)
			}
			continue
		}
		if named.URL == "" {
			continue
		}
		seen[named.URL] = len(list)
		list = append(list, named)
	}
	if len(list) == 0 || len(list) == 1 && !serverVariable.MatchString(list[0].URL) || l.TooMany(l.Doc.Root, len(list), "servers", "use variables") {
		return
	}
	for i := range list {
		l.nameServer(&list[i])
	}
	l.API.Named = list
}

// nameServer names a server and its variables.
func (l *Lowerer) nameServer(s *ir.NamedServer) {
	n := s.Place.(*node.Node)
	rank := names.Service
	candidates := names.Server(n.Str("name"), s.URL, n.Pointer())
	if x := n.Str("x-go-name"); x != "" {
		rank, candidates = names.Asked, []string{names.Exported(x)}
	}
	s.Name = l.Names.First(names.Thing{Rank: rank, At: n, Part: names.Client, Key: s.URL}, candidates...)
	fields := map[string]bool{"URL": true}
	for _, m := range serverVariable.FindAllString(s.URL, openapi.MaxVariables) {
		wire := m[1 : len(m)-1]
		v := n.Get("variables").Get(wire)
		if v == nil || slices.ContainsFunc(s.Variables, func(o ir.ServerVariable) bool { return o.Wire == wire }) {
			continue
		}
		sv := ir.ServerVariable{Wire: wire, Field: names.Exported(wire), Default: v.Str("default"), Doc: ir.Doc{Text: v.Str("description")}}
		for fields[sv.Field] {
			sv.Field = names.Another(sv.Field)
		}
		fields[sv.Field] = true
		values := schema.Items(v.Get("enum"))
		if len(values) > 0 {
			sv.Type = l.Names.First(names.Thing{Rank: names.Service, At: v, Part: names.Type, Key: wire}, names.ServerVariable(s.Name, sv.Field, v.Pointer())...)
		}
		for _, value := range values {
			name := l.Names.First(names.Thing{Rank: names.Value, At: value, Part: names.Constant, Key: value.Text}, names.EnumValue(sv.Type, value.Text, value.Pointer())...)
			sv.Values = append(sv.Values, ir.EnumValue{Name: name, Value: value.Text, Place: value})
		}
		s.Variables = append(s.Variables, sv)
	}
}
