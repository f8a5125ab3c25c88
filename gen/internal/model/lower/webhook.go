package lower

import (
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// webhooks lowers the bodies of the requests that the API sends. There is
// nothing to call, but a server that receives them needs the types.
func (l *lowerer) webhooks() {
	for _, m := range schema.Members(l.doc.Root.Get("webhooks")) {
		l.incoming(m.Value, hint{names.Exported(m.Key) + "Webhook", "webhooks"})
	}
}

// callbacks does the same for those that an operation announces.
func (l *lowerer) callbacks(n *node.Node, h hint) {
	for _, m := range schema.Members(n.Get("callbacks")) {
		for _, url := range schema.Members(m.Value.Target()) {
			l.incoming(url.Value, hint{h.name + names.Exported(m.Key) + "Callback", h.area})
		}
	}
}

// incoming lowers the bodies of a path item's operations.
func (l *lowerer) incoming(item *node.Node, h hint) {
	for _, op := range l.operationsOf(item.Target()) {
		_, mt := pickMedia(op.Node.Get("requestBody").Target().Get("content"))
		if s := mt.Get("schema"); s != nil {
			l.typeOf(s, h)
		}
	}
}
