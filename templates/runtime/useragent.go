package runtime

import (
	"reflect"
	gort "runtime"
	"runtime/debug"
	"strings"
)

// WithUserAgent names the program in the header User-Agent, after the client: for instance
// "shop/1.2". What a client and a call name is sent in turn.
func WithUserAgent(product string) RequestOption {
	return func(s *settings) { s.products = append(s.products, product) }
}

// userAgent says who sends a request: the package, with the version of its module, and the
// platform; and then what the caller names.
func (r *request) userAgent() string {
	return strings.Join(append([]string{r.core.agent}, r.set.products...), " ")
}

// agent names a package with the version of its module, which the build knows, and the
// platform, e.g. "petstore-go/1.2.3 (linux/amd64; go1.26.0)".
func agent(name string) string {
	version := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = versionOf(reflect.TypeFor[settings]().PkgPath(), append(info.Deps, &info.Main))
	}
	goVersion, _, _ := strings.Cut(gort.Version(), " ") // experiments follow
	return name + "-go" + version + " (" + gort.GOOS + "/" + gort.GOARCH + "; " + goVersion + ")"
}

// versionOf returns the version of the module that a package is part of, after a slash, or nothing
// if there is none, as in the middle of development.
func versionOf(pkg string, modules []*debug.Module) string {
	var own *debug.Module
	for _, m := range modules {
		if (pkg == m.Path || strings.HasPrefix(pkg, m.Path+"/")) && (own == nil || len(m.Path) > len(own.Path)) {
			own = m
		}
	}
	if own == nil || own.Version == "" || own.Version == "(devel)" {
		return ""
	}
	return "/" + strings.TrimPrefix(own.Version, "v")
}
