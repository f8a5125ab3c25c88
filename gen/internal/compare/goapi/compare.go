package goapi

import (
	"go/types"
	"os"
	"strings"
	"sync"

	"golang.org/x/exp/apidiff"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Package is a generated package and where its symbols come from.
type Package struct {
	Types  *types.Package
	Places Places
}

// Change is a difference between the APIs of two packages.
type Change struct {
	Symbol     string // e.g. "Message.ID"
	Message    string // e.g. "removed"
	Compatible bool
	Old, New   diag.Location // either may be nil
}

// Compare lists what differs between the exported APIs of two packages.
func Compare(older, newer Package) ([]Change, error) {
	report, err := apiChanges(older.Types, newer.Types)
	if err != nil {
		return nil, err
	}
	var out []Change
	said := map[string]bool{}
	for _, c := range report.Changes {
		said[c.Message] = true
		symbol, message, _ := strings.Cut(c.Message, ": ")
		change := Change{Symbol: symbol, Message: message, Compatible: c.Compatible}
		if message != "added" {
			change.Old = older.Places.find(symbol)
		}
		if message != "removed" {
			change.New = newer.Places.find(symbol)
		}
		out = append(out, change)
	}
	for _, c := range lostVariants(older, newer) {
		if !said[c.Symbol+": "+c.Message] {
			out = append(out, c)
		}
	}
	return out, nil
}

// stdout is held while standard output is another.
var stdout sync.Mutex

// apiChanges calls apidiff, which prints to standard output when it has two
// things to say of one type. Standard output is for reports, some of them JSON.
func apiChanges(older, newer *types.Package) (apidiff.Report, error) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return apidiff.Report{}, err
	}
	stdout.Lock()
	before := os.Stdout
	os.Stdout = null
	defer func() {
		os.Stdout = before
		stdout.Unlock()
		_ = null.Close() // nothing is lost
	}()
	return apidiff.Changes(older, newer), nil
}
