package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Runner is a conversation that goes on until the model is done. Nothing happens
// unless it is read, by Events or Result. It is for one goroutine at a time, but for Close.
type Runner struct {
	ctx    context.Context // of all that the run does; canceled at its end
	cancel context.CancelFunc
	client *api.Client
	params api.Params
	set    options
	byName map[string]*Tool

	turn   int
	ran    bool         // calls have run
	reader reader       // of the answer that arrives
	batch  *batch       // of the calls that run
	held   api.Turn     // the answer that makes them
	queue  []Event      // that happened, and weren't yielded yet
	answer *api.Answer  // the last one
	usages []usageValue // of all answers
	over   bool
	err    error // why
}

// usageValue is what one answer cost, as JSON.
type usageValue = json.RawMessage

// reader is an answer that arrives in pieces.
type reader interface {
	// next returns the next piece of a turn, until there are none.
	next(turn int) (Event, bool)
	// result returns the answer; beside an error, what there is of it. Calls whose input is no
	// JSON are no error.
	result() (*api.Answer, []spoiled, error)
	close()
}

// spoiled is a call whose input is no JSON.
type spoiled struct {
	index int // in the list that has the calls
	input string
	err   error
}

// Run returns a conversation that begins with params, and goes on as long as the
// model calls tools: their results are sent back, until it answers without a call. If the
// last turn of params has calls without results, they run first.
// The params aren't changed. Cancel ctx, or call Close, to end it before.
//
// Choices of a tool that force a call hold until calls have run. From then on the model
// chooses, or it could never end.
func Run(ctx context.Context, client *api.Client, params *api.Params, opts ...Option) *Runner {
	r := &Runner{client: client, set: options{turns: defaultTurns, parallel: defaultParallel}, byName: map[string]*Tool{}}
	r.ctx, r.cancel = context.WithCancel(ctx)
	if params != nil {
		r.params = *params
	}
	for _, o := range opts {
		o(&r.set)
	}
	turns, tools := loop.turns(&r.params), loop.tools(&r.params)
	*turns, *tools = slices.Clone(*turns), slices.Clone(*tools)
	return r
}

// Events yields what happens, until the conversation is over. The last may come with
// an error, without an event. After a break, ranging again goes on; so does Result.
func (r *Runner) Events() iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		if r.set.stream == nil {
			r.set.stream = new(true)
		}
		for {
			e, ok := r.next()
			if !ok {
				break
			}
			if !yield(e, nil) {
				return
			}
		}
		if r.err != nil {
			yield(nil, r.err)
		}
	}
}

// Result runs the conversation to its end, and returns the last answer. Beside an
// error stands the last one that came, which may be in part, or nil.
func (r *Runner) Result() (*api.Answer, error) {
	for {
		if _, ok := r.next(); !ok {
			return r.answer, r.err
		}
	}
}

// Messages returns the conversation so far, which can be sent as it is: every call in
// it has its result. An answer that calls tools is in it when all of these have ended. It is
// there after an error too.
func (r *Runner) Messages() []api.Turn { return slices.Clone(*loop.turns(&r.params)) }

// Close ends the run. A run that isn't read to its end has to be closed, or its
// context canceled. It always returns nil.
func (r *Runner) Close() error {
	r.cancel()
	return nil
}

// next does what is to be done until something has happened.
func (r *Runner) next() (Event, bool) {
	for {
		switch {
		case len(r.queue) > 0:
			e := r.queue[0]
			r.queue = r.queue[1:]
			return e, true
		case r.over:
			return nil, false
		case r.batch != nil:
			r.collect()
		case r.reader != nil:
			if e, ok := r.reader.next(r.turn); ok {
				return e, true
			}
			r.answered(r.reader.result())
		default:
			r.send()
		}
	}
}

// end ends the run, with everything that it started.
func (r *Runner) end(err error) {
	if r.reader != nil {
		r.reader.close()
		r.reader = nil
	}
	r.over, r.err = true, err
	r.cancel()
}

// send sends the next request.
func (r *Runner) send() {
	if r.turn == 0 {
		if err := r.define(); err != nil {
			r.end(err)
			return
		}
		if !r.ran && r.resume() {
			return
		}
	}
	if err := r.prepare(); err != nil {
		r.end(err)
		return
	}
	r.turn++
	if loop.open != nil && r.set.stream != nil && *r.set.stream {
		r.reader = loop.open(r.ctx, r.client, &r.params, r.set.request)
		return
	}
	answer, err := loop.send(r.ctx, r.client, &r.params, r.set.request)
	r.answered(answer, nil, err)
}

