package runtime

// arrayPage is a page that is the array of its items.
type arrayPage[T any] struct {
	items []T
	code  func(*coder, *[]T)
	pager pager
}

func (x *arrayPage[T]) field(c *coder, _ int) *descriptor {
	if c != nil {
		x.code(c, &x.items)
	}
	return nil
}

func (x *arrayPage[T]) pageInfo() pageInfo { return pageInfo{more: true} }
func (x *arrayPage[T]) pageLink() *pager   { return &x.pager }
func (x *arrayPage[T]) pageLen() int       { return len(x.items) }

func (x *arrayPage[T]) valueOf(i int) T    { return x.items[i] }
func (x *arrayPage[T]) addressOf(i int) *T { return &x.items[i] }
