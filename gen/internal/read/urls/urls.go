// Package urls knows the URLs of files: which name is one, its one spelling, and
// what to allow for it to be fetched.
package urls

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// NotAllowed is the error of a URL that nobody allowed to be fetched. It says how to.
type NotAllowed string

func (e NotAllowed) Error() string {
	return "not allowed: say --allow-remote " + trusted(string(e)) + ", or download the file and refer to it by path"
}

// plainURL is what a shell takes as it is, whoever wrote it.
var plainURL = regexp.MustCompile(`^[A-Za-z0-9._~%:/\[\]-]*$`)

// trusted is what to allow for a URL to be fetched: its folder, or its host if the folder has an odd name.
func trusted(name string) string {
	u, err := url.Parse(name)
	if err != nil {
		return "URL"
	}
	host := u.Scheme + "://" + u.Host
	if folder := host + u.EscapedPath()[:strings.LastIndexByte(u.EscapedPath(), '/')+1]; plainURL.MatchString(folder) {
		return folder
	}
	return host + "/"
}

// Is reports whether a reference, or the name of a file, is the URL of something that can be fetched. No path is one:
// those of files have no empty folders.
func Is(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

var hostAndPort = regexp.MustCompile(`^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?$`)

// Resolve is what a reference means in the file with the URL base, or in a local one, for which base is empty. What
// it returns is the one spelling of a URL: absolute, without a fragment, without characters that aren't printable ASCII.
func Resolve(base, ref string) (string, error) {
	u, err := url.Parse(ref)
	if err != nil {
		return "", errors.New("it is not a URL")
	}
	from, err := url.Parse(base)
	if err != nil {
		return "", fmt.Errorf("%s is not a URL", diag.Quote(base))
	}
	u = from.ResolveReference(u)
	u.Host = strings.ToLower(u.Host)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", errors.New("only what begins with http:// or https:// can be fetched")
	case u.User != nil:
		return "", errors.New("a URL must not hold a user name or a password")
	case !hostAndPort.MatchString(u.Host):
		return "", errors.New("the host must be written in plain letters, digits, dots and hyphens")
	case strings.Contains(u.Path, `\`):
		return "", errors.New("write / between folders")
	}
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery, u.ForceQuery = escapeQuery(u.RawQuery), false
	return u.String(), nil
}

// escapeQuery escapes what a query may not hold and net/url leaves in it.
func escapeQuery(query string) string {
	var b strings.Builder
	for _, c := range []byte(query) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Name is a name for what a URL has, as if it were a file in the folder of the document, e.g. "pets.yaml".
func Name(name string) string {
	u, err := url.Parse(name)
	if err != nil {
		return name
	}
	if base := path.Base(u.Path); base != "/" {
		return base
	}
	return u.Hostname()
}
