package schema

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// values narrows what is allowed to n's enum and const. Of those that have nothing
// in common that of the schema itself holds, and not that of a branch: it says what
// the value is where a base says it of another.
func (m *merger) values(n *node.Node) {
	if v := n.Get("const"); v != nil {
		m.constant(v)
	}
	v := n.Get("enum")
	switch {
	case v == nil:
		return
	case len(m.Enum) == 0 || len(v.Items) == 0:
		m.Enum, m.enumDepth = v.Items, len(m.building)
		return
	}
	switch both := common(v.Items, m.Enum); {
	case len(both) == 0:
		read, other := v.Items, m.Enum
		if m.enumDepth < len(m.building) {
			read, other = other, read
		}
		m.doubt(v, "an enum of %s and one of %s hold at once and have nothing in common: the former is read", jsonOf(read...), jsonOf(other...))
		m.Enum = read
	case len(both) == len(v.Items):
		m.Enum = v.Items
	case len(both) < len(m.Enum):
		m.Enum = both
	}
	m.enumDepth = min(m.enumDepth, len(m.building))
}

// constant adds a const.
func (m *merger) constant(v *node.Node) {
	read, other := v, m.Const
	if other != nil && !Same(read, other) {
		if m.constDepth < len(m.building) {
			read, other = other, read
		}
		m.doubt(v, "the constants %s and %s hold at once: the former is read", jsonOf(read), jsonOf(other))
	}
	if m.Const == nil || m.constDepth > len(m.building) {
		m.constDepth = len(m.building)
	}
	m.Const = read
}

// common returns the values of a that are in b.
func common(a, b []*node.Node) []*node.Node {
	listed := map[string]bool{}
	for _, n := range b {
		listed[canonical(n)] = true
	}
	var out []*node.Node
	for _, n := range a {
		if listed[canonical(n)] {
			out = append(out, n)
		}
	}
	return out
}

// Same reports whether two values are the same, whatever their spelling: 1 and 1.0
// are.
func Same(a, b *node.Node) bool { return canonical(a) == canonical(b) }

func canonical(n *node.Node) string {
	if n.Kind == node.Number {
		if digits, ok := Whole(n.Text); ok {
			return digits
		}
	}
	return string(n.AppendJSON(nil))
}

// jsonOf writes values for a message.
func jsonOf(values ...*node.Node) string {
	const most = 5
	var out []string
	for i, v := range values {
		if i == most {
			out = append(out, "...")
			break
		}
		out = append(out, string(v.AppendJSON(nil)))
	}
	return strings.Join(out, ", ")
}

func (m *merger) doubt(at *node.Node, format string, args ...any) {
	m.Doubts = append(m.Doubts, Doubt{at, fmt.Sprintf(format, args...)})
}

// readValues reads the values of enum and const as what the type says that they
// are, because documents write 5 for "5" and "0" for 0. What can't be read so is
// taken out of the list.
func (m *merger) readValues() {
	if m.Const != nil && len(m.Enum) > 0 && len(common([]*node.Node{m.Const}, m.Enum)) == 0 {
		m.doubt(m.Const, "%s is not in the enum that holds besides, and is read all the same", jsonOf(m.Const))
	}
	if m.Conflict != nil || len(m.Types) == 0 {
		return
	}
	if m.Const != nil {
		if v := m.readAs(m.Const); v != nil {
			m.Const = v
		}
	}
	var read []*node.Node
	changed := false
	for _, v := range m.Enum {
		got := m.readAs(v)
		changed = changed || got != v
		if got != nil {
			read = append(read, got)
		}
	}
	if changed {
		m.Enum = read
	}
}

