package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// one runs a conversation in which one answer makes calls, and returns the blocks that were
// sent back for them.
func one(t *testing.T, calls []api.Block, opts ...Option) []api.Block {
	t.Helper()
	s := &script{answers: []*api.Answer{says("calls", calls...), says("done", api.Block{Kind: "text"})}}
	if _, err := Run(t.Context(), s.client(), asks("go"), opts...).Result(); err != nil {
		t.Fatal(err)
	}
	turn := s.sent[1].Turns[2]
	if turn.Role != "user" || s.wrong != nil {
		t.Error(turn, s.wrong)
	}
	return turn.Blocks
}

// want compares the result of the call i with its content, and with whether it is an error.
func want(t *testing.T, blocks []api.Block, i int, content string, failed bool) {
	t.Helper()
	if b := blocks[i]; string(b.Result) != content || b.Failed != failed {
		t.Errorf("result %d: %s, failed %v, want %s, %v", i, b.Result, b.Failed, content, failed)
	}
}

// TestFailures says what the model reads of everything that goes wrong with a call.
func TestFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Minute) // the stubborn tool
		calls := []api.Block{
			call("1", "slow", `{"n":20}`), call("2", "ok", `{"n":2}`), call("3", "fail", `{"n":1}`), call("4", "panic", `{"n":1}`), call("5", "exit", `{"n":1}`),
			call("6", "hang", `{"n":1}`), call("7", "stubborn", `{"n":1}`), call("8", "nothing", `{}`), call("9", "ok", `{"n":"x"}`), call("10", "ok", `{}`), call("11", "ok", `5`), call("12", "ok", `{"n":null}`),
		}
		calls[1].Set = "kit"
		got := one(t, calls, Tools(zoo()...), CallTimeout(30*time.Millisecond))
		const misfit = `"the input doesn't fit the tool's schema: `
		for i, w := range []string{
			`"20"`, `"2"`, `"no luck"`, `"the tool crashed: oh"`, `"the tool ended without a result"`,
			`"the call took longer than 30ms and was stopped"`, `"the call took longer than 30ms and was stopped"`,
			`"there is no tool \"nothing\"; there are ok, fail, panic, exit, slow, hang, stubborn"`,
			misfit + `n: type: x has type \"string\", want \"integer\""`, misfit, misfit + `type: 5 has type \"integer\", want \"object\""`,
			misfit + `n: type: null has type \"null\", want \"integer\""`,
		} {
			if i == 9 {
				w = misfit + `required: missing properties: [\"n\"]"`
			}
			want(t, got, i, w, i > 1)
		}
		if got[1].Set != "kit" || got[0].Set != "" {
			t.Errorf("%+v", got[:2])
		}
	})
}

// shout is a string that has JSON of its own.
type shout string

func (s shout) MarshalJSON() ([]byte, error) { return json.Marshal(strings.ToUpper(string(s))) }

// TestContent says what becomes of what tools return.
func TestContent(t *testing.T) {
	type city string
	text := func(s string) api.Block { return api.Block{Kind: "text", Text: s} }
	for _, c := range []struct {
		value any
		want  string
		err   error
	}{
		{value: "a <b>", want: `"a \u003cb\u003e"`},
		{value: city("Rome"), want: `"Rome"`},
		{value: shout("rome"), want: `"ROME"`},
		{value: nil, want: `""`},
		{value: 5, want: `"5"`},
		{value: map[string]any{"a": "<"}, want: `"{\"a\":\"\u003c\"}"`},
		{value: json.RawMessage(`{"a": 1}`), want: `"{\"a\":1}"`},
		{value: text("one"), want: `[{"kind":"text","text":"one"}]`},
		{value: []api.Block{text("one"), text("two")}, want: `[{"kind":"text","text":"one"},{"kind":"text","text":"two"}]`},
		{value: []any{text("one")}, want: `[{"kind":"text","text":"one"}]`},
		{value: []api.Block{}, want: `"[]"`},
		{value: []any{text("one"), 2}, want: `"[{\"kind\":\"text\",\"text\":\"one\"},2]"`},
		{err: &ContentError{Content: []api.Block{text("see")}}, want: `[{"kind":"text","text":"see"}]`},
		{err: errors.New(""), want: `"the tool failed"`},
		{value: func() {}, want: `"the tool's result can't be sent: json: unsupported type: func()"`, err: errors.ErrUnsupported},
	} {
		tool := NewRaw("it", "", map[string]any{"type": "object"}, func(context.Context, json.RawMessage) (any, error) {
			if errors.Is(c.err, errors.ErrUnsupported) {
				return c.value, nil
			}
			return c.value, c.err
		})
		got := one(t, []api.Block{call("1", "it", `{}`)}, Tools(tool))
		want(t, got, 0, c.want, c.err != nil)
	}
}

