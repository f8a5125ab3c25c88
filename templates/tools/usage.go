package tools

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Usage returns what all answers so far cost: numbers and lists are added up, and what is
// neither is that of the last answer. A sum that is too large for its type is the largest
// that JSON has for it; where even that doesn't fit, all is that of the last answer.
func (r *Runner) Usage() *api.Usage {
	var sum any
	for _, raw := range r.usages {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		var v any
		if d.Decode(&v) == nil {
			sum = add(sum, v)
		}
	}
	out := new(api.Usage)
	if sum == nil {
		return out
	}
	if raw, err := json.Marshal(sum); err == nil && json.Unmarshal(raw, out) == nil {
		return out
	}
	out = new(api.Usage)
	_ = json.Unmarshal(r.usages[len(r.usages)-1], out) // it was written from one
	return out
}

// add adds two values of one form.
func add(a, b any) any {
	switch b := b.(type) {
	case nil:
		return a
	case json.Number:
		if a, ok := a.(json.Number); ok {
			return addNumbers(a, b)
		}
	case []any:
		if a, ok := a.([]any); ok {
			return append(a, b...)
		}
	case map[string]any:
		a, ok := a.(map[string]any)
		if !ok {
			return b
		}
		for name, v := range b {
			a[name] = add(a[name], v)
		}
		return a
	}
	return b
}

// addNumbers adds integers as such, up to the largest, and all else as floating point numbers.
func addNumbers(a, b json.Number) json.Number {
	x, errX := a.Int64()
	y, errY := b.Int64()
	switch {
	case errX != nil || errY != nil:
		f, _ := a.Float64() // what is too large is infinite
		g, _ := b.Float64()
		return json.Number(strconv.FormatFloat(max(-math.MaxFloat64, min(f+g, math.MaxFloat64)), 'g', -1, 64))
	case y > 0 && x > math.MaxInt64-y:
		return json.Number("9223372036854775807")
	case y < 0 && x < math.MinInt64-y:
		return json.Number("-9223372036854775808")
	}
	return json.Number(strconv.FormatInt(x+y, 10))
}
