package runtime

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
)

// Lists that are too long for one request.

// split makes as many requests of a list as its length and size need, in order. Beside an
// error stand the answers until then: they are of the first elements of the list.
func split[E, A any](c *core, opts []RequestOption, op *operation, list []E, most int, params func([]E) codable, key func(*E) string, send func([]E) (*A, error)) ([]*A, error) {
	seen := make(map[string]bool, len(list))
	for i := range list {
		k := key(&list[i])
		if seen[k] {
			return nil, &RequestError{op.id, fmt.Errorf("element %d has the key of an earlier one, %q", i, k)}
		}
		seen[k] = true
	}
	parts, err := cutList(list, most, first(c.settings(opts).maxRequest, op.maxBytes), params)
	if err != nil {
		return nil, &RequestError{op.id, err}
	}
	var out []*A
	for _, part := range parts {
		answer, err := send(part)
		if err != nil {
			return out, err
		}
		out = append(out, answer)
	}
	return out, nil
}

// cutList cuts a list into parts of at most some elements, whose requests are at most
// so large; 0 for no limit. An empty list is one part, which the server may refuse.
func cutList[E any](list []E, most int, limit int64, params func([]E) codable) ([][]E, error) {
	size := func(part []E) (int64, error) {
		b, err := encodeWith(params(part), "", true)
		return int64(len(b)), err
	}
	rest, err := size(nil)
	if err != nil {
		return nil, err
	}
	var parts [][]E
	begin, total := 0, rest
	for i := range list {
		n, err := size(list[i : i+1])
		if err != nil {
			return nil, err
		}
		n -= rest - 1 // and a comma
		if i > begin && (i-begin == most || limit > 0 && total+n > limit) {
			parts, begin, total = append(parts, list[begin:i:i]), i, rest
		}
		total += n
	}
	return append(parts, list[begin:]), nil
}

// inOrder yields the lines of several answers in the order of keys. Lines of one answer are
// held until it is their turn. What has no line is an error in its place, and lines that
// nobody asked for come last.
func inOrder[E, L any](requests []E, requested func(*E) string, answers int, open func(int) *LineStream[L], key func(*L) string) iter.Seq2[*L, error] {
	return func(yield func(*L, error) bool) {
		held, next := map[string]*L{}, 0
		give := func(all bool) bool {
			for ; next < len(requests); next++ {
				k := requested(&requests[next])
				line, err := held[k], error(nil)
				if line == nil && !all {
					return true
				}
				if line == nil {
					err = fmt.Errorf("%w: %q", ErrNoResult, k)
				}
				if delete(held, k); !yield(line, err) {
					return false
				}
			}
			return true
		}
		for i := range answers {
			if err := hold(open(i), held, key); err != nil {
				yield(nil, err)
				return
			}
			if !give(false) {
				return
			}
		}
		if !give(true) {
			return
		}
		for _, k := range slices.Sorted(maps.Keys(held)) {
			if !yield(held[k], nil) {
				return
			}
		}
	}
}

// ErrNoResult means that a request has no line among the results.
var ErrNoResult = errors.New("no result for the request with the key")

// hold reads all lines of an answer.
func hold[L any](lines *LineStream[L], held map[string]*L, key func(*L) string) error {
	defer func() { _ = lines.Close() }()
	for line, err := range lines.All() {
		if err != nil {
			return err
		}
		held[key(line)] = line
	}
	return nil
}
