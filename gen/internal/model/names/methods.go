package names

import (
	"cmp"
	"slices"
	"strings"
)

// MethodOf is an operation that wants to be a method of a service.
type MethodOf struct {
	Key          string // of the document, e.g. "list_pets"
	Name         string // e.g. "ListPets"
	Asked        bool   // the document asks for the name
	Method, Path string
	Pages        bool // it has a method besides that iterates over all pages
	Streams      bool // it has a method besides that answers with a stream of events
}

// Methods are the names of an operation's methods.
type Methods struct {
	Name   string // "" if none is left
	All    string // of the method that iterates, e.g. "All"
	Stream string // of the one that streams, e.g. "Stream"
	Taken  string // what it would be called if another hadn't the name; "" if it has it
	By     int    // which operation has that name; -1 for a service
}

// MethodsOf names the methods of a service, in which there are services of some names already. What
// an operation generates besides, such as All for List, keeps its name from an operation that is called so,
// which is named after its method and path: so adding that operation renames nothing.
func MethodsOf(ops []MethodOf, services []string, spellings *Spellings) []Methods {
	out := make([]Methods, len(ops))
	order := MethodOrder(ops, spellings)
	holder := map[string]int{}
	for _, s := range services {
		holder[s] = -1
	}
	named := map[string]int{}
	lost := map[int]bool{}
	for _, i := range order {
		by, ok := holder[ops[i].Name]
		if !ok {
			by, ok = named[ops[i].Name]
		}
		if ok {
			lost[i], out[i] = true, Methods{Taken: ops[i].Name, By: by}
		} else {
			named[ops[i].Name] = i
		}
	}
	for _, i := range order {
		for _, wanted := range ops[i].besides(ops[i].Name) {
			if by, ok := named[wanted[0]]; ok && by != i && !lost[i] && !lost[by] && !ops[by].Asked {
				lost[by], out[by] = true, Methods{Taken: wanted[0], By: i}
			}
		}
	}
	keep := func(i int, name string) {
		out[i].Name, holder[name] = name, i
	}
	for _, i := range order {
		if !lost[i] {
			keep(i, ops[i].Name)
		}
	}
	besides(order, ops, out, holder)
	for _, i := range order {
		if lost[i] && !ops[i].Asked {
			for _, name := range []string{Method(ops[i].Method, ops[i].Path), MethodSlash(ops[i].Method, ops[i].Path)} {
				if _, ok := holder[name]; !ok && (name != MethodSlash(ops[i].Method, ops[i].Path) || strings.HasSuffix(ops[i].Path, "/")) {
					keep(i, name)
					break
				}
			}
		}
	}
	besides(order, ops, out, holder)
	return out
}

// besides names what operations that have names generate besides, which holder then has too.
func besides(order []int, ops []MethodOf, out []Methods, holder map[string]int) {
	for _, i := range order {
		if out[i].Name == "" || out[i].All != "" || out[i].Stream != "" {
			continue
		}
		for kind, candidates := range ops[i].besides(out[i].Name) {
			for _, name := range candidates {
				if _, ok := holder[name]; ok {
					continue
				}
				holder[name] = i
				if kind == iterating {
					out[i].All = name
				} else {
					out[i].Stream = name
				}
				break
			}
		}
	}
}

// The kinds of methods that operations have besides their own.
const (
	iterating = "iterating"
	streaming = "streaming"
)

// besides returns the candidates for the names of the methods that an operation has besides its
// own, by kind, e.g. "All" and "ListAll" for "List".
func (op MethodOf) besides(name string) map[string][]string {
	out := map[string][]string{}
	if op.Pages {
		out[iterating] = []string{All(name), name + "All", name + "AllItems", Method(op.Method, op.Path) + "All"}
	}
	if op.Streams {
		stream, _ := Streaming(name, "")
		out[streaming] = []string{stream, name + "Stream", name + "StreamEvents", Method(op.Method, op.Path) + "Stream"}
	}
	return out
}

// All returns the name of the method that iterates over all pages of another, e.g. "All" for "List".
func All(method string) string {
	if method == "List" {
		return "All"
	}
	return method + "All"
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
