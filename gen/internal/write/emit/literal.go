package emit

import j "github.com/dave/jennifer/jen"

// literal collects the elements of a composite literal in the order in which
// they are to be read.
type literal []j.Code

func (l *literal) add(key string, value j.Code) { *l = append(*l, j.Id(key).Op(":").Add(value)) }

// text adds a string unless it is empty.
func (l *literal) text(key, value string) {
	if value != "" {
		l.add(key, j.Lit(value))
	}
}

// values is the literal's braces on one line.
func (l *literal) values() *j.Statement { return j.Values(*l...) }

// lines is the literal's braces with a line for each element.
func (l *literal) lines() *j.Statement {
	return j.ValuesFunc(func(g *j.Group) {
		for _, e := range *l {
			g.Line().Add(e)
		}
		g.Line()
	})
}
