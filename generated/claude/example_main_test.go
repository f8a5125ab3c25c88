package claude_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// TestMain starts the server that the examples find in the environment, so that
// they read as programs do.
func TestMain(m *testing.M) {
	os.Exit(runExamples(m))
}

func runExamples(m *testing.M) int {
	tb := new(exampleTB)
	defer tb.finish()
	srv := claudetest.NewServer(tb)
	scriptMessages(srv)
	scriptChat(srv)
	scriptFiles(srv)
	scriptAnalytics(srv)
	scriptReports(srv)
	scriptMembers(srv)
	scriptSettings(srv)
	for name, value := range map[string]string{
		"ANTHROPIC_BASE_URL": srv.URL, "ANTHROPIC_API_KEY": "key", "ANTHROPIC_ADMIN_KEY": "admin-key", "ANTHROPIC_AUTH_TOKEN": "",
	} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	return m.Run()
}

// exampleTB is what the server needs of a test. It prints what is wrong where
// examples print, which makes them fail.
type exampleTB struct {
	testing.TB
	cleanup []func()
}

func (*exampleTB) Helper() {}

func (tb *exampleTB) Cleanup(f func()) { tb.cleanup = append(tb.cleanup, f) }

func (*exampleTB) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func (tb *exampleTB) finish() {
	for _, f := range tb.cleanup {
		f()
	}
}
