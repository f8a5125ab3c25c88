package runtime

// recognized reports whether an event is one that the document describes, as far
// as can be told: null, an object without a type, and one of the type "error"
// that the document doesn't know, aren't.
func recognized[E any](event *E, data string) bool {
	if object, ok := any(event).(codable); ok {
		return descriptorOf(object).fits(data)
	}
	switch e := any(*event).(type) {
	case nil:
		return false
	case *UnknownVariant:
		return e.Type != "" && e.Type != "error"
	case codable:
		return true // a variant, which its type or its members have told
	}
	return !isNull(data)
}
