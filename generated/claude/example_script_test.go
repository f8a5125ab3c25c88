package claude_test

import (
	"fmt"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// always returns a script that gives the same answer to every request.
func always[P, R any](answer R) func(P) (R, error) {
	return func(P) (R, error) { return answer, nil }
}

// always1 is always for operations with a path parameter.
func always1[P, R any](answer R) func(string, P) (R, error) {
	return func(string, P) (R, error) { return answer, nil }
}

// exampleDay is when things happen in the examples.
var exampleDay = time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)

func scriptMessages(srv *claudetest.Server) {
	answer := func(text string) *claude.Message {
		return &claude.Message{Model: claude.ModelClaudeSonnet5_5, StopReason: claude.StopReasonEndTurn, Content: []claude.ContentBlock{&claude.TextBlock{Text: text}}}
	}
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		if p.Model == "claude-unheard-of" {
			return nil, claudetest.Error(404, "not_found_error", "model: "+string(p.Model))
		}
		return answer("A number with four parts."), nil
	})
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		return []claude.MessageStreamEvent{
			&claude.MessageStartEvent{Message: claude.Message{Model: claude.ModelClaudeSonnet5_5}},
			&claude.ContentBlockStartEvent{ContentBlock: &claude.TextBlock{}},
			&claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: "A number "}},
			&claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: "with four parts."}},
			&claude.ContentBlockStopEvent{},
			&claude.MessageDeltaEvent{Delta: claude.MessageDelta{StopReason: claude.StopReasonEndTurn}},
			&claude.MessageStopEvent{},
		}, nil
	})
	srv.Messages.CountTokens(always[*claude.MessageCountTokensParams](&claude.MessageTokensCount{InputTokens: 14}))
	srv.Messages.Batches.Create(func(p *claude.MessageBatchCreateParams) (*claude.MessageBatch, error) {
		return &claude.MessageBatch{
			ID: "msgbatch_1", ProcessingStatus: claude.MessageBatchProcessingStatusInProgress,
			RequestCounts: claude.MessageBatchRequestCounts{Processing: int64(len(p.Requests))},
		}, nil
	})
	srv.Messages.Batches.Results(always1[*claude.MessageBatchResultsParams]([]claude.MessageBatchResultLine{
		{CustomID: "second", Result: &claude.MessageBatchExpiredResult{}},
		{CustomID: "first", Result: &claude.MessageBatchSucceededResult{Message: *answer("Yes.")}},
	}))
	model := claude.Model{ID: "claude-sonnet-5-5", DisplayName: "Claude Sonnet 5.5", MaxTokens: new(int64(64000))}
	srv.Models.List(always[*claude.ModelListParams](&claude.ModelList{Data: []claude.Model{model, {ID: "claude-opus-5-5", DisplayName: "Claude Opus 5.5"}}}))
	srv.Models.Get(always1[*claude.ModelGetParams](&model))
	srv.Completions.Create(always[*claude.CompletionCreateParams](&claude.Completion{Completion: " Hello!", StopReason: new("stop_sequence")}))
	srv.Prompts.Generate(always[*claude.PromptGenerateParams](&claude.Prompt{
		System: "You write menus.", Messages: []claude.MessageParam{claude.UserMessage(claude.Text("Write one for {{GUESTS}} guests."))},
	}))
}

func scriptFiles(srv *claudetest.Server) {
	srv.Files.Upload(func(p *claude.FileUploadParams) (*claude.FileMetadata, error) {
		return &claude.FileMetadata{ID: "file_1", Filename: p.File.Name, MimeType: "text/plain", SizeBytes: 5}, nil
	})
	srv.Files.List(always[*claude.FileListParams](&claude.FileList{Data: []claude.FileMetadata{{ID: "file_1", Filename: "notes.txt"}, {ID: "file_2", Filename: "chart.png"}}}))
	srv.Files.Download(always1[*claude.FileDownloadParams](claude.FileBytes("chart.csv", []byte("x,y\n1,2\n"))))
	srv.Skills.Create(func(p *claude.SkillCreateParams) (*claude.Skill, error) {
		return &claude.Skill{ID: "skill_1", DisplayName: fmt.Sprint(*p.DisplayName, " of ", len(p.Files), " files"), LatestVersionID: "1"}, nil
	})
	srv.Skills.Versions.List(always1[*claude.SkillVersionListParams](&claude.SkillVersionList{
		Data: []claude.SkillVersion{{ID: "2", Description: "Makes tables and charts."}, {ID: "1", Description: "Makes tables."}},
	}))
}

