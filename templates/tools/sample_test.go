package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// A model that says what a test has it say, and tools that do what tools do.

// script is a client whose model gives these answers, one a turn. Each request is kept.
type script struct {
	answers []*api.Answer
	sent    []api.Params
	wrong   error // the first request that isn't valid
}

func (s *script) client() *api.Client {
	return &api.Client{
		Create: func(ctx context.Context, p *api.Params) (*api.Answer, error) { return s.answer(ctx, p) },
		Stream: func(ctx context.Context, p *api.Params) *api.Stream {
			a, err := s.answer(ctx, p)
			return &api.Stream{Whole: a, Err: err, Pieces: func(yield func(api.Event, error) bool) {
				if err != nil {
					yield(api.Event{}, err)
				}
			}}
		},
	}
}

func (s *script) answer(ctx context.Context, p *api.Params) (*api.Answer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	kept := *p
	kept.Turns = append([]api.Turn{}, p.Turns...)
	s.sent = append(s.sent, kept)
	if err := valid(p.Turns); err != nil && s.wrong == nil {
		s.wrong = err
	}
	if len(s.sent) > len(s.answers) {
		return nil, errors.New("the script is over")
	}
	return s.answers[len(s.sent)-1], nil
}

// valid says what is wrong with a conversation: every call must be answered in the next
// turn, once, in order, and nothing else.
func valid(turns []api.Turn) error {
	var open []string
	for i, t := range turns {
		var results []string
		for _, b := range t.Blocks {
			if b.Kind == "result" {
				results = append(results, b.ID)
			}
		}
		if fmt.Sprint(results) != fmt.Sprint(open) {
			return fmt.Errorf("turn %d has results of %v, want %v", i, results, open)
		}
		open = nil
		for _, b := range t.Blocks {
			switch b.Kind {
			case "call":
				open = append(open, b.ID)
			case "handover":
				open = nil
			}
		}
	}
	if open != nil {
		return fmt.Errorf("the calls %v have no results", open)
	}
	return nil
}

func call(id, name, input string) api.Block {
	return api.Block{Kind: "call", ID: id, Name: name, Input: json.RawMessage(input)}
}

func says(stop string, blocks ...api.Block) *api.Answer {
	return &api.Answer{Stop: stop, Blocks: blocks, Usage: &api.Usage{In: 2, Out: 1}}
}

func asks(text string) *api.Params {
	return &api.Params{Turns: []api.Turn{{Role: "user", Blocks: []api.Block{{Kind: "text", Text: text}}}}}
}

// number is the input of the tools below.
type number struct {
	N int `json:"n"`
}

var errTool = errors.New("no luck")

// zoo has a tool for everything that tools do.
func zoo() []*Tool {
	tool := func(name string, do func(ctx context.Context, n int) (string, error)) *Tool {
		return New(name, "", func(ctx context.Context, in number) (string, error) { return do(ctx, in.N) })
	}
	return []*Tool{
		tool("ok", func(_ context.Context, n int) (string, error) { return fmt.Sprint(n), nil }),
		tool("fail", func(context.Context, int) (string, error) { return "", errTool }),
		tool("panic", func(context.Context, int) (string, error) { panic("oh") }),
		tool("exit", func(context.Context, int) (string, error) { runtime.Goexit(); return "", nil }),
		tool("slow", func(ctx context.Context, n int) (string, error) {
			select {
			case <-ctx.Done():
				return "", ctx.Err()
			case <-time.After(time.Duration(n) * time.Millisecond):
				return fmt.Sprint(n), nil
			}
		}),
		tool("hang", func(ctx context.Context, _ int) (string, error) { <-ctx.Done(); return "", ctx.Err() }),
		tool("stubborn", func(context.Context, int) (string, error) { time.Sleep(time.Minute); return "late", nil }),
	}
}
