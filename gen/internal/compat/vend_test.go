package compat

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/load"
)

func TestVend(t *testing.T) {
	var d diag.List
	vend := load.Load("/tmp/x/vendor.json", load.Options{}, &d)
	o := Options{OneWay: true, MergeQuery: "beta=true", Events: []Events{{"POST /v1/messages", "MessageStreamEvent"}, {"POST /v1/messages", "BetaMessageStreamEvent"}}}
	count := func(doc *load.Document) map[string]bool {
		out := map[string]bool{}
		for _, x := range Wire(vend, doc, o, &d).Differences {
			out[x.Pos.String()+x.Subject()] = true
		}
		return out
	}
	base := count(loadSpec(t, nil))
	files, ms := mutable(t)
	none, ok := 0, 0
	for i := 0; i < len(ms); i += *every {
		m := ms[i]
		undo := m.do()
		ch := loadSpec(t, map[string]*yaml.Node{m.file: files[m.file]})
		undo()
		n := 0
		var odd []string
		for s := range count(ch) {
			if base[s] {
				continue
			}
			n++
			if !strings.Contains(s, " "+string(m.kind)+" ") && !strings.Contains(s, string(m.kind)+" ") || !strings.HasSuffix(s, m.name) {
				odd = append(odd, s)
			}
		}
		if n == 0 {
			none++
			t.Logf("NONE %s:%d %s %s", m.file, m.line, m.kind, m.name)
		} else if len(odd) > 0 {
			t.Logf("ODD %s:%d %s %s: %q", m.file, m.line, m.kind, m.name, odd[:min(len(odd), 3)])
		} else {
			ok++
		}
	}
	t.Log(none, ok)
}
