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
}

// Change is a difference between the APIs of two packages.
type Change struct {
	Symbol     string // e.g. "Message.ID"
	Message    string // e.g. "removed"
	Compatible bool
	Old, New   diag.Place // either may be nil
}

// Compare lists what differs between the exported APIs of two packages.
func Compare(older, newer Package) []Change {
	var out []Change
	for _, c := range apidiff.Changes(older.Types, newer.Types).Changes {
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
