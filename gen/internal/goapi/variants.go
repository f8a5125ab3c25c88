package goapi

import (
	"go/types"
)

// lostVariants lists the types whose pointers are no longer variants of a union.
// That breaks programs which assign one, and apidiff doesn't look at pointers.
func lostVariants(older, newer Package) []Change {
	var out []Change
	from, to := older.Types.Scope(), newer.Types.Scope()
	variants := structs(from)
	for _, name := range from.Names() {
		was, is := interfaceOf(from.Lookup(name)), interfaceOf(to.Lookup(name))
		if was == nil || is == nil {
			continue
		}
		for _, v := range variants {
			now, ok := to.Lookup(v.Name()).(*types.TypeName)
			if !ok || !pointsTo(v, was) || pointsTo(now, is) {
				continue
			}
			out = append(out, Change{
				Symbol: v.Name(), Message: "*" + v.Name() + " no longer implements " + name,
				Old: older.Places.find(v.Name()), New: newer.Places.find(name),
			})
		}
	}
	return out
}

// structs returns the exported structs of a package.
func structs(scope *types.Scope) []*types.TypeName {
	var out []*types.TypeName
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !t.Exported() || t.IsAlias() {
			continue
		}
		if named, ok := t.Type().(*types.Named); ok && named.TypeParams().Len() == 0 {
			if _, ok := named.Underlying().(*types.Struct); ok {
				out = append(out, t)
			}
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

func pointsTo(t *types.TypeName, i *types.Interface) bool {
	return types.Implements(types.NewPointer(t.Type()), i)
}
