module github.com/claudegen/claudegen/generated

go 1.26.0
