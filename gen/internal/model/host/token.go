package host

import (
	"net/url"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// tokens says whether the credential of a scheme may be a token, and by x-token what requests with one
// carry besides. Bearer tokens always may.
func (l *Lowerer) tokens(n *node.Node, s *ir.Scheme) {
	s.Token = s.Kind == ir.SchemeBearer
	x := n.Get("x-token")
	if x == nil {
		return
	}
	switch s.Kind {
	case ir.SchemeHeader, ir.SchemeBearer, ir.SchemeHTTP:
		s.Token = true
	default:
		l.Diags.Errorf(x, "x-token is for credentials in a header: this one travels in another place, or has two parts")
		return
	}
	for _, m := range x.Entries() {
		switch m.Key {
		case "headers":
			for _, h := range m.Value.Entries() {
				if !openapi.IsToken(h.Key) || h.Value.Kind != node.String || strings.ContainsFunc(h.Value.Text, func(r rune) bool { return r < ' ' || r == 0x7f }) {
					l.Diags.Errorf(h.Value, "x-token: headers has names of headers, and their values as text")
					continue
				}
				s.TokenHeaders = append(s.TokenHeaders, ir.FixedParam{In: ir.InHeader, Name: h.Key, Value: h.Value.Text})
			}
		case "client-auth":
			if !slices.Contains(clientAuth, m.Value.Text) {
				l.Diags.Errorf(m.Value, "x-token: client-auth must be one of %s", strings.Join(clientAuth, ", "))
			}
		default:
			l.Diags.Errorf(m.Value, "x-token has no member %s: it has headers and client-auth", m.Key)
		}
	}
}

// clientAuth are the ways in which a client says who it is to a token server, as the
// registry of OAuth calls them.
var clientAuth = []string{"client_secret_basic", "client_secret_post"}

// grants lowers the flows of OAuth that a program can go through without a user: the client's own credentials,
// and a refresh token that an earlier login has left.
func (l *Lowerer) grants(n *node.Node, s *ir.Scheme) {
	flows := n.Get("flows")
	if flow := flows.Get("clientCredentials"); flow != nil {
		l.grant(n, s, flow, "ClientCredentials", "tokenUrl")
	}
	for _, key := range []string{"authorizationCode", "deviceAuthorization", "password"} {
		if flow := flows.Get(key); flow != nil {
			l.grant(n, s, flow, "RefreshToken", "refreshUrl", "tokenUrl")
			return
		}
	}
}

// grant lowers a flow. Its URL is the first of the members that is there.
func (l *Lowerer) grant(scheme *node.Node, s *ir.Scheme, flow *node.Node, name string, members ...string) {
	var at *node.Node
	for _, key := range members {
		if at == nil {
			at = flow.Get(key)
		}
	}
	if at == nil {
		l.Notes.Ungenerated("OAuth flow", flow, "a flow without %s: the client sends the token that it is given", members[len(members)-1])
		return
	}
	u, err := url.Parse(at.Text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		l.Notes.Ungenerated("OAuth flow", at, "the URL of the token server is not absolute: the client sends the token that it is given")
		return
	}
	g := ir.Grant{Refresh: name == "RefreshToken", InBody: scheme.Get("x-token").Str("client-auth") == "client_secret_post"}
	g.Path = u.EscapedPath()
	if u.RawQuery != "" {
		g.Path += "?" + u.RawQuery
	}
	g.Server = u.Scheme + "://" + u.Host
	for _, m := range flow.Get("scopes").Entries() {
		g.Scopes = append(g.Scopes, ir.Scope{Name: m.Key, Text: m.Value.Text})
	}
	g.Option = l.Names.First(names.Thing{Rank: names.Service, At: flow, Part: names.Client, Key: name}, names.Grant(s.Option, name, flow.Pointer())...)
	s.Grants = append(s.Grants, g)
}

// sources names an option for each scheme with tokens, if there are several: WithTokenSource is for all of them.
func (l *Lowerer) sources() {
	var takers []*ir.Scheme
	for i := range l.API.Schemes {
		if l.API.Schemes[i].Token {
			takers = append(takers, &l.API.Schemes[i])
		}
	}
	if len(takers) < 2 {
		return
	}
	for _, s := range takers {
		n := s.Place.(*node.Node)
		s.Source = l.Names.First(names.Thing{Rank: names.Service, At: n, Part: names.Source, Key: s.ID}, names.TokenSource(s.Option, n.Pointer())...)
	}
}
