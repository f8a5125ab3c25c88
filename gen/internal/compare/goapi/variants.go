package goapi

import "go/types"

// lostVariants lists the types that are no longer variants of a union: programs
// that assign one no longer compile. apidiff doesn't look at pointers, and names
// only one of several unions: it is not asked.
func lostVariants(older, newer Package) []Change {
	var out []Change
	from, to := older.Types.Scope(), newer.Types.Scope()
	variants := definedTypes(from)
	for _, name := range from.Names() {
		was, is := interfaceOf(from.Lookup(name)), interfaceOf(to.Lookup(name))
		if was == nil || is == nil {
			continue
		}
		for _, v := range variants {
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
