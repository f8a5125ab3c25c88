package credentials

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Kinds of [Authentication].
const (
	OIDCFederation = "oidc_federation"
	UserOAuth      = "user_oauth"
)

const (
	fileVersion    = "1.0"
	defaultProfile = "default"
)

// Profile is a file configs/NAME.json: how one logs in, and to what.
type Profile struct {
	Authentication Authentication
	BaseURL        string
	OrganizationID string
	WorkspaceID    string
	Extra          map[string]json.RawMessage // members that this package doesn't know
}

// Authentication says how a profile gets tokens.
type Authentication struct {
	Type            string // [OIDCFederation] or [UserOAuth]
	CredentialsPath string // of the file with tokens; empty for credentials/NAME.json

	FederationRuleID string // of federation, as the next two
	ServiceAccountID string
	IdentityToken    *IdentityToken

	ClientID   string // of a login: without it, tokens are not renewed
	ConsoleURL string // likewise: where one logs in

	Scope string
	Extra map[string]json.RawMessage
}

// IdentityToken says where a profile's identity token is. The only Source is "file".
type IdentityToken struct {
	Source string `json:"source"`
	Path   string `json:"path,omitempty"`
}

// Stored is a file credentials/NAME.json: the tokens of a profile, and what they were given for.
type Stored struct {
	AccessToken      string
	ExpiresAt        time.Time // in whole seconds; zero if that is not known
	RefreshToken     string
	Scope            string
	OrganizationUUID string
	OrganizationName string
	AccountEmail     string
	WorkspaceID      string
	WorkspaceName    string
	Extra            map[string]json.RawMessage
}

// Format keeps the tokens out of what is printed.
func (Stored) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

type authenticationFile struct {
	Type             string         `json:"type"`
	CredentialsPath  string         `json:"credentials_path,omitempty"`
	FederationRuleID *string        `json:"federation_rule_id,omitempty"`
	ServiceAccountID string         `json:"service_account_id,omitempty"`
	IdentityToken    *IdentityToken `json:"identity_token,omitempty"`
	ClientID         string         `json:"client_id,omitempty"`
	Scope            string         `json:"scope,omitempty"`
	ConsoleURL       string         `json:"console_url,omitempty"`
}

type profileFile struct {
	Version        string          `json:"version,omitempty"`
	Authentication json.RawMessage `json:"authentication"`
	BaseURL        string          `json:"base_url,omitempty"`
	OrganizationID string          `json:"organization_id,omitempty"`
	WorkspaceID    string          `json:"workspace_id,omitempty"`
}

type storedFile struct {
	Version          string `json:"version,omitempty"`
	Type             string `json:"type"`
	AccessToken      string `json:"access_token"`
	ExpiresAt        *int64 `json:"expires_at,omitempty"`
	RefreshToken     string `json:"refresh_token,omitempty"`
	Scope            string `json:"scope,omitempty"`
	OrganizationUUID string `json:"organization_uuid,omitempty"`
	OrganizationName string `json:"organization_name,omitempty"`
	AccountEmail     string `json:"account_email,omitempty"`
	WorkspaceID      string `json:"workspace_id,omitempty"`
	WorkspaceName    string `json:"workspace_name,omitempty"`
}

// MarshalJSON writes the file of a profile.
func (p Profile) MarshalJSON() ([]byte, error) {
	a := p.Authentication
	f := authenticationFile{a.Type, a.CredentialsPath, nil, "", nil, "", a.Scope, ""}
	switch a.Type {
	case OIDCFederation:
		f.FederationRuleID, f.ServiceAccountID, f.IdentityToken = &a.FederationRuleID, a.ServiceAccountID, a.IdentityToken
	case UserOAuth:
		f.ClientID, f.ConsoleURL = a.ClientID, a.ConsoleURL
	default:
		return nil, fmt.Errorf("authentication.type must be %s or %s, not %q", OIDCFederation, UserOAuth, a.Type)
	}
	auth, err := join(f, a.Extra)
	if err != nil {
		return nil, err
	}
	return join(profileFile{fileVersion, auth, p.BaseURL, p.OrganizationID, p.WorkspaceID}, p.Extra)
}

