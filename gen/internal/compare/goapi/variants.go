package goapi

import (
	"cmp"
	"go/types"
	"slices"
)

// lostVariants lists the types that are no longer variants of a union: programs
// that assign one no longer compile. apidiff doesn't look at pointers, and names
// only one of several unions: it is not asked.
func lostVariants(older, newer Package) []Change {
	var out []Change
	from, to := older.Types.Scope(), newer.Types.Scope()
	variants := newVariants(from)
	for _, name := range from.Names() {
		was, is := interfaceOf(from.Lookup(name)), interfaceOf(to.Lookup(name))
		if was == nil || is == nil {
			continue
		}
		for _, v := range variants.of(was) {
			now, ok := to.Lookup(v.Name()).(*types.TypeName)
			if !ok {
				continue
			}
			t, u, message := v.Type(), now.Type(), "no longer implements "+name
			if !types.Implements(t, was) {
				t, u, message = types.NewPointer(t), types.NewPointer(u), "*"+v.Name()+" "+message
			}
			if types.Implements(t, was) && !types.Implements(u, is) {
				out = append(out, Change{Symbol: v.Name(), Message: message, Old: older.Places.find(v.Name()), New: newer.Places.find(name)})
			}
		}
	}
	return out
}

// variants are the types of a package that can be variants of unions, by what tells
// quickly which can't: to ask all of them for all unions takes seconds in a large API.
type variants struct {
	all      []*types.TypeName
	byMethod map[string][]*types.TypeName // that have a method, or may have it from what they embed
	embeds   []*types.TypeName
}

func newVariants(scope *types.Scope) *variants {
	v := &variants{all: definedTypes(scope), byMethod: map[string][]*types.TypeName{}}
	for _, t := range v.all {
		if embeds(t.Type()) {
			v.embeds = append(v.embeds, t)
			continue
		}
		named := t.Type().(*types.Named)
		for m := range named.Methods() {
			v.byMethod[m.Name()] = append(v.byMethod[m.Name()], t)
		}
	}
	return v
}

// of returns the types that may implement an interface, in the order of their names.
func (v *variants) of(i *types.Interface) []*types.TypeName {
	if i.NumMethods() == 0 {
		return v.all
	}
	least := v.all
	for m := range i.Methods() {
		if some := v.byMethod[m.Name()]; len(some) < len(least) {
			least = some
		}
	}
	out := append(slices.Clone(least), v.embeds...)
	slices.SortFunc(out, func(a, b *types.TypeName) int { return cmp.Compare(a.Name(), b.Name()) })
	return slices.Compact(out)
}

// embeds reports whether a type is a struct that has methods of what it embeds.
func embeds(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Embedded() {
			return true
		}
	}
	return false
}

// definedTypes returns the exported types of a package that can be variants.
func definedTypes(scope *types.Scope) []*types.TypeName {
	var out []*types.TypeName
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !t.Exported() || t.IsAlias() || interfaceOf(t) != nil {
			continue
		}
		if named, ok := t.Type().(*types.Named); ok && named.TypeParams().Len() == 0 {
			out = append(out, t)
		}
	}
	return out
}

// interfaceOf returns the interface that an exported name stands for, or nil.
func interfaceOf(o types.Object) *types.Interface {
	t, ok := o.(*types.TypeName)
	if !ok || !t.Exported() {
		return nil
	}
	i, _ := t.Type().Underlying().(*types.Interface)
	return i
}
