package runtime

import (
	"context"
	"net/http"
	"os"
	"strconv"
)

// core is what the services of a client share. It doesn't change after newCore.
type core struct {
	api    *apiInfo
	base   settings
	client *http.Client
}

// newCore makes the core of a client. What is wrong with an option is reported
// by the calls, so that NewClient needs no error.
func newCore(api *apiInfo, opts []RequestOption) *core {
	c := &core{api: api, base: defaultSettings()}
	c.base.apply(opts)
	if !c.base.noEnv {
		c.environment()
	}
	if c.base.baseURL == "" && len(api.servers) > 0 {
		c.base.baseURL = api.servers[0].url
	}
	c.base.clip()
	c.client = c.httpClient(&c.base)
	c.base.ownClient = false
	return c
}

// environment fills in what the options left open.
func (c *core) environment() {
	for _, s := range c.api.servers {
		if c.base.baseURL == "" && s.env != "" {
			c.base.baseURL = os.Getenv(s.env)
		}
	}
	for _, s := range c.api.schemes {
		if s.env == "" || c.base.credential(s.id) != nil {
			continue
		}
		if v := os.Getenv(s.env); v != "" {
			c.base.credentials = append(c.base.credentials, newCredential(s.id, v, fromEnvironment))
		}
	}
}

// settings returns those of a call.
func (c *core) settings(opts []RequestOption) settings {
	s := c.base
	s.level = fromCall
	s.apply(opts)
	return s
}

// call sends a request and returns out, into which it decodes the JSON of the
// answer.
func call[P coded](ctx context.Context, c *core, op *operation, args []string, params coded, out P, opts []RequestOption) (P, error) {
	r, err := c.prepare(op, args, params, opts, wantBody)
	if err == nil {
		err = r.json(ctx, out)
	}
	return answered(out, err)
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
func callAs[R any](ctx context.Context, c *core, op *operation, args []string, params coded, code func(*coder, *R), opts []RequestOption) (R, error) {
	var out R
	_, err := call(ctx, c, op, args, params, walker(func(c *coder) { code(c, &out) }), opts)
	return answered(out, nameType(err, &out))
}

// callNone sends a request whose answer has no body worth reading.
func callNone(ctx context.Context, c *core, op *operation, args []string, params coded, opts []RequestOption) error {
	_, err := c.callText(ctx, op, args, params, opts)
	return err
}

// callText sends a request and returns the body of the answer.
func callText(ctx context.Context, c *core, op *operation, args []string, params coded, opts []RequestOption) (string, error) {
	return c.callText(ctx, op, args, params, opts)
}

func (c *core) callText(ctx context.Context, op *operation, args []string, params coded, opts []RequestOption) (string, error) {
	r, err := c.prepare(op, args, params, opts, wantBody)
	if err != nil {
		return "", err
	}
	rep, err := r.run(ctx)
	if err != nil {
		return "", err
	}
	return rep.body, nil
}

// json runs r and decodes the answer.
func (r *request) json(ctx context.Context, out coded) error {
	rep, err := r.run(ctx)
	if err != nil {
		return err
	}
	if rep.body == "" && rep.resp.StatusCode != http.StatusOK { // 202, 204
		return nil
	}
	if err := decodeJSON(rep.body, out); err != nil {
		return rep.responseError(err)
	}
	return nil
}

func itoa(n int) string { return strconv.Itoa(n) }
