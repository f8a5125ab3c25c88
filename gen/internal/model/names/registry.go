package names

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// MaxLen is the length in bytes from which on a name can't be had: nobody
// could read it, and a deep document would fill the memory with such names.
const MaxLen = 1000

// Rank orders kinds of things: of two that are called the same, the one of the lower rank
// keeps the name. A component comes after what is called
// after its place, so that a new one renames nothing.
type Rank int

// The ranks.
const (
	Asked     Rank = iota // the name stands in the document, in x-go-name or the like
	Service               // of the client, e.g. "PetService", "WithAPIKey"
	Operation             // what is called after an operation, e.g. "PetCreateParams"
	Inline                // what is called after its place in a schema, e.g. "PetOwner"
	Value                 // a constant, e.g. "PetStatusSold"
	Component             // a component schema
)

// Thing is what wants a name.
type Thing struct {
	Rank      Rank
	At        diag.Location
	Part      Part
	Key       string     // what the name is made from, e.g. "foo_bar"
	Spellings *Spellings // of the list that Key stands in, if it stands in one
}

// Part tells the things of one place apart.
type Part string

// The parts of a place that have names.
const (
	Type     Part = "type"
	Previous Part = "previous name"
	Unknown  Part = "unknown variant"
	Decode   Part = "decode function"
	Variable Part = "variable"
	Client   Part = "client" // services and options
	Constant Part = "constant"
	Source   Part = "source of tokens"
)

// Registry gives out the identifiers of a package.
//
// Who asks first gets a name, but doesn't keep it if the rules give it to another that asks later. All
// names then have to be given out again, which Settle says: things that lost a name are known by then,
// and get their next one at once. What remains depends on what there is, and not on the order of asking.
type Registry struct {
	reserved map[string]bool
	lost     map[claim]bool
	holders  map[string]*bid
	contests map[string][]*bid
	denied   []Denied
}

// claim is a thing, in a form that is the same in each round, and a name.
type claim struct {
	file, pointer, key, name string
	part                     Part
}

// bid is the wish of a thing for a name, its nth choice.
type bid struct {
	Thing
	claim
	choice int
}

// Denied is a thing that didn't get the name that it wanted.
type Denied struct {
	Thing
	Wanted string
	Got    string // "" if it got none
}

// NewRegistry returns a registry in which the reserved identifiers are taken.
func NewRegistry(reserved []string) *Registry {
	r := &Registry{reserved: map[string]bool{}, lost: map[claim]bool{}, holders: map[string]*bid{}, contests: map[string][]*bid{}}
	for _, name := range reserved {
		r.reserved[name] = true
		// What is declared beside a type is called after it: beside one called Of, there would be another descriptorOf.
		for _, prefix := range []string{"code", "descriptor", "Unmarshal"} {
			if of, ok := strings.CutPrefix(name, prefix); ok && of != "" && of[0] >= 'A' && of[0] <= 'Z' {
				r.reserved[of] = true
			}
		}
	}
	return r
}

// First gives t the first of the candidates that it can have. If there is none, it
// returns the first candidate, for what follows to have a name, and Denied has t.
func (r *Registry) First(t Thing, candidates ...string) string {
	for i, name := range candidates {
		if r.reserved[name] || len(name) > MaxLen {
			continue
		}
		if !r.bid(t, name, i) {
			continue
		}
		if i > 0 {
			r.denied = append(r.denied, Denied{t, candidates[0], name})
		}
		return name
	}
	r.denied = append(r.denied, Denied{t, candidates[0], ""})
	return candidates[0]
}

// bid gives t the name if nothing has it, and otherwise notes that it wanted it.
func (r *Registry) bid(t Thing, name string, choice int) bool {
	holder := r.holders[name]
	if holder == nil && len(r.lost) == 0 {
		r.holders[name] = &bid{Thing: t, claim: claim{name: name}, choice: choice}
		return true
	}
	b := &bid{Thing: t, claim: claim{name: name}, choice: choice}
	b.identify()
	switch {
	case r.lost[b.claim]:
		return false
	case holder == nil:
		r.holders[name] = b
		return true
	}
	if len(r.contests[name]) == 0 {
		holder.identify()
		r.contests[name] = append(r.contests[name], holder)
	}
	r.contests[name] = append(r.contests[name], b)
	return false
}

// identify completes the claim, which takes time and is needed only where names meet.
func (b *bid) identify() {
	if b.At != nil {
		b.file, b.pointer = b.At.Pos().File, b.At.Pointer()
	}
	b.part, b.key = b.Part, b.Key
}

// Holder returns what has a name, or nil if that is nothing or the runtime.
func (r *Registry) Holder(name string) diag.Location {
	if h := r.holders[name]; h != nil {
		return h.At
	}
	return nil
}

// Called reports whether the bodies of methods may call something by this name that
// is declared for the document: "opPetGet", or "codePet" where there is a type Pet.
func (r *Registry) Called(name string) bool {
	if r.holders[name] != nil {
		return true
	}
	for _, prefix := range []string{"code", "ptr", "answersOf", "new"} {
		if of, ok := strings.CutPrefix(name, prefix); ok && r.holders[strings.TrimSuffix(of, "Accumulator")] != nil {
			return true
		}
	}
	return false
}

// Denied lists what didn't get the name that it wanted, in the order of asking.
func (r *Registry) Denied() []Denied { return r.denied }

// Settle reports whether each name is with the thing that keeps it by the rules. If not,
// all have to ask again, for which the registry is ready then.
func (r *Registry) Settle() bool {
	settled := true
	for name, bids := range r.contests {
		keeper := slices.MinFunc(bids, compare)
		settled = settled && keeper.claim == r.holders[name].claim
		for _, b := range bids {
			if b.claim != keeper.claim {
				r.lost[b.claim] = true
			}
		}
	}
	r.contests = map[string][]*bid{}
	if !settled {
		r.holders, r.denied = map[string]*bid{}, nil
	}
	return settled
}

// compare puts the thing first that keeps a name which both want.
func compare(a, b *bid) int {
	c := cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.choice, b.choice))
	if c == 0 && a.Spellings != nil && a.Spellings == b.Spellings {
		c = a.Spellings.Compare(a.Key, b.Key)
	}
	return cmp.Or(c, cmp.Compare(a.Key, b.Key), cmp.Compare(a.file, b.file), cmp.Compare(a.pointer, b.pointer), cmp.Compare(a.part, b.part))
}