func scriptAnalytics(srv *claudetest.Server) {
	a := srv.Admin.Analytics
	a.Projects.List(always[*claude.AdminAnalyticsProjectListParams](&claude.AnalyticsProjectActivityList{
		Data: []claude.AnalyticsProjectActivity{{ProjectName: "Atlas", MessageCount: 310}},
	}))
	a.Artifacts.List(always[*claude.AdminAnalyticsArtifactListParams](&claude.AnalyticsArtifactActivityList{
		Data: []claude.AnalyticsArtifactActivity{{ArtifactType: "document", ArtifactsCreatedCount: 12}},
	}))
	a.Connectors.List(always[*claude.AdminAnalyticsConnectorListParams](&claude.AnalyticsConnectorActivityList{
		Data: []claude.AnalyticsConnectorActivity{{ConnectorName: "tickets", DistinctUserCount: 4}},
	}))
	a.Plugins.List(always[*claude.AdminAnalyticsPluginListParams](&claude.AnalyticsPluginActivityList{
		Data: []claude.AnalyticsPluginActivity{{PluginName: "reviews", InvocationCount: 57}},
	}))
	a.Skills.List(always[*claude.AdminAnalyticsSkillListParams](&claude.AnalyticsSkillActivityList{
		Data: []claude.AnalyticsSkillActivity{{SkillName: "tables", DistinctUserCount: 9}},
	}))
	a.Summaries.List(always[*claude.AdminAnalyticsSummaryListParams](&claude.AnalyticsSummaryList{
		Data: []claude.AnalyticsSummary{{StartingAt: exampleDay, DailyActiveUserCount: 41}},
	}))
	a.Users.List(always[*claude.AdminAnalyticsUserListParams](&claude.AnalyticsUserActivityList{
		Data: []claude.AnalyticsUserActivity{{User: claude.Value(claude.AnalyticsUser{EmailAddress: "ada@example.com"}), WebSearchCount: 3}},
	}))
	a.CostReport.Get(always[*claude.AdminAnalyticsCostReportGetParams](&claude.AnalyticsCostReport{
		Data: []claude.AnalyticsCostTimeBucket{{StartingAt: exampleDay, Results: []claude.AnalyticsCostItem{{Product: new("chat"), Amount: "1250.5", Currency: "USD"}}}},
	}))
	a.UsageReport.Get(always[*claude.AdminAnalyticsUsageReportGetParams](&claude.AnalyticsUsageReport{
		Data: []claude.AnalyticsUsageTimeBucket{{StartingAt: exampleDay, Results: []claude.AnalyticsUsageItem{{Model: new("claude-sonnet-5-5"), OutputTokens: 8100}}}},
	}))
	ada := claude.AnalyticsUserActor{EmailAddress: new("ada@example.com")}
	a.UserCostReport.Get(always[*claude.AdminAnalyticsUserCostReportGetParams](&claude.AnalyticsUserCostReport{
		Data: []claude.AnalyticsUserCostItem{{Actor: ada, Amount: "310.25", Currency: "USD"}},
	}))
	a.UserUsageReport.Get(always[*claude.AdminAnalyticsUserUsageReportGetParams](&claude.AnalyticsUserUsageReport{
		Data: []claude.AnalyticsUserUsageItem{{Actor: ada, TotalTokens: 52000}},
	}))
}

func scriptReports(srv *claudetest.Server) {
	srv.Admin.Cost.Get(always[*claude.AdminCostGetParams](&claude.CostReport{Data: []claude.CostReportTimeBucket{
		{StartingAt: exampleDay, Results: []claude.CostReportItem{{Description: new("Claude Sonnet 5.5 Usage - Output Tokens"), Amount: "123.45", Currency: "USD"}}},
	}}))
	srv.Admin.Usage.Messages(always[*claude.AdminUsageMessagesParams](&claude.MessagesUsageReport{Data: []claude.MessagesUsageReportTimeBucket{
		{StartingAt: exampleDay, Results: []claude.MessagesUsageReportItem{{UncachedInputTokens: 1500, OutputTokens: 400}}},
	}}))
	srv.Admin.RateLimits.List(always[*claude.AdminRateLimitListParams](&claude.OrganizationRateLimitList{Data: []claude.OrganizationRateLimit{
		{Group: &claude.RateLimitModelGroup{}, Models: []string{"claude-sonnet-5-5"}, Limits: []claude.RateLimitValue{{Type: "requests_per_minute", Value: 4000}}},
	}}))
	srv.Admin.SpendLimits.List(always[*claude.AdminSpendLimitListParams](&claude.SpendLimitList{Data: []claude.SpendLimit{
		{Amount: new("50000"), Currency: "USD", Period: claude.SpendLimitPeriodMonthly, Scope: &claude.SpendLimitOrganizationScope{}},
	}}))
	srv.Admin.SpendLimitIncreaseRequests.Deny(func(id string, _ *claude.AdminSpendLimitIncreaseRequestDenyParams) (*claude.SpendLimitIncreaseRequest, error) {
		return &claude.SpendLimitIncreaseRequest{ID: id, Status: claude.SpendLimitIncreaseRequestStatusDenied, Actor: &claude.UserActor{}}, nil
	})
}

