module github.com/claudegen/claudegen/golden/conformance/spector

go 1.26.0
