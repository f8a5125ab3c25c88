package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// probes are requests to create a message that are wrong, but for the first.
var probes = []struct{ what, body string }{
	{"", `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}`},
	{"a member that isn't in the document", `{"model":"m","max_tokens":1,"messages":[],"probe":1}`},
	{"a member of a variant that isn't in the document", `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"x","probe":1}]}]}`},
	{"a variant that isn't in the document", `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"probe","text":"x"}]}]}`},
	{"a value that isn't in the document", `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"probe"}}]}]}`},
	{"a number written as text", `{"model":"m","max_tokens":"1","messages":[]}`},
	{"no messages", `{"model":"m","max_tokens":1}`},
}

// probe makes sure that what is wrong is refused, without which tests that pass
// would mean nothing.
func probe(ctx context.Context, url string) error {
	for _, p := range probes {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/v1/messages", strings.NewReader(p.body))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("anthropic-version", "2023-06-01")
		req.Header.Set("x-api-key", "probe")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		_ = res.Body.Close()
		switch {
		case p.what == "" && res.StatusCode != http.StatusOK:
			return fmt.Errorf("the mock answers a good request with %s", res.Status)
		case p.what != "" && res.StatusCode == http.StatusOK:
			return fmt.Errorf("the mock doesn't notice %s", p.what)
		}
	}
	return nil
}
