package runtime

import (
	"context"
	"errors"
	"net/http"
)

// ErrorBody returns the body of an answer that failed, as the type that the document
// gives it: by the operation that was called, the status and, where a status has several
// bodies, the media type. It finds the [*Error] in err.
//
//	if conflict, ok := ErrorBody[Conflict](err); ok {
//
// It reports false if err is no such error, if the document gives the body another type than T or
// none, and if the body isn't what the document says. Error.Body has it then as it came.
func ErrorBody[T any](err error) (T, bool) {
	var out, none T
	e, ok := errors.AsType[*Error](err)
	if !ok || e.bodies == nil {
		return none, false
	}
	body := toValid(bare(string(e.Body)))
	var object codable
	var to codable
	switch as := e.bodies.of(e.StatusCode, e.Header).(type) {
	case *T:
		object, _ = any(&out).(codable)
		to = object
	case func(*coder, *T):
		to = walker(func(c *coder) { as(c, &out) })
	}
	if to == nil || isNull(body) {
		return none, false
	}
	misfits, err := decodeNoting(context.Background(), body, to)
	if err != nil || len(misfits) > 0 {
		return none, false
	}
	if object != nil {
		if s := descriptorOf(object); !s.fits(body) || !s.knows(body) {
			return none, false
		}
	}
	if u, ok := any(out).(*UnknownVariant); ok && u.Type == "" {
		return none, false // no variant of the union
	}
	return out, true
}

// errorsAs are the bodies of the errors of an operation, those of the narrowest ranges
// of statuses first.
type errorsAs []errorAs

// errorAs is the body of the errors of some statuses: a (*T)(nil) for an object, a
// func(*coder, *T) that walks any other T, and nil if the document describes no JSON.
type errorAs struct {
	from, to int
	media    string // empty if the status has one body only
	as       any
}

// of returns how the body of an error is read: as the narrowest range of statuses has it and, of
// several media types, the one that came.
func (list errorsAs) of(status int, h http.Header) any {
	var found []errorAs
	var media []string
	for _, a := range list {
		if a.from <= status && status <= a.to && (found == nil || a.to-a.from == found[0].to-found[0].from) {
			found, media = append(found, a), append(media, a.media)
		}
	}
	switch len(found) {
	case 0:
		return nil
	case 1:
		return found[0].as
	}
	if i := chooseMedia(h, media); i >= 0 {
		return found[i].as
	}
	return nil
}
