package runtime

import (
	"net/http"
	"time"
)

// The types of this file describe an API. Generated code holds them as static
// data; what they mean is decided by the functions of this package alone.

// apiInfo describes what all operations have in common.
type apiInfo struct {
	name     string // for the User-Agent, e.g. "petstore"
	servers  []server
	schemes  []scheme
	security [][]string // ids of schemes: any of these sets of credentials will do

	betaHeader string                           // request header that lists betas; empty if there are none
	joinBetas  func(r *request, params codable) // sets betaHeader; nil if there are none
	betaQuery  string                           // added to the URL when betas are sent, e.g. "beta=true"

	requestID       string // response header, e.g. "request-id"
	rateLimitPrefix string // of response headers; empty if there are none
	retryHeader     string // request header with the number of retries so far; empty for none
	headerEnv       string // environment variable with further request headers; empty for none

	errorTypes []string   // that the document knows
	retry      *retryRule // nil: what RFC 9110 allows
}

// server is a base URL and the environment variable that replaces it.
type server struct{ url, env string }

// scheme says how a credential travels and which environment variable has it.
type scheme struct {
	id     string
	kind   schemeKind
	name   string   // of the header, query parameter or cookie
	prefix string   // of httpScheme, e.g. "SharedAccessKey"
	env    string   // for basicScheme: of the form user:password
	with   string   // option that sets it, e.g. "WithAPIKey"
	of     string   // scheme that it shares its credential with
	tokens tokenUse // nil: it isn't a token that expires
}

// tokenUse says what requests with a token of a source carry besides. It is an interface
// so that a package without schemes for tokens needs no code for them.
type tokenUse interface{ header() []headerValue }

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
	id          string // e.g. "messages.create"
	method      string
	path        string       // with {placeholders}, which the arguments fill in order
	args        []*style     // of the placeholders; nil for texts
	server      *server      // nil: the API's
	security    [][]string   // nil: as the API says; empty: none
	fixed       []fixedParam // always sent
	betas       []string     // any of these enables the operation
	beta        bool         // the operation needs betaQuery, whatever else is sent
	maxBytes    int64        // of the request body; 0 for no limit
	body        bodyFunc     // nil: none
	contentType string       // of the request body; empty for what body usually has
	form        []formField  // members of a form that say how they are written
	others      alternatives // nil: the body has no other media type
	accept      string
	stream      *streamInfo
	next, prev  pageLink
	longCall    *longCall
	unset       func(codable) bool // nil: the body is always sent; else it isn't if this says so
	statuses    []int              // of success, as documented; nil for 200, and anySuccess for all
	empty       []int              // statuses of answers that have no body where others have one
	redirects   []int              // documented statuses from 300 to 399
	null        bool               // the JSON of the answer may be null
	retry       *retryRule         // nil: as the API says
	errors      errorBodies        // nil: the document gives them no types
	onceKey     string             // header that tells the server which requests are one, e.g. "Idempotency-Key"
}

// anySuccess stands for all statuses from 200 to 299.
const anySuccess = 0

// retryRule says which requests may be sent again, and after which answers.
type retryRule struct {
	methods  []string
	statuses [][2]int // from, to
}

type headerValue struct{ name, value string }

// formField says how a member of a form is written that isn't written as its value
// suggests: what an Encoding Object of OpenAPI says.
type formField struct {
	name        string
	contentType string
	as          *style        // as in a query; nil for none
	header      []headerValue // of its parts
	given       []partHeader  // likewise, with the values that callers give
}

// partHeader is a header of a part: its value is a member of the params.
type partHeader struct {
	name   string
	member int
}

// fixedParam is a parameter that always has the same value, of the query, in a
// header or a cookie.
type fixedParam struct {
	in          place
	name, value string
}

// style says how a parameter is written that is not just a text: as OpenAPI's style,
// explode and allowReserved, or its content, say. The function is what the style is,
// so that packages without need no code for it.
type style struct {
	write    func(p *styled) ([]string, error)
	explode  bool   // elements and members stand apart
	reserved bool   // what has a meaning in a URL is not escaped
	empty    bool   // an array without elements is sent as an empty text
	verbatim bool   // of a cookie: nothing is escaped
	sep      string // between elements that don't stand apart, if it is no comma
}

// styled is a parameter that is to be written in its style: as parts, which in a
// query and in cookies begin with the name and elsewhere are one, the value.
type styled struct {
	*style
	name string
	in   place
	json string // the value
}

// bodyFunc makes the body of a request: jsonBody, formBody, multipartBody or
// rawBody. It is a function so that a package without forms needs no code for
// them. flag is a member to set to true; empty for none.
type bodyFunc func(op *operation, params codable, flag string) (*payload, error)

// alternatives are the media types that a body can be sent as besides. It is an interface so that a
// package without them needs no code for them.
type alternatives interface {
	as(op *operation, contentType string) *operation
}

// errorBodies say what the body of an error is. It is an interface so that a package whose errors
// have no types needs no code for them.
type errorBodies interface {
	of(status int, h http.Header) any
}

// streamInfo says how an event stream is asked for and how it ends.
type streamInfo struct {
	param    string // request member that is set to true; empty if it always streams
	terminal string // event, or whole data, that ends it; empty for the end of the body
	failure  string // event that carries an error
	form     *eventForm
}

// eventForm says what events consist of if it isn't JSON data alone.
type eventForm struct {
	value func(h *eventHead, data string, isText bool) string // the JSON that stands for an event
	whole bool                                                // name and id belong to the value
	all   bool                                                // data are text
	texts []string                                            // names of events whose data are
}

// eventHead is what an event says beside its data. It is here so that a package
// without streams has no parser of events.
type eventHead struct {
	name  []byte // of the event that was returned last, until a field of the next is met
	id    []byte // of the last event that had one
	ownID bool   // that is the one with this name
	retry []byte // digits
}

// pageLink names the query parameter that takes a cursor; empty if pages are
// not linked this way.
type pageLink struct {
	param string
	by    pageShape // nil: by the cursor that the page has
}

// pageShape is how a page leads to the next one, other than by a cursor in it. It is an interface so
// that a package without such pages needs no code for them. ask changes a request into one for the page
// that a cursor, which is whatever ask understands, stands for; see pageAfter.
type pageShape interface {
	ask(r *request, cursor string) error
}

// longCall says when a call without streaming is expected to take so long that
// a connection may not last: the value of a member, divided by what the server
// does in an hour, is longer than limit.
type longCall struct {
	member  string
	perHour int64
	limit   time.Duration
}

// errorKind is what errors.Is matches an Error with: its type or, when the
// answer named none, its status.
type errorKind struct {
	typ    string // e.g. "rate_limit_error"
	status int    // e.g. 429; 0 if not known
}

func (k *errorKind) Error() string {
	if k.typ == "" {
		return "status " + itoa(k.status)
	}
	return k.typ
}

// matches reports whether e is of kind k: by its type or, if the document
// doesn't know that, by its status.
func (k *errorKind) matches(e *Error) bool {
	if k.typ != "" && e.Type != "" && (e.typed || k.typ == e.Type) {
		return k.typ == e.Type
	}
	return k.status != 0 && k.status == e.status()
}
