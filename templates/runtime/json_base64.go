package runtime

import (
	"encoding/base64"
	"errors"
)

// Bytes, as base64.

var errBase64 = errors.New("string is not base64")

// base64Bytes walks bytes that travel as base64 text.
func base64Bytes(c *coder, p *[]byte, pr presence) { encodedBytes(c, p, pr, base64.StdEncoding) }

// encodedBytes walks bytes that travel as text.
func encodedBytes(c *coder, p *[]byte, pr presence, text *base64.Encoding) {
	switch c.mode {
	case decoding:
		*p = nil
		c.parse(func(s string) error {
			b, err := text.DecodeString(s)
			if err != nil {
				return errBase64
			}
			*p = b
			return nil
		})
	case encoding, flattening, validating:
		if *p == nil {
			c.absent(pr)
			return
		}
		if c.mode == encoding {
			c.out.addByte('"')
			c.out.took(text.AppendEncode(c.out.room(text.EncodedLen(len(*p))), *p))
			c.out.addByte('"')
		} else {
			c.scalar(text.EncodeToString(*p))
		}
	default:
	}
}
