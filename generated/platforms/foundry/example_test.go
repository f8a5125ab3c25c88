package foundry_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/foundry"
)

// A message by way of the platform. The server here stands for it; without a BaseURL the
// requests go to the platform itself.
func Example() {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL.Path)
		reply(w, 200, message)
	}))
	defer srv.Close()

	client := claude.NewClient(claude.WithTransport(foundry.New(foundry.Config{Key: "key", BaseURL: srv.URL + "/anthropic"})))
	msg, err := client.Messages.Create(context.Background(), &claude.MessageCreateParams{
		Model:     "claude-sonnet-5",
		MaxTokens: 100,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("Hello!"))},
	})
	if err != nil {
		log.Panic(err)
	}
	fmt.Println(msg.Content[0].(*claude.TextBlock).Text)
	// Output:
	// POST /anthropic/v1/messages
	// hi
}
