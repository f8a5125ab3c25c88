package runtime

import (
	"context"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// core is what the services of a client share. It doesn't change after newCore.
type core struct {
	api    *apiInfo
	base   *settings // behind a pointer, so that fmt doesn't print what it holds
	client *http.Client
	agent  string // who sends the requests
}

// newCore makes the core of a client. What is wrong with an option is reported
// by the calls, so that NewClient needs no error.
func newCore(api *apiInfo, opts []RequestOption) *core {
	base := defaultSettings(api)
	c := &core{api: api, base: &base, agent: agent(api.name)}
	c.base.apply(opts)
	if !c.base.noEnv {
		c.environment()
	}
	if c.base.baseURL == "" && len(api.servers) > 0 {
		c.base.baseURL, c.base.documented = api.servers[0].url, true
	}
	c.base.clip()
	c.client = c.httpClient(c.base)
	c.base.ownClient = false
	return c
}

// environment fills in what the options left open.
func (c *core) environment() {
	for _, s := range c.api.servers {
		if c.base.baseURL == "" && s.env != "" {
			c.base.baseURL = strings.TrimSpace(os.Getenv(s.env))
		}
	}
	if c.api.headerEnv != "" {
		c.base.headersFrom(c.api.headerEnv)
	}
	for _, s := range c.api.schemes {
		if s.env == "" || s.of != "" || c.base.credential(s.id) != nil {
			continue
		}
		// A blank variable counts as not set, and the line break that a file ended with isn't meant.
		if v := strings.TrimSpace(os.Getenv(s.env)); v != "" {
			c.base.credentials = append(c.base.credentials, newCredential(s.id, v, fromEnvironment))
		}
	}
}

// headersFrom takes headers from an environment variable: "Name: value", one a line.
func (s *settings) headersFrom(env string) {
	for line := range strings.Lines(os.Getenv(env)) {
		name, value, ok := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case strings.TrimSpace(line) == "":
		case !ok || !validToken(name):
			s.fail(env + ": a line that is no header of the form Name: value")
		case upToConnection(name):
			s.fail(env + ": the header " + name + " is up to the connection, and can't be set")
		case value != "":
			s.envHeaders = append(s.envHeaders, headerEdit{name: name, value: secret{&value}})
		}
	}
}

// settings returns those of a call.
func (c *core) settings(opts []RequestOption) settings {
	s := *c.base
	s.level = fromCall
	s.apply(opts)
	return s
}

// call sends a request and returns out, into which it decodes the JSON of the
// answer.
func call[P codable](ctx context.Context, c *core, op *operation, args []string, params codable, out P, opts []RequestOption) (P, error) {
	r, err := c.prepare(ctx, op, args, params, opts, wantBody)
	found := false
	if err == nil {
		found, err = r.json(ctx, out, descriptorOf(out))
	}
	if !found {
		var none P
		return none, err
	}
	return out, err
}

// answered returns the value that an answer was decoded into, or none with err.
func answered[P any](p P, err error) (P, error) {
	if err != nil {
		var none P
		return none, err
	}
	return p, nil
}

// callAs is call for answers that are no objects: unions, arrays, scalars.
func callAs[R any](ctx context.Context, c *core, op *operation, args []string, params codable, code func(*coder, *R), opts []RequestOption) (R, error) {
	var out R
	r, err := c.prepare(ctx, op, args, params, opts, wantBody)
	if err != nil {
		return out, err
	}
	rep, err := r.run(ctx)
	if err == nil && !rep.emptyAnswer() {
		err = nameType(rep.decode(walker(func(c *coder) { code(c, &out) }), nil), &out)
	}
	if err != nil && rep != nil && rep.partial {
		return out, err
	}
	if err == nil && rep.body != "" && !rep.emptyAnswer() {
		err = rep.variant(any(out))
	}
	return answered(out, err)
}

// variant refuses the value of a union that the answer is no variant of: null,
// or an object that doesn't even say what it is. One that does is newer than this
// package, unless it says that something failed.
func (rep *reply) variant(v any) error {
	unknown, ok := v.(*UnknownVariant)
	switch {
	case v == nil:
		return rep.unusable(errNullAnswer)
	case !ok:
		return nil
	case unknown.Type == "", unknown.Type == "error" && saysError(rep.body):
		return rep.unusable(errOtherAnswer)
	}
	return nil
}

// callNone sends a request whose answer has no body worth reading.
func callNone(ctx context.Context, c *core, op *operation, args []string, params codable, opts []RequestOption) error {
	rep, err := c.text(ctx, op, args, params, opts)
	if err == nil && saysError(rep.body) && strings.HasPrefix(mediaType(rep.resp.Header), "application/") {
		return rep.newError(rep.body) // of a status that says otherwise
	}
	return err
}

// callText sends a request and returns the body of the answer.
func callText(ctx context.Context, c *core, op *operation, args []string, params codable, opts []RequestOption) (string, error) {
	rep, err := c.text(ctx, op, args, params, opts)
	if err != nil || rep.emptyAnswer() {
		return "", err
	}
	if err := rep.errorInstead(rep.body); err != nil {
		return "", err
	}
	if err := rep.checkMedia(); err != nil {
		return "", err
	}
	return rep.body, nil
}

func (c *core) text(ctx context.Context, op *operation, args []string, params codable, opts []RequestOption) (*reply, error) {
	r, err := c.prepare(ctx, op, args, params, opts, wantBody)
	if err != nil {
		return nil, err
	}
	return r.run(ctx)
}

// json runs r and decodes the answer, an object described by s. It reports whether
// there is one: the document may describe answers without.
func (r *request) json(ctx context.Context, out codable, s *descriptor) (found bool, err error) {
	rep, err := r.run(ctx)
	if err != nil || rep.emptyAnswer() {
		return false, err
	}
	err = rep.decode(out, s)
	return err == nil || rep.partial, err
}

// mediaType returns the media type of a header, in lower case.
func mediaType(h http.Header) string { return baseMedia(h.Get("Content-Type")) }

// baseMedia returns a media type in lower case and without its parameters.
func baseMedia(media string) string {
	base, _, _ := strings.Cut(strings.ToLower(media), ";")
	return strings.TrimSpace(base)
}

func itoa(n int) string { return strconv.Itoa(n) }