// define adds the definitions of the tools to the request.
func (r *Runner) define() error {
	if len(r.byName) > 0 {
		return nil // it is done
	}
	if r.client == nil {
		return errors.New("a run needs a client, and has nil")
	}
	defined := loop.tools(&r.params)
	known := map[string]bool{}
	for _, d := range *defined {
		known[nameOf(d)] = true
	}
	for i, t := range r.set.tools {
		if t == nil {
			return fmt.Errorf("tool %d is nil", i+1)
		}
		d, err := t.Definition()
		if err != nil {
			return err
		}
		if r.byName[t.name] != nil {
			return fmt.Errorf("there are two tools %q: rename one", t.name)
		}
		r.byName[t.name] = t
		if !known[t.name] {
			*defined = append(*defined, d)
		}
	}
	return nil
}

// prepare makes the params those of the next request, or says why there is none.
func (r *Runner) prepare() error {
	if err := r.ctx.Err(); err != nil {
		return context.Cause(r.ctx)
	}
	if r.set.turns > 0 && r.turn >= r.set.turns {
		return &MaxTurnsError{Turns: r.turn, Answer: r.answer, Messages: r.Messages()}
	}
	if r.ran && loop.choice != nil {
		if err := loop.choice.relax(&r.params); err != nil {
			return err
		}
	}
	for _, change := range r.set.before {
		if err := change(r.ctx, &r.params); err != nil {
			return err
		}
	}
	return nil
}

// answered decides how it goes on after an answer.
func (r *Runner) answered(answer *api.Answer, broken []spoiled, err error) {
	if r.reader != nil {
		r.reader.close()
		r.reader = nil
	}
	if answer == nil {
		r.end(err)
		return
	}
	r.answer = answer
	facts, unread := factsOf(answer)
	if facts.usage != nil {
		r.usages = append(r.usages, facts.usage)
	}
	if err == nil {
		err = unread
	}
	if err != nil {
		r.end(err)
		return
	}
	r.queue = append(r.queue, &Answered{Turn: r.turn, Answer: answer})
	r.proceed(facts, broken)
}

// proceed decides what follows an answer that is whole.
func (r *Runner) proceed(facts *answerFacts, broken []spoiled) {
	calls := facts.calls(r.byName, r.set.tools, broken)
	resumes, cut := slices.Contains(loop.resumes, facts.stop), slices.Contains(loop.cuts, facts.stop)
	runs := resumes || len(loop.runs) == 0 && !cut || slices.Contains(loop.runs, facts.stop)
	if len(calls) > 0 && !runs {
		var err error
		if cut {
			last := calls[len(calls)-1]
			err = &CutCallError{Reason: facts.stop, Call: last, Answer: r.answer, Err: last.wrongInput()}
		}
		r.end(err)
		return
	}
	turn, err := facts.turn(r.answer)
	if err == nil {
		for _, c := range loop.carry {
			if err = c.carry(&r.params, facts.raw); err != nil {
				break
			}
		}
	}
	switch {
	case err != nil:
		r.end(err)
	case len(calls) > 0:
		r.call(turn, calls)
	default:
		if !facts.empty() {
			r.add(turn)
		}
		if !resumes {
			r.end(nil)
		}
	}
}

// call starts on the calls of a turn, which is held until they have results.
func (r *Runner) call(turn api.Turn, calls []*Call) {
	r.held, r.batch = turn, newBatch(calls)
	for _, c := range calls {
		r.queue = append(r.queue, &Calling{Turn: r.turn, Call: c})
	}
}

// resume starts on the calls of the last turn, if there are any: a conversation that was saved
// before they had results.
func (r *Runner) resume() bool {
	turns := loop.turns(&r.params)
	if len(*turns) == 0 {
		return false
	}
	last := (*turns)[len(*turns)-1]
	calls := callsOf(last).calls(r.byName, r.set.tools, nil)
	if len(calls) == 0 {
		return false
	}
	*turns = (*turns)[:len(*turns)-1]
	r.call(last, calls)
	return true
}

func (r *Runner) add(turns ...api.Turn) {
	to := loop.turns(&r.params)
	*to = append(*to, turns...)
}

// collect waits for a call to end. After the last, the answer and the results become part of the
// conversation together: also if the run is canceled, since tools may have done something.
func (r *Runner) collect() {
	b := r.batch
	if !b.started {
		b.start(r.ctx, &r.set)
	}
	i := <-b.finished
	o := b.outcomes[i]
	r.queue = append(r.queue, &Returned{Turn: r.turn, Call: b.calls[i], Value: o.value, Err: o.err, Took: o.took})
	if b.left--; b.left > 0 {
		return
	}
	r.batch, r.ran = nil, true
	turns, err := resultTurns(b)
	if err != nil {
		r.end(err)
		return
	}
	r.add(r.held)
	r.add(turns...)
	if r.ctx.Err() != nil {
		r.end(context.Cause(r.ctx))
	}
}
