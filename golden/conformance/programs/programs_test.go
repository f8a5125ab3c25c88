package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// build compiles the programs of both kinds, and returns the folders they are in.
func build(t *testing.T) (ours, theirs string) {
	t.Helper()
	dir := t.TempDir()
	ours, theirs = filepath.Join(dir, "ours"), filepath.Join(dir, "theirs")
	for _, args := range [][]string{
		{"-C", filepath.Join(examples, ".."), "-o", ours + "/", "./examples/..."},
		{"-C", filepath.Join(examples, "tools"), "-o", ours + "/", "./..."},
		{"-o", theirs + "/", "./..."},
	} {
		if out, err := exec.CommandContext(t.Context(), "go", append([]string{"build"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	return ours, theirs
}

// input is what the programs are run with.
type input struct {
	program, name string
	args          []string
	stdin         string
	serve         func(*claudetest.Server)
	want          string // part of what is printed
	fails         bool
}

// TestSameOutput runs each program and its counterpart against servers that answer the same:
// both print the same, succeed or fail together, and send as many requests.
func TestSameOutput(t *testing.T) {
	ours, theirs := build(t)
	for _, in := range inputs(t) {
		t.Run(in.program+"/"+in.name, func(t *testing.T) {
			a, b := in.run(t, ours), in.run(t, theirs)
			if a != b {
				t.Errorf("ours:\n%s\nthe SDK's:\n%s", a, b)
			}
			if !strings.Contains(a, in.want) || strings.HasPrefix(a, "failed") != in.fails {
				t.Errorf("got %s, want %s", a, in.want)
			}
		})
	}
}

// run returns how a program ends, what it prints, and which requests it sends.
func (in input) run(t *testing.T, folder string) string {
	t.Helper()
	srv := claudetest.NewServer(t)
	in.serve(srv)
	cmd := exec.CommandContext(t.Context(), filepath.Join(folder, in.program), in.args...)
	cmd.Env = append(os.Environ(), "ANTHROPIC_BASE_URL="+srv.URL, "ANTHROPIC_API_KEY=key", "ANTHROPIC_ADMIN_KEY=admin", "TZ=UTC")
	cmd.Stdin = strings.NewReader(in.stdin)
	var out, failure bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &failure
	end := "succeeded"
	if err := cmd.Run(); err != nil {
		if _, ok := errors.AsType[*exec.ExitError](err); !ok {
			t.Fatal(err)
		}
		t.Logf("%s: %s", folder, failure.String())
		end = "failed"
	}
	var sent []string
	for _, r := range srv.Requests() {
		sent = append(sent, r.Method+" "+r.Path)
	}
	return fmt.Sprintf("%s\n%s%s", end, out.String(), strings.Join(sent, "\n"))
}

// says is an answer in words.
func says(text string, reason claude.StopReason) *claude.Message {
	return &claude.Message{ID: "msg", Content: claude.ContentBlocks{&claude.TextBlock{Text: text}}, StopReason: reason}
}

// calls is an answer that calls tools: name, input, ...
func calls(first claude.ContentBlock, calls ...string) *claude.Message {
	msg := &claude.Message{ID: "msg", Content: claude.ContentBlocks{first}, StopReason: claude.StopReasonToolUse}
	for call := range slices.Chunk(calls, 2) {
		id := fmt.Sprintf("toolu_%d", len(msg.Content))
		msg.Content = append(msg.Content, &claude.ToolUseBlock{ID: id, Name: call[0], Input: json.RawMessage(call[1])})
	}
	return msg
}

// script has a server answer one after the other.
func script(answers ...*claude.Message) func(*claudetest.Server) {
	return func(srv *claudetest.Server) { srv.Messages.Script(answers...) }
}

// refuse has a server refuse every request.
func refuse(srv *claudetest.Server) {
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return nil, claude.ErrPermission })
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		return nil, claude.ErrPermission
	})
}

