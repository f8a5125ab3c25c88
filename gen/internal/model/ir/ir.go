// Package ir describes an API as Go sees it: services, operations and types,
// with every name decided. It holds data only; lower makes it and emit turns it
// into source.
package ir

import "github.com/claudegen/claudegen/gen/internal/diag"

// API is a whole client package.
type API struct {
	Package     string // e.g. "claude"
	Name        string // product name for the User-Agent, e.g. "claude"
	Title       string // of the document
	Doc         Doc    // without the title
	Servers     []Server
	Named       []NamedServer // all servers, if callers have a choice
	Schemes     []Scheme
	Security    [][]string // default alternatives of scheme ids
	Betas       BetaTransport
	Headers     ResponseHeaders
	BetaNames   []BetaName // headers that stand for no member
	RetryHeader string     // request header with the number of retries so far; may be empty
	HeaderEnv   string     // environment variable with further request headers; may be empty
	Retry       *Retry     // what may be sent again; nil if the document doesn't say
	Errors      []ErrorKind
	Services    []*Service   // top level, in document order
	Types       []Named      // in document order
	LeftOut     []*Operation // of the document, and not asked for
}

// Server is a base URL and the environment variable that replaces it.
type Server struct{ URL, Env string }

// NamedServer is a server that callers can choose.
type NamedServer struct {
	Name      string // e.g. "ServerSandbox"
	URL       string // with variables in braces
	Variables []ServerVariable
	Doc       Doc
	Place     diag.Location
	Of        []diag.Location // operations that have it; nil if it is one of the API
}

// ServerVariable is a part of a server's URL that callers can choose.
type ServerVariable struct {
	Field   string // Go, e.g. "Region"
	Wire    string
	Default string
	Type    string      // of the field, e.g. "ServerSandboxRegion", if it has values
	Values  []EnumValue // nil for any
	Doc     Doc
}

// SchemeKind says how a credential travels.
type SchemeKind uint8

// Ways in which a credential travels.
const (
	SchemeHeader SchemeKind = iota
	SchemeBearer
	SchemeBasic
	SchemeQuery
	SchemeCookie
	SchemeHTTP // in the header Authorization, after Prefix
)

// Scheme is a security scheme.
type Scheme struct {
	ID     string // as in the document, e.g. "apiKey"
	Of     string // another scheme, whose credential it sends; it has the option and the environment variable
	Option string // name of the option that sets it, e.g. "WithAPIKey"
	Kind   SchemeKind
	Name   string // header, query parameter or cookie
	Prefix string // name of an HTTP authentication scheme, for SchemeHTTP
	Env    string
	Doc    Doc
	Place  diag.Location

	Token        bool         // the credential may be a token that is got anew again and again
	Source       string       // name of the option that sets where tokens come from, e.g. "WithOAuthSource", if several schemes take some
	TokenHeaders []FixedParam // that requests with such a token carry
	Grants       []Grant      // by which a client gets tokens
}

// Grant is a way to get tokens from a server; see RFC 6749.
type Grant struct {
	Option  string // e.g. "WithOAuthClientCredentials"
	Refresh bool   // for a refresh token, instead of the credentials of a client
	Server  string // e.g. "https://id.example.com"
	Path    string // e.g. "/oauth/token"
	InBody  bool   // the client says who it is in the body
	Scopes  []Scope
}

// Scope is a part of what a token may be good for.
type Scope struct{ Name, Text string }

// BetaTransport says how beta headers travel; empty if the API has none.
type BetaTransport struct{ Header, Query string }

// BetaName is a constant for a beta header.
type BetaName struct {
	Name  string // e.g. "BetaInterleavedThinking2025_05_14"
	Value string
	Doc   Doc
	Place diag.Location
}

// ResponseHeaders names the headers from which metadata is read.
type ResponseHeaders struct{ RequestID, RateLimitPrefix string }

// ErrorKind is a documented type of error and its status.
type ErrorKind struct {
	Name   string // e.g. "ErrRateLimit"
	Type   string // e.g. "rate_limit_error"
	Status int    // 0 if not known
	Doc    Doc
	Place  diag.Location
}

// Service groups operations.
type Service struct {
	Field    string // in its parent, e.g. "Batches"
	TypeName string // e.g. "MessageBatchService"
	Area     string // file the code goes to, e.g. "batches"
	Doc      Doc
	Children []*Service
	Ops      []*Operation
	Place    diag.Location // of the first operation in it
}

// Operation is one method and path of the API.
type Operation struct {
	ID        string   // e.g. "messages.batches.create"
	Names     []string // by which patterns mean it: the ID, and with its service if that isn't part of it
	Var       string   // name of its descriptor, e.g. "opMessageBatchesCreate"
	Name      string   // Go method, e.g. "Create"
	HTTP      string   // e.g. "POST"
	Path      string   // e.g. "/v1/messages/batches"
	Args      []Arg    // path parameters
	Params    *Object
	Body      BodyKind
	MediaType string      // of the request body
	Form      []FormField // members of a form that aren't written as their values suggest
	// OtherBodies are what the body can be sent as besides, if the caller chooses so.
	OtherBodies []OtherBody
	// BodyOptional is set if nothing is sent while no member of the body is set.
	BodyOptional bool
	Accept       string
	Result       Result
	Errors       []*ErrorBody  // that have types, those of the narrowest ranges of statuses first
	Stream       *StreamMethod // streaming counterpart of a JSON operation
	Paging       *Paging
	All          string       // name of the method that iterates over all pages, e.g. "All"
	Loop         *ToolLoop    // if conversations with tools are made of it
	Poll         *Poll        // nil: nothing to wait for
	Split        *Split       // nil: one request is enough
	Server       *Server      // nil: the API's
	Security     [][]string   // nil: the API's default; empty: none
	Fixed        []FixedParam // parameters with one value
	Betas        []string     // any one enables the operation
	Beta         bool         // exists in beta only, whether or not a header enables it
	MaxBytes     int64
	Long         *LongCall
	Retry        *Retry // nil: as the API says
	OnceKey      string // header by which the server knows a request that it has seen, e.g. "Idempotency-Key"
	Doc          Doc
	Place        diag.Location
}

