package names

import (
	"net/http"
	"strings"
)

// The functions of this file make the names of things from those of what they belong to, one function for
// each kind. Where a name may be taken, a function returns candidates: the first that is free is used.

// ComponentType returns the candidates for a component schema, e.g. "FooBar", "FooBarSchema" for "foo_bar".
func ComponentType(key string) []string {
	name, plain := Exported(key), underscored(key)
	return []string{name, name + "Schema", "X_" + plain, name + "Schema_" + plain}
}

// InlineType returns the candidates for a schema that is called after where it stands, the last of them
// after all of its place, e.g. "PetOwner", "PetOwnerSchema", "PetOwner_Owner",
// "PetOwner_components_schemas_Pet_properties_owner".
func InlineType(name, key, pointer string) []string {
	return placed(pointer, name, name+"Schema", name+"_"+Exported(key))
}

// placed adds a last candidate with the place in the document, which nothing else has.
func placed(pointer string, candidates ...string) []string {
	return append(candidates, candidates[0]+"_"+plain(strings.Trim(strings.ReplaceAll(pointer, "/", "_"), "_")))
}

// Member returns the name for what stands in a type, e.g. "PetOwner" for "owner" of "Pet".
func Member(parent, member string) string {
	if len(parent) > MaxLen {
		return parent // too long already, and refused where it is used
	}
	return parent + Exported(member)
}

// Item returns the name for the elements of a list, e.g. "PetTagsItem".
func Item(list string) string { return Member(list, "item") }

// MapValue returns the name for the values of a map, e.g. "PetLabelsValue".
func MapValue(m string) string { return Member(m, "value") }

// Base returns the name for what is known of all variants of a union, e.g. "PetBase".
func Base(union string) string { return Member(union, "base") }

// Method returns the name of an operation that has no other, e.g. "GetPetsByID" for GET /pets/{id}.
func Method(method, path string) string {
	return Exported(strings.ToLower(method) + " " + pathWords(path))
}

// MethodSlash returns the same for a path that ends in a slash, beside one that doesn't, e.g. "GetPetsSlash".
func MethodSlash(method, path string) string { return Method(method, path) + "Slash" }

func pathWords(path string) string {
	return strings.NewReplacer("{", "by ", "}", "", "/", " ").Replace(path)
}

// ServiceType returns the candidates for the service of tags, e.g. "BetaFileService", "BetaFileAPIService" for
// "beta" and "files".
func ServiceType(tags []string, pointer string) []string {
	var stem strings.Builder
	for _, t := range tags {
		stem.WriteString(Exported(Singular(t)))
	}
	return placed(pointer, stem.String()+"Service", stem.String()+"APIService")
}

// OperationStem returns what the types of an operation are called after, e.g. "PetCreate" for Create of
// "PetService".
func OperationStem(service, method string) string {
	return strings.TrimSuffix(service, "Service") + method
}

// OperationVariable returns the candidates for the description of an operation, e.g. "opPetCreate".
func OperationVariable(service, method, pointer string) []string {
	stem := strings.TrimSuffix(service, "Service")
	return placed(pointer, "op"+stem+method, "op"+stem+"_"+method)
}

// Params returns the name for the parameters of an operation, e.g. "PetCreateParams" for "PetCreate".
func Params(operation string) string { return operation + "Params" }

// ParamsType returns the candidates for that, e.g. "PetCreateParams", "PetCreateParamsObject".
func ParamsType(params, pointer string) []string { return placed(pointer, params, params+"Object") }

// Body returns the name for a request body that is no object, e.g. "PetCreateParamsBody".
func Body(params string) string { return Member(params, "body") }

// Response returns the name for an answer, e.g. "PetCreateResponse" for "PetCreate".
func Response(operation string) string { return operation + "Response" }

// ResponseType returns the candidates for an answer that is no struct, e.g. "PetListResponse", "PetListResponseBody".
func ResponseType(response, pointer string) []string {
	return placed(pointer, response, response+"Body")
}

// OtherResponse returns the name for an answer beside the one that Response names, after what
// makes it another: "PetCreateAcceptedResponse" for "PetCreate" and "Accepted".
func OtherResponse(operation, what string) string { return operation + Exported(what) + "Response" }

// TextResponse returns the name for an answer that is text, beside others.
func TextResponse(operation string) string { return operation + "Text" }

// AnswersType returns the candidates for the interface of an operation's answers, e.g. "PetCreateAnswer".
func AnswersType(operation, pointer string) []string {
	return placed(pointer, operation+"Answer", operation+"AnswerBody")
}