func scriptMembers(srv *claudetest.Server) {
	a := srv.Admin
	a.Organization.Get(always[*claude.AdminOrganizationGetParams](&claude.Organization{Name: "Example Ltd."}))
	a.Users.List(always[*claude.AdminUserListParams](&claude.UserList{Data: []claude.User{{Email: "ada@example.com", Role: claude.OrganizationRoleDeveloper}}}))
	a.Invites.Create(func(p *claude.AdminInviteCreateParams) (*claude.Invite, error) {
		return &claude.Invite{Email: p.Email, Status: claude.InviteStatusPending, ExpiresAt: exampleDay}, nil
	})
	a.APIKeys.Update(func(id string, p *claude.AdminAPIKeyUpdateParams) (*claude.APIKey, error) {
		return &claude.APIKey{ID: id, Name: "ci", Status: claude.APIKeyStatusInactive}, nil
	})
	a.ServiceAccounts.Create(func(p *claude.AdminServiceAccountCreateParams) (*claude.ServiceAccount, error) {
		return &claude.ServiceAccount{ID: "svac_1", Name: p.Name, OrganizationRole: p.OrganizationRole}, nil
	})
	member := claude.ServiceAccountWorkspaceMember{ServiceAccountID: "svac_1", WorkspaceID: "wrkspc_1", WorkspaceRole: claude.WorkspaceRoleWorkspaceUser}
	a.ServiceAccounts.Workspaces.List(always1[*claude.AdminServiceAccountWorkspaceListParams](&claude.ServiceAccountWorkspaceMemberList{
		Data: []claude.ServiceAccountWorkspaceMember{member},
	}))
	a.Workspaces.ServiceAccounts.Create(always1[*claude.AdminWorkspaceServiceAccountCreateParams](&member))
	a.Workspaces.Create(func(p *claude.AdminWorkspaceCreateParams) (*claude.Workspace, error) {
		return &claude.Workspace{ID: "wrkspc_1", Name: p.Name}, nil
	})
	a.Workspaces.Members.Create(func(_ string, p *claude.AdminWorkspaceMemberCreateParams) (*claude.WorkspaceMember, error) {
		return &claude.WorkspaceMember{UserID: p.UserID, WorkspaceRole: claude.WorkspaceRole(p.WorkspaceRole)}, nil
	})
	a.Workspaces.RateLimits.List(always1[*claude.AdminWorkspaceRateLimitListParams](&claude.WorkspaceRateLimitList{Data: []claude.WorkspaceRateLimit{
		{Group: &claude.RateLimitModelGroup{}, Models: []string{"claude-sonnet-5-5"}, Limits: []claude.WorkspaceRateLimitValue{{Type: "requests_per_minute", Value: 400}}},
	}}))
	a.RBACGroups.Create(func(p *claude.AdminRBACGroupCreateParams) (*claude.RBACGroup, error) {
		return &claude.RBACGroup{ID: "group_1", Name: p.Name, SourceType: claude.RBACGroupSourceTypeDirect}, nil
	})
	a.RBACGroups.Members.List(always1[*claude.AdminRBACGroupMemberListParams](&claude.RBACGroupMemberList{Data: []claude.RBACGroupMember{{Email: "ada@example.com"}}}))
	a.RBACRoles.List(always[*claude.AdminRBACRoleListParams](&claude.RBACRoleList{Data: []claude.RBACRole{{ID: "role_1", DisplayName: "Auditor"}}}))
	a.RBACRoles.Permissions.List(always1[*claude.AdminRBACRolePermissionListParams](&claude.RBACRolePermissionList{
		Data: []claude.RBACRolePermission{{Action: "usage:read", Resource: &claude.OrganizationPermissionResource{}}},
	}))
}

