package bedrock_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/bedrock"
)

// A message, streamed from a local server that speaks like Bedrock.
func Example() {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL.EscapedPath())
		stream(chunks(6)...)(w, r)
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithTransport(bedrock.New(bedrock.Config{
		BaseURL:     srv.URL, // leave it out to talk to Bedrock
		Region:      "us-east-1",
		AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", // leave them out for your own
	})))
	st := client.Messages.Stream(context.Background(), &claude.MessageCreateParams{
		Model:     "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("Say hi."))},
	})
	defer st.Close()
	msg, err := st.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(msg.Content[0].(*claude.TextBlock).Text)
	// Output:
	// POST /model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream
	// Hi
}