// inputs returns what the programs are run with.
func inputs(t *testing.T) []input {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"planets/SKILL.md": "x", "planets/scripts/table.py": "y", "planets/.hidden": "z", "photos/dot.png": "\x89PNG\x0D\x0A\x1A\x0A", "photos/note.txt": "It is blue.",
		"a.pdf": "%PDF-1.7", "b.txt": "The grass is green.",
	} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	photos, text := filepath.Join(dir, "photos"), filepath.Join(dir, "b.txt")
	documents := []string{filepath.Join(dir, "a.pdf"), text}
	const invoice = `{"number":"7","issued":"2026-11-02T00:00:00Z","currency":"EUR","items":[{"name":"Chair","count":2,"amount":99.8}],"note":"No address."}`
	return []input{
		{"chat", "turns", []string{"some-model"}, "Hello\n\nAgain\n", script(says("One.", "pause_turn"), says("Two.", "end_turn"), says("Three.", "max_tokens")), "> One.Two.\n> > Three.\n[cut off: max_tokens]\n> ", false},
		{"chat", "refusal", nil, "Hello\nAgain\n", script(says("One.", "refusal"), says("Two.", "end_turn")), "forgets", false},
		{"chat", "new reason", nil, "Hello\n", script(says("One.", "overtime")), "One.", true},
		{"chat", "refused", nil, "Hello\n", refuse, "", true},
		{"parallel", "calls", []string{photos, "Blue?"}, "", script(
			calls(&claude.TextBlock{Text: "Let me see."}, "list_files", `{}`),
			calls(&claude.TextBlock{Text: "I read."}, "read_file", `{"name":"note.txt"}`, "view_image", `{"name":"dot.png"}`, "view_image", `{"name":"../b.txt"}`, "unknown", `{}`),
			says("It is.", "end_turn"),
		), "[view_image {\"name\":\"dot.png\"}]", false},
		{"parallel", "cut", []string{photos, "Blue?"}, "", script(says("It", "max_tokens")), "It", true},
		{"parallel", "refused", []string{photos, "Blue?"}, "", refuse, "", true},
		{"structured", "invoice", nil, "Rechnung 7", script(says(invoice, "end_turn")), "2 Chair", false},
		{"structured", "refusal", nil, "Rechnung 7", script(says("No.", "refusal")), "", true},
		{"structured", "cut", nil, "Rechnung 7", script(says(invoice[:20], "max_tokens")), "", true},
		{"structured", "text", nil, "Rechnung 7", script(says("That is no invoice.", "end_turn")), "", true},
		{"documents", "citations", documents, "Which colour?\nSure?\n", script(&claude.Message{
			StopReason: "end_turn", Usage: claude.Usage{CacheCreationInputTokens: new(int64(2000))},
			Content: claude.ContentBlocks{&claude.TextBlock{Text: "Green", Citations: []claude.TextCitation{
				&claude.CharLocationCitation{DocumentTitle: new("b.txt"), CitedText: "The grass is green.", EndCharIndex: 19},
				&claude.PageLocationCitation{DocumentTitle: new("a.pdf"), CitedText: "green", StartPageNumber: 3, EndPageNumber: 4},
			}}},
		}, says("Yes.", "end_turn")), "[2] a.pdf, page 3: \"green\"\n(0 tokens from the cache, 2000 put into it)", false},
		{"documents", "cut", documents, "?\n", script(says("It", "max_tokens")), "", true},
		{"thinking", "calls", []string{"How many?"}, "", script(
			calls(&claude.ThinkingBlock{Thinking: "First the days.", Signature: "s"}, "calculate", `{"a":366,"op":"*","b":24}`),
			calls(&claude.ThinkingBlock{Thinking: "Then too much.", Signature: "s"}, "calculate", `{"a":1,"op":"/","b":0}`),
			says("8784 hours.", "end_turn"),
		), "First the days.\n\n[calculate {\"a\":366,\"op\":\"*\",\"b\":24}]", false},
		{"thinking", "cut", []string{"How many?"}, "", script(says("It", "max_tokens")), "It", true},
		{"batches", "results", []string{"-every", "1ms"}, "Why?\ninvalid\noverloaded\nexpired\n", batches, "line-2: invalid: no", false},
		{"batches", "nothing", nil, "", func(*claudetest.Server) {}, "", true},
		{"skills", "new", []string{filepath.Join(dir, "planets"), text, "Make a table."}, "", skills(nil), "skill_1, version v1\nLet me see.\ncontainer_1\n", false},
		{"skills", "version", []string{filepath.Join(dir, "planets"), text, "Make a table."}, "", skills([]claude.Skill{{ID: "skill_1", DisplayName: "planets"}}), "skill_1, version v2\n", false},
		{"skills", "no folder", []string{filepath.Join(dir, "none"), text, "Make a table."}, "", skills(nil), "", true},
		{"adminreport", "pages", []string{"-days", "3"}, "", costs("USD"), "  10.00 USD  wrkspc_2\n   3.24 USD  Research\n   0.09 USD  default workspace\n", false},
		{"adminreport", "currency", nil, "", costs("EUR"), "", true},
	}
}

