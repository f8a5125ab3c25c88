// Command conformance holds the document and the client of this repository
// against the vendor's. A mock server that validates serves our document, and
// the tests of the vendor's SDK run against it; it serves the vendor's document,
// and the generated tests of our client run against it. What came of it is
// written to README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "README.md", "file to write the tables to; - for standard output only")
	client := flag.String("client", "../../generated/claude", "folder of our client and its generated tests")
	rounds := flag.Int("rounds", 0, "run our tests this many times with answers made up (default: as often as the largest union has variants)")
	keep := flag.String("keep", "", "work in this folder and keep it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *out, *client, *rounds, *keep)
	stop()
	if err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, out, client string, rounds int, keep string) error {
	dir := keep
	if dir == "" {
		tmp, err := os.MkdirTemp("", "conformance")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(tmp) }()
		dir = tmp
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := installMock(ctx); err != nil {
		return err
	}
	sdk, err := copySDK(ctx, filepath.Join(dir, "sdk"))
	if err != nil {
		return err
	}
	var r report
	if r.theirs, err = vendorTests(ctx, dir, sdk); err != nil {
		return fmt.Errorf("the vendor's tests: %w", err)
	}
	if r.ours, err = ourTests(ctx, dir, sdk, client, rounds); err != nil {
		return fmt.Errorf("our tests: %w", err)
	}
	text := r.render()
	fmt.Print(text)
	if out != "-" {
		if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return r.err()
}

// vendorTests serves our document and runs the tests of the vendor's SDK.
func vendorTests(ctx context.Context, dir, sdk string) (*outcome, error) {
	data, err := ourDocument()
	if err != nil {
		return nil, err
	}
	// Names in our document are those on the wire, brackets included, so that the
	// mock needs no word about how parameters are written.
	m, err := startMock(ctx, filepath.Join(dir, "ours.json"), data)
	if err != nil {
		return nil, err
	}
	defer m.stop()
	p := &strict{mock: m.url, remark: func(r remark) bool {
		return r.code == undeclaredQuery && r.path == "query.beta" // travels with every beta, see x-betas
	}}
	url := p.start()
	defer p.stop()
	if err := probe(ctx, url); err != nil {
		return nil, err
	}

	names, err := mockTests(sdk)
	if err != nil {
		return nil, err
	}
	log.Print("compiling and running the tests of the vendor's SDK, which takes minutes")
	o := &outcome{side: vendorSide}
	results, err := goTest(ctx, sdk, names.inScope(), "TEST_API_BASE_URL="+url)
	if err != nil {
		return nil, err
	}
	o.add(results, url)
	o.leftOut = names.outOfScope()
	o.missed, err = p.missed(data)
	return o, err
}

// ourTests serves the vendor's document and runs the tests of our client, once
// with the document's examples for answers and then with answers made up.
func ourTests(ctx context.Context, dir, sdk, client string, rounds int) (*outcome, error) {
	if _, err := os.Stat(filepath.Join(client, "operations_gen_test.go")); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s has no generated tests", client)
	}
	document, err := vendorDocument(sdk)
	if err != nil {
		return nil, err
	}
	if rounds == 0 {
		if rounds, err = largestUnion(document); err != nil {
			return nil, err
		}
	}
	o := &outcome{side: ourSide}
	log.Print("running our tests")
	file := filepath.Join(dir, "vendor.json")
	if err := o.ourRound(ctx, file, document, client); err != nil {
		return nil, err
	}
	for round := range rounds {
		log.Printf("running our tests with answers made up, round %d of %d", round+1, rounds)
		data, err := madeUp(document, round)
		if err != nil {
			return nil, err
		}
		if err := o.ourRound(ctx, file, data, client); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// ourRound serves a document and runs the tests of our client: once as they are,
// and once asking for the beta's answers to what isn't beta by itself.
func (o *outcome) ourRound(ctx context.Context, file string, document []byte, client string) error {
	m, err := startMock(ctx, file, document, bracketFlags...)
	if err != nil {
		return err
	}
	defer m.stop()
	p := &strict{mock: m.url, remark: remark.aboutValue}
	if p.twins, err = twins(document); err != nil {
		return err
	}
	url := p.start()
	defer p.stop()
	if err := probe(ctx, url); err != nil {
		return err
	}
	for _, beta := range []bool{false, true} {
		p.beta.Store(beta)
		results, err := goTest(ctx, client, []string{"TestSampleOperations"}, "CLAUDE_TEST_BASE_URL="+url)
		if err != nil {
			return err
		}
		o.add(results, url)
	}
	o.remarks = slices.Compact(slices.Sorted(slices.Values(append(o.remarks, p.remarks()...))))
	return nil
}
