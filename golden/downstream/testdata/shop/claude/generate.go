// Package claude is the client of the shop.
package claude

//go:generate go tool codegen generate --quiet
