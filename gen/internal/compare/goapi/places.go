package goapi

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Places says where in the document the exported symbols of a package come from.
type Places map[string]diag.Location // e.g. "Message", "Message.ID", "StopReasonEndTurn", "MessageService.Create"

// PlacesOf indexes the symbols of an API.
func PlacesOf(api *ir.API) Places {
	p := Places{}
	for _, t := range api.Types {
		p.named(t)
	}
	for _, s := range api.Schemes {
		if s.Of != "" {
			continue
		}
		p[s.Option] = s.Place
	}
	for _, s := range api.Named {
		p[s.Name], p[s.Name+".URL"] = s.Place, s.Place
		for _, v := range s.Variables {
			p[s.Name+"."+v.Field] = s.Place
			if v.Values != nil {
				p[v.Type] = s.Place
			}
			p.values(v.Values)
		}
	}
	for _, k := range api.Errors {
		p[k.Name] = k.Place
	}
	p.services("Client", api.Services)
	return p
}

// named adds the names that a type brings: its own, the old ones, those of its
// fields, values and constructors.
func (p Places) named(t ir.Named) {
	d := t.Declaration()
	p[d.Name] = d.Place
	for _, old := range d.Aliases {
		p[old] = d.Place
	}
	switch t := t.(type) {
	case *ir.Object:
		for _, f := range t.Fields {
			if f.Form() != ir.NoForm {
				p[d.Name+"."+f.Name] = f.At
			}
		}
		for _, c := range t.Constructors {
			if c.Recv == nil {
				p[c.Name] = d.Place
			}
		}
	case *ir.Enum:
		p.values(t.Values)
	case *ir.Alias:
		p.values(t.Values)
	case *ir.Union:
		p[t.Decode] = d.Place
		p[t.Unknown] = d.Place
	}
}

func (p Places) values(values []ir.EnumValue) {
	for _, v := range values {
		p[v.Name] = v.Place
	}
}

// services indexes services and their methods. A service has no place of its
// own: the first operation below it is where it comes from.
func (p Places) services(parent string, services []*ir.Service) (first diag.Location) {
	for _, s := range services {
		var at diag.Location
		for _, op := range s.Ops {
			p[s.TypeName+"."+op.Name] = op.Place
			if op.Stream != nil {
				p[s.TypeName+"."+op.Stream.Name] = op.Place
			}
			if op.Paging != nil {
				p[s.TypeName+"."+op.All] = op.Place
			}
			if at == nil {
				at = op.Place
			}
		}
		if below := p.services(s.TypeName, s.Children); at == nil {
			at = below
		}
		p[s.TypeName], p[parent+"."+s.Field] = at, at
		if first == nil {
			first = at
		}
	}
	return first
}

// find returns the place of a symbol as apidiff writes it, e.g. "Message.ID" or
// "(*MessageService).Create", or that of what it belongs to; nil if the document
// has none.
func (p Places) find(symbol string) diag.Location {
	name := strings.NewReplacer("(*", "", "(", "", ")", "").Replace(symbol)
	name, _, _ = strings.Cut(name, ",") // "T, method set of *T"
	for name != "" {
		if at := p[name]; at != nil {
			return at
		}
		i := strings.LastIndexByte(name, '.')
		name = name[:max(i, 0)]
	}
	return nil
}
