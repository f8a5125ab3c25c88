package faketest

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// route finds the requests of an operation.
type route struct {
	op      *operation
	pattern *regexp.Regexp // of the escaped path; a group for each placeholder
	fixed   url.Values     // query that is part of the operation's path
	literal int            // characters that are not in placeholders
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// routesOf returns the routes of the operations, the more specific first.
func routesOf(ops []*operation) []route {
	out := make([]route, 0, len(ops))
	for _, op := range ops {
		template, query, _ := strings.Cut(op.path, "?")
		literals := placeholder.Split(template, -1)
		r := route{op: op, literal: len(strings.Join(literals, ""))}
		pattern := "^" + regexp.QuoteMeta(literals[0])
		var patternSb31 strings.Builder
		for i, l := range literals[1:] {
			patternSb31.WriteString(op.segment(i) + regexp.QuoteMeta(l))
		}
		pattern += patternSb31.String()
		r.pattern = regexp.MustCompile(pattern + "$")
		r.fixed, _ = url.ParseQuery(query) // what it can read
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b route) int {
		return cmp.Or(
			cmp.Compare(a.pattern.NumSubexp(), b.pattern.NumSubexp()),
			cmp.Compare(b.literal, a.literal),
			cmp.Compare(len(b.fixed), len(a.fixed)),
		)
	})
	return out
}

// segment is the pattern of a placeholder.
func (op *operation) segment(i int) string {
	if slices.Contains(op.slashes, i) {
		return "(.+?)"
	}
	return "([^/]+?)"
}

// placeholders returns the names of an operation's path parameters.
func (op *operation) placeholders() []string {
	names := placeholder.FindAllString(op.path, -1)
	for i, n := range names {
		names[i] = strings.Trim(n, "{}")
	}
	return names
}

// route returns the operation of a request, nil if there is none, and the path
// parameters.
func (f *fake) route(r *http.Request) (*operation, []string) {
	for i := range f.routes {
		rt := &f.routes[i]
		if rt.op.method != r.Method || !rt.hasFixed(r.URL.Query()) {
			continue
		}
		found := rt.pattern.FindStringSubmatch(r.URL.EscapedPath())
		if found == nil {
			continue
		}
		return rt.op, found[1:]
	}
	return nil, nil
}

func (rt *route) hasFixed(query url.Values) bool {
	for name, values := range rt.fixed {
		for _, v := range values {
			if !slices.Contains(query[name], v) {
				return false
			}
		}
	}
	return true
}

// noRoute says that the document has no such operation, and which methods it
// has for the path.
func (f *fake) noRoute(r *http.Request) string {
	var methods []string
	for _, rt := range f.routes {
		if rt.pattern.MatchString(r.URL.EscapedPath()) && !slices.Contains(methods, rt.op.method) {
			methods = append(methods, rt.op.method)
		}
	}
	if len(methods) == 0 {
		return "the document has no such path"
	}
	slices.Sort(methods)
	return fmt.Sprintf("the document has no %s for this path, only %s", r.Method, strings.Join(methods, ", "))
}
