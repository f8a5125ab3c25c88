// Package downstream tests codegen the way that other repositories use it: as
// a tool of a module of theirs, run by go generate, with what it writes vendored
// beside.
package downstream
