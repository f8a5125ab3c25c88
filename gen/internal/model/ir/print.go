package ir

import (
	"fmt"
	"strings"
)

// Print writes types, one line for each decision, so that a test can look at
// what became of a schema and a change shows as the lines that it changes:
//
//	Cat object
//	  Name "name" *string
//	Pet union by type
//	  Cat "cat"
//
// Doc comments, areas and places in the document are left out.
func Print(types ...Named) string {
	var p printer
	for _, t := range types {
		p.named(t)
	}
	return p.String()
}

type printer struct{ strings.Builder }

// line writes the parts that are not empty.
func (p *printer) line(parts ...string) {
	first := true
	for _, s := range parts {
		if s == "" {
			continue
		}
		if !first {
			p.WriteByte(' ')
		}
		p.WriteString(s)
		first = false
	}
	p.WriteByte('\n')
}

// named writes the declaration of a type and what belongs to it.
func (p *printer) named(t Named) {
	name := t.Declaration().Name
	if same := t.Declaration().Same; same != nil {
		p.line(name, "is", same.Declaration().Name)
		return
	}
	switch t := t.(type) {
	case *Object:
		p.line(name, "object", extra(t), flag(t.IsParams, "params"), embeds(t), list("beta", t.Betas), list("variant of", unionNames(t.Variant)))
		for _, f := range t.Fields {
			p.line(" ", f.Name, fmt.Sprintf("%q", f.Wire), held(f), presences[f.Presence], list("beta", f.Betas))
		}
	case *Enum:
		p.line(name, "enum of", basicNames[t.Base])
		p.values(t.Values)
	case *Alias:
		p.line(name, "=", typeName(t.Of), list("variant of", unionNames(t.Variant)))
		p.values(t.Values)
	case *Union:
		switch {
		case t.Opaque:
			p.line(name, "raw union")
		case t.Tag != "":
			p.line(name, "union by", t.Tag)
		default:
			p.line(name, "union")
		}
		for _, v := range t.Variants {
			p.variant(v)
		}
	case *Answers:
		p.line(name, "answers")
		for _, a := range t.List {
			body := "Download"
			if a.Type != nil {
				body = typeName(a.Type)
			}
			p.line(" ", fmt.Sprintf("%d-%d", a.Statuses[0], a.Statuses[1]), a.Media, body)
		}
	default:
		p.line(name, fmt.Sprintf("%T", t)[len("*ir."):])
	}
}

func (p *printer) values(values []EnumValue) {
	for _, v := range values {
		p.line(" ", v.Name, v.Value, list("beta", v.Betas))
	}
}

// variant writes what a variant is, and what chooses it.
func (p *printer) variant(v *Variant) {
	parts := []string{" ", v.Type.Declaration().Name, kindNames[v.Kind], flag(v.Rest, "for the rest")}
	if v.Nested != nil {
		parts = append(parts, "by "+v.Nested.Tag)
	}
	if v.Lead != "" {
		parts = append(parts, "led by "+v.Lead)
	}
	for _, t := range v.Tags {
		parts = append(parts, fmt.Sprintf("%q", t))
	}
	parts = append(parts, list("needs", v.Need), list("holds", v.Held))
	for _, c := range v.Checks {
		parts = append(parts, c.Name+"~"+c.Kinds+strings.Join(c.Values, "|"))
	}
	if v.Elems != "" {
		parts = append(parts, "of "+v.Elems)
	}
	p.line(parts...)
}

// held is the Go type of a field, pointer or Nullable included.
func held(f *Field) string {
	switch form, _ := FormOf(f); form {
	case PointerForm:
		return "*" + typeName(f.Type)
	case NullableForm:
		return "Nullable[" + typeName(f.Type) + "]"
	default:
		return typeName(f.Type)
	}
}

// typeName is what t is in Go, but for raw JSON, whose type is the runtime's affair.
func typeName(t Type) string {
	prefix, name, _ := GoType(t)
	if name == basicNames[Raw] {
		name = "JSON"
	}
	return prefix + name
}

func embeds(o *Object) string {
	if o.Embeds == nil {
		return ""
	}
	return "with " + o.Embeds.Name
}

func extra(o *Object) string {
	if o.Extra == nil {
		return ""
	}
	return "+ " + typeName(o.Extra)
}

func flag(set bool, word string) string {
	if set {
		return word
	}
	return ""
}

func list(word string, of []string) string {
	if len(of) == 0 {
		return ""
	}
	return word + " " + strings.Join(of, ",")
}

func unionNames(us []*Union) (names []string) {
	for _, u := range us {
		names = append(names, u.Name)
	}
	return names
}

var presences = map[Presence]string{Required: "required", Optional: "", RequiredNull: "required, may be null", OptionalNull: "may be null"}

var kindNames = map[JSONKind]string{ObjectKind: "", ArrayKind: "array", StringKind: "string", NumberKind: "number", BoolKind: "bool"}
