package tools

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// answerFacts is what the loop has to know of an answer.
type answerFacts struct {
	raw   json.RawMessage
	stop  string
	usage json.RawMessage
	list  []json.RawMessage // that has the calls; nil if there is none
}

// factsOf looks up in the JSON of an answer what the loop has to know of it.
func factsOf(answer *api.Answer) (*answerFacts, error) {
	raw, err := json.Marshal(answer)
	if err != nil {
		return &answerFacts{}, fmt.Errorf("an answer can't be written as JSON: %w", err)
	}
	f := &answerFacts{raw: raw, stop: loop.stop.text(raw)}
	if loop.usage != nil {
		f.usage = loop.usage.at(raw)
	}
	if list := loop.call.list.at(raw); list != nil {
		f.list = []json.RawMessage{}
		if err := json.Unmarshal(list, &f.list); err != nil {
			return f, fmt.Errorf("an answer has no list of what may be calls: %w", err)
		}
	}
	return f, nil
}

// callsOf looks up the calls of a turn, as factsOf does those of an answer.
func callsOf(turn api.Turn) *answerFacts {
	f := &answerFacts{}
	raw, err := json.Marshal(turn)
	list := loop.call.list
	if err != nil || len(list) < len(loop.turnAt) || !slices.Equal(list[:len(loop.turnAt)], loop.turnAt) {
		return f
	}
	list = list[len(loop.turnAt):]            // a turn that a constructor makes has the members of the answer
	_ = json.Unmarshal(list.at(raw), &f.list) // a turn may have another form, such as text
	return f
}

// empty reports whether the answer has nothing that could be sent back.
func (f *answerFacts) empty() bool { return f.list != nil && len(f.list) == 0 }

// turn is the answer as a turn of the conversation.
func (f *answerFacts) turn(answer *api.Answer) (api.Turn, error) {
	if loop.turnOf != nil {
		return loop.turnOf(answer)
	}
	raw := loop.turnAt.at(f.raw)
	if raw == nil {
		var none api.Turn
		return none, errors.New("an answer has no turn in it")
	}
	return loop.readTurn(raw)
}

// calls are those that the answer makes and that ask for a result.
func (f *answerFacts) calls(tools map[string]*Tool, order []*Tool, broken []spoiled) []*Call {
	var out []*Call
	for i, raw := range f.list {
		var members map[string]json.RawMessage
		if json.Unmarshal(raw, &members) != nil {
			continue
		}
		if len(loop.call.after) > 0 && are(members, loop.call.after) {
			out = nil // a model that took over answers anew
		}
		if !are(members, loop.call.is) {
			continue
		}
		c := &Call{ID: loop.call.id.text(raw), Name: loop.call.name.text(raw), members: members}
		if c.tool = tools[c.Name]; c.tool == nil {
			e := &UnknownToolError{Name: c.Name}
			for _, t := range order {
				e.Known = append(e.Known, t.name)
			}
			c.wrong = e
		}
		c.read(raw, i, broken)
		out = append(out, c)
	}
	return out
}

// read takes the input out of a call. One that is no JSON is kept as it came, and
// refused.
func (c *Call) read(raw json.RawMessage, index int, broken []spoiled) {
	c.Input = loop.call.input.at(raw)
	if loop.call.text {
		c.Input = json.RawMessage(textOf(c.Input))
	}
	if i := slices.IndexFunc(broken, func(s spoiled) bool { return s.index == index }); i >= 0 {
		c.Input = json.RawMessage(broken[i].input)
		c.wrong = fmt.Errorf("the input is no JSON: %w: %.200q", broken[i].err, broken[i].input)
	}
	if len(c.Input) == 0 {
		c.Input = json.RawMessage("{}")
	}
}

// wrongInput is the error of reading the input.
func (c *Call) wrongInput() error {
	if _, ok := errors.AsType[*UnknownToolError](c.wrong); ok {
		return nil
	}
	return c.wrong
}

// relax makes a choice that forces a call one that doesn't.
func (c *choiceInfo) relax(p *api.Params) error {
	raw, err := json.Marshal(c.member.get(p))
	if err != nil || len(raw) == 0 || string(raw) == "null" {
		return err
	}
	var members map[string]json.RawMessage
	chosen := textOf(raw)
	if json.Unmarshal(raw, &members) == nil {
		chosen = textOf(members[c.tag])
	}
	if slices.Contains(c.free, chosen) {
		return nil
	}
	then := map[string]json.RawMessage{}
	if json.Unmarshal(c.then, &then) != nil {
		return c.member.set(p, c.then)
	}
	for _, name := range c.keep {
		if v, ok := members[name]; ok {
			then[name] = v
		}
	}
	if raw, err = json.Marshal(then); err != nil {
		return err
	}
	return c.member.set(p, raw)
}

// carry takes what the next request has of an answer.
func (c *carryInfo) carry(p *api.Params, answer json.RawMessage) error {
	value := c.from.at(answer)
	if value == nil {
		return nil
	}
	raw, err := json.Marshal(c.to.get(p))
	if err != nil {
		return err
	}
	var members map[string]json.RawMessage
	if c.member != "" && json.Unmarshal(raw, &members) == nil && members != nil {
		members = maps.Clone(members)
		members[c.member] = value
		if value, err = json.Marshal(members); err != nil {
			return err
		}
	}
	return c.to.set(p, value)
}
