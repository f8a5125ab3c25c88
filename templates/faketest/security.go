package faketest

import (
	"cmp"
	"slices"
	"strings"
)

// credential is the made-up credential of a scheme.
func credential(scheme string) string { return "test-" + scheme }

// checkFixed checks what all requests of an operation have: parameters with one
// value, a credential, and a beta if it needs one.
func (in *input) checkFixed() {
	for _, p := range in.op.fixed {
		member{name: p.name, in: p.in, want: p.value, required: true}.read(in)
	}
	in.checkBetas()
	alternatives := in.op.security
	if alternatives == nil {
		alternatives = in.fake.api.security
	}
	if len(alternatives) > 0 && !slices.ContainsFunc(alternatives, in.hasAll) {
		in.problemf("no credential: the operation needs %s", describeSets(alternatives))
	}
}

func (in *input) checkBetas() {
	if len(in.op.betas) == 0 || in.fake.api.betaHeader == "" {
		return
	}
	for _, v := range in.r.Header.Values(in.fake.api.betaHeader) {
		for b := range strings.SplitSeq(v, ",") {
			if slices.Contains(in.op.betas, strings.TrimSpace(b)) {
				return
			}
		}
	}
	in.problemf("header %s lists none of the betas that enable the operation: %s", in.fake.api.betaHeader, strings.Join(in.op.betas, ", "))
}

// hasAll reports whether the request has a credential for each of the schemes.
func (in *input) hasAll(set []string) bool {
	return !slices.ContainsFunc(set, func(id string) bool { return !in.has(id) })
}

// has reports whether the request has a credential for a scheme. A made-up one
// counts only if it belongs to the scheme, so that schemes which share a header
// are told apart.
func (in *input) has(id string) bool {
	for _, s := range in.fake.api.schemes {
		if s.id != id {
			continue
		}
		v := in.credentialOf(s)
		return v != "" && (v == credential(cmp.Or(s.of, id)) || !in.fake.madeUp(v))
	}
	return false
}

// credentialOf is what a request carries for a security scheme, "" if nothing.
func (in *input) credentialOf(s scheme) string {
	switch s.kind {
	case bearerScheme:
		return in.authorization("Bearer")
	case httpScheme:
		return in.authorization(s.prefix)
	case basicScheme:
		if user, password, ok := in.r.BasicAuth(); ok {
			return strings.TrimPrefix(user+":"+password, "test:")
		}
		return ""
	case queryScheme:
		return in.r.URL.Query().Get(s.name)
	case cookieScheme:
		if c, err := in.r.Cookie(s.name); err == nil {
			return c.Value
		}
		return ""
	default:
		return in.r.Header.Get(s.name)
	}
}

// authorization returns what follows an authentication scheme.
func (in *input) authorization(scheme string) string {
	v, ok := strings.CutPrefix(in.r.Header.Get("Authorization"), scheme+" ")
	if !ok {
		return ""
	}
	return v
}

func (f *fake) madeUp(value string) bool {
	return slices.ContainsFunc(f.api.schemes, func(s scheme) bool { return value == credential(s.id) })
}

// describeSets writes alternatives as "apiKey or (user and key)".
func describeSets(alternatives [][]string) string {
	var out []string
	for _, set := range alternatives {
		if len(set) == 1 {
			out = append(out, set[0])
		} else {
			out = append(out, "("+strings.Join(set, " and ")+")")
		}
	}
	return strings.Join(out, " or ")
}
