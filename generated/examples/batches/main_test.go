package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	batch := &claude.MessageBatch{ID: "batch_1", ProcessingStatus: claude.MessageBatchProcessingStatusInProgress}
	var asked []claude.MessageBatchRequest
	srv.Messages.Batches.Create(func(p *claude.MessageBatchCreateParams) (*claude.MessageBatch, error) {
		asked = p.Requests
		return batch, nil
	})
	polls := 0
	srv.Messages.Batches.Get(func(string, *claude.MessageBatchGetParams) (*claude.MessageBatch, error) {
		if polls++; polls == 3 {
			return &claude.MessageBatch{ID: batch.ID, ProcessingStatus: claude.MessageBatchProcessingStatusEnded}, nil
		}
		return batch, nil
	})
	srv.Messages.Batches.Results(func(string, *claude.MessageBatchResultsParams) ([]claude.MessageBatchResultLine, error) {
		text := asked[1].Params.Messages[0].Content.(claude.MessageParamContentArray)[0].(*claude.TextBlockParam).Text
		return []claude.MessageBatchResultLine{
			{CustomID: asked[1].CustomID, Result: &claude.MessageBatchSucceededResult{Message: claude.Message{Content: []claude.ContentBlock{
				&claude.TextBlock{Text: text}, &claude.TextBlock{Text: " Because."},
			}}}},
			{CustomID: asked[0].CustomID, Result: &claude.MessageBatchErroredResult{Error: claude.ErrorResponse{Error: &claude.InvalidRequestError{Message: "no"}}}},
			{CustomID: "other", Result: &claude.MessageBatchErroredResult{Error: claude.ErrorResponse{Error: &claude.OverloadedError{}}}},
			{CustomID: "late", Result: &claude.MessageBatchExpiredResult{}},
			{CustomID: "gone", Result: &claude.MessageBatchCanceledResult{}},
		}, nil
	})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), strings.NewReader("Who?\nWhy?\n"), &out, []string{"-every", "1ms"}); err != nil {
		t.Fatal(err)
	}
	const want = "batch_1: 2 requests\nline-2: Why? Because.\nline-1: invalid: no\nother: failed: *claude.OverloadedError\nlate: expired\ngone: canceled\n"
	if out.String() != want || polls != 3 {
		t.Errorf("after %d polls got %q, want %q", polls, out.String(), want)
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
