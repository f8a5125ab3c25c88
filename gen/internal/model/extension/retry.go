package extension

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Retry lowers x-retry of the root or of an operation, which says what may be
// sent again although it may have been carried out:
//
//	x-retry: {methods: [GET, POST], statuses: [409, 429, 5XX]}
//
// Either may be left out: then it is what RFC 9110 allows. `x-retry: false` allows
// nothing.
func Retry(n *node.Node, diags *diag.List) *ir.Retry {
	x := n.Get("x-retry")
	if x == nil {
		return nil
	}
	out := &ir.Retry{Methods: idempotent, Statuses: transient}
	switch {
	case x.Text == "false":
		return &ir.Retry{}
	case len(x.Entries()) == 0:
		diags.Errorf(x, "x-retry must be false, or say which methods and statuses are retried: {methods: [GET], statuses: [429, 5XX]}")
		return nil
	}
	for _, m := range x.Entries() {
		switch m.Key {
		case "methods":
			out.Methods = nil
			for _, v := range schema.Items(m.Value) {
				out.Methods = append(out.Methods, retryMethod(v, diags))
			}
		case "statuses":
			out.Statuses = nil
			for _, v := range schema.Items(m.Value) {
				if r, ok := retryStatus(v, diags); ok {
					out.Statuses = append(out.Statuses, r)
				}
			}
		default:
			diags.Errorf(m.Value, "x-retry has no member %q: it has methods and statuses", m.Key)
		}
	}
	return out
}

// What RFC 9110 allows, and the statuses that may pass.
var (
	idempotent = []string{"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"}
	transient  = [][2]int{{408, 408}, {429, 429}, {500, 500}, {502, 504}, {506, 599}}
)

func retryMethod(n *node.Node, diags *diag.List) string {
	m := strings.ToUpper(n.Text)
	if !slices.Contains(openapi.Methods, strings.ToLower(m)) {
		diags.Errorf(n, "x-retry: %q is no method; it must be one of %s", n.Text, strings.ToUpper(strings.Join(openapi.Methods, ", ")))
	}
	return m
}

// retryStatus reads a status like 429, or a class of them like 5XX.
func retryStatus(n *node.Node, diags *diag.List) ([2]int, bool) {
	if class, ok := strings.CutSuffix(strings.ToUpper(n.Text), "XX"); ok {
		if c, err := strconv.Atoi(class); err == nil && c >= 3 && c <= 5 {
			return [2]int{c * 100, c*100 + 99}, true
		}
	} else if s, err := strconv.Atoi(n.Text); err == nil && s >= 300 && s <= 599 {
		return [2]int{s, s}, true
	}
	diags.Errorf(n, "x-retry: %q is no status of an answer that says no, like 429 or 5XX", n.Text)
	return [2]int{}, false
}

// OnceKey returns the header by which the server of an operation knows a request
// that it has carried out before, or "".
func OnceKey(item, n *node.Node) string {
	for _, p := range openapi.Parameters(item, n) {
		if p.Str("in") == "header" && strings.EqualFold(p.Str("name"), "Idempotency-Key") {
			return p.Str("name")
		}
	}
	return ""
}
