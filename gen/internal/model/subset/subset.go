// Package subset takes out of an API what is not asked for: operations, what
// needs a beta, and the types that nothing else reaches. Names are decided
// before, on the whole API, so that what is left is called the same whatever
// stands beside it.
package subset

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Options say what is asked for. The zero value asks for everything.
type Options struct {
	Include []string // patterns of operations; all if there is none
	Exclude []string
	Betas   []string // headers of the betas to keep; nil: all
}

// Problem is an option that makes no sense for the API.
type Problem struct {
	Option  string // e.g. "include"
	Index   int    // in the option's list; -1 for the option as a whole
	Message string
}

// Take takes out of the API what o doesn't ask for. With problems, the API is of
// no use.
func Take(api *ir.API, o Options) []Problem {
	if len(o.Include) == 0 && len(o.Exclude) == 0 && o.Betas == nil {
		return nil
	}
	all := slices.Collect(api.AllOperations())
	whole := reachOf(all)
	chosen, problems := o.choose(all)
	if problems = append(problems, o.unknownBetas(api, all)...); len(problems) > 0 {
		return problems
	}
	gone := map[ir.Named]bool{}
	if o.Betas != nil {
		gone = o.findGone(api.Types)
		o.withoutBetas(api, all, gone)
	}
	kept := make([]*ir.Operation, len(chosen))
	for i, c := range chosen {
		kept[i] = c.Operation
		if !c.stream {
			c.Stream = nil
		}
	}
	reached := reachOf(kept)
	if len(o.Include) == 0 {
		for _, t := range api.Types { // what no operation reaches is part of the API all the same
			if !whole[t] && !gone[t] {
				reached.add(t)
			}
		}
	}
	prune(api, kept, reached)
	api.LeftOut = slices.DeleteFunc(all, func(op *ir.Operation) bool { return slices.Contains(kept, op) })
	return nil
}
