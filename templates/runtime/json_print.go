package runtime

// Printing.

// show is what fmt prints of an object: its name and its JSON, since most of it is
// behind pointers.
func show(v codable) string {
	if isNil(v) {
		return "<nil>"
	}
	name := ""
	if s := descriptorOf(v); s != nil {
		name = s.name
	}
	b, err := encodeJSON(v)
	if err != nil {
		return name + "(" + err.Error() + ")"
	}
	return name + string(b)
}

// String returns the value as it came.
func (x UnknownVariant) String() string { return "UnknownVariant" + string(x.Raw) }
