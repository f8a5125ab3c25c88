package diag

// Once adds notes to a list, each once for a location: what a reference leads to is
// looked at wherever something refers to it, and there is room for so many notes only.
type Once struct {
	list *List
	said map[remark]bool
}

// remark is a thing to say about a location.
type remark struct {
	at     Location
	format string
}

// NewOnce returns a Once for a list.
func NewOnce(list *List) *Once { return &Once{list, map[remark]bool{}} }

// Ungenerated adds a note about what has no effect, unless that has been said of the location.
func (o *Once) Ungenerated(kind string, at Location, format string, args ...any) {
	if r := (remark{at, format}); !o.said[r] {
		o.said[r] = true
		o.list.Ungenerated(kind, at, format, args...)
	}
}
