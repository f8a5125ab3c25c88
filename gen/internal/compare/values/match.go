package values

import (
	"slices"
	"strings"
)

// Pair is variants of the one document and the variants of the other that stand
// for the same thing; to is empty if there are none.
type Pair struct {
	From, To []*Object
	Tag      string // e.g. `type "text"`, or its members
}

// Match finds out which variants stand for the same thing: those that share a
// constant of the member that tells variants apart, and else those whose members
// are most alike.
func Match(from, to *Value) []*Pair {
	tag := tagName(from, to)
	if alone(from.Objects, tag) && alone(to.Objects, tag) {
		return []*Pair{{From: from.Objects, To: to.Objects}}
	}
	m := &matcher{name: tag, byTag: map[string]*Pair{}}
	for _, o := range from.Objects {
		m.tagged(o, true)
	}
	for _, o := range to.Objects {
		m.tagged(o, false)
	}
	m.byShape()
	var out []*Pair
	for _, p := range m.pairs {
		if len(p.From) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// alone reports whether variants are one thing that duplicates describe.
func alone(objects []*Object, tag string) bool {
	for i, o := range objects {
		for _, other := range objects[:i] {
			if o.source == other.source || !overlap(o.tag(tag), other.tag(tag)) {
				return false
			}
		}
	}
	return true
}

func overlap(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// tagName is the member that tells variants apart: one that a discriminator names,
// or the one with the most different constants.
func tagName(from, to *Value) string {
	objects := slices.Concat(from.Objects, to.Objects)
	for _, name := range slices.Concat(from.tagNames, to.tagNames) {
		if slices.ContainsFunc(objects, func(o *Object) bool { return o.tag(name) != nil }) {
			return name
		}
	}
	consts := map[string][]string{}
	for _, o := range objects {
		for _, name := range o.names() {
			if tag := o.tag(name); len(tag) == 1 && !slices.Contains(consts[name], tag[0]) {
				consts[name] = append(consts[name], tag[0])
			}
		}
	}
	best := ""
	for name, values := range consts {
		if more := len(values) - len(consts[best]); best == "" || more > 0 || more == 0 && prefer(name, best) {
			best = name
		}
	}
	return best
}

// prefer settles a tie: type, then what comes first in the alphabet.
func prefer(a, b string) bool {
	if a == "type" || b == "type" {
		return a == "type"
	}
	return a < b
}

// matcher is the state of one match.
type matcher struct {
	name     string
	byTag    map[string]*Pair
	pairs    []*Pair
	untagged []*Object // of from
	loose    []*Object // of to
}

// tagged puts a variant where its constants are; one that has several joins what
// was apart.
func (m *matcher) tagged(o *Object, from bool) {
	tags := o.tag(m.name)
	if len(tags) == 0 {
		if from {
			m.untagged = append(m.untagged, o)
		} else {
			m.loose = append(m.loose, o)
		}
		return
	}
	p := &Pair{Tag: m.name + " " + strings.Join(tags, ", ")}
	for _, t := range tags {
		if old := m.byTag[t]; old != nil && old != p {
			m.merge(p, old)
		}
		m.byTag[t] = p
	}
	if from {
		p.From = append(p.From, o)
	} else {
		p.To = append(p.To, o)
	}
	if !slices.Contains(m.pairs, p) {
		m.pairs = append(m.pairs, p)
	}
}

// merge moves the variants of old to p, which takes its place.
func (m *matcher) merge(p, old *Pair) {
	p.From, p.To = append(p.From, old.From...), append(p.To, old.To...)
	for t, q := range m.byTag {
		if q == old {
			m.byTag[t] = p
		}
	}
	if len(old.From) > 0 {
		p.Tag = old.Tag
	}
	if i := slices.Index(m.pairs, old); i >= 0 {
		if slices.Contains(m.pairs, p) {
			m.pairs = slices.Delete(m.pairs, i, i+1)
		} else {
			m.pairs[i] = p
		}
	}
}

// byShape matches what tags don't: a variant without one with any that is still
// free, one with a tag with those that have none.
func (m *matcher) byShape() {
	free := slices.Clone(m.loose)
	for _, p := range m.pairs {
		if len(p.From) == 0 {
			free = append(free, p.To...)
		}
	}
	taken := map[*Object]*Pair{}
	give := func(p *Pair, o *Object, from []*Object) {
		if q := taken[o]; q != nil {
			q.From = append(q.From, from...)
			return
		}
		for _, x := range free { // variants with the same members are one
			if taken[x] == nil && (x == o || slices.Equal(x.names(), o.names())) {
				p.To = append(p.To, x)
				taken[x] = p
			}
		}
		if !slices.Contains(m.pairs, p) {
			m.pairs = append(m.pairs, p)
		}
	}
	for _, o := range m.untagged {
		p := &Pair{From: []*Object{o}, Tag: "{" + strings.Join(o.names(), ", ") + "}"}
		if best := closest(o, free, "", 0); best != nil {
			give(p, best, p.From)
		} else {
			m.pairs = append(m.pairs, p)
		}
	}
	for _, p := range slices.Clone(m.pairs) {
		if len(p.To) > 0 || len(p.From) == 0 {
			continue
		}
		if best := closest(p.From[0], m.loose, m.name, 0.5); best != nil && taken[best] == nil {
			give(p, best, nil)
		}
	}
}

// closest is the variant that shares the largest part of its members with o, more
// than the given part. The tag doesn't count.
func closest(o *Object, among []*Object, tag string, least float64) (best *Object) {
	isTag := func(name string) bool { return name == tag }
	names := slices.DeleteFunc(o.names(), isTag)
	for _, x := range among {
		others := slices.DeleteFunc(x.names(), isTag)
		common := 0
		for _, n := range names {
			if slices.Contains(others, n) {
				common++
			}
		}
		like := 1.0
		if all := len(names) + len(others) - common; all > 0 {
			like = float64(common) / float64(all)
		}
		if like > least {
			best, least = x, like
		}
	}
	return best
}
