package runtime

import (
	"encoding/json"
	"strings"
)

// textData is the data of events that are plain text, as JSON.
func textData(_ *eventHead, data string, _ bool) string { return string(quoted(data)) }

// wholeEvent is an event with its name, id and time of retry, as JSON. Which data are
// text is known by the event's name.
func wholeEvent(h *eventHead, data string, isText bool) string {
	b := []byte{'{'}
	add := func(name string, value []byte) {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), name...), `":`...)
		b = append(b, value...)
	}
	if len(h.name) > 0 {
		add("event", quoted(string(h.name)))
	}
	if h.ownID {
		add("id", quoted(string(h.id)))
	}
	if len(h.retry) > 0 {
		add("retry", h.retry)
	}
	_, isJSON := oneValue(data)
	switch {
	case data == "" && !isText:
	case isText, !isJSON && strings.IndexByte(`{["`, data[0]) < 0:
		add("data", quoted(data)) // also of an event that isn't known
	case !isJSON:
		return data // as what it can't be decoded
	default:
		add("data", []byte(data))
	}
	return string(append(b, '}'))
}

// quoted is a text as JSON.
func quoted(text string) []byte {
	b, _ := json.Marshal(text) // a string always has a form
	return b
}
