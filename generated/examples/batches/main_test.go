package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// serve has a fake answer each question with its text, in batches that end when they were
// asked after three times. It returns the numbers of requests by batch.
func serve(t *testing.T, srv *claudetest.Server) map[string][]claude.MessageBatchRequest {
	t.Helper()
	batches, polls := map[string][]claude.MessageBatchRequest{}, map[string]int{}
	srv.Messages.Batches.Create(func(p *claude.MessageBatchCreateParams) (*claude.MessageBatch, error) {
		id := fmt.Sprintf("batch_%d", len(batches)+1)
		batches[id] = p.Requests
		return &claude.MessageBatch{ID: id, ProcessingStatus: claude.MessageBatchProcessingStatusInProgress}, nil
	})
	srv.Messages.Batches.Get(func(id string, _ *claude.MessageBatchGetParams) (*claude.MessageBatch, error) {
		if polls[id]++; polls[id] == 3 {
			return &claude.MessageBatch{ID: id, ProcessingStatus: claude.MessageBatchProcessingStatusEnded}, nil
		}
		return &claude.MessageBatch{ID: id, ProcessingStatus: claude.MessageBatchProcessingStatusInProgress}, nil
	})
	srv.Messages.Batches.Results(func(id string, _ *claude.MessageBatchResultsParams) ([]claude.MessageBatchResultLine, error) {
		var lines []claude.MessageBatchResultLine
		for _, r := range slices.Backward(batches[id]) {
			text := r.Params.Messages[0].Content.(claude.MessageParamContentArray)[0].(*claude.TextBlockParam).Text
			lines = append(lines, claude.MessageBatchResultLine{CustomID: r.CustomID, Result: result(text)})
		}
		return lines, nil
	})
	return batches
}

// result is what becomes of a question.
func result(text string) claude.MessageBatchResult {
	failed := func(e claude.ErrorObject) claude.MessageBatchResult {
		return &claude.MessageBatchErroredResult{Error: claude.ErrorResponse{Error: e}}
	}
	answer := claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: text}, &claude.TextBlock{Text: " Because."}}, StopReason: claude.StopReasonEndTurn}
	switch text {
	case "invalid":
		return failed(&claude.InvalidRequestError{Message: "no"})
	case "overloaded":
		return failed(&claude.OverloadedError{})
	case "expired":
		return &claude.MessageBatchExpiredResult{}
	case "canceled":
		return &claude.MessageBatchCanceledResult{}
	case "long":
		answer.StopReason = claude.StopReasonMaxTokens
	}
	return &claude.MessageBatchSucceededResult{Message: answer}
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	serve(t, srv)
	var out strings.Builder
	questions := strings.NewReader("Why?\ninvalid\noverloaded\nexpired\ncanceled\nlong\n")
	if err := run(t.Context(), claude.NewClient(), questions, &out, []string{"-every", "1ms"}); err != nil {
		t.Fatal(err)
	}
	const want = "batch_1 is being processed\nline-1: Why? Because.\nline-2: invalid: no\nline-3: failed at the server, and may be sent again\n" +
		"line-4: expired\nline-5: canceled\nline-6: long Because. [max_tokens]\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// TestRunMany asks 10,000 questions, which a smaller limit spreads over several batches.
func TestRunMany(t *testing.T) {
	srv := claudetest.NewServer(t)
	batches := serve(t, srv)
	var questions, out strings.Builder
	const n = 10_000
	for i := range n {
		fmt.Fprintln(&questions, "Question", i+1)
	}
	client := srv.Client(claude.WithMaxRequestBytes(1 << 20))
	if err := run(t.Context(), client, strings.NewReader(questions.String()), &out, []string{"-every", "1ms"}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(batches) < 2 || len(lines) != len(batches)+n {
		t.Fatalf("%d batches, %d lines", len(batches), len(lines))
	}
	for i, line := range lines[len(batches):] {
		if want := fmt.Sprintf("line-%d: Question %[1]d Because.", i+1); line != want {
			t.Fatalf("line %d is %q", i, line)
		}
	}
}

func TestRunStops(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Batches.Create(func(*claude.MessageBatchCreateParams) (*claude.MessageBatch, error) {
		return &claude.MessageBatch{ID: "batch_1"}, nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	srv.Messages.Batches.Get(func(string, *claude.MessageBatchGetParams) (*claude.MessageBatch, error) {
		cancel() // while it is waited for
		return &claude.MessageBatch{ID: "batch_1"}, nil
	})
	var out strings.Builder
	if err := run(ctx, srv.Client(), strings.NewReader("Who?\n"), &out, []string{"-every", "1h"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := run(t.Context(), srv.Client(), strings.NewReader(""), &out, nil); err == nil || !strings.Contains(err.Error(), "no question") {
		t.Error(err)
	}
}
