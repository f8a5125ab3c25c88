//go:build tools

package main

// The vendor's SDK, whose tests and document are used, pinned by go.mod.
import _ "github.com/anthropics/anthropic-sdk-go"
