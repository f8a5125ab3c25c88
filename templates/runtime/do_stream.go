package runtime

import (
	"context"
	"encoding/json"
)

// doStream sends a request that the document doesn't describe, and returns the events of the
// answer as the server sends them.
func doStream(ctx context.Context, c *core, method, path string, body any, opts []RequestOption) *Stream[json.RawMessage] {
	op, params := undescribed(method, path, body)
	op.stream = &streamInfo{failure: "error"}
	return events(ctx, c, op, nil, params, func(c *coder, p *json.RawMessage) { raw(c, p, required) }, opts)
}
