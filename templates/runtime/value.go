package runtime

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
)

// walker makes a coded value of a function, for types whose methods have value
// receivers, and for types that have none.
type walker func(c *coder)

func (w walker) field(c *coder, _ int) *shape {
	w(c)
	return nil
}

// UnknownVariant is what the unknown variant of every union holds.
type UnknownVariant struct {
	Type string          // value of the discriminator, if there is one
	Raw  json.RawMessage // the whole value, as it came
}

func (x *UnknownVariant) field(c *coder, _ int) *shape {
	unknownVariant(c, &x.Raw)
	return nil
}

// MarshalJSON returns the value as it came.
func (x UnknownVariant) MarshalJSON() ([]byte, error) { return encodeJSON(&x) }

// nullText walks a string type whose zero value means null.
func nullText(c *coder, p *string) {
	if c.mode == encoding && *p == "" {
		c.absent(nullable)
		return
	}
	if c.mode == decoding || *p != "" {
		text(c, p)
	}
}

// deref returns what p points to, or the zero value.
func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// listAs returns a list with each element as another type, which every one of
// them must implement.
func listAs[To, From any](in []From) []To {
	if in == nil {
		return nil
	}
	out := make([]To, len(in))
	for i, v := range in {
		out[i], _ = any(v).(To)
	}
	return out
}

// argument writes a path parameter that is no string.
func argument(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case int32:
		return strconv.FormatInt(int64(v), 10)
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
