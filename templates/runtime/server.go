package runtime

import "strings"

// serverURL fills in the variables of a server's URL: a name, a value and a
// default for each.
func serverURL(template string, variables ...string) string {
	var pairs []string
	for i := 0; i+2 < len(variables); i += 3 {
		pairs = append(pairs, "{"+variables[i]+"}", first(variables[i+1], variables[i+2]))
	}
	return strings.NewReplacer(pairs...).Replace(template)
}