// readAs returns the value as one of the types, or nil if it can't be read so. Null
// is left: it says that the value may be missing.
func (m *merger) readAs(v *node.Node) *node.Node {
	typ := TypeOf(v)
	switch {
	case v.Kind == node.Null || m.Is(typ) && typ != "integer":
		return v
	case typ == "integer" && (m.Is("integer") || m.Is("number")):
		return v
	case typ == "number" && m.Is("integer"):
		if digits, ok := Whole(v.Text); ok {
			return scalarNode(v, node.Number, digits)
		}
	}
	for _, t := range m.Types {
		if got := convert(v, t); got != nil {
			m.doubt(v, "%s is no %s: %s is read", jsonOf(v), t, jsonOf(got))
			return got
		}
	}
	m.doubt(v, "%s is no %s and is ignored", jsonOf(v), strings.Join(m.Types, " or "))
	return nil
}

// convert reads a value as one of another type, e.g. 5 as "5"; nil if it is none.
func convert(v *node.Node, typ string) *node.Node {
	if v.Kind == node.Array || v.Kind == node.Object {
		return nil
	}
	switch typ {
	case "string":
		return scalarNode(v, node.String, v.Text)
	case "boolean":
		if b, err := strconv.ParseBool(strings.ToLower(v.Text)); err == nil {
			return scalarNode(v, node.Bool, strconv.FormatBool(b))
		}
	case "integer":
		if digits, ok := Whole(v.Text); ok {
			return scalarNode(v, node.Number, digits)
		}
	case "number":
		if isNumber(v.Text) {
			return scalarNode(v, node.Number, v.Text)
		}
	}
	return nil
}

// scalarNode is a value that stands where v does.
func scalarNode(v *node.Node, k node.Kind, text string) *node.Node {
	out := v.Bare(k)
	out.Text = text
	return out
}

// isNumber reports whether text is a number as JSON writes it.
func isNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || digits[0] < '0' || digits[0] > '9' || len(digits) > 1 && digits[0] == '0' && '0' <= digits[1] && digits[1] <= '9' {
		return false
	}
	return strings.Trim(digits, "0123456789.eE+-") == "" && rational(text) != nil
}

// maxExponent bounds what is worked out of a number's exponent.
const maxExponent = 400

// rational returns the exact value of a number, or nil if it is none, or too large
// or small to be worked with.
func rational(text string) *big.Rat {
	if _, e, ok := strings.Cut(strings.ToLower(text), "e"); ok {
		if n, err := strconv.Atoi(e); err != nil || n > maxExponent || n < -maxExponent {
			return nil
		}
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok || strings.ContainsAny(text, "/_xXpPbBoO") {
		return nil
	}
	return r
}

// Whole returns the decimal digits of a number that is an integer, as 1.0 and 1e3
// are.
func Whole(text string) (digits string, ok bool) {
	if !isNumber(text) {
		return "", false
	}
	r := rational(text)
	if !r.IsInt() {
		return "", false
	}
	return r.Num().String(), true
}

// bounds keeps the narrowest of the limits: of two that are the same, the one that is exclusive.
func (m *merger) bounds(n *node.Node) {
	for i, key := range []string{"minimum", "exclusiveMinimum"} {
		if v := n.Get(key); v != nil && v.Kind == node.Number && (m.Low == nil || less(m.Low, v) || i == 1 && !less(v, m.Low)) {
			m.Low = v
		}
	}
	for i, key := range []string{"maximum", "exclusiveMaximum"} {
		if v := n.Get(key); v != nil && v.Kind == node.Number && (m.High == nil || less(v, m.High) || i == 1 && !less(m.High, v)) {
			m.High = v
		}
	}
}

// less reports whether the number a is less than b, as far as they can be compared.
func less(a, b *node.Node) bool {
	x, y := rational(a.Text), rational(b.Text)
	return x != nil && y != nil && x.Cmp(y) < 0
}

// Fits reports whether a bound leaves nothing beyond a power of two, such as 63
// for the greatest int64. Many documents have bounds that were rounded to a
// float64, so that is how they are compared.
func Fits(bound *node.Node, power int) bool {
	f, err := strconv.ParseFloat(bound.Text, 64)
	limit := float64(uint64(1)<<(power-1)) * 2
	return err == nil && -limit <= f && f <= limit
}
