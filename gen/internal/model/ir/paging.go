package ir

import "strings"

// Paging says how one page leads to the next.
type Paging struct {
	Page  *Object // the answer; nil if that is the list of the items
	List  *List   // of the items
	Items Path    // where the page has it
	Next  *PageLink
	Prev  *PageLink
	Total Path // how many items or pages there are; nil if the page doesn't say
	Shape *PageShape
}

// PageLink connects a page with a parameter of the next request.
type PageLink struct {
	Param string // query parameter; empty for URLs
	Value Path   // cursor or URL in the page, or in an item if Item is set; nil for what isn't in the page
	Item  bool   // of the last item, or for the page before of the first
	More  Path   // whether there is more; may be nil
}

// PageShape says how the next page is found if not by a cursor in the page alone.
type PageShape struct {
	Kind        PageKind
	Name        string // of the header with the cursor, or the relation of the link
	Start, Step int64
	Empty       bool   // a page without items is the last
	Short       bool   // a page with fewer items than asked for is
	Pages       bool   // the total counts pages
	Total       string // header with the total
	Limit       string // query parameter with the number of items that a page may have
	Normal      int64  // what that is by default; 0 if the document doesn't say
}

// PageKind is what leads to the next page.
type PageKind uint8

// The kinds of pages.
const (
	CursorPage PageKind = iota // a cursor, in the page or in a header
	NumberPage
	OffsetPage
	URLPage  // a URL in the page
	LinkPage // a URL in the header Link
)

// Path is how to get from an object to something in it: a member, one of that, and so on.
type Path []*Field

// Last is the member that a path leads to; nil if there is no path.
func (p Path) Last() *Field {
	if len(p) == 0 {
		return nil
	}
	return p[len(p)-1]
}

// Names are the names of the members in the document.
func (p Path) Names() []string {
	var out []string
	for _, f := range p {
		out = append(out, f.Wire)
	}
	return out
}

// String is a path as documents write it, e.g. "meta.next".
func (p Path) String() string { return strings.Join(p.Names(), ".") }
