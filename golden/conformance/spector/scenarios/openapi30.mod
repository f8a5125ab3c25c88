module github.com/claudegen/claudegen/golden/conformance/spector/scenarios

go 1.26.0

require spector.test/api v0.0.0

// The clients from OpenAPI 3.0, for go test -modfile; see go.mod.
replace spector.test/api => ../generated/3.0.0
