package runtime

import (
	"fmt"
	"io"
)

// recognized reports whether an event is one that the document describes, as far
// as can be told: null, an object without a type, and one of the type "error"
// that the document doesn't know, aren't.
func recognized[E any](event *E, data string) bool {
	if object, ok := any(event).(codable); ok {
		return descriptorOf(object).fits(data)
	}
	switch e := any(*event).(type) {
	case nil:
		return false
	case *UnknownVariant:
		return e.Type != "" && e.Type != "error"
	case codable:
		return true // a variant, which its type or its members have told
	}
	return !isNull(data)
}

// notThis is the error of an answer that is something else than want. It holds
// the body, which may be the whole answer, in one piece.
func (rep *reply) notThis(body io.Reader, want string) error {
	most := rep.req.set.maxResponse
	if !isJSONType(mediaType(rep.resp.Header)) {
		most = min(most, 1<<20)
	}
	all, _ := io.ReadAll(io.LimitReader(body, most)) // what there is
	if saysError(string(all)) {
		return rep.newError(string(all))
	}
	text := hide(string(all), rep.req.secrets())
	return rep.partError(fmt.Errorf("got %s, want %s: %s", rep.resp.Header.Get("Content-Type"), want, beginning([]byte(text))), text)
}
