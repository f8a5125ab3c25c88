package runtime

import "strconv"

// cursorNumber returns a cursor that is a number as text. There is none if the number is 0.
func cursorNumber(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
