// Package remote fetches the files of a document that are on other machines, as far as that is allowed.
package remote

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// Any allows everything.
const Any = "*"

// allowed are the URLs that may be fetched: of files, and of folders, which end in a slash.
type allowed []string

// Allow checks what is to be allowed, and returns its one spelling: Any, or the URL of a file or, with a slash at
// its end, of a folder.
func Allow(entry string) (string, error) {
	if entry == Any {
		return entry, nil
	}
	if !urls.Is(entry) {
		return "", fmt.Errorf("%s is not a URL: write https://HOST/, or https://HOST/FOLDER/ for less, or * for everything", strconv.Quote(entry))
	}
	name, err := urls.Resolve("", entry)
	if err != nil {
		if u, err := url.Parse(entry); err == nil {
			entry = u.Redacted()
		}
		return "", fmt.Errorf("%s can't be fetched: %w", strconv.Quote(entry), err)
	}
	return name, nil
}

// allows reports whether a URL, in its one spelling, may be fetched.
func (a allowed) allows(name string) bool {
	for _, entry := range a {
		if entry == Any || entry == name || strings.HasSuffix(entry, "/") && within(entry, name) {
			return true
		}
	}
	return false
}

// within reports whether a URL is in a folder, both as it is written and as a server may read it: that takes
// %2e%2e for a parent folder, and an escaped slash for a slash or not.
func within(folder, name string) bool {
	f, err := url.Parse(folder)
	if err != nil {
		return false
	}
	u, err := url.Parse(name)
	if err != nil || u.Scheme != f.Scheme || u.Host != f.Host || f.RawQuery != "" {
		return false
	}
	root := strings.TrimSuffix(path.Clean(f.Path), "/") + "/"
	return strings.HasPrefix(u.EscapedPath(), f.EscapedPath()) && strings.HasPrefix(path.Clean(u.Path)+"/", root)
}
