// Package credentials finds credentials for the Claude API that expire: tokens of workload identity
// federation, and those of a login that other tools have stored in a profile.
//
//	found, err := credentials.Find()
//	...
//	client := claude.NewClient(credentials.Options(found, claude.WithTokenSource[credentials.Token], claude.WithHeader, claude.WithBaseURL)...)
//
// It works with every package that codegen has made of the document, and imports none of them.
package credentials

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"
)

// A Token is what a token server grants. It prints as "[redacted]".
type Token struct {
	AccessToken string
	Expiry      time.Time // zero if it doesn't expire, or the server doesn't say
}

const redacted = "[redacted]"

// Format keeps the token out of what is printed.
func (Token) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// LogValue keeps the token out of logs.
func (Token) LogValue() slog.Value { return slog.StringValue(redacted) }

// Credentials get tokens. They are safe for concurrent use once they are set up.
type Credentials struct {
	// BaseURL is where tokens come from, and where requests with them go; empty for
	// the API's own. A profile may name another.
	BaseURL string
	// Workspace is sent with every request, if it is set: it is that of a login. Federation has it
	// in the token.
	Workspace string
	// HTTPClient sends the requests for tokens. Redirects are not followed whatever
	// it says. Nil stands for one that gives up after 30 seconds.
	HTTPClient *http.Client

	fetch func(ctx context.Context, c *Credentials) (Token, error)
}

// Token gets a token. A client that keeps it asks again when it is about to expire, or was refused: what
// a file has is not returned twice in a row.
func (c *Credentials) Token(ctx context.Context) (Token, error) { return c.fetch(ctx, c) }

// Options returns what a client has to be given to use credentials; none for nil. The functions
// are those of its package, as in
//
//	credentials.Options(found, claude.WithTokenSource[credentials.Token], claude.WithHeader, claude.WithBaseURL)
func Options[O any](c *Credentials, source func(func(context.Context) (Token, error)) O, header func(name, value string) O, baseURL func(url string) O) []O {
	if c == nil {
		return nil
	}
	out := []O{source(c.Token)}
	if c.Workspace != "" {
		out = append(out, header("anthropic-workspace-id", c.Workspace))
	}
	if c.BaseURL != "" {
		out = append(out, baseURL(c.BaseURL))
	}
	return out
}

// ErrNone matches the error of [Find] for a machine without any credentials.
var ErrNone = errors.New("no credentials for the Claude API")

// Find returns the credentials that the environment and the profiles have. The first of these counts:
//
//   - ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN. Clients read these themselves, so that
//     there is nothing to return: nil, and no error.
//   - the profile that ANTHROPIC_PROFILE names. If it can't be used, that is the error.
//   - workload identity federation by ANTHROPIC_FEDERATION_RULE_ID, ANTHROPIC_ORGANIZATION_ID, and
//     ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN.
//   - the active profile, or else the one called "default".
//
// A variable that is blank counts as not set. If there is nothing, the error matches [ErrNone] and
// says what was looked for.
func Find() (*Credentials, error) {
	if env("ANTHROPIC_API_KEY") != "" || env("ANTHROPIC_AUTH_TOKEN") != "" {
		return nil, nil
	}
	dir := DefaultDir()
	if name := env("ANTHROPIC_PROFILE"); name != "" {
		c, err := FromProfile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("ANTHROPIC_PROFILE=%q: %w", name, err)
		}
		return c, nil
	}
	tried := []string{"ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN are not set", "ANTHROPIC_PROFILE is not set"}
	f, missing := federationOfEnvironment()
	switch {
	case missing == nil:
		return f.Credentials()
	case len(missing) == 3:
		tried = append(tried, "the variables of federation are not set")
	default:
		tried = append(tried, "federation lacks "+strings.Join(missing, " and "))
	}
	name := activeProfile(dir)
	c, err := FromProfile(dir, name)
	switch {
	case err == nil:
		return c, nil
	case errors.Is(err, os.ErrNotExist) && name == defaultProfile:
		tried = append(tried, "there is no profile in "+dir)
		return nil, fmt.Errorf("%w: %s", ErrNone, strings.Join(tried, "; "))
	}
	return nil, fmt.Errorf("%w: %s; profile %s: %w", ErrNone, strings.Join(tried, "; "), name, err)
}

// env returns a variable without white space around it.
func env(name string) string { return strings.TrimSpace(os.Getenv(name)) }
