package host

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Security lowers the security schemes, and what the API requires of them.
func (l *Lowerer) Security() {
	for _, m := range l.schemes().Entries() {
		n := m.Value.Target()
		s := ir.Scheme{ID: m.Key, Name: n.Str("name"), Env: l.Env(n), Doc: describe.Type(n), Place: n}
		if !l.schemeKind(n, &s) {
			continue
		}
		if n.Has("x-credential") {
			l.API.Schemes = append(l.API.Schemes, l.shared(n, s)...)
			continue
		}
		l.tokens(n, &s)
		s.Option = l.Names.First(names.Thing{Rank: names.Service, At: n, Part: names.Client, Key: m.Key}, names.Option(types.GoName(n, m.Key))...)
		l.grants(n, &s)
		l.API.Schemes = append(l.API.Schemes, s)
	}
	l.sources()
	l.share()
	l.API.Security = l.requirements(l.Doc.Root.Get("security"))
}

// shared returns a scheme that sends the credential of another one in its own way, none
// if the document names none that it could be.
func (l *Lowerer) shared(n *node.Node, s ir.Scheme) []ir.Scheme {
	x := n.Get("x-credential")
	s.Of = x.Text
	switch other := l.schemes().Get(s.Of).Target(); {
	case s.Kind == ir.SchemeBasic || other == nil || other.Has("x-credential"):
		l.Diags.Errorf(x, "x-credential is the name of another security scheme with one secret, which has no x-credential itself")
		return nil
	case n.Has("x-env") || n.Has("x-go-name") || n.Has("x-token"):
		l.Diags.Errorf(x, "the credential of %s has x-env, x-go-name and x-token there", s.Of)
		return nil
	}
	return []ir.Scheme{s}
}

// share gives schemes the option and the variable of the one that has their credential.
func (l *Lowerer) share() {
	l.API.Schemes = slices.DeleteFunc(l.API.Schemes, func(s ir.Scheme) bool {
		known := slices.ContainsFunc(l.API.Schemes, func(other ir.Scheme) bool { return other.ID == s.Of && other.Kind != ir.SchemeBasic })
		return s.Of != "" && !known
	})
	for i := range l.API.Schemes {
		for _, other := range l.API.Schemes {
			if s := &l.API.Schemes[i]; s.Of == other.ID {
				s.Option, s.Env = other.Option, other.Env
			}
		}
	}
}

// schemes are the security schemes of the document, by id.
func (l *Lowerer) schemes() *node.Node {
	return l.Doc.Files[0].Root.Get("components").Get("securitySchemes")
}

// schemeKind says how the credential of scheme n travels, if a client can send
// it. OAuth and OpenID Connect end in a bearer token.
func (l *Lowerer) schemeKind(n *node.Node, s *ir.Scheme) bool {
	kinds := map[string]ir.SchemeKind{"header": ir.SchemeHeader, "query": ir.SchemeQuery, "cookie": ir.SchemeCookie}
	switch n.Str("type") {
	case "apiKey":
		kind, ok := kinds[n.Str("in")]
		s.Kind = kind
		if ok && s.Name != "" {
			return true
		}
	case "http":
		return l.httpScheme(n, s)
	case "oauth2", "openIdConnect": // a note says that the token is the caller's to get
		s.Kind = ir.SchemeBearer
		return true
	case "mutualTLS":
		l.Notes.Ungenerated("security scheme", n, "mutualTLS: the certificate is up to the connection, give a client that has it to WithHTTPClient")
		return false
	}
	l.Diags.Warnf(n, "security scheme of type %q can't be sent; set the credential by a header", n.Str("type"))
	return false
}

// httpScheme lowers a scheme of the header Authorization. What it doesn't know of,
// callers write themselves.
func (l *Lowerer) httpScheme(n *node.Node, s *ir.Scheme) bool {
	s.Prefix = n.Str("scheme")
	switch strings.ToLower(s.Prefix) {
	case "bearer":
		s.Kind, s.Prefix = ir.SchemeBearer, ""
		return true
	case "basic":
		s.Kind, s.Prefix = ir.SchemeBasic, ""
		return true
	case "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "ntlm", "scram-sha-1", "scram-sha-256":
		l.Notes.Ungenerated("security scheme", n, "scheme %s depends on the request, or on what the server asks: the client sends the text that it is given after the scheme; what makes one for each request is a WithMiddleware", s.Prefix)
	}
	s.Kind = ir.SchemeHTTP
	if !openapi.IsToken(s.Prefix) {
		l.Diags.Warnf(n.Get("scheme"), "scheme %q is no name of an authentication scheme, which has no spaces: set the credential by a header", s.Prefix)
		return false
	}
	return true
}

// OpSecurity lowers the operation's own security requirements.
func (l *Lowerer) OpSecurity(op *ir.Operation, n *node.Node) {
	s := n.Get("security")
	if s == nil {
		return
	}
	op.Security = l.requirements(s)
	if op.Security == nil {
		op.Security = [][]string{}
	}
}

// requirements lists alternatives of schemes that go together. A scheme that can't
// be sent is left out: the caller has to provide for it.
func (l *Lowerer) requirements(s *node.Node) [][]string {
	var out [][]string
	for _, alt := range schema.Items(s) {
		var set []string
		for _, m := range alt.Entries() {
			id := openapi.SchemeID(m.Key)
			known := slices.ContainsFunc(l.API.Schemes, func(s ir.Scheme) bool { return s.ID == id })
			switch {
			case known:
				set = append(set, id)
			case l.schemes().Get(id).Target().Str("type") != "mutualTLS":
				l.Diags.Warnf(m.Value, "no usable security scheme %q: set the credential by a header", m.Key)
			}
		}
		out = append(out, l.apart(alt, set)...)
	}
	return out
}

// maxSets bounds the sets that one requirement comes to.
const maxSets = 16

// apart splits a set of schemes of which several travel in one place, such as the header
// Authorization: a request has room for one of them, so each is an alternative.
func (l *Lowerer) apart(at *node.Node, set []string) [][]string {
	sets := [][]string{nil}
	places := map[string]int{} // indexes in the sets
	for _, id := range set {
		place := l.carrier(id)
		i, taken := places[place]
		if !taken {
			places[place] = len(sets[0])
			for k := range sets {
				sets[k] = append(sets[k], id)
			}
			continue
		}
		l.Notes.Ungenerated("security scheme", at.Get(id), "%s travels in %s, as %s does, and a request has room for one of them: the first that is set is sent", id, place, sets[0][i])
		for _, s := range sets {
			if len(sets) < maxSets && s[i] == sets[0][i] {
				other := slices.Clone(s)
				other[i] = id
				sets = append(sets, other)
			}
		}
	}
	return sets
}

// carrier is where the credential of a scheme travels, e.g. "the header authorization".
func (l *Lowerer) carrier(id string) string {
	for _, s := range l.API.Schemes {
		if s.ID != id {
			continue
		}
		switch s.Kind {
		case ir.SchemeQuery:
			return "the query parameter " + s.Name
		case ir.SchemeCookie:
			return "the cookie " + s.Name
		case ir.SchemeHeader:
			return "the header " + strings.ToLower(s.Name)
		}
	}
	return "the header authorization"
}
