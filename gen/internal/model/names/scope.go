package names

import "github.com/claudegen/claudegen/gen/internal/diag"

// Scope records which identifiers are taken, and by what.
type Scope struct{ taken map[string]diag.Location }

// MaxLen is the length in bytes from which on a name can't be claimed: nobody
// could read it, and a deep document would fill the memory with such names.
const MaxLen = 1000

// NewScope returns a scope in which the reserved identifiers are taken.
func NewScope(reserved []string) *Scope {
	s := &Scope{taken: map[string]diag.Location{}}
	for _, r := range reserved {
		s.taken[r] = nil
	}
	return s
}

// Claim takes name for what stands at p. If it is taken already, Claim reports
// false and what has it, which is nil for a reserved name and for one that is
// too long.
func (s *Scope) Claim(name string, p diag.Location) (other diag.Location, ok bool) {
	if other, taken := s.taken[name]; taken || len(name) > MaxLen {
		return other, false
	}
	s.taken[name] = p
	return nil, true
}

// Free reports whether name can be claimed.
func (s *Scope) Free(name string) bool {
	_, taken := s.taken[name]
	return !taken && len(name) <= MaxLen
}

// First claims the first of the candidates that is free, and reports whether
// there was one.
func (s *Scope) First(p diag.Location, candidates ...string) (string, bool) {
	for _, c := range candidates {
		if _, ok := s.Claim(c, p); ok {
			return c, true
		}
	}
	return "", false
}
