package runtime

import "encoding/json"

// Unions: values of one of several types.

// when says what it means if the union that is walked next is nil.
func (c *coder) when(p presence) *coder {
	c.ifNil = p
	return c
}

// variant walks the value of a union in every mode but decoding, and reports
// whether the caller, the union's generated function, still has to decode one.
func variant(c *coder, v codable) (decode bool) {
	ifNil := c.ifNil
	c.ifNil = required // as elements of arrays and maps are
	switch {
	case c.mode == decoding:
		return !c.null()
	case v == nil:
		c.absent(ifNil)
	case isNil(v): // a nil pointer of a variant's type
		if c.mode == validating {
			c.missing()
		} else {
			c.absent(ifNil)
		}
	default:
		c.given = ifNil != required
		c.walk(v)
		c.given = false
	}
	return false
}

// fresh decodes the next value into v, a new value of a variant.
func fresh(c *coder, v codable) codable {
	c.walk(v)
	return v
}

// UnknownVariant is what the unknown variant of every union holds.
type UnknownVariant struct {
	Type string          // value of the discriminator, if there is one
	Raw  json.RawMessage // the whole value, as it came
}

func (x *UnknownVariant) field(c *coder, _ int) *descriptor {
	unknownVariant(c, &x.Raw)
	return nil
}

// MarshalJSON returns the value as it came.
func (x UnknownVariant) MarshalJSON() ([]byte, error) { return encodeJSON(&x) }

// unknownVariant walks a value that no known variant fits.
func unknownVariant(c *coder, v *json.RawMessage) {
	switch c.mode {
	case decoding, encoding:
		raw(c, v, nullable)
	case validating:
		raw(c, v, required) // without Raw it is nothing
	}
}
