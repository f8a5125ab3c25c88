module github.com/claudegen/claudegen/generated/platforms/googleauth

go 1.26.0

require (
	github.com/claudegen/claudegen/generated v0.0.0
	golang.org/x/oauth2 v0.38.0
)

require cloud.google.com/go/compute/metadata v0.3.0 // indirect

replace github.com/claudegen/claudegen/generated => ../..
