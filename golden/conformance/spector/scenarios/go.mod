module github.com/claudegen/claudegen/golden/conformance/spector/scenarios

go 1.26.0

require spector.test/api v0.0.0

// The clients, which the command in the folder above generates, here those from
// OpenAPI 3.1. openapi30.mod says the same of those from OpenAPI 3.0.
replace spector.test/api => ../generated/3.1.0
