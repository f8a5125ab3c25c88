package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"

	"github.com/claudegen/claudegen/generated/claude"
)

// pair is one piece of work, done by both sides.
type pair struct {
	what      string
	ours, sdk func() error
}

// rivals do the work of that name with what oapi-codegen writes, as far as it
// can: nothing if this program was built without the tag oapi.
var rivals = map[string]func() error{}

// measureCode runs each piece of work on both sides in turn.
func measureCode(rounds int) []row {
	var out []row
	for _, p := range pairs() {
		log.Printf("measuring %s", p.what)
		work := []func() error{p.ours, p.sdk}
		if rival := rivals[p.what]; rival != nil {
			work = append(work, rival)
		}
		best := make([]testing.BenchmarkResult, len(work))
		for range rounds {
			for i, w := range work {
				if r := measure(w); best[i].N == 0 || r.NsPerOp() < best[i].NsPerOp() {
					best[i] = r
				}
			}
		}
		time, allocated := row{what: p.what, unit: "µs"}, row{what: p.what + ", allocated", unit: "KiB"}
		for _, r := range best {
			time.figures = append(time.figures, float64(r.NsPerOp())/1000)
			allocated.figures = append(allocated.figures, float64(r.AllocedBytesPerOp())/1024)
		}
		out = append(out, time, allocated)
	}
	return out
}

func measure(work func() error) testing.BenchmarkResult {
	return testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := work(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func pairs() []pair {
	small, page := smallMessage(), batchPage()
	long, short := largeMessage(4096), largeMessage(140)
	return []pair{
		{"decode a message of 2 KB", decode[claude.Message](small), decode[anthropic.Message](small)},
		{"decode a message of 250 KB, long search results", decode[claude.Message](long), decode[anthropic.Message](long)},
		{"decode a message of 250 KB, short search results", decode[claude.Message](short), decode[anthropic.Message](short)},
		{"decode a page of 1,000 batches", decode[claude.MessageBatchList](page), decode[sdkBatchPage](page)},
		{"encode a conversation of 3 turns", encodeOurs(3), encodeSDK(3)},
		{"encode a conversation of 150 turns", encodeOurs(150), encodeSDK(150)},
		{"stream 1,000 deltas, events only", streamOurs(1000, false), streamSDK(1000, false)},
		{"stream 1,000 deltas, accumulated", streamOurs(1000, true), streamSDK(1000, true)},
		{"stream 20,000 deltas, accumulated", streamOurs(20000, true), streamSDK(20000, true)},
		{"10,000 JSON Lines results", linesOurs(10000), linesSDK(10000)},
		{uploadOf, uploadOurs, uploadSDK},
		{downloadOf, downloadOurs, downloadSDK},
	}
}

// sdkBatchPage is the shape of a page: the SDK's own is in an internal package.
type sdkBatchPage struct {
	Data    []anthropic.MessageBatch `json:"data"`
	HasMore bool                     `json:"has_more"`
	FirstID string                   `json:"first_id"`
	LastID  string                   `json:"last_id"`
}

// decode goes through what the type offers: its own UnmarshalJSON where it has
// one, which is what the clients call.
func decode[T any](data []byte) func() error {
	return func() error {
		v := new(T)
		if u, ok := any(v).(json.Unmarshaler); ok {
			return u.UnmarshalJSON(data)
		}
		return json.Unmarshal(data, v)
	}
}

const question = "What is the weather in San Francisco, in Paris and in Tokyo today, and what should I wear?"

func conversation(turns int) *claude.MessageCreateParams {
	params := &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet4_5, MaxTokens: 1024,
		Tools: []claude.ToolUnionParam{&claude.ToolParam{
			Name: "get_weather", Description: new("The weather at a place."),
			InputSchema: claude.ToolInputSchema{},
		}},
	}
	for i := range turns {
		if i%2 == 0 {
			params.Messages = append(params.Messages, claude.UserMessage(claude.Text(question)))
		} else {
			params.Messages = append(params.Messages, claude.AssistantMessage(claude.Text(question),
				&claude.ToolUseBlockParam{ID: "toolu_01", Name: "get_weather", Input: []byte(`{"location":"Paris"}`)}))
		}
	}
	return params
}

func encodeOurs(turns int) func() error {
	params := conversation(turns)
	return func() error {
		_, err := params.MarshalJSON()
		return err
	}
}

func encodeSDK(turns int) func() error {
	params := anthropic.MessageNewParams{
		Model: "claude-sonnet-4-5", MaxTokens: 1024,
		Tools: []anthropic.ToolUnionParam{{OfTool: &anthropic.ToolParam{
			Name: "get_weather", Description: anthropic.String("The weather at a place."),
			InputSchema: anthropic.ToolInputSchemaParam{},
		}}},
	}
	for i := range turns {
		if i%2 == 0 {
			params.Messages = append(params.Messages, anthropic.NewUserMessage(anthropic.NewTextBlock(question)))
		} else {
			params.Messages = append(params.Messages, anthropic.NewAssistantMessage(anthropic.NewTextBlock(question),
				anthropic.NewToolUseBlock("toolu_01", map[string]any{"location": "Paris"}, "get_weather")))
		}
	}
	return func() error {
		_, err := params.MarshalJSON()
		return err
	}
}

func streamOurs(deltas int, accumulate bool) func() error {
	client := claude.NewClient(claude.WithAPIKey("k"), claude.WithHTTPClient(canned{"text/event-stream", eventStream(deltas)}.client()))
	params := &claude.MessageCreateParams{Model: "m", MaxTokens: 1, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("x"))}}
	return func() error {
		stream := client.Messages.Stream(context.Background(), params)
		defer stream.Close()
		n := 0
		for _, err := range stream.Events() {
			if err != nil {
				return err
			}
			n++
		}
		if n != deltas+5 {
			return fmt.Errorf("%d events", n)
		}
		if !accumulate {
			return nil
		}
		_, err := stream.Result()
		return err
	}
}

