package node

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// parse makes the tree of a text without mistakes.
func parse(t *testing.T, name, text string) *Node {
	t.Helper()
	var diags diag.List
	f := Parse(name, []byte(text), &diags)
	if f == nil || len(diags.All()) > 0 {
		t.Fatal(diags.All())
	}
	return f.Root
}

func TestYAMLValues(t *testing.T) {
	root := parse(t, "a.yaml", "\xEF\xBB\xBF"+`x-base: &base {b: 1, a: 2}
x-other: &other {a: 5, d: 6}
x-values:
  200: yes
  true: True
  on: off
  num: [0x10, 1_000, +1, .5, 1., 0o17, 012, 1e3, -0.0, 123456789012345678901234567890]
  when: 2020-01-02
  none: ~
  text: "a\tb"
  merged: {<<: [*base, *other], c: 3, a: 4}
  again: *base
`)
	want := `{"200":"yes","true":true,"on":"off","num":[16,1000,1,0.5,1,15,12,1e3,-0.0,123456789012345678901234567890],` +
		`"when":"2020-01-02","none":null,"text":"a\tb","merged":{"b":1,"d":6,"c":3,"a":4},"again":{"b":1,"a":2}}`
	if got := string(root.Get("x-values").AppendJSON(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if p := root.Get("x-values").Get("again").Get("a").Pointer(); p != "/x-values/again/a" {
		t.Error(p)
	}
}

func TestNode(t *testing.T) {
	root := parse(t, "a.json", "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\"},\r\n \"paths\": {},\r\n"+
		" \"x-é\": {\"é\": 1, \"a/b~c\": [true, {\"s\": \"v\", \"l\": [\"x\", 1, \"y\"], \"t\": true}]}}")
	x := root.Get("x-é")
	n := x.Get("a/b~c").Items[1]
	if n.Pointer() != "/x-é/a~1b~0c/1" || x.Get("a/b~c").Pos().String() != "a.json:3:18" || n.Pos().Col != 34 {
		t.Error(n.Pointer(), x.Get("a/b~c").Pos(), n.Pos())
	}
	if n.Str("s") != "v" || n.Str("t") != "" || !n.Bool("t") || strings.Join(n.Strings("l"), "") != "xy" || n.Key() != "" || n.Get("s").Key() != "s" {
		t.Error("accessors")
	}
	var none *Node
	if none.Get("a") != nil || none.Has("a") || none.Str("a") != "" || none.Bool("a") || none.Strings("a") != nil || none.Key() != "" ||
		none.IsNull() || none.Ref() != nil || none.Target() != nil || none.Pointer() != "" || none.Pos() != (diag.Pos{}) || string(none.AppendJSON(nil)) != "null" {
		t.Error("a nil node is not empty")
	}
}

func TestLargeObject(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"openapi": "3.1.0", "info": {}, "components": {"schemas": {`)
	for i := range 1000 {
		fmt.Fprintf(&b, `"S%d": {}, `, i)
	}
	b.WriteString(`"S5": {}, "Last": {}}}}`)
	var diags diag.List
	f := Parse("a.json", []byte(b.String()), &diags)
	problems := fmt.Sprint(diags.Err())
	schemas := f.Root.Get("components").Get("schemas")
	if strings.Count(problems, "duplicate key") != 1 || len(schemas.Members) != 1001 || schemas.Get("Last") == nil || schemas.Get("S1000") != nil {
		t.Error(problems, len(schemas.Members))
	}
}
