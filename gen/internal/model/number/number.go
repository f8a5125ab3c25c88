// Package number decides which Go types hold the numbers that schemas allow.
package number

import (
	"math/big"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Integer returns the type that holds every integer that s allows. The format
// decides, and the bounds where they allow more than 64 bits hold.
func Integer(s *schema.View) ir.BasicKind {
	negative := s.Low == nil || s.Low.Text[0] == '-'
	switch {
	case s.Format == "int32":
		return ir.Int32
	case s.Format == "uint64", !negative && s.High != nil && !schema.Fits(s.High, 63) && schema.Fits(s.High, 64):
		return ir.Uint64
	case s.Format == "int64" && negative:
		return ir.Int64
	case s.High != nil && !schema.Fits(s.High, 63), s.Low != nil && !schema.Fits(s.Low, 63):
		return ir.Number
	}
	return ir.Int64
}

// Real returns the type that holds every number that s allows as exactly as the
// document asks for.
func Real(s *schema.View) ir.BasicKind {
	switch s.Format {
	case "float":
		return ir.Float32
	case "int32":
		return ir.Int32
	case "int64":
		return ir.Int64
	case "uint64":
		return ir.Uint64
	case "decimal", "decimal128":
		return ir.Number
	}
	return ir.Float64
}

// Only lowers a union of numbers: to one that holds all of them. A float64
// would round integers.
func Only(alts []schema.Alternative) ir.Type {
	var all ir.BasicKind
	for i, a := range alts {
		v := a.View
		if v.Const != nil || len(v.Enum) > 0 || len(v.Types) != 1 || !v.Is("number") && !v.Is("integer") {
			return nil
		}
		kind := wide(Real(v))
		if v.Is("integer") {
			kind = wide(Integer(v))
		}
		switch {
		case i == 0, all == kind:
			all = kind
		default:
			all = ir.Number
		}
	}
	return &ir.Basic{Kind: all}
}

// wide is the type of 64 bits for one of 32.
func wide(k ir.BasicKind) ir.BasicKind {
	switch k {
	case ir.Int32:
		return ir.Int64
	case ir.Float32:
		return ir.Float64
	}
	return k
}

// Enum returns the type of an enum of integers: int64, unless some need uint64. A
// value that no such type holds, or that the format doesn't, is an error.
func Enum(s *schema.View, values []*node.Node, diags *diag.List) ir.BasicKind {
	base := ir.Int64
	if Integer(s) == ir.Uint64 {
		base = ir.Uint64
	}
	for _, v := range values {
		if n := WholeOf(v); n != nil && !n.IsInt64() && n.IsUint64() {
			base = ir.Uint64
		}
	}
	for _, v := range values {
		n := WholeOf(v)
		ok := n != nil && (base == ir.Uint64 && n.IsUint64() || base == ir.Int64 && n.IsInt64())
		if ok && s.Format == "int32" {
			ok = n.IsInt64() && int64(int32(n.Int64())) == n.Int64()
		}
		if !ok {
			diags.Errorf(v, "the value %s is out of range for %s: set a format that holds it, or no enum", diag.Clip([]byte(v.Text)), rangeName(s, base))
		}
	}
	return base
}

// rangeName is what a message calls the values that an enum can have.
func rangeName(s *schema.View, base ir.BasicKind) string {
	switch {
	case s.Format == "int32":
		return "int32"
	case base == ir.Uint64:
		return "uint64, which others of the list need"
	}
	return "int64"
}

// WholeOf returns the integer at v, or nil if it is none.
func WholeOf(v *node.Node) *big.Int {
	digits, ok := schema.Whole(v.Text)
	if !ok {
		return nil
	}
	n, _ := new(big.Int).SetString(digits, 10)
	return n
}
