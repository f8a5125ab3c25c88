package runtime

// The members of an object as they stand in the text.

// rawMember is a member of an object as it stands in the text.
type rawMember struct{ key, name, value string }

// rawMembers takes an object apart without decoding its members.
func rawMembers(src string) ([]rawMember, error) {
	var out []rawMember
	d := coder{mode: decoding, src: src}
	if !d.open('{') || d.shut('}') {
		return nil, d.err
	}
	for d.err == nil {
		start := d.pos
		name := d.name()
		key := d.pos
		d.space()
		at := d.pos
		d.skip()
		out = append(out, rawMember{src[start:key], name, src[at:d.pos]})
		if !d.more('}') {
			break
		}
	}
	return out, d.err
}

// lastOfEach returns each member once, where it stood first, with the value that it
// had last.
func lastOfEach(all []rawMember) []rawMember {
	at := make(map[string]int, len(all))
	kept := all[:0]
	for _, m := range all {
		if i, ok := at[m.name]; ok {
			kept[i].value = m.value
			continue
		}
		at[m.name] = len(kept)
		kept = append(kept, m)
	}
	return kept
}

// joinMembers writes an object.
func joinMembers(members []rawMember) string {
	b := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, m.key...), m.value...)
	}
	return string(append(b, '}'))
}
