// Command codegen generates Go clients from OpenAPI documents.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitOK       = 0 // done, nothing found
	exitFindings = 1 // the document has errors, or the output is not current
	exitMisuse   = 2 // flags, arguments or files are not as they must be
)

func main() {
	// The work is short and allocates a lot: trade memory for time, within
	// bounds.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(4 << 30)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// errFindings means that what there is to say has been said.
var errFindings = errors.New("findings")

// run is the command without the process around it.
func run(args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	switch err := root.Execute(); {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		fmt.Fprintf(stderr, "codegen: %v\n", err)
		return exitMisuse
	}
}

// newRoot is the command codegen with all that it can do.
func newRoot(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "codegen",
		Short: "Generate a typed Go client from an OpenAPI document",
		Long: `codegen reads an OpenAPI 3.0, 3.1 or 3.2 document and writes a typed Go client:
plain structs, sealed-interface unions, paginators, event streams and uploads.

Exit codes: 0 fine, 1 findings (errors in the document, or output that is not
current), 2 misuse.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.Version = version(debug.ReadBuildInfo())
	root.SetVersionTemplate("codegen {{.Version}}\n")
	root.SetFlagErrorFunc(suggestFlag)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.AddCommand(newInit(stdout, stderr), newGenerate(stdout, stderr), newCheck(stdout, stderr), newLint(stdout, stderr), newBundle(stdout, stderr), newDocs(stdout, stderr), newDiff(stdout, stderr), newVersion(stdout))
	return root
}
