package config

import (
	_ "embed" // the template
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed init.yaml
var template string

// New returns a codegen.yaml with comments.
func New(schema, spec, pkg string) (string, error) {
	out := strings.Replace(template, "SCHEMA", schema, 1)
	for _, v := range [][2]string{{"spec: SPEC", spec}, {"package: PACKAGE", pkg}} {
		quoted, err := yaml.Marshal(v[1])
		if err != nil {
			return "", fmt.Errorf("%q can't be written as YAML: %w", v[1], err)
		}
		key, _, _ := strings.Cut(v[0], " ")
		out = strings.Replace(out, v[0]+"\n", key+" "+string(quoted), 1)
	}
	return out, nil
}
