package names

import (
	"cmp"
	"slices"
	"strings"
)

// Field is a member of a struct that wants a name.
type Field struct {
	Key   string // as in the document, e.g. "max_tokens"
	Asked string // the name that the document asks for, or ""
	In    string // where it travels if that is not the body, e.g. "query"
}

// reservedFields are the methods and fields that every struct has.
var reservedFields = map[string]bool{
	"Extra": true, "MarshalJSON": true, "UnmarshalJSON": true, "MarshalJSONTo": true, "UnmarshalJSONFrom": true,
	"Validate": true, "Next": true, "Previous": true,
}

// ReservedField reports whether every struct has something of this name.
func ReservedField(name string) bool { return reservedFields[name] }

// MaxAlike is how many members of a struct may differ in no letter and no digit.
const MaxAlike = 16

// Fields returns the names of members of one struct, e.g. "MaxTokens" for "max_tokens", in the order of the
// members; "" for one to which no name is left. taken has the names of other members, and is changed. Of members
// that are the same in Go, one that asks for the name keeps it, or else one of the query before one of a header and a
// cookie, or else the one that is spelled as most members are.
func Fields(members []Field, taken map[string]bool) []string {
	out := make([]string, len(members))
	for _, i := range fieldOrder(members) {
		if name := members[i].name(); !taken[name] && !reservedFields[name] {
			out[i], taken[name] = name, true
		}
	}
	for _, i := range fieldOrder(members) {
		if out[i] != "" {
			continue
		}
		for _, name := range members[i].others() {
			if !taken[name] && !reservedFields[name] {
				out[i], taken[name] = name, true
				break
			}
		}
	}
	return out
}

// fieldOrder returns the order in which members get their names.
func fieldOrder(members []Field) []int {
	order := make([]int, len(members))
	keys := make([]string, len(members))
	wanted := map[string]bool{}
	for i, m := range members {
		order[i], keys[i] = i, m.Key
		wanted[m.name()] = true
	}
	if len(wanted) == len(members) {
		return order // no two are the same
	}
	spellings := NewSpellings(keys)
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := members[i], members[j]
		switch {
		case (a.Asked != "") != (b.Asked != ""):
			return cmp.Compare(b.Asked, a.Asked)
		case a.name() != b.name():
			return cmp.Compare(a.name(), b.name())
		case a.In != b.In:
			return cmp.Compare(slices.Index(travels, a.In), slices.Index(travels, b.In))
		}
		return spellings.Compare(a.Key, b.Key)
	})
	return order
}

var travels = []string{"", "query", "querystring", "header", "cookie", "path"}

func (f Field) name() string { return Exported(cmp.Or(f.Asked, f.Key)) }

// others are what a member is called whose name is taken.
func (f Field) others() []string {
	out := []string{f.name() + "Field"}
	if f.In != "" {
		out = []string{f.name() + Exported(f.In), f.name() + "Field"}
	}
	for i := range MaxAlike {
		out = append(out, f.name()+strings.Repeat("_", i+1))
	}
	return out
}