func streamSDK(deltas int, accumulate bool) func() error {
	client := anthropic.NewClient(option.WithAPIKey("k"), option.WithHTTPClient(canned{"text/event-stream", eventStream(deltas)}.client()))
	params := anthropic.MessageNewParams{Model: "m", MaxTokens: 1, Messages: []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock("x"))}}
	return func() error {
		stream := client.Messages.NewStreaming(context.Background(), params)
		defer stream.Close()
		var message anthropic.Message
		n := 0
		for stream.Next() {
			n++
			if accumulate {
				if err := message.Accumulate(stream.Current()); err != nil {
					return err
				}
			}
		}
		if n != deltas+5 {
			return fmt.Errorf("%d events", n)
		}
		return stream.Err()
	}
}

func linesOurs(n int) func() error {
	client := claude.NewClient(claude.WithAPIKey("k"), claude.WithHTTPClient(canned{"application/x-jsonl", resultLines(n)}.client()))
	return func() error {
		seen := 0
		for _, err := range client.Messages.Batches.Results(context.Background(), "b", nil).All() {
			if err != nil {
				return err
			}
			seen++
		}
		if seen != n {
			return fmt.Errorf("%d lines", seen)
		}
		return nil
	}
}

func linesSDK(n int) func() error {
	client := anthropic.NewClient(option.WithAPIKey("k"), option.WithHTTPClient(canned{"application/x-jsonl", resultLines(n)}.client()))
	return func() error {
		stream := client.Messages.Batches.ResultsStreaming(context.Background(), "b", anthropic.MessageBatchResultsParams{})
		defer stream.Close()
		seen := 0
		for stream.Next() {
			seen++
		}
		if seen != n {
			return fmt.Errorf("%d lines", seen)
		}
		return stream.Err()
	}
}
