package runtime

import "strconv"

// pageNumber counts pages.
type pageNumber struct {
	start, step int64 // number of the first page; how far the second is from it
	end         pageEnd
}

// after moves on by a step. Up to the end of the page there are as many items as have been seen or, where not all
// pages before have been seen, as these have if they are as full as this one. A page with fewer items than asked for says
// nothing: the server may have a limit of its own.
func (s *pageNumber) after(f *pageRequest, info pageInfo, items int) (string, error) {
	at, err := position(f, f.op.next.param, s.start)
	if err != nil {
		return "", err
	}
	pages := (at-s.start)/s.step + 1
	through := f.before + int64(items)
	if size := s.end.size(f); items == 0 || int64(items) == size {
		through = max(through, pages*size)
	}
	if s.end.unsure(f, info, items) || s.end.last(f, info, items, through, pages) {
		return "", nil
	}
	return strconv.FormatInt(at+s.step, 10), nil
}

func (s *pageNumber) ask(r *request, cursor string) error {
	r.setQuery(r.op.next.param, cursor, r.op.next.param)
	return nil
}
