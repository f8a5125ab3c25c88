// Package shop greets customers.
package shop

import (
	"context"

	"example.com/shop/claude"
)

// Greet answers a customer.
func Greet(ctx context.Context, client *claude.Client, customer string) (*claude.Message, error) {
	return client.Messages.Create(ctx, &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet4_5, MaxTokens: 100, Messages: []claude.MessageParam{claude.UserMessage(claude.Text(customer))},
	})
}
