//go:build !go1.27

package sampletest

// Before Go 1.27 there is no encoding/json/v2.
var (
	sampleV2Encoders []sampleEncoder
	sampleV2Decoders []sampleDecoder
)
