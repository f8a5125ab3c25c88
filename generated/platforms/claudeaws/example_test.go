package claudeaws_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/claudeaws"
)

// A message from a local server that speaks like the platform.
func Example() {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL.Path, r.Header.Get("anthropic-workspace-id"))
		ok(w, r)
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithTransport(claudeaws.New(claudeaws.Config{
		BaseURL:     srv.URL, // leave it out to talk to the platform
		Region:      "us-east-1",
		WorkspaceID: "wrkspc_1",
		AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", // leave them out for your own
	})))
	msg, err := client.Messages.Create(context.Background(), &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("Say hi."))},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(msg.Content[0].(*claude.TextBlock).Text)
	// Output:
	// POST /v1/messages wrkspc_1
	// hi
}
