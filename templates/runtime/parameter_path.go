package runtime

import (
	"math"
	"strconv"
	"time"
)

// Parameters in paths.

// argument writes a path parameter that is no string.
func argument(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case int32:
		return strconv.FormatInt(int64(v), 10)
	case uint64:
		return strconv.FormatUint(v, 10)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 32)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		if v.Year() < 0 || v.Year() > 9999 {
			return ""
		}
		return v.Format(time.RFC3339Nano)
	case interface{ MarshalText() ([]byte, error) }: // a Date
		if z, ok := v.(interface{ IsZero() bool }); ok && z.IsZero() {
			return ""
		}
		text, _ := v.MarshalText() // nothing, if it fails
		return string(text)
	}
	return ""
}

// argumentAs writes a path parameter that has a style: as JSON, or nothing if it has
// none.
func argumentAs[T any](v T, walk func(*coder, *T)) string {
	c := coder{mode: encoding}
	walk(&c, &v)
	if c.err != nil {
		return ""
	}
	return string(c.out.bytes())
}
