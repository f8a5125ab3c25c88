package lower

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/extension"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// operations lowers every operation of the document.
func (l *lowerer) operations() {
	var all []*located
	for _, m := range l.Doc.Root.Get("paths").Entries() {
		if strings.HasPrefix(m.Key, "x-") {
			continue
		}
		item := m.Value
		for _, op := range l.operationsOf(item) {
			if !l.Spend(op.Node, types.SizeOfOperation+len(m.Key)+len(op.Node.Str("description"))) {
				return
			}
			id := l.identify(m.Key, op.Method, op.Node)
			all = append(all, &located{id: id, service: l.service(id, op.Node), path: m.Key, method: op.Method, item: item, node: op.Node})
			if l.TooMany(op.Node, len(l.services), "tags or first parts of paths", "each of them is a service of the client") {
				l.Full = true
				return
			}
		}
	}
	l.nameMethods(all)
	for _, op := range all {
		l.operation(op)
	}
}

// located is an operation and where it belongs.
type located struct {
	id           opID
	service      *ir.Service
	path, method string
	item, node   *node.Node
	all, stream  string // names of the methods that it has besides its own
}

// operationsOf returns the operations of a path item that are not left out, in
// the author's order.
func (l *lowerer) operationsOf(item *node.Node) []openapi.Operation {
	return slices.DeleteFunc(openapi.Operations(item), func(op openapi.Operation) bool { return l.Doc.LeftOut(op.Node) })
}

// operation lowers one operation into its service.
func (l *lowerer) operation(at *located) {
	id, svc, n := at.id, at.service, at.node
	if id.method == "" {
		return // there is no name for it
	}
	op := &ir.Operation{
		ID:       id.String(),
		Names:    id.names(),
		Name:     id.method,
		All:      at.all,
		HTTP:     at.method,
		Path:     at.path,
		Betas:    describe.Betas(n),
		Beta:     n.Has("x-beta"),
		MaxBytes: int64(l.intMember(n, "x-max-request-bytes")),
		Retry:    extension.Retry(n, l.Diags),
		OnceKey:  extension.OnceKey(at.item, n),
		Doc:      describe.Operation(n),
		Place:    n,
	}
	if x := n.Get("x-long-call"); x != nil {
		op.Long = &ir.LongCall{Member: x.Str("member"), PerHour: int64(l.intMember(x, "per-hour")), Seconds: l.intMember(x, "limit-seconds")}
	}
	op.Var = l.DeclareAs(n, names.Operation, names.Variable, names.OperationVariable(svc.TypeName, op.Name, n.Pointer()))
	h := types.Hint{Name: names.OperationStem(svc.TypeName, op.Name), Area: svc.Area, Of: n}
	op.Server = l.host.Server(at.item, n)
	l.host.OpSecurity(op, n)
	l.params(op, at.item, n, h)
	l.answers.Result(op, at.item, n, h)
	l.answers.Streaming(op, n, at.stream)
	l.answers.Errors(op, n, h)
	for _, e := range op.Errors {
		l.received = append(l.received, e.Type)
	}
	l.callbacks(n, h)
	svc.Ops = append(svc.Ops, op)
}

// opID is where an operation goes: a path of services and a method.
type opID struct {
	services []string // as in the document, e.g. "messages", "batches"
	method   string   // Go, e.g. "CountTokens"
	raw      string
}

func (id opID) String() string { return id.raw }

// names are what patterns for the operation are matched with.
func (id opID) names() []string {
	service := strings.Join(id.services, ".")
	if strings.HasPrefix(id.raw, service+".") {
		return []string{id.raw}
	}
	return []string{id.raw, service + "." + id.raw}
}

// identify derives the services and the method from the operationId if it is a
// dotted path, or else from the tag and the path.
func (l *lowerer) identify(path, method string, n *node.Node) opID {
	id := n.Str("operationId")
	if parts := strings.Split(id, "."); len(parts) > 1 && !slices.Contains(parts, "") {
		last := parts[len(parts)-1]
		return opID{parts[:len(parts)-1], types.GoName(n, last), id}
	}
	group := names.Group(path)
	tags := n.Strings("tags")
	if i := slices.IndexFunc(tags, func(t string) bool { return strings.TrimSpace(t) != "" }); i >= 0 {
		group = tags[i]
	}
	out := opID{[]string{group}, types.GoName(n, id), id}
	if id == "" {
		out.method = names.Method(method, path)
		if v := n.Str("x-go-name"); v != "" {
			out.method = names.Exported(v)
		}
		out.raw = method + " " + path
	}
	return out
}

// service returns the service of an operation and makes those above it.
func (l *lowerer) service(id opID, n *node.Node) *ir.Service {
	var parent *ir.Service
	var key strings.Builder
	for i, part := range id.services {
		key.WriteString("." + names.Exported(part)) // tags that are the same name in Go are one service
		svc, ok := l.services[key.String()]
		if !ok {
			svc = &ir.Service{Field: names.ServiceField(part), Area: l.Area(n, names.File(id.services[0])), Place: n}
			t := names.Thing{Rank: names.Service, At: n, Part: names.Client, Key: strings.Join(id.services[:i+1], ".")}
			svc.TypeName = l.Names.First(t, names.ServiceType(id.services[:i+1], n.Pointer())...)
			svc.Doc = ir.Doc{Text: l.tagNodes[part].Str("description")}
			l.services[key.String()] = svc
			if parent == nil {
				l.API.Services = append(l.API.Services, svc)
			} else {
				parent.Children = append(parent.Children, svc)
			}
		}
		parent = svc
	}
	return parent
}
