// Package readmes checks the Markdown files of the repository: that links and
// anchors lead somewhere, that Go blocks compile, that commands run or at least
// exist, and that YAML blocks are what codegen accepts.
//
// A block says what it is by its language. HTML comments right before it, which
// readers don't see, say what it takes from around it:
//
//	<!-- with: ctx context.Context, n int -->   variables of a fragment of Go
//	<!-- at: /paths/~1things/get -->            where a fragment of a document belongs in base.yaml
//	<!-- exits: 1 -->                           the exit code of the commands of a block
//
// Go: what has a package clause is compiled as it stands, declarations and
// statements after one has been added, with imports as needed. Tests are run.
// Commands, in blocks of the language sh: each is run in a folder laid out by
// layOut, one folder for a file, in their order. Those that can't be run in a test
// stand in notRun, with the reason.
// YAML: a codegen.yaml, an overlay or a fragment of a document.
// Blocks of the languages text, and synopses, are only looked at for names of
// commands and flags.
package readmes