// NotModified returns the candidates for the error of status 304.
func NotModified(pointer string) []string {
	return placed(pointer, "ErrNotModified", "ErrStatusNotModified")
}

// ErrorStatus returns the name for the error of a status, e.g. "ErrNotFound" for "Not Found".
func ErrorStatus(text string) string { return "Err" + Exported(strings.ReplaceAll(text, "'", "")) }

// StatusErrors are the names of the errors of all statuses. Nothing else has them, whether or not an
// API has an error of the status yet.
func StatusErrors() []string {
	var out []string
	for s := http.StatusBadRequest; s < 600; s++ {
		if text := http.StatusText(s); text != "" {
			out = append(out, ErrorStatus(text))
		}
	}
	return out
}

// Line returns the name for an element of a sequence, e.g. "BatchResultsLine" for "BatchResults".
func Line(operation string) string { return operation + "Line" }

// Event returns the name for an event of a stream, e.g. "MessageCreateParamsEvent".
func Event(operation string) string { return operation + "Event" }

// Streaming returns the name of the method that streams, and its id: "Stream" and "stream" for "Create", else e.g.
// "CompleteStream" and "complete_stream" for "Complete" and "complete".
func Streaming(method, id string) (name, streamID string) {
	dot := strings.LastIndexByte(id, '.') + 1
	if method == "Create" {
		return "Stream", id[:dot] + "stream"
	}
	return method + "Stream", id + "_stream"
}

// Webhook returns the name for what a webhook sends, e.g. "PetSoldWebhook" for "pet.sold".
func Webhook(key string) string { return Exported(key) + "Webhook" }

// Callback returns the name for what a callback of an operation sends, e.g. "PetCreateDoneCallback".
func Callback(operation, key string) string { return operation + Exported(key) + "Callback" }

// SharedResponse returns the name for the schema in a component response, e.g. "NotFoundResponse".
func SharedResponse(key string) string { return ending(Exported(key), "Response") }

// SharedBody returns the name for the schema in a component requestBody, e.g. "NewPetBody".
func SharedBody(key string) string { return ending(Exported(key), "Body") }

// SharedParameter returns the name for the schema of a component parameter, e.g. "PageSizeParam".
func SharedParameter(key string) string { return ending(Exported(key), "Param") }

// SharedHeader returns the name for the schema of a component header, e.g. "RateLimitHeader".
func SharedHeader(key string) string { return ending(Exported(key), "Header") }

// PathParameter returns the name for the schema of a parameter that all operations of a path
// have, e.g. "PetsByIDKindParam" for "kind" of "/pets/{id}".
func PathParameter(path, name string) string {
	return ending(Exported(pathWords(path))+Exported(name), "Param")
}

func ending(name, suffix string) string {
	if strings.HasSuffix(name, suffix) {
		return name
	}
	return name + suffix
}

// UnknownVariant returns the candidates for what a union holds that the document doesn't know, e.g. "UnknownShape",
// "UnknownVariantOfShape".
func UnknownVariant(union, pointer string) []string {
	return placed(pointer, "Unknown"+union, "UnknownVariantOf"+union)
}

// DecodeFunction returns the candidates for the function that decodes a union, e.g. "UnmarshalShape",
// "UnmarshalVariantOfShape".
func DecodeFunction(union, pointer string) []string {
	return placed(pointer, "Unmarshal"+union, "UnmarshalVariantOf"+union)
}

// FormOf returns the candidates for a variant that is no object, e.g. "IDString", "IDStringVariant".
func FormOf(name, pointer string) []string { return placed(pointer, name, name+"Variant") }

// AsMethod returns the name of the method that reads a raw union as a variant, without "As", e.g. "Circle" for
// "ShapeCircle" of "Shape".
func AsMethod(union, variant string) string { return strings.TrimPrefix(variant, union) }

// VariantWith returns the name of a variant that is called after a member that no other has, e.g. "WithArea".
func VariantWith(member string) string { return "With" + Exported(member) }

// ListOf returns the name of a variant that is a list, of which there are others, e.g. "ArrayOfStrings".
func ListOf(list, elements string) string { return list + elements }

// LetteredVariant returns the name of a variant of which nothing is known but where it stands, e.g. "VariantC".
func LetteredVariant(i int) string { return "Variant" + letters(i) }

// TitledVariant does so for one with a title that another has too, e.g. "TooLongVariantC".
func TitledVariant(title string, i int) string { return Exported(title) + "Variant" + letters(i) }

// letters counts A to Z, then AA to AZ and so on.
func letters(i int) string {
	last := string(rune('A' + i%26))
	if i < 26 {
		return last
	}
	return letters(i/26-1) + last
}

