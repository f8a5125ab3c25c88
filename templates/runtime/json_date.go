package runtime

import (
	"fmt"
	"time"
)

// Days without a time.

// Date is a day without a time, written as 2006-01-02.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in t's location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// valid reports whether d is a day of the calendar that the form has room for.
func (d Date) valid() bool {
	return d.Year >= 0 && d.Year <= 9999 && DateOf(d.Time(time.UTC)) == d
}

// String returns the date as 2006-01-02.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Time returns midnight of the date in loc.
func (d Date) Time(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// IsZero reports whether d is the zero Date.
func (d Date) IsZero() bool { return d == Date{} }

// MarshalText returns the date as 2006-01-02. What is no day of the calendar is an
// error, but for the zero Date, which an answer may have left.
func (d Date) MarshalText() ([]byte, error) {
	if !d.valid() && !d.IsZero() {
		return nil, fmt.Errorf("%s is no date", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads a date like 2006-01-02.
func (d *Date) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.DateOnly, string(b))
	if err != nil {
		return fmt.Errorf("%q is no date of the form 2006-01-02", clip(string(b)))
	}
	*d = DateOf(t)
	return nil
}

func datePtr(c *coder, p **Date, pr presence) { ptr(c, p, pr, date) }

// date walks a Date.
func date(c *coder, p *Date) {
	switch c.mode {
	case decoding:
		*p = Date{}
		c.parse(func(s string) error { return p.UnmarshalText([]byte(s)) })
	case validating:
		if p.IsZero() {
			c.missing()
		} else if _, err := p.MarshalText(); err != nil {
			c.invalid(err)
		}
	case encoding, flattening:
		text, err := p.MarshalText()
		switch {
		case err != nil:
			c.fail(err)
		case c.mode == encoding:
			c.out.addString(string(text))
		default:
			c.scalar(string(text))
		}
	default:
	}
}
