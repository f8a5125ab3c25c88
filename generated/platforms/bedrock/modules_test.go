package bedrock_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestModules holds the modules that a program gets to those of AWS and our own.
func TestModules(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Path}}", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Fields(string(out))
	for _, m := range all {
		if !strings.HasPrefix(m, "github.com/aws/") && !strings.HasPrefix(m, "github.com/claudegen/claudegen/generated") {
			t.Error(m)
		}
	}
	const most = 18
	if len(all) > most {
		t.Errorf("%d modules: %v", len(all), all)
	}
}
