package claude_test

import (
	"context"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
)

func ExampleAdminComplianceSettingsService_Get() {
	client := claude.NewClient()
	settings, err := client.Admin.ComplianceSettings.Get(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	_, on := settings.State.(*claude.ComplianceSettingsStateEnabled)
	fmt.Println(on)
	// Output: true
}

func ExampleAdminExternalKeyService_All() {
	client := claude.NewClient()
	for key, err := range client.Admin.ExternalKeys.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %T\n", key.Geo, key.ProviderConfig)
	}
	// Output: us *claude.AWSExternalKeyConfig
}

func ExampleAdminFederationIssuerService_Create() {
	client := claude.NewClient()
	issuer, err := client.Admin.FederationIssuers.Create(context.Background(), &claude.AdminFederationIssuerCreateParams{
		Name:      "ci",
		IssuerURL: "https://ci.example.com",
		JWKS:      &claude.JWKSDiscovery{},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(issuer.ID, issuer.IssuerURL)
	// Output: issuer_1 https://ci.example.com
}

func ExampleAdminFederationRuleService_All() {
	client := claude.NewClient()
	for rule, err := range client.Admin.FederationRules.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(rule.Name, rule.Target.ServiceAccountID)
	}
	// Output: deploy svac_1
}

func ExampleAdminFederationRuleWorkspaceService_All() {
	client := claude.NewClient()
	for workspace, err := range client.Admin.FederationRules.Workspaces.All(context.Background(), "rule_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(workspace.WorkspaceID, *workspace.WorkspaceName)
	}
	// Output: wrkspc_1 Research
}

func ExampleAdminPluginMarketplaceService_All() {
	client := claude.NewClient()
	for marketplace, err := range client.Admin.PluginMarketplaces.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(marketplace.Name, marketplace.SyncStatus)
	}
	// Output: internal success
}

func ExampleAdminPluginService_Create() {
	client := claude.NewClient()
	plugin, err := client.Admin.Plugins.Create(context.Background(), &claude.AdminPluginCreateParams{
		Files: []claude.File{claude.FileBytes("reviews/.claude-plugin/plugin.json", []byte(`{"name":"reviews"}`))},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(plugin.ID, plugin.Name)
	// Output: plugin_1 reviews
}

func ExampleAdminPluginInstallationSettingsService_All() {
	client := claude.NewClient()
	for setting, err := range client.Admin.Plugins.InstallationSettings.All(context.Background(), "plugin_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s for %T\n", setting.InstallationPreference, setting.Target)
	}
	// Output: required for *claude.PluginTargetOrganization
}

func ExampleAdminPluginShareService_All() {
	client := claude.NewClient()
	for share, err := range client.Admin.Plugins.Shares.All(context.Background(), "plugin_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(share.PluginID, share.GrantedAt.Year())
	}
	// Output: plugin_1 2026
}

func ExampleAdminPluginVersionService_All() {
	client := claude.NewClient()
	for version, err := range client.Admin.Plugins.Versions.All(context.Background(), "plugin_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(version.ID, *version.ReleaseNotes)
	}
	// Output: version_2 Knows Go.
}

func ExampleAdminTelemetryDestinationService_Create() {
	client := claude.NewClient()
	destination, err := client.Admin.TelemetryDestinations.Create(context.Background(), &claude.AdminTelemetryDestinationCreateParams{
		EndpointURL: "https://telemetry.example.com",
		Workspaces:  &claude.TelemetryDestinationWorkspacesAll{},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(destination.ID, destination.EndpointURL)
	// Output: telemetry_1 https://telemetry.example.com
}

func ExampleAdminTelemetryDestinationWorkspaceService_All() {
	client := claude.NewClient()
	for workspace, err := range client.Admin.TelemetryDestinations.Workspaces.All(context.Background(), "telemetry_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(workspace.WorkspaceID)
	}
	// Output: wrkspc_1
}

func ExampleAdminTunnelService_All() {
	client := claude.NewClient()
	for tunnel, err := range client.Admin.Tunnels.All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(tunnel.ID, tunnel.Domain)
	}
	// Output: tunnel_1 tunnel-1.example.com
}

func ExampleAdminTunnelCertificateService_All() {
	client := claude.NewClient()
	for certificate, err := range client.Admin.Tunnels.Certificates.All(context.Background(), "tunnel_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		if certificate.ExpiresAt != nil {
			fmt.Println(certificate.ID, certificate.ExpiresAt.Year())
		}
	}
	// Output: certificate_1 2026
}

func ExampleAdminWebhookService_Create() {
	client := claude.NewClient()
	webhook, err := client.Admin.Webhooks.Create(context.Background(), &claude.AdminWebhookCreateParams{
		URL:           "https://example.com/claude",
		EnabledEvents: []claude.WebhookEventType{claude.WebhookEventTypeUserProfileEnforcementActionOpened},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(webhook.ID, webhook.URL) // webhook.SigningSecret is shown only once
	// Output: webhook_1 https://example.com/claude
}
