package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

func names(files []claude.File) string {
	var out []string
	for _, f := range files {
		out = append(out, f.Name)
	}
	return strings.Join(out, " ")
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	var skills []claude.Skill
	srv.Skills.List(func(*claude.SkillListParams) (*claude.SkillList, error) { return &claude.SkillList{Data: skills}, nil })
	srv.Skills.Create(func(p *claude.SkillCreateParams) (*claude.Skill, error) {
		if got := names(p.Files); got != "planets/SKILL.md planets/scripts/table.py" {
			t.Errorf("uploaded %s", got)
		}
		skills = append(skills, claude.Skill{ID: "skill_1", DisplayName: *p.DisplayName, LatestVersionID: "v1"})
		return &skills[0], nil
	})
	srv.Skills.Versions.Create(func(id string, p *claude.SkillVersionCreateParams) (*claude.SkillVersion, error) {
		if len(p.Files) != 2 {
			t.Errorf("uploaded %s", names(p.Files))
		}
		return &claude.SkillVersion{ID: "v2", SkillID: id}, nil
	})
	stored := serveFiles(t, srv)
	turns := 0
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		container := p.Container.(*claude.ContainerParam)
		if turns++; turns%2 == 1 { // at first it pauses
			return &claude.Message{
				Content: claude.ContentBlocks{&claude.TextBlock{Text: "Let me see."}}, StopReason: claude.StopReasonPauseTurn,
				Container: &claude.Container{ID: "container_1"},
			}, nil
		}
		if container.ID == nil || *container.ID != "container_1" || len(p.Messages) != 2 {
			t.Errorf("%d turns, in container %v", len(p.Messages), container.ID)
		}
		file := p.Messages[0].Content.(claude.MessageParamContentArray)[0].(*claude.ContainerUploadBlockParam).FileID
		text := fmt.Sprintf("%s with %s on %s", container.Skills[0].SkillID, *container.Skills[0].Version, stored[file])
		return &claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: text}}, StopReason: claude.StopReasonEndTurn}, nil
	})
	folder := filepath.Join(t.TempDir(), "planets")
	for _, name := range []string{"SKILL.md", "scripts/table.py"} {
		name = filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, version := range []string{"v1", "v2"} {
		var out strings.Builder
		if err := run(t.Context(), claude.NewClient(), nil, &out, []string{folder, filepath.Join(folder, "SKILL.md"), "Make a table."}); err != nil {
			t.Fatal(err)
		}
		if got, want := out.String(), "skill_1, version "+version+"\nLet me see.\nskill_1 with "+version+" on SKILL.md\n"; got != want || len(stored) > 0 {
			t.Errorf("got %q, want %q; left: %v", got, want, stored)
		}
	}
}

// serveFiles has a fake store files, and returns their names by ID.
func serveFiles(t *testing.T, srv *claudetest.Server) map[string]string {
	t.Helper()
	stored := map[string]string{}
	srv.Files.Upload(func(p *claude.FileUploadParams) (*claude.FileMetadata, error) {
		stored["file_1"] = p.File.Name
		return &claude.FileMetadata{ID: "file_1"}, nil
	})
	srv.Files.Delete(func(id string, _ *claude.FileDeleteParams) (*claude.DeletedFile, error) {
		delete(stored, id)
		return &claude.DeletedFile{ID: id}, nil
	})
	return stored
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	stored := serveFiles(t, srv)
	folder, listed := t.TempDir(), claude.ErrPermission
	if err := os.WriteFile(filepath.Join(folder, "SKILL.md"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	srv.Skills.List(func(*claude.SkillListParams) (*claude.SkillList, error) { return &claude.SkillList{}, listed })
	srv.Skills.Create(func(*claude.SkillCreateParams) (*claude.Skill, error) { return &claude.Skill{ID: "skill_1"}, nil })
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) {
		return &claude.Message{StopReason: claude.StopReasonRefusal}, nil
	})
	for _, c := range []struct {
		want   string
		args   []string
		listed error
	}{
		{"usage", nil, nil},
		{"no such file", []string{filepath.Join(folder, "none"), "", "?"}, nil},
		{"no such file", []string{folder, filepath.Join(folder, "none"), "?"}, nil},
		{"permission_error", []string{folder, "", "?"}, claude.ErrPermission},
		{"not whole: refusal", []string{folder, filepath.Join(folder, "SKILL.md"), "?"}, nil},
	} {
		listed = c.listed
		if err := run(t.Context(), srv.Client(), nil, new(strings.Builder), c.args); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	if len(stored) > 0 {
		t.Errorf("left: %v", stored)
	}
}