func scriptSettings(srv *claudetest.Server) {
	a := srv.Admin
	a.ComplianceSettings.Get(always[*claude.AdminComplianceSettingsGetParams](&claude.ComplianceSettings{State: &claude.ComplianceSettingsStateEnabled{}}))
	a.ExternalKeys.List(always[*claude.AdminExternalKeyListParams](&claude.ExternalKeyList{Data: []claude.ExternalKey{
		{DisplayName: new("main"), Geo: "us", ProviderConfig: &claude.AWSExternalKeyConfig{}, Attachment: &claude.ExternalKeyUnattached{}},
	}}))
	a.FederationIssuers.Create(func(p *claude.AdminFederationIssuerCreateParams) (*claude.FederationIssuer, error) {
		return &claude.FederationIssuer{ID: "issuer_1", Name: p.Name, IssuerURL: p.IssuerURL, JWKS: p.JWKS}, nil
	})
	a.FederationRules.List(always[*claude.AdminFederationRuleListParams](&claude.FederationRuleList{Data: []claude.FederationRule{
		{Name: "deploy", Target: claude.ServiceAccountTarget{ServiceAccountID: "svac_1"}},
	}}))
	a.FederationRules.Workspaces.List(always1[*claude.AdminFederationRuleWorkspaceListParams](&claude.FederationRuleWorkspaceList{
		Data: []claude.FederationRuleWorkspace{{WorkspaceID: "wrkspc_1", WorkspaceName: new("Research")}},
	}))
	organization := &claude.PluginOwnerOrganization{}
	a.PluginMarketplaces.List(always[*claude.AdminPluginMarketplaceListParams](&claude.PluginMarketplaceList{
		Data: []claude.PluginMarketplace{{Name: "internal", SyncStatus: claude.PluginSyncStatusSuccess, Owner: organization}},
	}))
	a.Plugins.Create(func(p *claude.AdminPluginCreateParams) (*claude.Plugin, error) {
		return &claude.Plugin{ID: "plugin_1", Name: "reviews", LatestVersionID: fmt.Sprintf("of %d file", len(p.Files)), Owner: organization, CreatedBy: &claude.PluginAPIActor{}}, nil
	})
	target := &claude.PluginTargetOrganization{}
	a.Plugins.InstallationSettings.List(always1[*claude.AdminPluginInstallationSettingsListParams](&claude.PluginInstallationSettingList{
		Data: []claude.PluginInstallationSetting{{InstallationPreference: claude.PluginInstallationPreferenceRequired, Target: target}},
	}))
	a.Plugins.Shares.List(always1[*claude.AdminPluginShareListParams](&claude.PluginShareList{Data: []claude.PluginShare{{PluginID: "plugin_1", Target: target, GrantedAt: exampleDay}}}))
	a.Plugins.Versions.List(always1[*claude.AdminPluginVersionListParams](&claude.PluginVersionList{
		Data: []claude.PluginVersion{{ID: "version_2", ReleaseNotes: new("Knows Go."), CreatedBy: &claude.PluginAPIActor{}}},
	}))
	a.TelemetryDestinations.Create(func(p *claude.AdminTelemetryDestinationCreateParams) (*claude.TelemetryDestination, error) {
		return &claude.TelemetryDestination{ID: "telemetry_1", EndpointURL: p.EndpointURL}, nil
	})
	a.TelemetryDestinations.Workspaces.List(always1[*claude.AdminTelemetryDestinationWorkspaceListParams](&claude.TelemetryDestinationWorkspaceList{
		Data: []claude.TelemetryDestinationWorkspace{{WorkspaceID: "wrkspc_1"}},
	}))
	a.Tunnels.List(always[*claude.AdminTunnelListParams](&claude.TunnelList{Data: []claude.Tunnel{{ID: "tunnel_1", Domain: "tunnel-1.example.com"}}}))
	a.Tunnels.Certificates.List(always1[*claude.AdminTunnelCertificateListParams](&claude.TunnelCertificateList{
		Data: []claude.TunnelCertificate{{ID: "certificate_1", ExpiresAt: &exampleDay}},
	}))
	a.Webhooks.Create(func(p *claude.AdminWebhookCreateParams) (*claude.NewWebhookEndpoint, error) {
		return &claude.NewWebhookEndpoint{ID: "webhook_1", URL: p.URL, EnabledEvents: p.EnabledEvents, SigningSecret: "secret"}, nil
	})
}
