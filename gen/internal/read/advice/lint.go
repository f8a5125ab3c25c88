// Package advice adds to our own checks what the validation of kin-openapi finds.
package advice

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/claudegen/claudegen/gen/internal/deadline"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Lint adds, as warnings, what kin-openapi's validation finds beyond our own checks: examples and defaults
// that do not fit their schema, patterns that do not compile, fields of another version. It takes seconds on
// large documents. A nil document has been reported when it was loaded and gives nothing.
func Lint(doc *openapi.Document, diags *diag.List) {
	if doc == nil {
		return
	}
	w := newKinWriter(doc)
	problems, err := deadline.Within(patience, func() ([]error, error) { return validate(doc, w) })
	if errors.Is(err, deadline.ErrLate) {
		diags.Warnf(doc.Root, "kin-openapi has not validated the document within %s: its checks are left out", patience)
		return
	}
	if err != nil {
		// kin-openapi stops at the first thing that it cannot load; our checks have found that and the others.
		if !diags.HasErrors() {
			diags.Warnf(doc.Root, "kin-openapi cannot load the document: %s", diag.FirstLine(err))
		}
		return
	}
	for _, p := range problems {
		if coveredByRules(p) {
			continue
		}
		at, rest := locate(doc, p)
		if exact := w.origin(p); exact != nil {
			at = exact
		}
		diags.Warnf(at, "%s", diag.FirstLine(rest))
	}
}

// patience is how long kin-openapi may take, which is a second for documents of megabytes. Nested unions and the values of
// examples multiply what it does, and it can't be interrupted.
const patience = time.Minute

// validate runs kin-openapi; the error says that the document could not be loaded. A panic there is such an
// error: it is other people's code on an unusual document, and only advice is lost.
func validate(doc *openapi.Document, w *kinWriter) (problems []error, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it failed with %v", r)
		}
	}()
	loader := openapi3.NewLoader()
	loader.IncludeOrigin = true
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, u *url.URL) ([]byte, error) { return w.read(u) }
	root := &url.URL{Path: doc.Root.File.Name}
	if u, err := url.Parse(doc.Root.File.URL); err == nil && u.Host != "" {
		root = u
	}
	data, err := w.read(root)
	if err != nil {
		return nil, err
	}
	t, err := loader.LoadFromDataWithPath(data, root)
	if err != nil {
		return nil, err
	}
	options := []openapi3.ValidationOption{
		openapi3.EnableMultiError(), openapi3.EnableSchemaPatternValidation(), openapi3.EnableExamplesValidation(),
		openapi3.AllowExtraSiblingFields(w.sections()...),
	}
	return flatten(t.Validate(context.Background(), options...)), nil
}

// flatten takes apart lists of errors, but not the contexts around one: those say where it is.
func flatten(err error) []error {
	many, ok := err.(openapi3.MultiError) //nolint:errorlint // only this level: what wraps it says where it is
	if !ok {
		if err == nil {
			return nil
		}
		return []error{err}
	}
	var out []error
	for _, e := range many {
		out = append(out, flatten(e)...)
	}
	return out
}

// coveredByRules reports whether a problem is one that our own rules report, at a better place.
func coveredByRules(err error) bool {
	return isA[*openapi3.DuplicateOperationIDError](err) ||
		isA[*openapi3.DuplicateParameterError](err) ||
		isA[*openapi3.PathParametersError](err) ||
		isA[*openapi3.PathParameterRequiredError](err) ||
		isA[*openapi3.InvalidParameterInError](err) ||
		isA[*openapi3.SchemaTypeError](err) ||
		isA[*openapi3.ServerVariableDefaultRequired](err) || // which takes "" for none
		isA[*openapi3.SecurityRequirementSchemeUndefinedError](err)
}

func isA[T error](err error) bool {
	var t T
	return errors.As(err, &t)
}

// locate follows the contexts that kin-openapi wraps around a problem, as far as the document has them, and
// gives the node and what is left of the error.
func locate(doc *openapi.Document, err error) (*node.Node, error) {
	at := doc.Root
	for {
		next, cause := stepInto(doc, at, err)
		if cause == nil {
			return at, err
		}
		if next != nil {
			at = next
		}
		err = cause
	}
}

// componentSections are kin-openapi's words for the members of components.
var componentSections = map[string]string{
	"schema": "schemas", "parameter": "parameters", "header": "headers", "request body": "requestBodies",
	"response": "responses", "security scheme": "securitySchemes", "example": "examples", "link": "links", "callback": "callbacks",
}

// stepInto goes one context deeper; the cause is nil when err is not a context.
func stepInto(doc *openapi.Document, at *node.Node, err error) (*node.Node, error) {
	switch e := err.(type) { //nolint:errorlint // one context at a time, from the outside in
	case *openapi3.SectionValidationError:
		return at.Get(e.Section), e.Cause
	case *openapi3.PathValidationError:
		return doc.Root.Get("paths").Get(e.Path).Target(), e.Cause
	case *openapi3.OperationValidationError:
		return at.Get(strings.ToLower(e.Method)), e.Cause
	case *openapi3.ComponentValidationError:
		return doc.Root.Get("components").Get(componentSections[e.Section]).Get(e.Name), e.Cause
	case *openapi3.WebhookValidationError:
		return doc.Root.Get("webhooks").Get(e.Name).Target(), e.Cause
	case *openapi3.ParameterFieldValidationError:
		return namedParameter(at, e.ParameterName).Get(e.Field), e.Cause
	case *openapi3.HeaderFieldValidationError:
		return at.Get(e.Field), e.Cause
	}
	return nil, nil
}

// namedParameter is at itself when that is the parameter, or else the one of that name in its list.
func namedParameter(at *node.Node, name string) *node.Node {
	if at.Str("name") == name {
		return at
	}
	if list := at.Get("parameters"); list != nil {
		for _, p := range list.Items {
			if t := p.Target(); t.Str("name") == name {
				return t
			}
		}
	}
	return nil
}
