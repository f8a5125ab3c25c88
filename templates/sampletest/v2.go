//go:build go1.27

package sampletest

import "encoding/json/v2"

// sampleV2Encoders and sampleV2Decoders are encoding/json/v2, which is there
// from Go 1.27 on.
var (
	sampleV2Encoders = []sampleEncoder{{"encoding/json/v2", func(v any) ([]byte, error) { return json.Marshal(v) }}}
	sampleV2Decoders = []sampleDecoder{{"encoding/json/v2", func(b []byte, p any) error { return json.Unmarshal(b, p) }}}
)