// batches has a server work on a batch.
func batches(srv *claudetest.Server) {
	var asked []claude.MessageBatchRequest
	polls := 0
	srv.Messages.Batches.Create(func(p *claude.MessageBatchCreateParams) (*claude.MessageBatch, error) {
		asked = p.Requests
		return &claude.MessageBatch{ID: "batch_1", ProcessingStatus: "in_progress"}, nil
	})
	srv.Messages.Batches.Get(func(id string, _ *claude.MessageBatchGetParams) (*claude.MessageBatch, error) {
		polls++
		return &claude.MessageBatch{ID: id, ProcessingStatus: []claude.MessageBatchProcessingStatus{"in_progress", "ended"}[polls/3]}, nil
	})
	srv.Messages.Batches.Results(func(string, *claude.MessageBatchResultsParams) ([]claude.MessageBatchResultLine, error) {
		var lines []claude.MessageBatchResultLine
		for i, r := range slices.Backward(asked) {
			lines = append(lines, claude.MessageBatchResultLine{CustomID: r.CustomID, Result: []claude.MessageBatchResult{
				&claude.MessageBatchSucceededResult{Message: *says("Because.", "end_turn")},
				&claude.MessageBatchErroredResult{Error: claude.ErrorResponse{Error: &claude.InvalidRequestError{Message: "no"}}},
				&claude.MessageBatchErroredResult{Error: claude.ErrorResponse{Error: &claude.OverloadedError{}}},
				&claude.MessageBatchExpiredResult{},
			}[i]})
		}
		return lines, nil
	})
}

// skills has a server keep skills and files.
func skills(stored []claude.Skill) func(*claudetest.Server) {
	return func(srv *claudetest.Server) {
		srv.Skills.List(func(*claude.SkillListParams) (*claude.SkillList, error) { return &claude.SkillList{Data: stored}, nil })
		srv.Skills.Create(func(p *claude.SkillCreateParams) (*claude.Skill, error) {
			if len(p.Files) != 2 || p.Files[0].Name != "planets/SKILL.md" || p.Files[1].Name != "planets/scripts/table.py" {
				return nil, claudetest.Error(400, "invalid_request_error", "not these files")
			}
			return &claude.Skill{ID: "skill_1", LatestVersionID: "v1"}, nil
		})
		srv.Skills.Versions.Create(func(id string, _ *claude.SkillVersionCreateParams) (*claude.SkillVersion, error) {
			return &claude.SkillVersion{ID: "v2", SkillID: id}, nil
		})
		srv.Files.Upload(func(*claude.FileUploadParams) (*claude.FileMetadata, error) {
			return &claude.FileMetadata{ID: "file_1"}, nil
		})
		srv.Files.Delete(func(id string, _ *claude.FileDeleteParams) (*claude.DeletedFile, error) {
			return &claude.DeletedFile{ID: id}, nil
		})
		srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
			if container := p.Container.(*claude.ContainerParam); container.ID != nil {
				return says(*container.ID, "end_turn"), nil
			}
			msg := says("Let me see.", "pause_turn")
			msg.Container = &claude.Container{ID: "container_1"}
			return msg, nil
		})
	}
}

// costs has a server report costs in a currency.
func costs(currency string) func(*claudetest.Server) {
	item := func(amount string, workspace *string) claude.CostReportItem {
		return claude.CostReportItem{Currency: currency, Amount: amount, WorkspaceID: workspace}
	}
	return func(srv *claudetest.Server) {
		srv.Admin.Cost.Get(func(p *claude.AdminCostGetParams) (*claude.CostReport, error) {
			if p.Page == nil {
				return &claude.CostReport{HasMore: true, NextPage: new("2"), Data: []claude.CostReportTimeBucket{
					{Results: []claude.CostReportItem{item("123.45", new("wrkspc_1")), item("9", nil)}},
				}}, nil
			}
			return &claude.CostReport{Data: []claude.CostReportTimeBucket{
				{Results: []claude.CostReportItem{item("200.055", new("wrkspc_1")), item("1000", new("wrkspc_2"))}},
			}}, nil
		})
		srv.Admin.Workspaces.List(func(*claude.AdminWorkspaceListParams) (*claude.WorkspaceList, error) {
			return &claude.WorkspaceList{Data: []claude.Workspace{{ID: "wrkspc_1", Name: "Research"}}}, nil
		})
	}
}

// TestCount counts what is on a page: comments and empty lines aren't.
func TestCount(t *testing.T) {
	const src = "// Package p.\npackage p\n\n/* a\nb */\nvar x = `1\n\n2` // raw\n\nfunc f() {\n\t// nothing\n}\n"
	if got := countSource([]byte(src)); got != (count{lines: 6, tokens: 12}) {
		t.Errorf("%+v", got)
	}
}

// TestTable says whether the table in the README is current.
func TestTable(t *testing.T) {
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text, err := table()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), begin+text+end) {
		t.Errorf("generated/README.md has another table: run go run . -write, for\n%s", text)
	}
}
