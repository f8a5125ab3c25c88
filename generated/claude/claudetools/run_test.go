package claudetools_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// serve answers requests with these answers in turn, in whole or as events.
func serve(t *testing.T, answers ...*claude.Message) *claudetest.Server {
	srv := claudetest.NewServer(t)
	next := func(p *claude.MessageCreateParams) (*claude.Message, error) {
		said := 0
		for _, m := range p.Messages {
			if m.Role == "assistant" {
				said++
			}
		}
		if err := valid(p.Messages); err != nil {
			t.Error(err)
		}
		if said >= len(answers) {
			return nil, claudetest.Error(400, "invalid_request_error", "the script is over")
		}
		return answers[said], nil
	}
	srv.Messages.Create(next)
	srv.Messages.Stream(func(p *claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		m, err := next(p)
		if err != nil {
			return nil, err
		}
		return eventsOf(m), nil
	})
	return srv
}

// TestRun runs a conversation in whole and streamed, with the same requests and the same end.
func TestRun(t *testing.T) {
	first := answer("tool_use", &claude.TextBlock{Text: "let me see"}, call("a", "get_weather", `{"city":"Rome"}`), call("b", "get_weather", `{"city":"Oslo"}`))
	first.Container = &claude.Container{ID: "box", ExpiresAt: time.Unix(1e9, 0).UTC()}
	srv := serve(t, first, answer("pause_turn", &claude.ServerToolUseBlock{ID: "s", Name: "web_search", Input: []byte(`{}`)}), answer("end_turn", &claude.TextBlock{Text: "sunny"}))
	var ends [2]string
	for i, streaming := range []bool{false, true} {
		p := params("weather?")
		p.ToolChoice = &claude.ToolChoiceAny{DisableParallelToolUse: new(false)}
		p.Tools = []claude.ToolUnionParam{&claude.WebSearchTool20250305{}}
		p.Container = &claude.ContainerParam{Skills: []claude.ContainerSkillParam{{SkillID: "xlsx", Type: "anthropic"}}}
		run := claudetools.Run(t.Context(), srv.Client(), p, claudetools.Tools(weather()), claudetools.MaxTurns(3), claudetools.Streaming(streaming))
		msg, err := run.Result()
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := msg.Content[0].(*claude.TextBlock); !ok || text.Text != "sunny" {
			t.Error(msg)
		}
		if u := run.Usage(); u.InputTokens != 30 || u.OutputTokens != 15 {
			t.Error(u)
		}
		if err := valid(run.Messages()); err != nil {
			t.Error(err)
		}
		end, err := json.Marshal(run.Messages())
		if err != nil {
			t.Fatal(err)
		}
		ends[i] = string(end)
	}
	if ends[0] != ends[1] || strings.Count(ends[0], `"role"`) != 5 {
		t.Errorf("in whole:\n%s\nstreamed:\n%s", ends[0], ends[1])
	}
	sent := srv.Requests()
	for i := range 3 {
		var whole, streamed struct {
			Messages, Tools, Container json.RawMessage
			Choice                     json.RawMessage `json:"tool_choice"`
		}
		if err := errors.Join(json.Unmarshal(sent[i].Body, &whole), json.Unmarshal(sent[3+i].Body, &streamed)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(whole.Messages, streamed.Messages) || !bytes.Equal(whole.Tools, streamed.Tools) {
			t.Errorf("request %d in whole:\n%s\nstreamed:\n%s", i, sent[i].Body, sent[3+i].Body)
		}
		choice, box := `{"disable_parallel_tool_use":false,"type":"auto"}`, `{"id":"box","skills":[{"skill_id":"xlsx","type":"anthropic"}]}`
		if i == 0 {
			choice, box = `{"disable_parallel_tool_use":false,"type":"any"}`, `{"skills":[{"skill_id":"xlsx","type":"anthropic"}]}`
		}
		if string(whole.Choice) != choice || string(whole.Container) != box {
			t.Errorf("request %d: %s, %s", i, whole.Choice, whole.Container)
		}
	}
	const results = `{"content":[{"content":"sunny in Rome","tool_use_id":"a","type":"tool_result"},{"content":"sunny in Oslo","tool_use_id":"b","type":"tool_result"}],"role":"user"}`
	if !strings.Contains(ends[0], results) {
		t.Errorf("got %s", ends[0])
	}
}

// TestResume goes on from the messages of a run that ended.
func TestResume(t *testing.T) {
	srv := serve(t, answer("tool_use", call("a", "get_weather", `{"city":"Rome"}`)), answer("end_turn", &claude.TextBlock{Text: "sunny"}))
	p := params("weather?")
	run := claudetools.Run(t.Context(), srv.Client(), p, claudetools.Tools(weather()), claudetools.MaxTurns(1))
	_, err := run.Result()
	most, ok := errors.AsType[*claudetools.MaxTurnsError](err)
	if !ok || most.Turns != 1 || len(most.Messages) != 3 {
		t.Fatal(err)
	}
	p.Messages = most.Messages
	if msg, err := claudetools.Run(t.Context(), srv.Client(), p, claudetools.Tools(weather())).Result(); err != nil || msg.StopReason != "end_turn" {
		t.Error(msg, err)
	}
}

// TestCutCall cuts a stream of events in the middle of a call.
func TestCutCall(t *testing.T) {
	srv := serve(t, answer("max_tokens", call("a", "get_weather", `{"city":"R`)))
	run := claudetools.Run(t.Context(), srv.Client(), params("weather?"), claudetools.Tools(weather()), claudetools.Streaming(true))
	msg, err := run.Result()
	cut, ok := errors.AsType[*claudetools.CutCallError](err)
	if !ok || cut.Call.Name != "get_weather" || string(cut.Call.Input) != `{"city":"R` || msg == nil || msg.StopReason != "max_tokens" || len(run.Messages()) != 1 {
		t.Error(msg, err)
	}
	srv.Fault(claudetest.Fault{CutStream: new(3)})
	run = claudetools.Run(t.Context(), srv.Client(claude.WithMaxRetries(0)), params("weather?"), claudetools.Tools(weather()), claudetools.Streaming(true))
	if msg, err := run.Result(); err == nil || msg == nil || errors.As(err, &cut) || run.Usage().InputTokens != 10 {
		t.Error(msg, err)
	}
}

// TestConversations runs random conversations over connections, with tools that do all that
// tools do, canceled at any point: what was said can always be sent, and nothing goes on.
func TestConversations(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 2))
		t.Run(fmt.Sprint(seed), func(t *testing.T) { converse(t, rng) })
	}
	noneLeft(t)
}

