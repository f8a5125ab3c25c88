package runtime

import (
	"context"
	"strings"
)

// callTextAs is callText for text that stands for a value: a number, a boolean, a time or one of
// several words.
func callTextAs[R any](ctx context.Context, c *core, op *operation, args []string, params codable, code func(*coder, *R), opts []RequestOption) (R, error) {
	var out R
	rep, err := c.text(ctx, op, args, params, opts)
	if err != nil || rep.emptyAnswer() {
		return out, err
	}
	if err := rep.checkMedia(); err != nil {
		return out, err
	}
	return answered(answerTextAs(rep, code))
}

// answerTextAs reads text as JSON, in which numbers and booleans are written alike, or else as what
// a JSON string has between its quotes.
func answerTextAs[R any](rep *reply, code func(*coder, *R)) (R, error) {
	var out R
	if err := rep.loaded(); err != nil {
		return out, err
	}
	text := strings.TrimSpace(rep.body)
	if text == "" {
		return out, rep.responseError(errNoAnswer)
	}
	read := func(src string) error {
		return nameType(decodeJSON(src, walker(func(c *coder) { code(c, &out) })), &out)
	}
	err := error(nil)
	if text != "null" {
		if err = read(text); err == nil {
			return out, nil
		}
	}
	var o output
	o.addString(text)
	if read(string(o.bytes())) == nil {
		return out, nil
	}
	if err == nil {
		err = errNullAnswer
	}
	return out, rep.unusable(err)
}
