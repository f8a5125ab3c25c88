package names

import "testing"

func TestExported(t *testing.T) {
	for in, want := range map[string]string{
		"max_tokens":                 "MaxTokens",
		"claude-sonnet-4-5":          "ClaudeSonnet4_5",
		"claude-sonnet-4-5-20250929": "ClaudeSonnet4_5_20250929",
		"claude-3-opus-latest":       "Claude3OpusLatest",
		"url":                        "URL",
		"imageUrl":                   "ImageURL",
		"api_key_ids[]":              "APIKeyIDs",
		"created_at[gte]":            "CreatedAtGte",
		"Base64PDFSource":            "Base64PDFSource",
		"WebSearchTool20250305":      "WebSearchTool20250305",
		"BetaTool_20250124":          "BetaTool20250124",
		"MCPToolUseBlock":            "MCPToolUseBlock",
		"APIKeyIDs":                  "APIKeyIDs",
		"+1":                         "Plus1",
		"-1":                         "Minus1",
		"-created":                   "MinusCreated",
		"a-1":                        "A1",
		"utc+2":                      "UTCPlus2",
		"":                           "XEmpty",
		"$":                          "XDollar",
		"5m":                         "X5m",
		"end_turn":                   "EndTurn",
		"日本":                         "X日本",
		"RATE_LIMITED":               "RateLimited",
		"SHOUTED_NAMES":              "ShoutedNames",
		"type":                       "Type",
	} {
		if got := Exported(in); got != want {
			t.Errorf("Exported(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for in, want := range map[string]string{
		"model_id": "modelID", "id": "id", "URL": "url", "type": "typeValue", "apiKeyId": "apiKeyID", "ctx": "ctxValue", "ids": "ids",
	} {
		if got := Unexported(in); got != want {
			t.Errorf("Unexported(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestArgument(t *testing.T) {
	for in, want := range map[string]string{"model_id": "modelID", "call": "callArg", "date": "dateArg", "type": "typeValue"} {
		if got := Argument(in); got != want {
			t.Errorf("Argument(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for in, want := range map[string]string{
		"messages": "message", "batches": "batch", "Policies": "Policy", "usage": "usage", "compliance_settings": "compliance_settings", "analytics": "analytics", "API keys": "API key", "address": "address",
	} {
		if got := Singular(in); got != want {
			t.Errorf("Singular(%q) = %q, want %q", in, got, want)
		}
	}
}
