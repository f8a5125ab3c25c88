package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// do sends a request that the document doesn't describe, and reads the answer into out.
func do(ctx context.Context, c *core, method, path string, body, out any, opts []RequestOption) error {
	op, params := undescribed(method, path, body)
	if rawTarget(out) {
		op.accept = "*/*"
	}
	rep, err := c.text(ctx, op, nil, params, opts)
	if err != nil {
		return err
	}
	return rep.into(out)
}

// undescribed makes an operation of a method and a path. A body that is the params of
// a method of this package brings along what these send in the header and the query.
func undescribed(method, path string, body any) (*operation, codable) {
	name, _, _ := strings.Cut(path, "?") // whose values may be secret
	op := &operation{id: method + " " + name, method: method, path: strings.NewReplacer("{", "%7B", "}", "%7D").Replace(path)}
	params, known := body.(codable)
	op.body = func(op *operation, params codable, flag string) (*payload, error) {
		switch {
		case !validToken(method):
			return nil, errors.New("no HTTP method: " + strconv.Quote(clip(method)))
		case !strings.HasPrefix(path, "/"):
			return nil, errors.New("the path must begin with a slash: the host is that of the base URL")
		case known:
			return jsonBody(op, params, flag)
		case body == nil:
			return nil, nil
		}
		return anyBody(body)
	}
	return op, params
}

// anyBody makes a body of a value: bytes and readers go out as they are, everything else as JSON.
func anyBody(v any) (*payload, error) {
	switch v := v.(type) {
	case json.RawMessage:
		return bytesPayload(v, "application/json"), nil
	case []byte:
		return bytesPayload(v, octetStream), nil
	case io.Reader:
		// It is read at most once: what has an end that is not known can't be sent again.
		return &payload{open: func() (io.ReadCloser, error) { return io.NopCloser(v), nil }, size: -1, contentType: octetStream}, nil
	}
	b, err := json.Marshal(v)
	return bytesPayload(b, "application/json"), err
}

// rawTarget reports whether the answer is wanted as it is.
func rawTarget(out any) bool {
	switch out.(type) {
	case *[]byte, *string:
		return true
	}
	return false
}

// into stores an answer in out: as it is in bytes or a string, or else what it says as JSON. An
// error that stands in an answer of a good status is one all the same.
func (rep *reply) into(out any) error {
	if isJSONType(mediaType(rep.resp.Header)) && strings.HasPrefix(rep.body, "{") {
		d := coder{mode: decoding, src: toValid(rep.body)}
		if top := d.texts("error", "type"); d.err == nil && top["type"] == "error" && strings.HasPrefix(top["error"], "{") {
			return rep.newError(rep.body)
		}
	}
	switch out := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*out = []byte(rep.body)
		return nil
	case *string:
		*out = rep.body
		return nil
	}
	if strings.TrimSpace(rep.body) == "" {
		if rep.resp.StatusCode == http.StatusNoContent || rep.resp.StatusCode == http.StatusResetContent {
			return nil
		}
		return rep.responseError(errNoAnswer)
	}
	if err := json.Unmarshal([]byte(rep.body), out); err != nil {
		return rep.unusable(err)
	}
	return nil
}
