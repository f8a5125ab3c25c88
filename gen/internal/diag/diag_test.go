package diag

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type place struct {
	pos     Pos
	pointer string
}

func (p place) Pos() Pos        { return p.pos }
func (p place) Pointer() string { return p.pointer }

func TestString(t *testing.T) {
	at := Pos{"a.yaml", 3, 5}
	for _, tt := range []struct {
		d    Diagnostic
		want string
	}{
		{Diagnostic{Pos: at, Message: "m", Pointer: "/a"}, "a.yaml:3:5: m (/a)"},
		{Diagnostic{Pos: at, Message: "m", Severity: Warning}, "a.yaml:3:5: warning: m"},
		{Diagnostic{Pos: at, Message: "m", Severity: Note}, "a.yaml:3:5: note: m"},
		{Diagnostic{Pos: Pos{"a.yaml", 3, 0}, Message: "m"}, "a.yaml:3: m"},
		{Diagnostic{Pos: Pos{File: "a.yaml"}, Message: "m"}, "a.yaml: m"},
		{Diagnostic{Message: "m"}, "m"},
		{Diagnostic{Pos: at, Message: "m", Related: []Related{{Pos{"b.yaml", 1, 1}, "first"}, {Message: "x"}}}, "a.yaml:3:5: m\n\tb.yaml:1:1: first\n\tx"},
		{Diagnostic{Pos: at, Message: "a\nb\u202e\x00é", Pointer: "/\r\t\U000E0001"}, `a.yaml:3:5: a\nb\u202E\u0000é (/\r\t\U000E0001)`},
		{Diagnostic{Pos: at, Message: "m", Pointer: strings.Repeat("é", 1000)}, "a.yaml:3:5: m (" + strings.Repeat("é", 200) + "...)"},
	} {
		if got := tt.d.String(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestList(t *testing.T) {
	var l List
	if l.HasErrors() || l.Err() != nil || len(l.All()) != 0 {
		t.Error("an empty list is not empty")
	}
	l.Warnf(place{Pos{"b", 1, 1}, "/w"}, "w %d", 1)
	if l.HasErrors() || l.Err() != nil {
		t.Error("a warning is an error")
	}
	l.Errorf(place{Pos{"a", 10, 1}, ""}, "z")
	l.Errorf(place{Pos{"a", 2, 7}, ""}, "y")
	l.Errorf(place{Pos{"a", 2, 7}, ""}, "x")
	l.Errorf(place{Pos{"a", 2, 7}, ""}, "y")
	l.Ungenerated("", nil, "n")
	want := "note: n\na:2:7: x\na:2:7: y\na:10:1: z\nb:1:1: warning: w 1 (/w)"
	err := l.Err()
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
	var f *Failure
	if !errors.As(err, &f) || len(f.Diagnostics) != 5 {
		t.Error("Err does not hold the diagnostics")
	}
}

func TestRaiseWarnings(t *testing.T) {
	var l List
	l.Ungenerated("", nil, "n")
	if l.RaiseWarnings() || l.HasErrors() {
		t.Error("a note is an error")
	}
	l.Warnf(place{Pos{"a", 1, 1}, ""}, "w")
	l.Errorf(place{Pos{"a", 2, 1}, ""}, "e")
	if !l.RaiseWarnings() || l.RaiseWarnings() {
		t.Error("the warning is not raised once")
	}
	if diff := cmp.Diff("note: n\na:1:1: w\na:2:1: e", l.Err().Error()); diff != "" {
		t.Error(diff)
	}
	var many List
	for i := range maxKept + 5 {
		many.Ungenerated("", place{Pos{"a", i + 1, 1}, ""}, "n")
	}
	if many.RaiseWarnings() || many.HasErrors() {
		t.Error("notes that weren't kept are no warnings")
	}
	for i := range maxKept + 5 {
		many.Warnf(place{Pos{"a", i + 1, 1}, ""}, "w")
	}
	if !many.RaiseWarnings() || !many.HasErrors() {
		t.Error("warnings are not raised")
	}
	if all := many.All(); all[len(all)-2].Message != "5 more notes are not shown" || all[len(all)-1].Message != "5 more problems are not shown" {
		t.Error(all[len(all)-2:])
	}
}

func TestTooMany(t *testing.T) {
	var l List
	for i := range maxKept + 5 {
		l.Warnf(place{Pos{"a", i + 1, 1}, ""}, "w")
	}
	if l.HasErrors() {
		t.Error("warnings became an error")
	}
	last := func() Diagnostic { return l.All()[len(l.All())-1] }
	l.Errorf(nil, "e")
	if d := last(); d.Message != "5 more problems are not shown" || d.Severity != Warning || !l.HasErrors() {
		t.Error("warnings hid an error:", d)
	}
	for range maxKept {
		l.Errorf(nil, "e")
	}
	if d := last(); d.Message != "6 more problems are not shown" || d.Severity != Error {
		t.Error(d)
	}
}

// TestKinds counts notes by what they are about, those included that there was no room for.
func TestKinds(t *testing.T) {
	var a, b List
	for i := range maxKept + 5 {
		a.Ungenerated("link", place{Pos{"a", i + 1, 1}, ""}, "n")
	}
	b.Ungenerated("link", nil, "n")
	b.Ungenerated("callback", nil, "n")
	b.Ungenerated("", nil, "n")
	b.AddAll(&a)
	if diff := cmp.Diff(map[string]int{"link": maxKept + 6, "callback": 1}, b.Kinds()); diff != "" {
		t.Error(diff)
	}
	if all := b.All(); b.HasErrors() || all[0].Kind != "" || all[1].Kind != "callback" {
		t.Error(all[:2])
	}
}

func TestSeverityJSON(t *testing.T) {
	b, err := json.Marshal(Diagnostic{Severity: Warning})
	if err != nil || !strings.Contains(string(b), `"severity":"warning"`) {
		t.Error(string(b), err)
	}
}
