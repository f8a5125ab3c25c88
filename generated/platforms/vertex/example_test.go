package vertex_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/vertex"
)

// A message by way of the platform. The server here stands for it; without a BaseURL the
// requests go to the platform itself.
func Example() {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL.Path)
		reply(w, 200, message)
	}))
	defer srv.Close()

	client := claude.NewClient(claude.WithTransport(vertex.New(vertex.Config{Region: "us-east5", Project: "my-project", TokenSource: oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "token"}), BaseURL: srv.URL})))
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
	// POST /v1/projects/my-project/locations/us-east5/publishers/anthropic/models/claude-sonnet-5:rawPredict
	// hi
}
