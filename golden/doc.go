// Package golden holds cases that pin what the generator writes: archives with a
// document, the Go or the diagnostics that come of it, and a test that uses the
// result. See README.md.
package golden
