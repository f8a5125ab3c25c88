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
		*p = time.Time{}
		c.parse(func(s string) error {
			t, err := parseTime(s)
			*p = t
			return err
		})
	case encoding:
		c.checkYear(p)
		c.out.addByte('"')
		c.out.took(p.AppendFormat(c.out.room(maxTime), time.RFC3339Nano))
		c.out.addByte('"')
	case validating:
		if err := yearError(p); err != nil {
			c.invalid(err)
		}
	case flattening:
		c.checkYear(p)
		c.scalar(p.Format(time.RFC3339Nano))
	default:
	}
}

// parseTime reads a time as RFC 3339 writes it. It may have a small t and z, or a
// space for the T, and a leap second, which Go doesn't know: it is the first of the
// next minute.
func parseTime(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err == nil {
		return t, nil
	}
	const clock, seconds = len("2006-01-02"), len("2006-01-02T15:04:")
	b, leap := []byte(s), time.Duration(0)
	if len(b) > clock && (b[clock] == 't' || b[clock] == ' ') {
		b[clock] = 'T'
	}
	if n := len(b) - 1; n >= 0 && b[n] == 'z' {
		b[n] = 'Z'
	}
	if len(b) > seconds+2 && string(b[seconds:seconds+2]) == "60" {
		b[seconds], b[seconds+1], leap = '5', '9', time.Second
	}
	if t, err = time.Parse(time.RFC3339, string(b)); err != nil {
		return time.Time{}, fmt.Errorf("%q is no RFC 3339 time", clip(s))
	}
	return t.Add(leap), nil
}

// checkYear refuses times that RFC 3339 has no form for.
func (c *coder) checkYear(t *time.Time) {
	if err := yearError(t); err != nil {
		c.fail(err)
	}
}

func yearError(t *time.Time) error {
	if y := t.Year(); y < 0 || y > 9999 {
		return fmt.Errorf("the year %d has no form in RFC 3339", y)
	}
	return nil
}
