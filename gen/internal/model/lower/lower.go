// Package lower turns an OpenAPI document into the IR: services, operations,
// and parameters here, answers by package answer, what schemas are in Go by package types.
package lower

import (
	"slices"

	"fmt"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/answer"
	"github.com/claudegen/claudegen/gen/internal/model/event"
	"github.com/claudegen/claudegen/gen/internal/model/extension"
	"github.com/claudegen/claudegen/gen/internal/model/form"
	"github.com/claudegen/claudegen/gen/internal/model/host"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/layout"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/toolloop"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Options steer what is lowered.
type Options struct {
	Package string
	// Reserved are the identifiers that the runtime declares.
	Reserved []string
}

// Lower turns doc into the IR. What can't be expressed is reported to diags;
// the result is of use only if there are no errors.
//
// It is done again if a name went to a thing that doesn't keep it: which things there are, and how
// they want to be called, is known afterwards only.
func Lower(doc *openapi.Document, o Options, diags *diag.List) *ir.API {
	reserved := o.Reserved
	if !doc.Root.Has("x-errors") {
		reserved = append(slices.Clone(reserved), names.StatusErrors()...)
	}
	registry := names.NewRegistry(reserved)
	for round := 1; ; round++ {
		var found diag.List
		l := newLowerer(doc, o, registry, &found)
		l.lower()
		if l.Full || registry.Settle() || round == maxRounds {
			if !l.Full { // of what is incomplete, only why it is so is of interest
				l.ReportNames()
			}
			diags.AddAll(&found)
			return l.API
		}
	}
}

// maxRounds bounds the work for a document in which names that are lost take others away.
// All names are different after any round.
const maxRounds = 10

// newLowerer is a lowerer for one document, with the names that are settled so far.
func newLowerer(doc *openapi.Document, o Options, registry *names.Registry, diags *diag.List) *lowerer {
	l := &lowerer{
		Lowerer:  types.New(doc, &ir.API{Package: o.Package, Name: o.Package}, registry, diags),
		services: map[string]*ir.Service{},
		bodies:   map[*ir.Object]*ir.Object{},
		tagNodes: map[string]*node.Node{},
	}
	l.host, l.answers = host.New(l.Lowerer), answer.New(l.Lowerer)
	for _, t := range schema.Items(doc.Root.Get("tags")) {
		if name := t.Str("name"); l.tagNodes[name] == nil {
			l.tagNodes[name] = t
		}
	}
	return l
}

// lower goes through the document. Components come before the operations: what stands
// in one is called after it, and not after an operation that uses it.
func (l *lowerer) lower() {
	l.info()
	l.NameComponents()
	l.host.Security()
	event.MarkData(l.Lowerer)
	l.LowerComponents()
	l.operations()
	l.webhooks()
	form.Components(l.Lowerer, l.bodies, l.received)
	l.embedBodies()
	l.answers.Declare()
	l.host.NameServers()
	form.PlaceFiles(l.Lowerer, l.received)
	layout.Nest(l.API)
	layout.FillTags(l.API)
	extension.Add(l.API, extension.Names{Component: l.Reader.Named, Claim: l.Claim}, l.Diags)
	toolloop.Add(l.API, l.Diags)
	layout.Sort(l.API, l.Doc)
	l.Seal()
	extension.PointConstructors(l.API)
	layout.BreakCycles(l.API)
	l.nameArgs()
}

// lowerer turns operations into methods. What they send and answer are types.
type lowerer struct {
	*types.Lowerer
	services  map[string]*ir.Service
	tagNodes  map[string]*node.Node     // by name
	bodies    map[*ir.Object]*ir.Object // components that are the body of operations, by the params
	betaParam string                    // header parameter in which betas travel
	host      *host.Lowerer             // servers and credentials
	answers   *answer.Lowerer
	received  []ir.Type // by webhooks and callbacks, and as errors
}

// info lowers what the document says about the API as a whole.
func (l *lowerer) info() {
	root := l.Doc.Root
	info := root.Get("info")
	l.API.Title, l.API.Doc = info.Str("title"), ir.Doc{Text: info.Str("description")}
	l.host.Servers()
	if b := root.Get("x-betas"); b != nil {
		l.API.Betas.Header = b.Str("header")
		for _, m := range b.Get("query").Entries() {
			l.API.Betas.Query = m.Key + "=" + m.Value.Text
		}
		l.betaParam = strings.ToLower(l.API.Betas.Header)
		l.API.BetaNames = extension.BetaNames(b, l.Claim)
	}
	if h := root.Get("x-response-headers"); h != nil {
		l.API.Headers = ir.ResponseHeaders{RequestID: h.Str("request-id"), RateLimitPrefix: h.Str("rate-limit-prefix")}
	}
	l.API.Retry = extension.Retry(root, l.Diags)
	if h := root.Get("x-request-headers"); h != nil {
		l.API.RetryHeader = h.Str("retry-count")
		l.API.HeaderEnv = l.host.Env(h)
	}
	for _, m := range root.Get("x-errors").Entries() {
		e := ir.ErrorKind{Type: m.Key, Name: names.ErrorKind(m.Key), Place: m.Value}
		if n := m.Value.Str("x-go-name"); n != "" {
			e.Name = names.Exported(n)
		}
		e.Status = l.intMember(m.Value, "status")
		e.Doc = ir.Doc{Text: m.Value.Str("description")}
		l.Claim(e.Name, m.Value)
		l.API.Errors = append(l.API.Errors, e)
	}
}

func (l *lowerer) intMember(n *node.Node, key string) int {
	var out int
	if v := n.Get(key); v != nil {
		if _, err := fmt.Sscan(v.Text, &out); err != nil {
			l.Diags.Errorf(v, "%s must be a whole number", key)
		}
	}
	return out
}
