//go:build tools

package main

// The rivals that the corpus is generated with besides, pinned by go.mod.
import (
	_ "github.com/anthropics/anthropic-sdk-go" // its document is what make wire compares with
	_ "github.com/doordash-oss/oapi-codegen-dd/v3/cmd/oapi-codegen"
	_ "github.com/doordash-oss/oapi-codegen-dd/v3/pkg/runtime"
	_ "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"
	_ "github.com/oapi-codegen/runtime"
)
