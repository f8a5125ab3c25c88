package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// counts is the size of a document.
type counts struct {
	version    string // e.g. "3.1"
	operations int
	schemas    int
}

var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// count looks at a document without the help of any generator. Nodes may have
// duplicate keys.
func count(name string) (counts, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return counts{}, err
	}
	data = bytes.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' ' // JSON allows some that YAML doesn't
		}
		return r
	}, data)
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return counts{}, err
	}
	doc := root.Content[0]
	c := counts{schemas: len(member(member(doc, "components"), "schemas").Content) / 2}
	if m := version.FindString(member(doc, "openapi").Value); m != "" {
		c.version = m
	}
	paths := member(doc, "paths")
	for i := 1; i < len(paths.Content); i += 2 {
		item := paths.Content[i]
		if ref := member(item, "$ref").Value; strings.HasPrefix(ref, ".") || strings.HasSuffix(ref, "yaml") {
			c.operations++ // in another file, which mostly holds one
		}
		for _, m := range methods {
			if member(item, m).Kind != 0 {
				c.operations++
			}
		}
	}
	return c, nil
}

var version = regexp.MustCompile(`^3\.\d`)

// member returns the value of a key, or a node that holds nothing.
func member(n *yaml.Node, key string) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return n.Content[i+1]
			}
		}
	}
	return &yaml.Node{}
}
