package main

import (
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

func bucket(results ...claude.CostReportItem) []claude.CostReportTimeBucket {
	return []claude.CostReportTimeBucket{{Results: results}}
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_ADMIN_KEY", "key")
	srv.Admin.Cost.Get(func(p *claude.AdminCostGetParams) (*claude.CostReport, error) {
		if age := time.Since(p.StartingAt); age < 71*time.Hour || age > 73*time.Hour {
			t.Errorf("asked for costs since %s", p.StartingAt)
		}
		if p.Page == nil {
			return &claude.CostReport{HasMore: true, NextPage: new("2"), Data: bucket(
				claude.CostReportItem{Currency: "USD", Amount: "123.45", WorkspaceID: new("wrkspc_1")},
				claude.CostReportItem{Currency: "USD", Amount: "9"},
			)}, nil
		}
		return &claude.CostReport{Data: bucket(
			claude.CostReportItem{Currency: "USD", Amount: "200.055", WorkspaceID: new("wrkspc_1")},
			claude.CostReportItem{Currency: "USD", Amount: "1000", WorkspaceID: new("wrkspc_2")},
		)}, nil
	})
	srv.Admin.Workspaces.List(func(*claude.AdminWorkspaceListParams) (*claude.WorkspaceList, error) {
		return &claude.WorkspaceList{Data: []claude.Workspace{{ID: "wrkspc_1", Name: "Research"}}}, nil
	})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), nil, &out, []string{"-days", "3"}); err != nil {
		t.Fatal(err)
	}
	const want = "  10.00 USD  wrkspc_2\n   3.24 USD  Research\n   0.09 USD  default workspace\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Admin.Cost.Get(func(*claude.AdminCostGetParams) (*claude.CostReport, error) {
		return &claude.CostReport{Data: bucket(claude.CostReportItem{Currency: "EUR", Amount: "1"})}, nil
	})
	var out strings.Builder
	if err := run(t.Context(), srv.Client(), nil, &out, nil); err == nil || !strings.Contains(err.Error(), `"1" EUR`) || out.String() != "" {
		t.Errorf("%v, %q", err, out.String())
	}
}
