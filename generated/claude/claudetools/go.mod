module github.com/claudegen/claudegen/generated/claude/claudetools

go 1.26.0

require (
	github.com/claudegen/claudegen/generated v0.0.0
	github.com/google/jsonschema-go v0.4.3
)

replace github.com/claudegen/claudegen/generated => ../..
