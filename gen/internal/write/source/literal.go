package source

import j "github.com/dave/jennifer/jen"

// Literal collects the elements of a composite literal in the order in which
// they are to be read.
type Literal []j.Code

// Add adds an element.
func (l *Literal) Add(key string, value j.Code) { *l = append(*l, j.Id(key).Op(":").Add(value)) }

// Text adds a string unless it is empty.
func (l *Literal) Text(key, value string) {
	if value != "" {
		l.Add(key, j.Lit(value))
	}
}

// Values is the literal's braces on one line.
func (l *Literal) Values() *j.Statement { return j.Values(*l...) }

// Lines is the literal's braces with a line for each element.
func (l *Literal) Lines() *j.Statement {
	return j.ValuesFunc(func(g *j.Group) {
		for _, e := range *l {
			g.Line().Add(e)
		}
		g.Line()
	})
}
