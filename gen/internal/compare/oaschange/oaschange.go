// Package oaschange lists what changed on the wire between two documents, as
// oasdiff sees it.
package oaschange

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/bundle"
)

// Change is one difference on the wire.
type Change struct {
	Rule      string // of oasdiff, e.g. "api-removed-without-deprecation"
	Operation string // in which it was met first, e.g. "GET /pets"; "" if it concerns none
	Message   string
	Breaking  bool
	Old, New  diag.Location // either may be nil
	Others    int           // more changes of the same rule and of the same thing at the same places
	thing     string        // what it is about, without the way there
}

// Compare lists what differs between two documents. A change that several
// operations or members lead to is listed once. The notes say what could not be
// done as it should.
func Compare(older, newer *bundle.Mapped) (changes []Change, notes []string, err error) {
	plain, err := compare(older, newer)
	if err != nil {
		return nil, nil, err
	}
	found := plain
	if bytes.Contains(older.Data, allOf) || bytes.Contains(newer.Data, allOf) {
		// A member that moves to a base is the same member: only merged schemas
		// show that. Merging forgets the places, which the plain changes have.
		if found, err = compare(older, newer, load.WithFlattenAllOf()); err != nil {
			notes = append(notes, "schemas are compared without their bases, which can't be merged: "+err.Error())
			found = plain
		}
	}
	located := map[identity]Change{}
	for _, c := range plain {
		located[c.identity()] = c
	}
	index := map[place]int{}
	for _, c := range found {
		if p, ok := located[c.identity()]; ok {
			c.Old, c.New = p.Old, p.New
		}
		key := place{c.Rule, c.thing, c.Breaking, c.Old, c.New}
		if i, ok := index[key]; ok && (c.Old != nil || c.New != nil) {
			changes[i].Others++
			continue
		}
		index[key] = len(changes)
		changes = append(changes, c)
	}
	return changes, notes, nil
}

var allOf = []byte("allOf:")

// identity is a change without its places.
type identity struct{ rule, operation, message string }

func (c *Change) identity() identity { return identity{c.Rule, c.Operation, c.Message} }

// place is what is the same of changes that several ways lead to.
type place struct {
	rule, thing string
	breaking    bool
	old, new    diag.Location
}

// compare lists all changes that oasdiff finds.
func compare(older, newer *bundle.Mapped, options ...load.Option) (changes []Change, err error) {
	// oasdiff is handed whatever people write: a fault in it must not take away
	// what else there is to say.
	defer func() {
		if r := recover(); r != nil {
			changes, err = nil, fmt.Errorf("oasdiff failed: %v", r)
		}
	}()
	from, err := read(older, options)
	if err != nil {
		return nil, fmt.Errorf("the old document: %w", err)
	}
	to, err := read(newer, options)
	if err != nil {
		return nil, fmt.Errorf("the new document: %w", err)
	}
	found, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), from, to)
	if err != nil {
		return nil, err
	}
	words, rules := checker.NewDefaultLocalizer(), rulesByID()
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(checker.NewConfig(checker.GetAllChecks()), found, sources, checker.INFO) {
		changes = append(changes, Change{
			Rule: c.GetId(), Operation: strings.TrimSpace(c.GetOperation() + " " + c.GetPath()), Message: c.GetUncolorizedText(words),
			Breaking: c.IsBreaking() && !tolerated(rules[c.GetId()]) || locks(from.Spec, c),
			Old:      at(older, c.GetBaseSource()), New: at(newer, c.GetRevisionSource()),
			thing: thing(c.GetArgs()),
		})
	}
	return changes, nil
}

// thing is what a change is about, from the words of its message: the names at
// the ends of paths. Two members may be at one place, as far as oasdiff knows.
func thing(args []any) string {
	var out strings.Builder
	for _, a := range args {
		text := fmt.Sprint(a)
		out.WriteString(text[strings.LastIndexByte(text, '/')+1:] + "\n")
	}
	return out.String()
}

// read parses a bundle. Parameters of a path become those of its operations,
// which is where oasdiff looks for them.
func read(b *bundle.Mapped, options []load.Option) (*load.SpecInfo, error) {
	loader := openapi3.NewLoader()
	loader.IncludeOrigin = true
	return load.NewSpecInfoFromData(loader, b.Data, "openapi.yaml", append([]load.Option{load.WithFlattenParams()}, options...)...)
}

// at is where in the document something stands.
func at(b *bundle.Mapped, s *checker.Source) diag.Location {
	if s == nil || s.Line == 0 {
		return nil
	}
	return b.Place(s.Line, s.Column)
}

// locks reports whether a change asks for a credential where none was needed,
// which oasdiff lists like one more way to authenticate.
func locks(from *openapi3.T, c checker.Change) bool {
	switch c.GetId() {
	case checker.APIGlobalSecurityAddedCheckId:
		return len(from.Security) == 0
	case checker.APISecurityAddedCheckId:
		item := from.Paths.Value(c.GetPath())
		if item == nil || item.GetOperation(c.GetOperation()) == nil {
			return false
		}
		own := item.GetOperation(c.GetOperation()).Security
		return own == nil && len(from.Security) == 0 || own != nil && len(*own) == 0
	}
	return false
}

func rulesByID() map[string]checker.BackwardCompatibilityRule {
	out := map[string]checker.BackwardCompatibilityRule{}
	for _, r := range checker.GetAllRules() {
		out[r.Id] = r
	}
	return out
}

// tolerated reports whether generated clients live with what a rule finds,
// although others may not: they keep values, variants and members that they
// don't know, and hold no answer to its limits.
func tolerated(r checker.BackwardCompatibilityRule) bool {
	if r.Direction != checker.DirectionResponse {
		return false
	}
	switch r.Kind {
	case checker.KindConstraints:
		return true
	case checker.KindValues, checker.KindStructure:
		return r.Effect == checker.EffectWidens
	default:
		return false
	}
}
