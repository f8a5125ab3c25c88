package runtime

import (
	"encoding/json"
	"strings"
)

// textData is the data of events that are plain text, as JSON.
func textData(p *eventParser, data string) string { return string(quoted(data)) }

// wholeEvent is an event with its name, id and time of retry, as JSON. Which data are
// text is known by the event's name.
func wholeEvent(p *eventParser, data string) string {
	b := []byte{'{'}
	add := func(name string, value []byte) {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), name...), `":`...)
		b = append(b, value...)
	}
	if len(p.name) > 0 {
		add("event", quoted(string(p.name)))
	}
	if p.ownID {
		add("id", quoted(string(p.id)))
	}
	if len(p.retry) > 0 {
		add("retry", p.retry)
	}
	_, isJSON := oneValue(data)
	switch {
	case data == "" && !p.textual():
	case p.textual(), !isJSON && strings.IndexByte(`{["`, data[0]) < 0:
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
