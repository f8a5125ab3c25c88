module github.com/claudegen/claudegen/generated/examples/tools

go 1.26.0

require (
	github.com/claudegen/claudegen/generated v0.0.0
	github.com/claudegen/claudegen/generated/claude/claudetools v0.0.0
)

require github.com/google/jsonschema-go v0.4.3 // indirect

replace (
	github.com/claudegen/claudegen/generated => ../..
	github.com/claudegen/claudegen/generated/claude/claudetools => ../../claude/claudetools
)
