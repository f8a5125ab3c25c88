package bundle

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"go.yaml.in/yaml/v3"
)

// appendJSON writes the tree as indented JSON, members in order.
func appendJSON(b []byte, n *yaml.Node) []byte {
	var out bytes.Buffer
	enc := jsontext.NewEncoder(&out, jsontext.WithIndent("  "), jsontext.AllowDuplicateNames(false))
	if err := encode(enc, n); err != nil {
		return nil
	}
	return append(b, out.Bytes()...)
}

// encode writes a value and what it holds. Numbers, booleans and null are written as
// they stand: the tags of the tree say what they are.
func encode(enc *jsontext.Encoder, n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		if err := enc.WriteToken(jsontext.BeginObject); err != nil {
			return err
		}
		for _, c := range n.Content {
			if err := encode(enc, c); err != nil {
				return err
			}
		}
		return enc.WriteToken(jsontext.EndObject)
	case yaml.SequenceNode:
		if err := enc.WriteToken(jsontext.BeginArray); err != nil {
			return err
		}
		for _, c := range n.Content {
			if err := encode(enc, c); err != nil {
				return err
			}
		}
		return enc.WriteToken(jsontext.EndArray)
	}
	switch n.Tag {
	case "!!int", "!!float", "!!bool", "!!null":
		return enc.WriteValue(jsontext.Value(strings.ToLower(n.Value)))
	}
	return enc.WriteToken(jsontext.String(n.Value))
}
