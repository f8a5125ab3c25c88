package names

import (
	"cmp"
	"slices"
)

// MethodOf is an operation that wants to be a method of a service.
type MethodOf struct {
	Key          string // of the document, e.g. "list_pets"
	Name         string // e.g. "ListPets"
	Asked        bool   // the document asks for the name
	Method, Path string
}

// MethodOrder returns the order in which the operations of a service get their names: of those that are the same in
// Go, one that asks for its name comes first, or else the one whose id is spelled as most ids
// of the document are, which spellings knows. Two
// with one id are in the order of their paths and methods.
func MethodOrder(ops []MethodOf, spellings *Spellings) []int {
	order := make([]int, len(ops))
	for i := range ops {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := ops[i], ops[j]
		switch {
		case a.Asked != b.Asked:
			if a.Asked {
				return -1
			}
			return 1
		case a.Name != b.Name:
			return cmp.Compare(a.Name, b.Name)
		case a.Key != b.Key:
			return spellings.Compare(a.Key, b.Key)
		}
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	return order
}
