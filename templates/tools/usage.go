package tools

import (
	"encoding/json"
	"strconv"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Usage returns what all answers so far cost: numbers and lists are added up, and what is
// neither is that of the last answer.
func (r *Runner) Usage() *api.Usage {
	out := new(api.Usage)
	var sum any
	for _, raw := range r.usages {
		var v any
		if json.Unmarshal(raw, &v) == nil {
			sum = add(sum, v)
		}
	}
	if sum == nil {
		return out
	}
	raw, err := json.Marshal(sum)
	if err != nil || json.Unmarshal(raw, out) != nil {
		panic("tools: a sum of usages isn't one: " + strconv.Quote(string(raw))) // sums have the form of what they are of
	}
	return out
}

// add adds two values of one form.
func add(a, b any) any {
	switch b := b.(type) {
	case nil:
		return a
	case float64:
		if a, ok := a.(float64); ok {
			return a + b
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
