package claudetools_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

type contact struct {
	Name  string    `json:"name" jsonschema:"full name"`
	Kind  string    `json:"kind" enum:"person,company"`
	Since time.Time `json:"since"`
	Phone *string   `json:"phone"`
	Boss  *contact  `json:"boss,omitempty"`
}

const ada = `{"name":"Ada","kind":"person","since":"1843-01-01T00:00:00Z","phone":null}`

// A structured answer: the schema that is sent is in the part that the API takes, and the
// answer comes back as a value, with the message beside it.
func TestInto(t *testing.T) {
	srv := claudetest.NewServer(t)
	var sent *claude.MessageCreateParams
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		sent = p
		return answer("end_turn", &claude.TextBlock{Text: ada}), nil
	})
	got, msg, err := claudetools.Into[contact](t.Context(), srv.Client(), params("who?"))
	if err != nil || got.Name != "Ada" || got.Since.Year() != 1843 || msg.Usage.OutputTokens != 5 {
		t.Fatal(got, msg, err)
	}
	raw, err := json.Marshal(sent.OutputConfig)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"type":"json_schema"`, `"format":"date-time"`, `"enum":["person","company"]`, `"$ref":"#/$defs/contact"`, `"anyOf":[{"type":"null"},{"type":"string"}]`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%s is not in %s", want, raw)
		}
	}
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) {
		return answer("refusal", &claude.TextBlock{Text: "No."}), nil
	})
	_, msg, err = claudetools.Into[contact](t.Context(), srv.Client(), params("who?"))
	if e, ok := errors.AsType[*claudetools.RefusedAnswerError](err); !ok || msg == nil || e.Answer != msg {
		t.Error(msg, err)
	}
}

// Values can be had while the answer is streamed.
func TestStreamInto(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		events := []claude.MessageStreamEvent{
			&claude.MessageStartEvent{Message: *answer("")},
			&claude.ContentBlockStartEvent{Index: 0, ContentBlock: &claude.TextBlock{}},
		}
		for i := 0; i < len(ada); i += 10 {
			events = append(events, &claude.ContentBlockDeltaEvent{Index: 0, Delta: &claude.TextDelta{Text: ada[i:min(i+10, len(ada))]}})
		}
		return append(events, &claude.ContentBlockStopEvent{Index: 0},
			&claude.MessageDeltaEvent{Delta: claude.MessageDelta{StopReason: claude.StopReasonEndTurn}, Usage: claude.MessageDeltaUsage{OutputTokens: 5}}, &claude.MessageStopEvent{}), nil
	})
	s := claudetools.StreamInto[contact](t.Context(), srv.Client(), params("who?"))
	var names []string
	for part, err := range s.Parts() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, part.Name)
	}
	if len(names) < 2 || names[len(names)-1] != "Ada" {
		t.Error(names)
	}
	if got, msg, err := s.Result(); err != nil || got.Kind != "person" || msg.StopReason != claude.StopReasonEndTurn {
		t.Error(got, msg, err)
	}
}
