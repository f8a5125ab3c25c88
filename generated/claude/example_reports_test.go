package claude_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
)

func ExampleAdminService() {
	client := claude.NewClient(claude.WithAdminKey("sk-ant-admin...")) // or ANTHROPIC_ADMIN_KEY
	organization, err := client.Admin.Organization.Get(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(organization.Name)
	// Output: Example Ltd.
}

func ExampleAdminCostService_GetAll() {
	client := claude.NewClient()
	for day, err := range client.Admin.Cost.GetAll(context.Background(), &claude.AdminCostGetParams{
		StartingAt: time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC),
		GroupBy:    []claude.CostReportGroupBy{claude.CostReportGroupByDescription},
	}) {
		if err != nil {
			log.Fatal(err)
		}
		for _, item := range day.Results {
			fmt.Println(*item.Description, item.Amount, item.Currency) // in cents
		}
	}
	// Output: Claude Sonnet 5.5 Usage - Output Tokens 123.45 USD
}

func ExampleAdminUsageService_MessagesAll() {
	client := claude.NewClient()
	for hour, err := range client.Admin.Usage.MessagesAll(context.Background(), &claude.AdminUsageMessagesParams{
		StartingAt:  time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC),
		BucketWidth: claude.UsageReportBucketWidth1h,
	}) {
		if err != nil {
			log.Fatal(err)
		}
		for _, item := range hour.Results {
			fmt.Println(item.UncachedInputTokens, item.OutputTokens)
		}
	}
	// Output: 1500 400
}

func ExampleAdminRateLimitService_All() {
	client := claude.NewClient()
	for group, err := range client.Admin.RateLimits.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		for _, limit := range group.Limits {
			fmt.Println(group.Models, limit.Type, limit.Value)
		}
	}
	// Output: [claude-sonnet-5-5] requests_per_minute 4000
}

func ExampleAdminSpendLimitService_All() {
	client := claude.NewClient()
	for limit, err := range client.Admin.SpendLimits.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		if limit.Amount != nil { // in cents
			fmt.Println(*limit.Amount, limit.Currency, limit.Period)
		}
	}
	// Output: 50000 USD monthly
}

func ExampleAdminSpendLimitIncreaseRequestService_Deny() {
	client := claude.NewClient()
	request, err := client.Admin.SpendLimitIncreaseRequests.Deny(context.Background(), "request_1", nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(request.ID, request.Status)
	// Output: request_1 denied
}
