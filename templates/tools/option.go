package tools

import (
	"context"
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Option sets how a conversation is run.
type Option func(*options)

type options struct {
	tools    []*Tool
	turns    int
	parallel int
	timeout  time.Duration
	stream   *bool
	before   []func(context.Context, *api.Params) error
	approve  []func(context.Context, *Call) error
	request  []api.RequestOption
}

// What holds unless options say otherwise.
const (
	defaultTurns    = 100
	defaultParallel = 8
)

// Tools adds tools that the model can call. They are sent after those of the params, in
// this order in every request, since another order would cost what the API has cached. If the params
// define a tool of the same name, it is sent as it stands there.
func Tools(tools ...*Tool) Option {
	return func(o *options) { o.tools = append(o.tools, tools...) }
}

// MaxTurns bounds the number of requests, 100 by default; 0 is no bound. A run that
// would go on ends with a [*MaxTurnsError].
func MaxTurns(n int) Option { return func(o *options) { o.turns = n } }

// MaxParallel bounds how many calls run at the same time, 8 by default.
func MaxParallel(n int) Option { return func(o *options) { o.parallel = max(n, 1) } }

// CallTimeout bounds the time of each call. By default there is no bound but the
// context's.
func CallTimeout(d time.Duration) Option { return func(o *options) { o.timeout = d } }

// Approve has a function decide about each call, after its input was checked and before it
// runs: one by one, in order. The text of an error that it returns is what the model
// reads in place of a result.
func Approve(ask func(ctx context.Context, call *Call) error) Option {
	return func(o *options) { o.approve = append(o.approve, ask) }
}

// BeforeTurn has a function see every request before it is sent, and change it: to trim the
// conversation or add to it, for example. What it changes stays so for the turns that follow.
// An error ends the run.
func BeforeTurn(change func(ctx context.Context, params *api.Params) error) Option {
	return func(o *options) { o.before = append(o.before, change) }
}

// Streaming says whether answers are streamed. By default they are if the run is read
// by its events, and aren't if it is read by its result alone.
func Streaming(on bool) Option { return func(o *options) { o.stream = &on } }

// WithRequestOptions adds options to every request.
func WithRequestOptions(opts ...api.RequestOption) Option {
	return func(o *options) { o.request = append(o.request, opts...) }
}
