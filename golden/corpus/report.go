package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"
)

const preamble = `# Corpus

` + "`make corpus`" + ` generates clients from real documents, with codegen and with its rivals, compiles them with go build and go vet,
and writes this file. With codegen it also generates a fake server and the tests of the client (` + "`--fake --tests`" + `), vets and runs them. The documents come from packages of the Go module proxy and of npm, pinned by version and checksum
in list.go; none is kept here.

While working on the generator, ` + "`go run . -only REGEXP`" + ` takes some documents only, ` + "`-no-rivals`" + ` leaves the rivals out, ` + "`-no-tests`" + ` the generated tests, and ` + "`-keep DIR`" + `
keeps what is generated. ` + "`-only-tests`" + ` measures nothing, which a busy machine can't, and writes the section about generated tests only. Which packages compile and pass
their tests is remembered in the user's cache folder, so that a run that was ended goes on where it was; times are always measured
anew, those of generating as the best of several rounds in turn. The factors are the time of the other by that of codegen.
`

// report writes what came of the documents.
func report(gs []generator, rows []row, o options) string {
	var b strings.Builder
	b.WriteString(preamble)
	if only := o.only.String(); only != "" {
		fmt.Fprintf(&b, "\nThis run took only the documents that match `%s`.\n", only)
	}
	if o.noRivals {
		b.WriteString("\nThis run left the rivals out.\n")
	}
	summary(&b, gs, rows)
	table(&b, gs, rows)
	if len(gs) > 1 {
		fmt.Fprintf(&b, "\n## The largest\n\nProcessor time that the compiler takes for the packages of documents with %d operations and more, their dependencies being built, with %s.\n\n", largest, runtime.Version())
		compiling(&b, gs, rows)
	}
	failures(&b, gs, rows)
	return b.String()
}

// summary counts.
func summary(b *strings.Builder, gs []generator, rows []row) {
	fmt.Fprintf(b, "\n## Summary\n\n| | generated and compiled | of %d | unions: types that can be switched on | raw JSON |\n|---|---:|---:|---:|---:|\n", len(rows))
	for i, g := range gs {
		n, u := 0, unions{}
		for _, r := range rows {
			if r.results[i].ok() {
				n++
			}
			u.typed += r.results[i].unions.typed
			u.raw += r.results[i].unions.raw
		}
		fmt.Fprintf(b, "| %s | %d | %.1f%% | %d | %d |\n", g.name, n, 100*float64(n)/float64(len(rows)), u.typed, u.raw)
	}
	if len(gs) == 1 {
		return
	}
	only, lost, slower := compare(rows)
	list := func(text string, names []string) {
		if len(names) == 0 {
			names = []string{"none"}
		}
		fmt.Fprintf(b, "\n%s: %s.\n", text, strings.Join(names, ", "))
	}
	list("Documents that only codegen makes a package of that compiles", only)
	list("Documents that a rival makes a package of that compiles, and codegen doesn't", lost)
	list(fmt.Sprintf("Documents of %d operations and more that oapi-codegen is quicker with", many), slower)
}

// compare lists documents by how codegen and its rivals do.
func compare(rows []row) (only, lost, slower []string) {
	for _, r := range rows {
		ours, rival := r.results[0], r.results[1:]
		theirs := slices.ContainsFunc(rival, func(x result) bool { return x.ok() })
		switch {
		case ours.ok() && !theirs:
			only = append(only, r.name)
		case !ours.ok() && theirs:
			lost = append(lost, r.name)
		}
		if r.counts.operations >= many && ours.refused == "" && rival[0].refused == "" && rival[0].took < ours.took {
			slower = append(slower, r.name)
		}
	}
	return only, lost, slower
}

// table has a line for each document.
func table(b *strings.Builder, gs []generator, rows []row) {
	b.WriteString("\n## Documents\n\nA cell has the seconds that generating takes. \"refused\": nothing is written. \"broken\": what is written doesn't compile.\nUnions are those that are types / those that are raw JSON.\n\n")
	b.WriteString("| document | OpenAPI | operations | schemas |")
	for _, g := range gs {
		b.WriteString(" " + g.name + " | unions |")
	}
	b.WriteString("\n|---|---|---:|---:|" + strings.Repeat("---:|---:|", len(gs)) + "\n")
	for _, r := range rows {
		fmt.Fprintf(b, "| %s | %s | %d | %d |", r.name, r.counts.version, r.counts.operations, r.counts.schemas)
		for i := range gs {
			fmt.Fprintf(b, " %s |", cell(r.results[i], r.results[0]))
		}
		b.WriteString("\n")
	}
}

func cell(r, ours result) string {
	if r.refused != "" {
		return "refused | "
	}
	text := seconds(r.took)
	if r.took != ours.took && ours.refused == "" {
		text += fmt.Sprintf(" (%.1fx)", r.took.Seconds()/ours.took.Seconds())
	}
	if r.broken != "" {
		text = "broken, " + text
	}
	return fmt.Sprintf("%s | %d / %d", text, r.unions.typed, r.unions.raw)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }

// compiling has the compile times of the largest.
func compiling(b *strings.Builder, gs []generator, rows []row) {
	b.WriteString("| document |")
	for _, g := range gs {
		b.WriteString(" " + g.name + " | lines |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---:|---:|", len(gs)) + "\n")
	for _, r := range rows {
		if r.counts.operations < largest {
			continue
		}
		fmt.Fprintf(b, "| %s |", r.name)
		for _, x := range r.results {
			switch {
			case x.ok():
				text := seconds(x.compile) + " s"
				if ours := r.results[0]; ours.ok() && x.compile != ours.compile {
					text += fmt.Sprintf(" (%.1fx)", x.compile.Seconds()/ours.compile.Seconds())
				}
				fmt.Fprintf(b, " %s | %d |", text, x.lines)
			case x.refused != "":
				b.WriteString(" refused | |")
			default:
				fmt.Fprintf(b, " broken | %d |", x.lines)
			}
		}
		b.WriteString("\n")
	}
}

// failures says of each generator what stopped it.
func failures(b *strings.Builder, gs []generator, rows []row) {
	for i, g := range gs {
		fmt.Fprintf(b, "\n## What stops %s\n\n", g.name)
		n := 0
		for _, r := range rows {
			x := r.results[i]
			if x.ok() {
				continue
			}
			n++
			how, why := "refused", x.refused
			if why == "" {
				how, why = "broken", x.broken
			}
			fmt.Fprintf(b, "- %s (%s), %s: `%s`\n", r.name, r.from, how, clip(why))
		}
		if n == 0 {
			b.WriteString("Nothing.\n")
		}
	}
}

// clip shortens a message for the report.
func clip(s string) string {
	const most = 240
	s = strings.Map(func(r rune) rune {
		if r == '`' {
			return '\''
		}
		return r
	}, s)
	if rs := []rune(s); len(rs) > most {
		return string(rs[:most]) + "..."
	}
	return s
}

// progress is a line about a row.
func (r row) progress(gs []generator) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d operations", r.name, r.counts.operations)
	for i, x := range r.results {
		g := gs[i]
		switch {
		case x.refused != "":
			fmt.Fprintf(&b, "; %s refuses: %s", g.name, clip(x.refused))
		case x.broken != "":
			fmt.Fprintf(&b, "; %s broken: %s", g.name, clip(x.broken))
		default:
			fmt.Fprintf(&b, "; %s %s s", g.name, seconds(x.took))
		}
	}
	if t := r.tests; t.Refused != "" || t.Problem != "" || t.Passed > 0 {
		fmt.Fprintf(&b, "; generated tests: %s", t.verdict())
	}
	return b.String()
}