// UnmarshalJSON reads the file of a profile.
func (p *Profile) UnmarshalJSON(data []byte) error {
	var f profileFile
	var a authenticationFile
	extra, err := split(data, &f, "version", "authentication", "base_url", "organization_id", "workspace_id")
	if err != nil {
		return err
	}
	if len(f.Authentication) == 0 || string(f.Authentication) == "null" {
		return errors.New("authentication is missing")
	}
	known := []string{"type", "credentials_path", "scope"}
	if json.Unmarshal(f.Authentication, &a) == nil && a.Type == OIDCFederation {
		known = append(known, "federation_rule_id", "service_account_id", "identity_token")
	} else {
		known = append(known, "client_id", "console_url")
	}
	authExtra, err := split(f.Authentication, &a, known...)
	switch {
	case err != nil:
		return fmt.Errorf("authentication: %w", err)
	case a.Type == "":
		return errors.New("authentication.type is missing")
	case a.Type != OIDCFederation && a.Type != UserOAuth:
		return fmt.Errorf("authentication.type must be %s or %s, not %q", OIDCFederation, UserOAuth, a.Type)
	}
	out := Authentication{Type: a.Type, CredentialsPath: a.CredentialsPath, Scope: a.Scope, Extra: authExtra}
	if a.Type == OIDCFederation {
		if a.FederationRuleID != nil {
			out.FederationRuleID = *a.FederationRuleID
		}
		out.ServiceAccountID, out.IdentityToken = a.ServiceAccountID, a.IdentityToken
	} else {
		out.ClientID, out.ConsoleURL = a.ClientID, a.ConsoleURL
	}
	*p = Profile{out, f.BaseURL, f.OrganizationID, f.WorkspaceID, extra}
	return nil
}

// MarshalJSON writes the file of tokens.
func (s Stored) MarshalJSON() ([]byte, error) {
	f := storedFile{fileVersion, "oauth_token", s.AccessToken, nil, s.RefreshToken, s.Scope, s.OrganizationUUID, s.OrganizationName, s.AccountEmail, s.WorkspaceID, s.WorkspaceName}
	if !s.ExpiresAt.IsZero() {
		f.ExpiresAt = new(s.ExpiresAt.Unix())
	}
	return join(f, s.Extra)
}

// UnmarshalJSON reads the file of tokens.
func (s *Stored) UnmarshalJSON(data []byte) error {
	var f storedFile
	extra, err := split(data, &f, "version", "type", "access_token", "expires_at", "refresh_token", "scope", "organization_uuid", "organization_name", "account_email", "workspace_id", "workspace_name")
	if err != nil {
		return err
	}
	if f.Type != "" && f.Type != "oauth_token" {
		return fmt.Errorf("type must be oauth_token, not %q", f.Type)
	}
	*s = Stored{f.AccessToken, time.Time{}, f.RefreshToken, f.Scope, f.OrganizationUUID, f.OrganizationName, f.AccountEmail, f.WorkspaceID, f.WorkspaceName, extra}
	if f.ExpiresAt != nil {
		s.ExpiresAt = time.Unix(*f.ExpiresAt, 0)
	}
	return nil
}

// join returns v as JSON, with further members after its own.
func join(v any, extra map[string]json.RawMessage) ([]byte, error) {
	out, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	out = bytes.TrimSuffix(out, []byte("}"))
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		out = append(append(append(append(out, ','), key...), ':'), extra[name]...)
	}
	return append(out, '}'), nil
}

// split reads an object into v, and returns the members that are not known.
func split(data []byte, v any, known ...string) (map[string]json.RawMessage, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, v); err != nil {
		return nil, withoutText(err)
	}
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, withoutText(err)
	}
	maps.DeleteFunc(all, func(name string, _ json.RawMessage) bool { return slices.Contains(known, name) })
	if len(all) == 0 {
		return nil, nil
	}
	return all, nil
}

// withoutText says what is wrong with JSON without any of its values.
func withoutText(err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("member %s is not of the right type", wrong.Field)
	}
	return err
}

// DefaultDir returns the folder with the profiles: ANTHROPIC_CONFIG_DIR, or else the user's folder for the
// configuration of the vendor's tools. It is empty if there is none.
func DefaultDir() string {
	if dir := env("ANTHROPIC_CONFIG_DIR"); dir != "" {
		return dir
	}
	if runtime.GOOS == "windows" {
		if dir := env("APPDATA"); dir != "" {
			return filepath.Join(dir, "Anthropic")
		}
		return ""
	}
	if dir := env("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "anthropic")
	}
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return ""
	}
	return filepath.Join(home, ".config", "anthropic")
}

