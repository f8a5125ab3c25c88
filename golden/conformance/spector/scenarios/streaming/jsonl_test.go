package streaming_test

import (
	"testing"

	"spector.test/api/streaming/jsonl"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func client(t *testing.T) *jsonl.Client {
	return jsonl.NewClient(jsonl.WithBaseURL(check.URL(t)))
}

const lines = `{"desc": "one"}
{"desc": "two"}
{"desc": "three"}`

func TestStreaming_Jsonl_Basic_send(t *testing.T) {
	check.OK(t, client(t).Streaming.BasicSend(t.Context(), &jsonl.StreamingBasicSendParams{Body: jsonl.FileBytes("lines.jsonl", []byte(lines))}))
}

func TestStreaming_Jsonl_Basic_receive(t *testing.T) {
	stream := client(t).Streaming.BasicReceive(t.Context(), nil)
	defer func() { check.OK(t, stream.Close()) }()
	var got []string
	for info, err := range stream.All() {
		check.OK(t, err)
		got = append(got, info.Desc)
	}
	check.Equal(t, got, []string{"one", "two", "three"})
}
