package gen

import (
	"context"

	"github.com/claudegen/claudegen/gen/internal/read/remote"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// IsURL reports whether the name of a document is the URL of one, which
// Config.ReadRemote reads.
func IsURL(name string) bool { return urls.Is(name) }

// RemoteReader returns a Config.ReadRemote that fetches files by HTTP, until ctx
// ends. It may fetch what allow lists: URLs of files, and of hosts or folders,
// which end in a slash, or "*" for everything; redirects lead to nothing else.
// Each file is fetched once, whatever is generated with it. Progress, if set, is
// told what is being fetched.
func RemoteReader(ctx context.Context, allow []string, progress func(stage string)) (func(url string) ([]byte, error), error) {
	o := remote.Options{Allow: allow}
	if progress != nil {
		o.Progress = func(url string) { progress("fetching " + url) }
	}
	r, err := remote.NewReader(ctx, o)
	if err != nil {
		return nil, err
	}
	return r.Read, nil
}
