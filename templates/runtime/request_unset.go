package runtime

import "reflect"

// unsetBody reports whether params say nothing that belongs into the body. It looks at the Go values,
// because required members are sent as they are: an empty text can't be told from none.
func unsetBody(params codable) bool {
	if params == nil {
		return true
	}
	v := reflect.ValueOf(params).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("json") != "-" && !v.Field(i).IsZero() {
			return false
		}
	}
	return true
}
