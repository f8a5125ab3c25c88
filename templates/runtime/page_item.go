package runtime

// firstOf returns the first element of a list, or a zero value.
func firstOf[T any](list []T) (v T) {
	if len(list) > 0 {
		v = list[0]
	}
	return v
}

// lastOf returns the last element of a list, or a zero value.
func lastOf[T any](list []T) (v T) {
	if len(list) > 0 {
		v = list[len(list)-1]
	}
	return v
}
