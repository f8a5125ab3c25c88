package runtime

import (
	"encoding/json"
	"reflect"
	"testing"
)

// TestForget pins that a coder which has encoded something is as one that is new, but for
// its buffer: nothing of a value is left for the next one, which may be somebody else's.
func TestForget(t *testing.T) {
	saved := goodParams()
	saved.User, saved.After, saved.Kinds, saved.Betas = "u", "a", []string{"x", "y"}, []string{"b"}
	for name, v := range map[string]codable{
		"params":    saved,
		"batch":     &batchParams{Items: []noteParams{*goodParams()}},
		"bad extra": &note{Text: "t", Extra: json.RawMessage(`[`)},
		"extra":     &note{Text: "t", Extra: json.RawMessage(`{"more":[1,null],"text":"other"}`)},
		"event":     &textEvent{Text: "t"},
		"unknown":   &UnknownVariant{Raw: json.RawMessage(`{"type":"new"}`)},
		"no JSON":   &UnknownVariant{Raw: json.RawMessage(`{`)},
	} {
		for _, sending := range []bool{false, true} {
			c := &coder{mode: encoding, sending: sending, saved: !sending}
			c.walk(v)
			wrote := c.out.n > 0 || c.err != nil
			c.forget()
			c.mode, c.sending, c.saved = 0, false, false // set for each use
			if want := (coder{out: output{buf: c.out.buf}}); !wrote || !reflect.DeepEqual(*c, want) {
				t.Errorf("%s: left %+v", name, *c)
			}
		}
	}
}
