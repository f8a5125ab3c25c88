// Package faketest is a fake of an API for tests: a server on a loopback
// address that checks requests against a document and answers them the way a
// test says. Generated code adds the operations and their types.
package faketest

import (
	"mime"
	"reflect"
)

// The types of this file describe an API. Generated code holds them as static
// data; what they mean is decided by the functions of this package alone.

// apiInfo describes what all operations have in common.
type apiInfo struct {
	schemes    []scheme
	security   [][]string // ids of schemes: any of these sets of credentials will do
	betaHeader string     // request header that lists betas; empty if there are none
	betaQuery  string     // e.g. "beta=true", which may come with any request
	requestID  string     // response header, e.g. "request-id"
	errors     []errorKind
	open       []reflect.Type // that may have members which the document doesn't name
	operations []*operation
}

// errorKind is a documented type of error and its status.
type errorKind struct {
	typ    string // e.g. "rate_limit_error"
	status int    // e.g. 429; 0 if not known
}

// scheme says how a credential travels.
type scheme struct {
	id     string
	kind   schemeKind
	name   string // of the header, query parameter or cookie
	prefix string // of httpScheme, e.g. "SharedAccessKey"
	of     string // scheme that it shares its credential with
}

type schemeKind uint8

const (
	headerScheme schemeKind = iota
	bearerScheme
	basicScheme
	queryScheme
	cookieScheme
	httpScheme // in the header Authorization, after prefix
)

// operation describes a method and path of the API.
type operation struct {
	id       string // e.g. "messages.create"
	method   string
	path     string       // with {placeholders}
	slashes  []int        // indexes of placeholders that may have slashes
	call     string       // what scripts it, e.g. "Messages.Create"
	security [][]string   // nil: as the API says; empty: none
	fixed    []fixedParam // parameters that are always sent
	betas    []string     // any of these enables the operation
	body     bodyKind     // of the request
	accept   string       // media types of the answer
	status   int          // of the answer; 0 for 200
	empty    int          // status of an answer without a body; 0 if there is none
	answers  []answerInfo // if it is one of several

	bodyOptional bool
	others       []otherBody // of the same values
	events       *eventsInfo // if it answers events, always or when asked to
}

// otherBody is another media type that a body can have.
type otherBody struct {
	media string
	kind  bodyKind
}

// sentAs is the operation with the body of a media type.
func (op *operation) sentAs(contentType string) *operation {
	got, _, _ := mime.ParseMediaType(contentType)
	for _, o := range op.others {
		if media, _, _ := mime.ParseMediaType(o.media); media == got {
			as := *op
			as.body = o.kind
			return &as
		}
	}
	return op
}

// answerInfo is one of several answers: what it is sent with, and whether a value is one.
type answerInfo struct {
	status int
	media  string
	is     func(any) bool
}

// is reports whether a value is a T.
func is[T any](v any) bool {
	_, ok := v.(T)
	return ok
}

// fixedParam is a parameter that always has the same value, of the query, in a
// header or a cookie.
type fixedParam struct {
	in          place
	name, value string
}

type bodyKind uint8

const (
	noBody bodyKind = iota
	jsonBody
	formBody
	multipartBody
	rawBody
)

// eventsInfo describes the event stream of an operation.
type eventsInfo struct {
	param   string   // request member that asks for events; empty if there are always events
	call    string   // what scripts the events of an operation that answers JSON otherwise
	tag     string   // member of events that is their name; empty if they have none
	mark    string   // data that ends the stream and is no event, e.g. "[DONE]"
	failure string   // event that carries an error; empty if there is none
	whole   bool     // events hold the fields that are sent, not their data alone
	text    bool     // data are text, no JSON
	texts   []string // names of whole events whose data are text
}

// onDemand reports whether the operation answers events only when asked to.
func (e *eventsInfo) onDemand() bool { return e != nil && e.call != "" }
