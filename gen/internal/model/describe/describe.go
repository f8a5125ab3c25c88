// Package describe makes doc comments of what a document says about a thing.
package describe

import (
	"fmt"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// noReason is said of what is deprecated: the document has no place for a reason.
const noReason = "the API marks it so."

// Type is the documentation of a declaration.
func Type(n *node.Node) ir.Doc {
	d := ir.Doc{Text: n.Str("description"), Notes: betaNotes(n)}
	if n.Bool("deprecated") {
		d.Deprecated = noReason
	}
	return d
}

// Field is the documentation of a member or parameter: what stands there,
// or, for types without a declaration, what stands where it refers to.
func Field(r schema.Reader, n *node.Node, t ir.Type) ir.Doc {
	d := ir.Doc{Text: n.Str("description")}
	target := r.Resolve(n)
	if s := n.Get("schema"); s != nil {
		target = r.Resolve(s)
	}
	if _, named := t.(ir.Named); !named && d.Text == "" {
		d.Text = target.Str("description")
	}
	if b, ok := t.(*ir.Basic); ok && b.Kind.IsBytes() && strings.Contains(strings.ToLower(d.Text), "base64") {
		d.Notes = append(d.Notes, "These are the bytes themselves: the client encodes and decodes them.")
	}
	d.Notes = append(d.Notes, bounds(target)...)
	if v := firstOf("default", n, target); v != nil && v.Kind != node.Null {
		d.Notes = append(d.Notes, "Default: "+clip(string(v.AppendJSON(nil)))+".")
	}
	d.Notes = append(d.Notes, betaNotes(n)...)
	if r.Marked("readOnly", n) {
		d.Notes = append(d.Notes, "Read-only.")
	}
	if r.Marked("writeOnly", n) {
		d.Notes = append(d.Notes, "Write-only.")
	}
	if n.Bool("deprecated") {
		d.Deprecated = noReason
	}
	return d
}

func firstOf(key string, nodes ...*node.Node) *node.Node {
	for _, n := range nodes {
		if v := n.Get(key); v != nil {
			return v
		}
	}
	return nil
}

func clip(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "..."
	}
	return s
}

// bounds describes the limits of a value.
func bounds(n *node.Node) []string {
	var out []string
	say := func(what, low, high string) {
		a, b := text(n.Get(low)), text(n.Get(high))
		if what != "Range" && a == "0" && b == "" {
			return // nothing is shorter
		}
		switch {
		case a != "" && b != "" && a == b:
			out = append(out, fmt.Sprintf("%s: %s.", what, a))
		case a != "" && b != "":
			out = append(out, fmt.Sprintf("%s: %s to %s.", what, a, b))
		case a != "":
			out = append(out, fmt.Sprintf("%s: at least %s.", what, a))
		case b != "":
			out = append(out, fmt.Sprintf("%s: at most %s.", what, b))
		}
	}
	say("Range", "minimum", "maximum")
	say("Length", "minLength", "maxLength")
	say("Items", "minItems", "maxItems")
	say("Members", "minProperties", "maxProperties")
	return append(out, conditions(n)...)
}

// conditions describes what else is asked of a value, e.g. "Multiple of 5." In OpenAPI 3.0 the exclusive bounds are
// booleans.
func conditions(n *node.Node) []string {
	var out []string
	if v := text(n.Get("exclusiveMinimum")); v != "" {
		out = append(out, "Greater than "+v+".")
	} else if n.Bool("exclusiveMinimum") {
		out = append(out, "The minimum itself is excluded.")
	}
	if v := text(n.Get("exclusiveMaximum")); v != "" {
		out = append(out, "Less than "+v+".")
	} else if n.Bool("exclusiveMaximum") {
		out = append(out, "The maximum itself is excluded.")
	}
	if v := text(n.Get("multipleOf")); v != "" {
		out = append(out, "Multiple of "+v+".")
	}
	if v := n.Str("pattern"); v != "" {
		out = append(out, "Pattern: `"+clip(v)+"`.")
	}
	if n.Bool("uniqueItems") {
		out = append(out, "No item twice.")
	}
	return out
}

func text(n *node.Node) string {
	if n == nil || n.Kind != node.Number {
		return ""
	}
	return n.Text
}

// betaNotes says which beta headers a thing needs.
func betaNotes(n *node.Node) []string {
	b := Betas(n)
	switch len(b) {
	case 0:
		return nil
	case 1:
		return []string{"Beta: " + b[0] + "."}
	}
	return []string{"Beta: any of " + strings.Join(b, ", ") + "."}
}

// Operation is the documentation of a method: summary and description, unless one
// says what the other does.
func Operation(n *node.Node) ir.Doc {
	d := ir.Doc{Text: Paragraphs(n.Str("summary"), n.Str("description")), Notes: betaNotes(n)}
	if n.Str("summary") == strings.TrimSuffix(n.Str("description"), ".") {
		d.Text = n.Str("description")
	}
	if n.Bool("deprecated") {
		d.Deprecated = noReason
	}
	return d
}

// Betas returns the list form of x-beta.
func Betas(n *node.Node) []string {
	b := n.Get("x-beta")
	if b == nil || b.Kind == node.Object {
		return nil
	}
	if b.Kind == node.String {
		return []string{b.Text}
	}
	return n.Strings("x-beta")
}

// Paragraphs joins texts that are not empty.
func Paragraphs(texts ...string) string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n\n")
}
