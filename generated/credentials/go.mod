module github.com/claudegen/claudegen/generated/credentials

go 1.26.0

require github.com/claudegen/claudegen/generated v0.0.0

replace github.com/claudegen/claudegen/generated => ..