// LongCall says from when on a call without streaming takes too long for one
// connection: when Member, divided by PerHour, takes more than Seconds.
type LongCall struct {
	Member  string
	PerHour int64
	Seconds int
}

// FixedParam is a required parameter of the query, a header or a cookie that has
// one value. It is always sent, and is no field of the params.
type FixedParam struct {
	In          Place
	Name, Value string
}

// Retry says which requests may be sent again, and after which statuses.
type Retry struct {
	Methods  []string
	Statuses [][2]int // from, to
}

// Arg is a path parameter. One that is a Const has no Go parameter.
type Arg struct {
	Name  string // Go, e.g. "modelID"
	Wire  string
	Type  Type
	Style Style
	Doc   Doc
}

// BodyKind says how a request body is written.
type BodyKind uint8

// Ways to write a request body.
const (
	NoBody BodyKind = iota
	JSONBody
	FormBody
	MultipartBody
	RawBody // text or bytes, from the member in place AsBody
)

// OtherBody is another media type of a request body.
type OtherBody struct {
	Media string
	Body  BodyKind
}

// Result is what an operation answers.
type Result struct {
	Kind   ResultKind
	Type   Type // of JSON, event or line
	Stream *Stream
	// Records is set for lines that are records of a JSON text sequence.
	Records bool
	// Statuses are those of success that the document describes; AnySuccess for all of them.
	Statuses  []int
	Empty     []int // statuses of answers without a body, beside those with one
	Redirects []int // that the document describes
	Null      bool  // the JSON may be null
	// ErrNotModified is the name of the error after status 304; empty if that isn't documented.
	ErrNotModified string
}

// AnySuccess stands for all statuses from 200 to 299.
const AnySuccess = 0

// ErrorBody is the body of the errors of some statuses.
type ErrorBody struct {
	From, To int
	Media    string // empty if the statuses have one body only
	Type     Type   // nil if there is none, where a wider range has one
}

// AnyError is the range of all statuses of errors.
var AnyError = [2]int{300, 999}

// ResultKind says how an answer is read.
type ResultKind uint8

// Ways to read an answer.
const (
	NoResult ResultKind = iota
	JSONResult
	TextResult
	BinaryResult
	EventsResult
	LinesResult
	AnswersResult // one of several, a type of Answers
)

// Stream says how an event stream begins and ends.
type Stream struct {
	Param    string // request member that turns streaming on; "" if always
	Terminal string // event that ends it; "" for the end of the body
	Failure  string // event that carries an error
	Event    Type
	// Whole is set if Event holds the fields of server-sent events, not their data alone.
	Whole bool
	Text  bool     // data are text, no JSON
	Texts []string // names of events whose data are, if Event is whole
}

// StreamMethod is the streaming counterpart of an operation.
type StreamMethod struct {
	Name  string   // e.g. "Stream"
	Names []string // by which patterns mean it, e.g. "messages.stream"
	Stream
	Result *Object      // what the events fold into; nil if nothing
	Fold   *Accumulator // how they do
}

// Doc is the text of a doc comment: paragraphs, without Go markers.
type Doc struct {
	Text       string
	Notes      []string // one line each: bounds, defaults, betas
	Deprecated string   // reason; "" if not deprecated
}

// Accumulator says how events fold into a result.
type Accumulator struct {
	Name   string // e.g. "Message": the type is foldMessage
	Event  *Union // nil if an event is a piece of the result
	Result *Object
	Steps  []FoldStep

	Piece *Object    // the event that is a piece of the result
	Rule  *PieceRule // how these become one
	Text  []string   // path of the text that a piece adds; nil if the document doesn't say
}

// Folds reports whether the document says how.
func (a *Accumulator) Folds() bool { return len(a.Steps) > 0 || a.Rule != nil }

// EventName is the name of the events' type.
func (a *Accumulator) EventName() string {
	if a.Piece != nil {
		return a.Piece.Name
	}
	return a.Event.Name
}

// FoldStep says what one variant of the events does to the result.
type FoldStep struct {
	Event  *Object
	Set    *Field // of the event: the result starts as this
	Insert *Field // of the event: goes into the list
	Apply  *Field // of the event: a union of deltas, applied to an element of the list
	Into   *Field // list of the result, for Insert and Apply
	At     *Field // of the event: index in the list
	Deltas []FoldDelta
	Merges []FoldMerge
}

// FoldMerge says which object of an event is merged into which of the result.
type FoldMerge struct {
	From *Field // of the event
	Into *Field // of the result; nil for the result itself
}

// FoldDelta says what one variant of the deltas does to an element.
type FoldDelta struct {
	Delta *Object
	How   FoldHow
	From  *Field       // of the delta
	To    []FoldTarget // the elements that have such a member
}

// FoldTarget is a member of a variant of the elements.
type FoldTarget struct {
	Object *Object
	Field  *Field
}

// FoldHow is a way to apply a delta.
type FoldHow uint8

// The ways to apply a delta.
const (
	FoldAppend  FoldHow = iota // text is concatenated
	FoldJoin                   // pieces of JSON text make a value
	FoldReplace                // the member is set
	FoldPush                   // the value is appended to a list
)