// ProfilePath returns the path of a profile's file.
func ProfilePath(dir, name string) string { return filepath.Join(dir, "configs", name+".json") }

// StoredPath returns where the tokens of a profile are, unless that says another path.
func StoredPath(dir, name string) string { return filepath.Join(dir, "credentials", name+".json") }

// activePath is the file that names the profile in use.
func activePath(dir string) string { return filepath.Join(dir, "active_config") }

// activeProfile returns the name of the profile in use.
func activeProfile(dir string) string {
	b, _ := os.ReadFile(activePath(dir))
	if name := strings.TrimSpace(string(b)); name != "" {
		return name
	}
	return defaultProfile
}

var profileName = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)

// checkName refuses names that would lead out of the folder.
func checkName(dir, name string) error {
	if dir == "" {
		return errors.New("there is no folder for profiles: set ANTHROPIC_CONFIG_DIR")
	}
	if !profileName.MatchString(name) || name == "." || name == ".." {
		return fmt.Errorf("%q is no name of a profile: it has letters, digits, dots, dashes and underscores", name)
	}
	return nil
}

// LoadProfile reads a profile. What it leaves open stays open.
func LoadProfile(dir, name string) (*Profile, error) {
	if err := checkName(dir, name); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(ProfilePath(dir, name))
	if err != nil {
		return nil, err
	}
	p := new(Profile)
	if err := json.Unmarshal(b, p); err != nil {
		return nil, fmt.Errorf("%s: %w", ProfilePath(dir, name), err)
	}
	return p, nil
}

// SaveProfile writes a profile, of which everybody may read the file: there is no secret in it. The default
// path of its tokens is left out.
func SaveProfile(dir, name string, p *Profile) error {
	if err := checkName(dir, name); err != nil {
		return err
	}
	if p == nil {
		return errors.New("no profile to save")
	}
	out := *p
	if out.Authentication.CredentialsPath == StoredPath(dir, name) {
		out.Authentication.CredentialsPath = ""
	}
	b, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(ProfilePath(dir, name), b, 0o755, 0o644)
}

// LoadStored reads tokens. A file that others can read, or that is a link, is refused.
func LoadStored(path string) (*Stored, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return nil, fmt.Errorf("%s is a symbolic link: tokens are read from the file itself", path)
	}
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read or written by others (mode %#o): chmod 600 it", path, mode)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := new(Stored)
	if err := json.Unmarshal(b, s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// SaveStored writes tokens to a file that only its owner can read.
func SaveStored(path string, s *Stored) error {
	if path == "" {
		return errors.New("no path to save tokens to")
	}
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(path, b, 0o700, 0o600)
}

// ListProfiles returns the names of all profiles, sorted.
func ListProfiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(dir, "configs"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok && name != "" && !e.IsDir() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, err
}

// SetActiveProfile makes a profile the one in use.
func SetActiveProfile(dir, name string) error {
	if err := checkName(dir, name); err != nil {
		return err
	}
	return writeFile(activePath(dir), []byte(name+"\n"), 0o755, 0o644)
}

// DeleteProfile removes a profile and its tokens. If it was in use, none is any more. What isn't there
// is no error.
func DeleteProfile(dir, name string) error {
	if err := checkName(dir, name); err != nil {
		return err
	}
	paths := []string{ProfilePath(dir, name), StoredPath(dir, name)}
	if b, err := os.ReadFile(activePath(dir)); err == nil && strings.TrimSpace(string(b)) == name {
		paths = append(paths, activePath(dir))
	}
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// writeFile writes a file as one: readers see the old one or the new one, also after a crash. A link in its place
// is refused, which could lead the tokens elsewhere.
func writeFile(path string, data []byte, dirMode, mode os.FileMode) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	for _, step := range []func() error{func() error { return f.Chmod(mode) }, f.Sync} {
		if err == nil {
			err = step()
		}
	}
	err = errors.Join(err, f.Close())
	if info, bad := os.Lstat(path); err == nil && bad == nil && info.Mode()&fs.ModeSymlink != 0 {
		err = fmt.Errorf("%s is a symbolic link: nothing is written through it", path)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	if d, err := os.Open(dir); err == nil { // for the rename to last; not every system can
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}
