package runtime

import (
	"errors"
	"strconv"
)

// pageOffset counts the items before a page.
type pageOffset struct {
	start int64 // of the first page
	end   pageEnd
}

var errNoLimit = errors.New("page without items, which isn't the last, and no limit was sent that says where the next one begins")

// after moves on by the items that came, which may be fewer than asked for because the server has a limit
// of its own. Over a page without any, it moves on by what was asked for.
func (s *pageOffset) after(f *pageRequest, info pageInfo, items int) (string, error) {
	at, err := position(f, f.op.next.param, s.start)
	if err != nil {
		return "", err
	}
	came, size := int64(items), s.end.size(f)
	if came == 0 {
		came = size
	}
	pages := int64(1)
	if size > 0 {
		pages = (at-s.start)/size + 1
	}
	if s.end.unsure(f, info, items) || s.end.last(f, info, items, at-s.start+came, pages) {
		return "", nil
	}
	if came == 0 {
		return "", errNoLimit
	}
	return strconv.FormatInt(at+came, 10), nil
}

func (s *pageOffset) ask(r *request, cursor string) error {
	r.setQuery(r.op.next.param, cursor, r.op.next.param)
	return nil
}
