package claude_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
)

func ExampleAdminAnalyticsService() {
	client := claude.NewClient() // reads ANTHROPIC_ADMIN_KEY
	day := claude.DateOf(time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC))
	page, err := client.Admin.Analytics.Projects.List(context.Background(), &claude.AdminAnalyticsProjectListParams{Date: &day, Limit: new(int64(10))})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(page.Data), page.HasNext())
	// Output: 1 false
}

func ExampleAdminAnalyticsProjectService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for project, err := range client.Admin.Analytics.Projects.All(context.Background(), &claude.AdminAnalyticsProjectListParams{
		Date: new(day),
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(project.ProjectName, project.MessageCount)
	}
	// Output: Atlas 310
}

func ExampleAdminAnalyticsArtifactService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for artifact, err := range client.Admin.Analytics.Artifacts.All(context.Background(), &claude.AdminAnalyticsArtifactListParams{
		Date: day,
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(artifact.ArtifactType, artifact.ArtifactsCreatedCount)
	}
	// Output: document 12
}

func ExampleAdminAnalyticsConnectorService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for connector, err := range client.Admin.Analytics.Connectors.All(context.Background(), &claude.AdminAnalyticsConnectorListParams{
		Date: new(day),
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(connector.ConnectorName, connector.DistinctUserCount)
	}
	// Output: tickets 4
}

func ExampleAdminAnalyticsPluginService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for plugin, err := range client.Admin.Analytics.Plugins.All(context.Background(), &claude.AdminAnalyticsPluginListParams{
		Date: new(day),
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(plugin.PluginName, plugin.InvocationCount)
	}
	// Output: reviews 57
}

func ExampleAdminAnalyticsSkillService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for skill, err := range client.Admin.Analytics.Skills.All(context.Background(), &claude.AdminAnalyticsSkillListParams{
		Date: new(day),
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(skill.SkillName, skill.DistinctUserCount)
	}
	// Output: tables 9
}

func ExampleAdminAnalyticsSummaryService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for summary, err := range client.Admin.Analytics.Summaries.All(context.Background(), &claude.AdminAnalyticsSummaryListParams{
		StartingDate: day,
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(summary.StartingAt.Format(time.DateOnly), summary.DailyActiveUserCount)
	}
	// Output: 2026-11-02 41
}

func ExampleAdminAnalyticsUserService_All() {
	client := claude.NewClient()
	day := claude.Date{Year: 2026, Month: time.November, Day: 2}
	for activity, err := range client.Admin.Analytics.Users.All(context.Background(), &claude.AdminAnalyticsUserListParams{
		Date: new(day),
	}) {
		if err != nil {
			log.Fatal(err)
		}
		if user, ok := activity.User.Get(); ok { // not if the rows are groups
			fmt.Println(user.EmailAddress, activity.WebSearchCount)
		}
	}
	// Output: ada@example.com 3
}

func ExampleAdminAnalyticsCostReportService_GetAll() {
	client := claude.NewClient()
	for bucket, err := range client.Admin.Analytics.CostReport.GetAll(context.Background(), &claude.AdminAnalyticsCostReportGetParams{
		StartingAt: time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC),
		GroupBy:    []claude.AnalyticsCostGroupBy{claude.AnalyticsCostGroupByProduct},
	}) {
		if err != nil {
			log.Fatal(err)
		}
		for _, item := range bucket.Results {
			fmt.Println(*item.Product, item.Amount, item.Currency) // in cents
		}
	}
	// Output: chat 1250.5 USD
}

func ExampleAdminAnalyticsUsageReportService_GetAll() {
	client := claude.NewClient()
	for bucket, err := range client.Admin.Analytics.UsageReport.GetAll(context.Background(), &claude.AdminAnalyticsUsageReportGetParams{
		StartingAt: time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC),
		GroupBy:    []claude.AnalyticsUsageGroupBy{claude.AnalyticsUsageGroupByModel},
	}) {
		if err != nil {
			log.Fatal(err)
		}
		for _, item := range bucket.Results {
			fmt.Println(*item.Model, item.OutputTokens)
		}
	}
	// Output: claude-sonnet-5-5 8100
}

func ExampleAdminAnalyticsUserCostReportService_GetAll() {
	client := claude.NewClient()
	for user, err := range client.Admin.Analytics.UserCostReport.GetAll(context.Background(), &claude.AdminAnalyticsUserCostReportGetParams{
		StartingAt: time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC),
		OrderBy:    claude.AnalyticsUserCostOrderByAmount,
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(*user.Actor.EmailAddress, user.Amount, user.Currency)
	}
	// Output: ada@example.com 310.25 USD
}

func ExampleAdminAnalyticsUserUsageReportService_GetAll() {
	client := claude.NewClient()
	for user, err := range client.Admin.Analytics.UserUsageReport.GetAll(context.Background(), &claude.AdminAnalyticsUserUsageReportGetParams{
		StartingAt: time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC),
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(*user.Actor.EmailAddress, user.TotalTokens)
	}
	// Output: ada@example.com 52000
}
