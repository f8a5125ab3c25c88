package goapi

import (
	"go/types"
	"strings"

	"golang.org/x/exp/apidiff"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Package is a generated package and where its symbols come from.
type Package struct {
	Types  *types.Package
	Places Places

	unmarked *types.Package // without the methods that mark the variants of unions
}

// Change is a difference between the APIs of two packages.
type Change struct {
	Symbol     string // e.g. "Message.ID"
	Message    string // e.g. "removed"
	Compatible bool
	Old, New   diag.Location // either may be nil
}

// Compare lists what differs between the exported APIs of two packages.
func Compare(older, newer Package) []Change {
	// apidiff prints to standard output when it has two things to say of one type, which only happens
	// when a type is no longer a variant of two unions. So it gets types that are variants of none.
	report := apidiff.Changes(older.unmarked, newer.unmarked)
	var out []Change
	for _, c := range report.Changes {
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
	return append(out, lostVariants(older, newer)...)
}
