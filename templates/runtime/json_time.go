package runtime

import (
	"fmt"
	"time"
)

// Times, as RFC 3339 writes them.

// maxTime is more than the longest RFC 3339 time of any year.
const maxTime = 64

func timestampPtr(c *coder, p **time.Time, pr presence) { ptr(c, p, pr, timestamp) }

// timestamp walks an RFC 3339 time.
func timestamp(c *coder, p *time.Time) {
	switch c.mode {
	case decoding:
		c.parse(func(s string) error {
			t, err := time.Parse(time.RFC3339, s)
			if err != nil {
				return fmt.Errorf("%q is no RFC 3339 time", clip(s))
			}
			*p = t
			return nil
		})
	case encoding:
		c.checkYear(p)
		c.out.addByte('"')
		c.out.took(p.AppendFormat(c.out.room(maxTime), time.RFC3339Nano))
		c.out.addByte('"')
	case flattening:
		c.checkYear(p)
		c.scalar(p.Format(time.RFC3339Nano))
	default:
	}
}

// checkYear refuses times that RFC 3339 has no form for.
func (c *coder) checkYear(t *time.Time) {
	if y := t.Year(); y < 0 || y > 9999 {
		c.fail(fmt.Errorf("the year %d has no form in RFC 3339", y))
	}
}
