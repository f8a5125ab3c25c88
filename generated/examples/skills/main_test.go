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
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		used := p.Container.(*claude.ContainerParam).Skills[0]
		text := fmt.Sprintf("%s with %s", used.SkillID, *used.Version)
		return &claude.Message{Content: []claude.ContentBlock{&claude.TextBlock{Text: text}}}, nil
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
		if err := run(t.Context(), claude.NewClient(), nil, &out, []string{folder, "Make a table."}); err != nil {
			t.Fatal(err)
		}
		if got, want := out.String(), "skill_1, version "+version+"\nskill_1 with "+version+"\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Skills.List(func(*claude.SkillListParams) (*claude.SkillList, error) { return nil, claude.ErrPermission })
	for want, args := range map[string][]string{
		"usage":            nil,
		"no such file":     {filepath.Join(t.TempDir(), "none"), "?"},
		"permission_error": {t.TempDir(), "?"},
	} {
		var out strings.Builder
		if err := run(t.Context(), srv.Client(), nil, &out, args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
