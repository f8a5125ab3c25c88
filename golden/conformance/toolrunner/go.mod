module github.com/claudegen/claudegen/golden/conformance/toolrunner

go 1.26.0

require (
	github.com/claudegen/claudegen/generated v0.0.0
	github.com/claudegen/claudegen/generated/claude/claudetools v0.0.0
	github.com/google/go-cmp v0.7.0
	go.yaml.in/yaml/v3 v3.0.6
)

require github.com/google/jsonschema-go v0.4.3 // indirect

replace (
	github.com/claudegen/claudegen/generated => ../../../generated
	github.com/claudegen/claudegen/generated/claude/claudetools => ../../../generated/claude/claudetools
)
