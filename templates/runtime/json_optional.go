package runtime

// Values that may be missing: pointers, and types whose zero value says so.

// ptr walks a value behind a pointer.
func ptr[T any](c *coder, p **T, pr presence, elem func(*coder, *T)) {
	if c.mode == decoding {
		if c.null() {
			*p = nil
			return
		}
		v := new(T)
		if elem(c, v); c.err != nil {
			v = nil
		}
		*p = v
		return
	}
	if *p == nil {
		c.absent(pr)
		return
	}
	elem(c, *p)
}

// Most pointers to scalars of an object that is sent are nil. Dealing with these
// first is also what keeps calls, of which a large package has thousands, from
// being inlined.

func textPtr(c *coder, p **string, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, text)
}

func booleanPtr(c *coder, p **bool, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, boolean)
}

func integerPtr(c *coder, p **int64, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, integer)
}

func integer32Ptr(c *coder, p **int32, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, integer32)
}

func numberPtr(c *coder, p **float64, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, number)
}

func number32Ptr(c *coder, p **float32, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, number32)
}

// optText walks a string type whose zero value means absent.
func optText(c *coder, p *string) {
	if c.mode == decoding || *p != "" {
		text(c, p)
	}
}

// nullText walks a string type whose zero value means null.
func nullText(c *coder, p *string) {
	if c.mode == encoding && *p == "" {
		c.absent(nullable)
		return
	}
	if c.mode == decoding || *p != "" {
		text(c, p)
	}
}

// opens reports whether an object comes next; null means that there is none.
func (c *coder) opens() bool {
	if c.null() {
		return false
	}
	if c.peek() == '{' {
		return true
	}
	c.mismatch("object")
	return false
}

// pointer walks what a pointer points to, or deals with a nil one.
func (c *coder) pointer(v codable, isNil bool, pr presence) {
	if isNil {
		c.absent(pr)
		return
	}
	c.walk(v)
}

// absent deals with a nil value of a member. It is inlined as far as optional ones go,
// which most are.
func (c *coder) absent(pr presence) {
	if pr != optional {
		c.absentNeeded(pr)
	}
}

func (c *coder) absentNeeded(pr presence) {
	switch {
	case c.mode == encoding:
		c.out.add("null")
	case c.mode == validating && pr == required:
		c.missing()
	}
}
