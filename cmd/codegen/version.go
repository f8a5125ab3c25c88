package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// modulePath is the module that this command is part of.
const modulePath = "github.com/claudegen/claudegen"

// unreleased is the version of a command that was built from a working copy.
const unreleased = "(devel)"

// version is the version of this command: that of the module it was built from, whether it is the main
// module, as with go install, or a dependency, as with go tool.
func version(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return unreleased
	}
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path == modulePath && m.Replace == nil && m.Version != "" {
			return m.Version
		}
	}
	return unreleased
}

// checkVersion refuses settings that are for another version of codegen.
func checkVersion(want, have string) error {
	if want == "" || want == have {
		return nil
	}
	return fmt.Errorf("these settings ask for codegen %s, and this is %s: type \"go get -tool %s@%s\", or change codegen: in the settings", want, have, toolPath, want)
}

func newVersion(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of codegen",
		Long: `version prints the version of the module that codegen was built from, or (devel) if
it was built from a working copy. The setting codegen: VERSION refuses another.`,
		Example: "  codegen version",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(stdout, "codegen %s\n", c.Root().Version)
			return err
		},
	}
}
