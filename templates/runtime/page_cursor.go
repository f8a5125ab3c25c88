package runtime

// pageCursor is a cursor in the page or in a header of the answer, and an end that is
// not only the lack of one.
type pageCursor struct {
	header string // empty: the page has it
	end    pageEnd
}

func (s *pageCursor) after(f *pageRequest, info pageInfo, items int) (string, error) {
	cursor := info.next
	if s.header != "" {
		cursor = f.header.Get(s.header)
	}
	if !f.back && s.end.last(f, info, items, f.before+int64(items), 0) {
		return "", nil
	}
	return cursor, nil
}

func (s *pageCursor) ask(r *request, cursor string) error {
	r.setQuery(r.op.next.param, cursor, r.op.next.param, r.op.prev.param)
	return nil
}
