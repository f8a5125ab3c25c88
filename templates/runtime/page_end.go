package runtime

import (
	"errors"
	"net/url"
	"strconv"
)

// pageEnd says which page is the last where no cursor and no flag does.
type pageEnd struct {
	empty  bool   // one without items
	short  bool   // one with fewer items than asked for
	pages  bool   // the total counts pages
	total  string // header with the total; empty if it is in the page, or nowhere
	limit  string // query parameter that says how many items a page has at most
	normal int64  // what that is if it isn't sent; 0 if this is not known
}

// size returns how many items were asked for; 0 if this is not known.
func (e *pageEnd) size(f *pageRequest) int64 {
	if n, err := strconv.ParseInt(first(sentValue(f.url, e.limit), "0"), 10, 64); err == nil && n > 0 {
		return n
	}
	return e.normal
}

// counted returns the total, as the page or the header says; 0 if neither does.
func (e *pageEnd) counted(f *pageRequest, info pageInfo) int64 {
	if e.total == "" {
		return info.total
	}
	n, _ := strconv.ParseInt(f.header.Get(e.total), 10, 64)
	return max(n, 0)
}

// last reports whether a page is the last. through and pages are how many items and pages there
// are up to its end, as far as that is known.
func (e *pageEnd) last(f *pageRequest, info pageInfo, items int, through, pages int64) bool {
	if e.empty && items == 0 || e.short && int64(items) < e.size(f) {
		return true
	}
	total := e.counted(f, info)
	switch {
	case total == 0:
		return false
	case e.pages:
		return pages >= total
	}
	return through >= total
}

// unsure reports whether a page without items is the last because nothing else says which one is.
func (e *pageEnd) unsure(f *pageRequest, info pageInfo, items int) bool {
	return items == 0 && !info.says && (e.counted(f, info) == 0 || !e.pages && e.size(f) == 0)
}

// sentValue returns the first value of a query parameter of a URL.
func sentValue(u *url.URL, name string) string {
	if name == "" {
		return ""
	}
	return u.Query().Get(name)
}

// position reads the number that a request was sent with; normal if there was none.
func position(f *pageRequest, param string, normal int64) (int64, error) {
	text := sentValue(f.url, param)
	if text == "" {
		return normal, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, errors.New("the request was sent with " + param + "=" + strconv.Quote(clip(text)) + ", after which no page can be counted")
	}
	return n, nil
}
