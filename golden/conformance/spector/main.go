// Command spector drives the scenarios of Spector, the suite by which generators
// for TypeSpec are measured, with clients that codegen makes from the OpenAPI of
// its API descriptions. Spector's server checks what it is sent; the tests in
// scenarios check what comes back. What came of it is written to README.md.
//
// It needs node and npm. Everything it makes goes to the folder generated, which
// git ignores.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// versions are those of OpenAPI, and which module file has go test use the
// clients made from them.
var versions = []version{
	{"3.0.0", "openapi30.mod"},
	{"3.1.0", "go.mod"},
}

type version struct{ number, modfile string }

// short is the version as people write it, e.g. "3.1".
func (v version) short() string { return v.number[:len(v.number)-2] }

// Where things are kept, below this folder.
const (
	workFolder = "generated"
	testFolder = "scenarios" // a module of its own, which needs what is generated
	specFolder = "node_modules/@typespec/http-specs"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "README.md", "file to write the table to; - for none")
	only := flag.String("run", "", "drive only the scenarios whose names match this regular expression, and write no file")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *out, *only)
	stop()
	if err != nil {
		log.Fatal(err)
	}
}

// run drives all scenarios, or those that are asked for, once for each version of
// OpenAPI, and reports on them.
func run(ctx context.Context, out, only string) error {
	filter, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	if only != "" {
		out = "-"
	}
	start := time.Now()
	areas, err := prepare(ctx)
	if err != nil {
		return err
	}
	r := &report{areas: areas}
	if r.tests, err = findTests(testFolder); err != nil {
		return err
	}
	if err := r.complete(); err != nil {
		return err
	}
	matches := func(scenario string) bool { return filter.MatchString("Test" + scenario) }
	p, err := partFor(r.tests, matches)
	if err != nil {
		return err
	}
	if len(p.tests) == 0 {
		return fmt.Errorf("no test of a scenario matches %q", only)
	}
	for i := range areas {
		areas[i].Scenarios = slices.DeleteFunc(areas[i].Scenarios, func(s string) bool { return !matches(s) })
	}
	for _, v := range versions {
		log.Printf("OpenAPI %s", v.short())
		o, err := drive(ctx, v, areas, p, filter)
		if err != nil {
			return fmt.Errorf("OpenAPI %s: %w", v.short(), err)
		}
		r.outcomes = append(r.outcomes, o)
	}
	if out != "-" {
		if err := os.WriteFile(out, []byte(r.render()), 0o644); err != nil {
			return err
		}
	}
	fmt.Print(r.summary())
	log.Printf("took %s", time.Since(start).Round(time.Second))
	return r.err()
}

// drive generates the clients for a version of OpenAPI that the tests need and runs
// these against a server that has seen nothing else.
func drive(ctx context.Context, v version, areas []area, p *part, filter *regexp.Regexp) (*outcome, error) {
	o := &outcome{version: v, problems: map[string]string{}}
	needed := areas // also those without a test: they can be generated
	if filter.String() != "" {
		needed = slices.DeleteFunc(slices.Clone(areas), func(a area) bool { return !p.clients[clientPath(a.Name)] })
	}
	if err := generateAll(ctx, v, needed, o); err != nil {
		return nil, err
	}
	overlay, err := leaveOutBroken(ctx, v, p, o)
	if err != nil {
		return nil, err
	}
	s, err := startServer(ctx, filepath.Join(workFolder, v.number))
	if err != nil {
		return nil, err
	}
	defer s.stop()
	if err := runTests(ctx, v, p, overlay, filter, s.url, o); err != nil {
		return nil, err
	}
	o.coverage, err = s.coverage(ctx)
	return o, err
}
