package lower

import (
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/payload"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// webhooks lowers the bodies of the requests that the API sends. There is
// nothing to call, but a server that receives them needs the types.
func (l *lowerer) webhooks() {
	for _, m := range l.Doc.Root.Get("webhooks").Entries() {
		l.incoming(m.Value, types.Hint{Name: names.Webhook(m.Key), Area: "webhooks", Of: m.Value})
	}
}

// callbacks does the same for those that an operation announces.
func (l *lowerer) callbacks(n *node.Node, h types.Hint) {
	for _, m := range n.Get("callbacks").Entries() {
		for _, url := range m.Value.Target().Entries() {
			l.incoming(url.Value, h.Called(names.Callback(h.Name, m.Key)))
		}
	}
}

// incoming lowers the bodies of a path item's operations.
func (l *lowerer) incoming(item *node.Node, h types.Hint) {
	for _, op := range l.operationsOf(item) {
		_, mt := payload.Pick(op.Node.Get("requestBody").Target().Get("content"))
		if s := mt.Get("schema"); s != nil {
			l.received = append(l.received, l.TypeOf(s, h).Type)
		}
	}
}
