package claude_test

import (
	"errors"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

// TestNilMessage makes a turn of an answer that isn't there, as where a call failed and
// nobody looked: it is refused when it is sent, and nothing panics.
func TestNilMessage(t *testing.T) {
	var none *claude.Message
	params := &claude.MessageCreateParams{Model: "m", MaxTokens: 1, Messages: []claude.MessageParam{none.ToParam()}}
	var e *claude.ValidationError
	if err := params.Validate(); !errors.As(err, &e) || len(e.Pointers) != 1 || e.Pointers[0] != "/messages/0/content" {
		t.Error(err)
	}
	if p := (*claude.MessageCreateParams)(nil).CountTokensParams(); p != nil {
		t.Error(p)
	}
}