func converse(t *testing.T, rng *rand.Rand) {
	names := []string{"get_weather", "fail", "panic", "hang", "unknown"}
	var answers []*claude.Message
	for turn := range rng.IntN(4) {
		var content []claude.ContentBlock
		for i := range 1 + rng.IntN(4) {
			content = append(content, call(fmt.Sprintf("c%d_%d", turn, i), names[rng.IntN(len(names))], `{"city":"Rome"}`))
		}
		answers = append(answers, answer("tool_use", content...))
	}
	answers = append(answers, answer("end_turn", &claude.TextBlock{Text: "so"}))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	run := claudetools.Run(ctx, serve(t, answers...).Client(), params("go"), claudetools.Streaming(rng.IntN(2) == 0), claudetools.CallTimeout(5*time.Millisecond), claudetools.Tools(
		weather(),
		claudetools.New("fail", "", func(context.Context, place) (int, error) { return 0, errors.New("no luck") }),
		claudetools.New("panic", "", func(context.Context, place) (int, error) { panic("oh") }),
		claudetools.New("hang", "", func(ctx context.Context, _ place) (int, error) { <-ctx.Done(); return 0, ctx.Err() }),
	))
	n, canceled := rng.IntN(60), false
	for range run.Events() {
		if n--; n == 0 {
			canceled = true
			cancel()
		}
	}
	msg, err := run.Result()
	if err != nil && !canceled || err == nil && msg.StopReason != "end_turn" || err != nil && !errors.Is(err, context.Canceled) {
		t.Error(msg, err)
	}
	if err := valid(run.Messages()); err != nil {
		t.Error(err)
	}
}
