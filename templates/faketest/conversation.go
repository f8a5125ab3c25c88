package faketest

import (
	"fmt"
	"net/http"
	"sync"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// Conversation is a script of several answers to one operation: each request gets the
// next. A request beyond the last fails the test, and so does an answer that nobody has asked
// for when the test ends.
type Conversation[P any] struct {
	fake  *fake
	op    *operation
	turns int

	mu    sync.Mutex
	next  int
	check func(turn int, params *P) error
}

// Check makes the script look at each request before it is answered, with the number of the
// turn, from 0 on. An error fails the test, and the client gets it as status 400.
func (c *Conversation[P]) Check(check func(turn int, params *P) error) *Conversation[P] {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.check = check
	return c
}

// Left returns how many answers nobody has asked for yet.
func (c *Conversation[P]) Left() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.turns - c.next
}

// converse returns a script, and the function that answers its requests.
func converse[P, R any](f *fake, op *operation, answers []*R) (*Conversation[P], func(*P) (*R, error)) {
	c := &Conversation[P]{fake: f, op: op, turns: len(answers)}
	f.mu.Lock()
	if f.talks == nil {
		f.talks = map[*operation]any{}
	}
	f.talks[op] = c
	f.mu.Unlock()
	f.t.Cleanup(c.ended)
	return c, func(p *P) (*R, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.next >= len(answers) {
			return nil, c.refused(fmt.Errorf("the script has no turn %d: it ends after %d", c.next, len(answers)))
		}
		if c.check != nil {
			if err := c.check(c.next, p); err != nil {
				return nil, c.refused(fmt.Errorf("turn %d: %w", c.next, err))
			}
		}
		if answers[c.next] == nil {
			return nil, c.refused(fmt.Errorf("turn %d of the script is nil", c.next))
		}
		c.next++
		return answers[c.next-1], nil
	}
}

// refused fails the test. The client gets an error that it doesn't retry.
func (c *Conversation[P]) refused(err error) *client.Error {
	c.fake.t.Errorf("fake server: %s: %v", c.op.id, err)
	return Error(http.StatusBadRequest, "", err.Error())
}

// ended fails the test if there are answers left, unless another script took the place of
// this one, or the test has failed anyway.
func (c *Conversation[P]) ended() {
	c.fake.mu.Lock()
	replaced := c.fake.talks[c.op] != any(c)
	c.fake.mu.Unlock()
	if left := c.Left(); left > 0 && !replaced && !c.fake.t.Failed() {
		c.fake.t.Errorf("fake server: %s: nobody asked for %d of %d turns of the script", c.op.id, left, c.turns)
	}
}