// TestRequests says what of a request changes from turn to turn.
func TestRequests(t *testing.T) {
	first := says("calls", call("1", "ok", `{"n":1}`))
	first.Sandbox = &api.Sandbox{ID: "box"}
	s := &script{answers: []*api.Answer{first, says("pause", api.Block{Kind: "text"}), says("calls", call("2", "ok", `{"n":2}`)), {Stop: "done", Blocks: []api.Block{}}}}
	p := asks("go")
	p.Choice, p.Sandbox = json.RawMessage(`{"kind":"any","single":true,"other":1}`), json.RawMessage(`{"skills":[1]}`)
	own := &api.Definition{Name: "fail", About: "mine", Schema: json.RawMessage(`{}`)}
	p.Tools = []api.Tool{{Name: "server"}, own}
	run := Run(t.Context(), s.client(), p, Tools(zoo()...), BeforeTurn(func(_ context.Context, p *api.Params) error {
		if len(s.sent) == 2 {
			p.Turns = append(p.Turns, api.Turn{Role: "user", Blocks: []api.Block{{Kind: "text", Text: "hurry"}}})
		}
		return nil
	}))
	if _, err := run.Result(); err != nil || s.wrong != nil {
		t.Fatal(err, s.wrong)
	}
	for i, p := range s.sent {
		var names []string
		for _, tool := range p.Tools {
			names = append(names, tool.Name)
		}
		if got := strings.Join(names, " "); got != "server fail ok panic exit slow hang stubborn" || p.Tools[1] != own {
			t.Errorf("turn %d: tools %s", i, got)
		}
		choice, box := `{"kind":"auto","single":true}`, `{"id":"box","skills":[1]}`
		if i == 0 {
			choice, box = `{"kind":"any","single":true,"other":1}`, `{"skills":[1]}`
		}
		if string(p.Choice) != choice || string(p.Sandbox) != box {
			t.Errorf("turn %d: %s, %s", i, p.Choice, p.Sandbox)
		}
	}
	if got := len(run.Messages()); got != 7 || run.Messages()[4].Blocks[0].Text != "hurry" {
		t.Errorf("%d turns: %+v", got, run.Messages())
	}
	if len(p.Turns) != 1 || len(p.Tools) != 2 {
		t.Error("the params changed")
	}
}

// TestHandover checks that calls of a model that another took over from are left alone.
func TestHandover(t *testing.T) {
	got := one(t, []api.Block{call("1", "ok", `{"n":1}`), {Kind: "handover"}, call("2", "ok", `{"n":2}`)}, Tools(zoo()...))
	if len(got) != 1 || got[0].ID != "2" {
		t.Errorf("%+v", got)
	}
}

// TestSavedCalls begins with a conversation that was saved before its calls had results.
func TestSavedCalls(t *testing.T) {
	s := &script{answers: []*api.Answer{says("done", api.Block{Kind: "text"})}}
	p := asks("go")
	p.Turns = append(p.Turns, api.Turn{Role: "model", Blocks: []api.Block{call("1", "ok", `{"n":1}`), call("2", "fail", `{"n":1}`)}})
	run := Run(t.Context(), s.client(), p, Tools(zoo()...))
	if _, err := run.Result(); err != nil || s.wrong != nil || len(s.sent) != 1 || len(s.sent[0].Turns) != 3 || len(run.Messages()) != 4 || len(p.Turns) != 2 {
		t.Fatal(err, s.wrong, s.sent)
	}
	want(t, s.sent[0].Turns[2].Blocks, 0, `"1"`, false)
	want(t, s.sent[0].Turns[2].Blocks, 1, `"no luck"`, true)
}

func TestApprove(t *testing.T) {
	var asked []string
	got := one(t, []api.Block{call("1", "ok", `{"n":1}`), call("2", "ok", `{}`), call("3", "ok", `{"n":3}`)}, Tools(zoo()...), Approve(func(_ context.Context, c *Call) error {
		if asked = append(asked, c.ID); c.ID == "1" {
			return errors.New("not that one")
		}
		return nil
	}))
	if !slices.Equal(asked, []string{"1", "3"}) {
		t.Errorf("asked about %q", asked)
	}
	want(t, got, 0, `"the call was refused: not that one"`, true)
	want(t, got, 2, `"3"`, false)
}

// TestParallel checks how many calls run at the same time.
func TestParallel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls []api.Block
		for i := range 7 {
			calls = append(calls, call(fmt.Sprint(i), "slow", `{"n":10}`))
		}
		for limit, want := range map[int]int{0: 70, 1: 70, 3: 30, 7: 10, 50: 10} {
			begin := time.Now()
			one(t, calls, Tools(zoo()...), MaxParallel(limit))
			if got := time.Since(begin); got != time.Duration(want)*time.Millisecond {
				t.Errorf("MaxParallel(%d): %v, want %dms", limit, got, want)
			}
		}
	})
}

