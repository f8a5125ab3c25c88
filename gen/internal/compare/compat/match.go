package compat

import (
	"slices"
	"strings"
)

// pair is variants of the one document and the variants of the other that stand
// for the same thing; to is empty if there are none.
type pair struct {
	from, to []*object
	tag      string // e.g. `type "text"`, or its members
}

// match finds out which variants stand for the same thing: those that share a
// constant of the member that tells variants apart, and else those whose members
// are most alike.
func match(from, to *value) []*pair {
	tag := tagName(from, to)
	if alone(from.objects, tag) && alone(to.objects, tag) {
		return []*pair{{from: from.objects, to: to.objects}}
	}
	m := &matcher{name: tag, byTag: map[string]*pair{}}
	for _, o := range from.objects {
		m.tagged(o, true)
	}
	for _, o := range to.objects {
		m.tagged(o, false)
	}
	m.byShape()
	var out []*pair
	for _, p := range m.pairs {
		if len(p.from) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// alone reports whether variants are one thing that duplicates describe.
func alone(objects []*object, tag string) bool {
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
func tagName(from, to *value) string {
	objects := slices.Concat(from.objects, to.objects)
	for _, name := range slices.Concat(from.tagNames, to.tagNames) {
		if slices.ContainsFunc(objects, func(o *object) bool { return o.tag(name) != nil }) {
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
	byTag    map[string]*pair
	pairs    []*pair
	untagged []*object // of from
	loose    []*object // of to
}

// tagged puts a variant where its constants are; one that has several joins what
// was apart.
func (m *matcher) tagged(o *object, from bool) {
	tags := o.tag(m.name)
	if len(tags) == 0 {
		if from {
			m.untagged = append(m.untagged, o)
		} else {
			m.loose = append(m.loose, o)
		}
		return
	}
	p := &pair{tag: m.name + " " + strings.Join(tags, ", ")}
	for _, t := range tags {
		if old := m.byTag[t]; old != nil && old != p {
			m.merge(p, old)
		}
		m.byTag[t] = p
	}
	if from {
		p.from = append(p.from, o)
	} else {
		p.to = append(p.to, o)
	}
	if !slices.Contains(m.pairs, p) {
		m.pairs = append(m.pairs, p)
	}
}

// merge moves the variants of old to p, which takes its place.
func (m *matcher) merge(p, old *pair) {
	p.from, p.to = append(p.from, old.from...), append(p.to, old.to...)
	for t, q := range m.byTag {
		if q == old {
			m.byTag[t] = p
		}
	}
	if len(old.from) > 0 {
		p.tag = old.tag
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
		if len(p.from) == 0 {
			free = append(free, p.to...)
		}
	}
	taken := map[*object]*pair{}
	give := func(p *pair, o *object, from []*object) {
		if q := taken[o]; q != nil {
			q.from = append(q.from, from...)
			return
		}
		for _, x := range free { // variants with the same members are one
			if taken[x] == nil && (x == o || slices.Equal(x.names(), o.names())) {
				p.to = append(p.to, x)
				taken[x] = p
			}
		}
		if !slices.Contains(m.pairs, p) {
			m.pairs = append(m.pairs, p)
		}
	}
	for _, o := range m.untagged {
		p := &pair{from: []*object{o}, tag: "{" + strings.Join(o.names(), ", ") + "}"}
		if best := closest(o, free, "", 0); best != nil {
			give(p, best, p.from)
		} else {
			m.pairs = append(m.pairs, p)
		}
	}
	for _, p := range slices.Clone(m.pairs) {
		if len(p.to) > 0 || len(p.from) == 0 {
			continue
		}
		if best := closest(p.from[0], m.loose, m.name, 0.5); best != nil && taken[best] == nil {
			give(p, best, nil)
		}
	}
}

// closest is the variant that shares the largest part of its members with o, more
// than the given part. The tag doesn't count.
func closest(o *object, among []*object, tag string, least float64) (best *object) {
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
