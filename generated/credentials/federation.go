package credentials

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
)

// Federation exchanges the identity token of a workload, which its platform gives it, for tokens of the API.
type Federation struct {
	RuleID         string // of the federation rule, e.g. "fdrl_..."
	OrganizationID string
	// ServiceAccountID and WorkspaceID are needed if the rule leaves a choice.
	ServiceAccountID string
	WorkspaceID      string
	// IdentityToken returns the identity token. It is called for every exchange, since platforms
	// renew it; see [IdentityTokenFile].
	IdentityToken func(ctx context.Context) (string, error)
}

// maxIdentityToken bounds what is sent as an identity token, in bytes.
const maxIdentityToken = 16 << 10

// Credentials returns the credentials that federation gives.
func (f Federation) Credentials() (*Credentials, error) {
	switch {
	case f.RuleID == "":
		return nil, errors.New("federation needs the id of a rule: set RuleID, or ANTHROPIC_FEDERATION_RULE_ID")
	case f.OrganizationID == "":
		return nil, errors.New("federation needs the id of an organization: set OrganizationID, or ANTHROPIC_ORGANIZATION_ID")
	case f.IdentityToken == nil:
		return nil, errors.New("federation needs an identity token: set IdentityToken, ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN")
	}
	return &Credentials{BaseURL: env("ANTHROPIC_BASE_URL"), fetch: f.exchange}, nil
}

// exchange gets a token for the identity token of now.
func (f Federation) exchange(ctx context.Context, c *Credentials) (Token, error) {
	identity, err := f.IdentityToken(ctx)
	if err != nil {
		return Token{}, fmt.Errorf("reading the identity token: %w", err)
	}
	if identity = strings.TrimSpace(identity); identity == "" {
		return Token{}, errors.New("the identity token is empty")
	}
	if len(identity) > maxIdentityToken {
		return Token{}, fmt.Errorf("the identity token has %d bytes: it may have %d", len(identity), maxIdentityToken)
	}
	g, err := c.grant(ctx, "oauth-2025-04-20,oidc-federation-2026-04-01", struct {
		GrantType        string `json:"grant_type"`
		Assertion        string `json:"assertion"`
		FederationRuleID string `json:"federation_rule_id"`
		OrganizationID   string `json:"organization_id"`
		ServiceAccountID string `json:"service_account_id,omitempty"`
		WorkspaceID      string `json:"workspace_id,omitempty"`
	}{"urn:ietf:params:oauth:grant-type:jwt-bearer", identity, f.RuleID, f.OrganizationID, f.ServiceAccountID, f.WorkspaceID})
	if refused, ok := errors.AsType[*GrantError](err); ok && refused.StatusCode == http.StatusUnauthorized {
		refused.hint = "see whether the federation rule fits the identity token; the console lists attempts under workload identity"
		if f.WorkspaceID == "" {
			refused.hint += "; a rule for several workspaces needs WorkspaceID, workspace_id in the profile or ANTHROPIC_WORKSPACE_ID"
		}
	}
	return g.token, err
}

// IdentityTokenFile returns a function that reads an identity token from a file, each time anew.
func IdentityTokenFile(path string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		b, err := os.ReadFile(path)
		if err == nil && strings.TrimSpace(string(b)) == "" {
			err = fmt.Errorf("%s is empty", path)
		}
		return string(b), err
	}
}

// identityOfEnvironment reads the identity token as the environment says; nil if it doesn't.
func identityOfEnvironment() func(context.Context) (string, error) {
	if path := env("ANTHROPIC_IDENTITY_TOKEN_FILE"); path != "" {
		return IdentityTokenFile(path)
	}
	if token := env("ANTHROPIC_IDENTITY_TOKEN"); token != "" {
		return func(context.Context) (string, error) { return token, nil }
	}
	return nil
}

// federationOfEnvironment returns the federation that the environment describes, and the names of variables that
// are missing.
func federationOfEnvironment() (f Federation, missing []string) {
	f = Federation{
		RuleID: env("ANTHROPIC_FEDERATION_RULE_ID"), OrganizationID: env("ANTHROPIC_ORGANIZATION_ID"),
		ServiceAccountID: env("ANTHROPIC_SERVICE_ACCOUNT_ID"), WorkspaceID: env("ANTHROPIC_WORKSPACE_ID"),
		IdentityToken: identityOfEnvironment(),
	}
	if f.RuleID == "" {
		missing = append(missing, "ANTHROPIC_FEDERATION_RULE_ID")
	}
	if f.OrganizationID == "" {
		missing = append(missing, "ANTHROPIC_ORGANIZATION_ID")
	}
	if f.IdentityToken == nil {
		missing = append(missing, "ANTHROPIC_IDENTITY_TOKEN_FILE (or ANTHROPIC_IDENTITY_TOKEN)")
	}
	return f, missing
}
