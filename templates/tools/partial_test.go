package tools

import (
	"encoding/json"
	"testing"
)

func TestCompleted(t *testing.T) {
	for in, want := range map[string]string{
		``: ``, ` `: ``, `{`: `{}`, `[`: `[]`, `tru`: ``, `true`: `true`, `12`: ``, `12 `: `12`, `"a`: `"a"`,
		`{"a`:                   `{}`,
		`{"a"`:                  `{}`,
		`{"a":`:                 `{}`,
		`{"a":1`:                `{}`,
		`{"a":1,`:               `{"a":1}`,
		`{"a":1,"b":"x`:         `{"a":1,"b":"x"}`,
		`{"a":[{"b":"x\`:        `{"a":[{"b":"x"}]}`,
		`{"a":[{"b":"x\u00`:     `{"a":[{"b":"x"}]}`,
		`{"a":"x\ud83d`:         `{"a":"x"}`,
		`{"a":"x\ud83d\ude0`:    `{"a":"x"}`,
		`{"a":"x\ud83d\ude00`:   `{"a":"x\ud83d\ude00"}`,
		"{\"a\":\"x\xf0\x9f":    `{"a":"x"}`,
		`{"a":{"b":null,"c":fa`: `{"a":{"b":null}}`,
		`[1,2,3`:                `[1,2]`,
		`[[],[1],`:              `[[],[1]]`,
		`{"a":"\"`:              `{"a":"\""}`,
		`{"a":1}`:               `{"a":1}`,
	} {
		if got := completed(in); got != want {
			t.Errorf("completed(%s) = %s, want %s", in, got, want)
		}
	}
}

// What is known of a text is valid at each of its bytes, and all of it at the end.
func FuzzCompleted(f *testing.F) {
	for _, s := range []string{`{"a":[1,-2.5e3,true,null,"x\n\ud83d\ude00é"],"b":{"c":{}}}`, `"\udc00\ud800x"`, `[[[]],{"":""}]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) {
			t.Skip()
		}
		for i := range len(text) {
			if got := completed(text[:i]); got != "" && !json.Valid([]byte(got)) {
				t.Fatalf("completed(%q) = %q is no JSON", text[:i], got)
			}
		}
		var want, got any
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Skip()
		}
		if err := json.Unmarshal([]byte(completed(text+" ")), &got); err != nil {
			t.Fatalf("completed(%q) = %q: %v", text, completed(text+" "), err)
		}
		a, _ := json.Marshal(want)
		if b, _ := json.Marshal(got); string(a) != string(b) {
			t.Fatalf("completed(%q) is %s, want %s", text, b, a)
		}
	})
}
