package node

import (
	"math/big"
	"strings"
)

// jsonNumber rewrites a YAML number the way JSON writes numbers: 0x10 is 16, +1_000 is 1000, .5 is 0.5.
// A number that is fine already keeps its digits, whatever their count.
func jsonNumber(s string) (string, bool) {
	s = strings.ReplaceAll(s, "_", "")
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = "-", s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	if len(s) > 2 && s[0] == '0' && strings.IndexByte("xXoObB", s[1]) >= 0 {
		if len(s) > 1024 {
			return "", false // converting takes quadratic time, and nobody means such a number
		}
		v, ok := new(big.Int).SetString(s, 0)
		if !ok || v.Sign() < 0 {
			return "", false
		}
		return sign + v.String(), true
	}
	return decimal(sign, s)
}

// decimal puts digits, fraction and exponent into JSON's grammar.
func decimal(sign, s string) (string, bool) {
	mantissa, exp := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exp = s[:i], s[i:]
		if d := strings.TrimLeft(exp[1:], "+-"); !digits(d) || len(exp)-len(d) > 2 {
			return "", false
		}
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	if whole == "" && frac == "" || whole != "" && !digits(whole) || frac != "" && !digits(frac) {
		return "", false
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac + exp, true
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