// EnumValue returns the candidates for a value of an enum, e.g. "StatusOnSale", "StatusOnSale_on_sale" for "on_sale".
// Values that differ only in case or separators keep what tells them apart.
func EnumValue(enum, value, pointer string) []string {
	return constant(enum+valueSuffix(value), value, pointer)
}

// NamedValue returns the same for a value to which the document gives a name. Most documents
// name values within their enum, so that many enums have an AUTO.
func NamedValue(enum, name, value, pointer string) []string {
	if full := Exported(name); strings.HasPrefix(full, enum) {
		return constant(full, value, pointer)
	}
	if name == strings.ToUpper(name) {
		name = strings.ToLower(name) // SHOUTED
	}
	return constant(enum+valueSuffix(name), value, pointer)
}

func constant(name, value, pointer string) []string {
	return placed(pointer, name, name+"_"+plain(value), name+"Value")
}

// Option returns the candidates for the option that sets a credential, e.g. "WithAPIKey", "WithAPIKeyCredential".
func Option(scheme string) []string {
	name := "With" + Exported(scheme)
	return []string{name, name + "Credential"}
}

// Grant returns the candidates for the option that gets tokens, e.g. "WithOAuthClientCredentials", for the option
// "WithOAuth".
func Grant(option, grant, pointer string) []string { return placed(pointer, option+grant) }

// TokenSource returns the candidates for the option that sets where the tokens of one scheme come from, e.g.
// "WithOAuthSource", for the option "WithOAuth".
func TokenSource(option, pointer string) []string { return placed(pointer, option+"Source") }

// ServiceField returns the name of a service in the client, e.g. "Pets". Methods of the client keep theirs.
func ServiceField(part string) string {
	switch name := Exported(part); name {
	case "Do", "DoStream":
		return name + "Service"
	default:
		return name
	}
}

// Server returns the candidates for a server: by its name or, as a description may be put in other
// words any time, by its URL, e.g. "ServerSandbox", "ServerAPIExampleComV1".
func Server(name, url, pointer string) []string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		rest = url // which begins with a variable
	}
	byURL := "Server" + Exported(strings.NewReplacer("{", " ", "}", " ", ".", " ", "/", " ").Replace(rest))
	if name == "" {
		return placed(pointer, byURL, byURL+"URL")
	}
	return placed(pointer, "Server"+Exported(name), byURL)
}

// ServerVariable returns the candidates for the type of a server's variable, e.g. "ServerSandboxRegion".
func ServerVariable(server, field, pointer string) []string {
	return placed(pointer, Member(server, field))
}

// Another returns the name of a server's variable where another has the first.
func Another(field string) string { return field + "Variable" }

// Beta returns the name of a beta header, e.g. "BetaThinking2025_05_14" for "thinking-2025-05-14".
func Beta(header string) string { return "Beta" + Exported(header) }

// Accumulator returns the name of the function that makes what folds events, e.g. "NewMessageAccumulator".
func Accumulator(result string) string { return "New" + result + "Accumulator" }

// InOrder returns the name of the method for the results of several operations, e.g. "ResultsInOrder".
func InOrder(method string) string { return method + "InOrder" }

// Split returns the name of the method that makes several requests of one, e.g. "CreateAll".
func Split(method string) string { return method + "All" }

// ErrorKind returns the name of a kind of error, e.g. "ErrRateLimit" for "rate_limit_error".
func ErrorKind(typ string) string { return "Err" + Exported(strings.TrimSuffix(typ, "_error")) }

// valueSuffix is what a value adds to the enum's name.
func valueSuffix(v string) string {
	e := Exported(v)
	if len(v) > 0 && isDigit(v[0]) || strings.HasPrefix(e, "X") && !strings.HasPrefix(strings.ToUpper(v), "X") {
		return strings.TrimPrefix(e, "X")
	}
	return e
}

// plain keeps letters and digits of s and writes all else as code points.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if isPlain(r) {
			b.WriteRune(r)
		} else {
			b.WriteString("U" + strings.ToUpper(hex(r)))
		}
	}
	return b.String()
}

// underscored keeps letters and digits of s and writes all else as underscores.
func underscored(s string) string {
	return strings.Map(func(r rune) rune {
		if isPlain(r) {
			return r
		}
		return '_'
	}, s)
}

func isPlain(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	var out []byte
	for ; r > 0 || len(out) < 4; r >>= 4 {
		out = append([]byte{digits[r&15]}, out...)
	}
	return string(out)
}