// TestEvents says which events there are, and that results are sent in the order of calls
// however they end.
func TestEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []*api.Answer{says("calls", call("1", "slow", `{"n":9}`), call("2", "fail", `{"n":1}`), call("3", "slow", `{"n":5}`)), says("done")}}
		c := s.client()
		stream := c.Stream
		c.Stream = func(ctx context.Context, p *api.Params) *api.Stream {
			st, left := stream(ctx, p), 1
			st.Pieces = func(yield func(api.Event, error) bool) {
				if left--; left == 0 {
					yield(api.Event{Text: "piece"}, nil)
				}
			}
			return st
		}
		var got []string
		run := Run(t.Context(), c, asks("go"), Tools(zoo()...))
		for e, err := range run.Events() {
			switch e := e.(type) {
			case *Streamed:
				got = append(got, fmt.Sprint(e.Event.Text, " ", e.Turn))
			case *Answered:
				got = append(got, fmt.Sprint("answer ", e.Turn, " ", e.Answer.Stop))
			case *Calling:
				got = append(got, "call "+e.Call.ID)
			case *Returned:
				got = append(got, fmt.Sprint("return ", e.Call.ID, " ", e.Value, " ", e.Err, " ", e.Took))
			default:
				t.Error(e, err)
			}
		}
		if w := []string{
			"piece 1", "answer 1 calls", "call 1", "call 2", "call 3", "return 2  no luck 0s", "return 3 5 <nil> 5ms", "return 1 9 <nil> 9ms", "piece 2", "answer 2 done",
		}; !slices.Equal(got, w) {
			t.Errorf("got %q, want %q", got, w)
		}
	})
}

// TestSpoiled checks that an input which is no JSON is told to the model, and ends the
// conversation only where the answer was cut.
func TestSpoiled(t *testing.T) {
	broken := fmt.Errorf("unusable answer: %w", errors.Join(&api.IncompleteJSONError{Index: 1, Raw: `{"n":`, Err: errors.New("ends early")}))
	for _, stop := range []string{"calls", "limit"} {
		s := &script{answers: []*api.Answer{says(stop, call("1", "ok", `{"n":1}`), call("2", "ok", `{}`)), says("done")}}
		c := s.client()
		stream := c.Stream
		c.Stream = func(ctx context.Context, p *api.Params) *api.Stream {
			st := stream(ctx, p)
			if len(s.sent) == 1 {
				st.Err = broken
			}
			return st
		}
		run := Run(t.Context(), c, asks("go"), Tools(zoo()...), Streaming(true))
		last, err := run.Result()
		cut, isCut := errors.AsType[*CutCallError](err)
		switch {
		case stop == "limit" && (!isCut || cut.Reason != "limit" || string(cut.Call.Input) != `{"n":` || cut.Err == nil || last != cut.Answer || len(run.Messages()) != 1):
			t.Error(err)
		case stop == "calls" && err != nil:
			t.Error(err)
		case stop == "calls":
			results := run.Messages()[2].Blocks
			want(t, results, 0, `"1"`, false)
			want(t, results, 1, `"the input is no JSON: ends early: \"{\\\"n\\\":\""`, true)
		}
	}
	s := &script{answers: []*api.Answer{says("calls", call("1", "ok", `{"n":1}`))}}
	c := s.client()
	c.Stream = func(context.Context, *api.Params) *api.Stream {
		return &api.Stream{Whole: s.answers[0], Err: errors.Join(broken, errors.New("and more")), Pieces: func(func(api.Event, error) bool) {}}
	}
	run := Run(t.Context(), c, asks("go"), Tools(zoo()...), Streaming(true))
	if last, err := run.Result(); err == nil || last == nil || len(run.Messages()) != 1 || run.Usage().In != 2 {
		t.Error(last, err)
	}
}

// TestUsageThatOverflows adds up what no program counts that a server may say.
func TestUsageThatOverflows(t *testing.T) {
	for want, usages := range map[int64][]usageValue{
		math.MaxInt64: {usageValue(`{"In":9000000000000000000}`), usageValue(`{"In":9000000000000000000}`), usageValue(`{"In":1}`)},
		math.MinInt64: {usageValue(`{"In":-9000000000000000000}`), usageValue(`{"In":-9000000000000000000}`)},
		1<<53 + 1:     {usageValue(`{"In":9007199254740992}`), usageValue(`{"In":1}`)},
		5:             {usageValue(`{"In":1e300}`), usageValue(`{"In":5}`)}, // no such sum has the type
	} {
		if got := (&Runner{usages: usages}).Usage().In; got != want {
			t.Errorf("%s: %d, want %d", usages, got, want)
		}
	}
}

func TestUsage(t *testing.T) {
	r := &Runner{usages: []usageValue{
		usageValue(`{"In":1,"Out":2,"Detail":{"In":3},"Tier":"a","Rounds":["x"]}`), usageValue(`null`), usageValue(`{"In":10,"Detail":null,"Tier":"b","Rounds":["y"]}`), usageValue(`{"Detail":{"In":4,"Out":1}}`),
	}}
	u := r.Usage()
	if u.In != 11 || u.Out != 2 || u.Detail.In != 7 || u.Detail.Out != 1 || u.Tier != "b" || !slices.Equal(u.Rounds, []string{"x", "y"}) {
		t.Errorf("%+v", u)
	}
}
