package gen_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/claudegen/claudegen/gen"
	"github.com/claudegen/claudegen/templates"
)

// drawing makes a document of a script: each choice takes a byte of it, and the
// first possibility where none is left.
type drawing struct {
	script []byte
	names  []string // some, so that they meet
	n      int      // of the next path
}

// drawDocument returns the document that a script stands for.
func drawDocument(script []byte) string {
	d := &drawing{script: script}
	for range 4 {
		d.names = append(d.names, oneOf(d, identifiers()))
	}
	var components, paths []string
	for i := range 4 {
		components = append(components, quoteJSON(d.component(i))+":"+d.schema(3))
	}
	for range 1 + d.upTo(3) {
		paths = append(paths, d.path())
	}
	return `{"openapi":"3.2.0","info":{"title":"T","version":"1"},
"servers":[{"url":"https://{` + d.names[0] + `}.test","name":` + quoteJSON(d.name()) + `,"variables":{` + quoteJSON(d.names[0]) + `:{"default":"a","enum":["a",` + quoteJSON(d.name()) + `]}}}],
"paths":{` + strings.Join(distinct(paths), ",\n") + `},
"components":{
"securitySchemes":{` + quoteJSON(d.name()) + `:{"type":"apiKey","in":"header","name":"x-key"}},
"schemas":{` + strings.Join(distinct(components), ",\n") + `}}}`
}

// distinct leaves out members whose names were there.
func distinct(members []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(members, func(m string) bool {
		key, _, _ := strings.Cut(m, ":")
		again := seen[key]
		seen[key] = true
		return again
	})
}

// upTo draws a number from 0 to n-1.
func (d *drawing) upTo(n int) int {
	drawn := 0
	for most := 1; most < n && len(d.script) > 0; most *= 256 {
		drawn, d.script = drawn<<8|int(d.script[0]), d.script[1:]
	}
	return drawn % n
}

func oneOf[T any](d *drawing, from []T) T { return from[d.upTo(len(from))] }

// identifiers are those that Go has, that the runtime, fakes and tests use, and that are
// generated for a document.
var identifiers = sync.OnceValue(func() []string {
	seen := map[string]bool{}
	for _, name := range types.Universe.Names() {
		seen[name] = true
	}
	for t := range token.Token(100) {
		if t.IsKeyword() {
			seen[t.String()] = true
		}
	}
	var sources [][]byte
	for _, read := range []func() ([]templates.File, error){templates.Runtime, templates.Fake, templates.TestSupport} {
		files, err := read()
		if err != nil {
			panic(err)
		}
		for _, f := range files {
			sources = append(sources, f.Content)
		}
	}
	result, err := gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "api", ImportPath: "example.com/api", Fake: true, Tests: true,
		ReadFile: func(string) ([]byte, error) { return []byte(everyShape), nil },
	})
	if err != nil {
		panic(err)
	}
	for _, f := range result.Files {
		sources = append(sources, f.Content)
	}
	for _, src := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				seen[id.Name] = true
			}
			return true
		})
	}
	delete(seen, "_")
	var out []string
	for name := range seen {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
})

// What generated identifiers begin and end with.
var (
	prefixes = []string{
		"", "", "", "", "code", "descriptor", "descriptorOf", "Unmarshal", "Unknown", "op", "new", "New", "ptr", "answersOf", "betasOf", "As", "All", "With", "is", "Err", "Server", "echo", "form_of_",
		"Fake", "Script", "On", "unmarshal", "Parse", "Marshal", "x", "_",
	}
	suffixes = []string{
		"", "", "", "", "Params", "Service", "Stream", "_stream", "Response", "Variant", "Accumulator", "Event", "Schema", "Field", "Query", "Answer", "Line", "Item", "_get", "_post", "Value", "Body", "s", "_", "Func", "Input",
	}
)

// name draws a name, which has to do with others of the document.
func (d *drawing) name() string { return oneOf(d, prefixes) + oneOf(d, d.names) + oneOf(d, suffixes) }

// component is what the ith component is called.
func (d *drawing) component(i int) string {
	if i%2 == 0 {
		return d.names[i%len(d.names)]
	}
	return oneOf(d, prefixes) + d.names[(i-1)%len(d.names)] + oneOf(d, suffixes)
}

// leaves are schemas of values that hold no others.
var leaves = []string{
	`{"type":"string"}`, `{"type":"integer"}`, `{"type":"integer","format":"int32"}`, `{"type":"integer","format":"uint64"}`, `{"type":"number"}`, `{"type":"number","format":"float"}`,
	`{"type":"string","format":"decimal"}`, `{"type":"number","format":"decimal"}`, `{"type":"boolean"}`, `{"type":"string","format":"date-time"}`, `{"type":"string","format":"date"}`, `{"type":"string","format":"byte"}`,
	`{"type":"string","contentEncoding":"base64url"}`, `{"type":"string","format":"binary"}`, `{"const":"a"}`, `{"const":1}`, `{"const":1.5}`, `{"const":true}`, `{"const":null}`, `{"const":{"a":1}}`, `{"enum":["a"]}`,
	`{"type":"integer","enum":[7]}`, `{"type":"string","enum":["a","b"]}`, `{"type":["string","null"],"enum":["a","b",null]}`, `{"type":"integer","enum":[1,2]}`, `{"enum":[true]}`, `{"enum":["a",1,null]}`,
	`{"type":["string","null"],"enum":["a",null]}`, `{}`, `true`, `false`, `{"type":"object"}`, `{"type":"null"}`, `{"type":["string","integer"]}`, `{"type":["string","array","null"],"items":{}}`, `{"type":"string","minLength":1,"pattern":"^a"}`,
	`{"anyOf":[{"type":"string"},{"type":"string","enum":["a"]}]}`, `{"oneOf":[{"type":"integer"},{"type":"number"}]}`, `{"type":"string","enum":["a","b"],"x-enum-varnames":["String","Extra"]}`,
	`{"type":"object","properties":{}}`, `{"type":"object","additionalProperties":false}`, `{"type":"integer","minimum":0,"maximum":99999999999999999999}`, `{"type":"string","contentMediaType":"application/json","contentSchema":{"type":"object"}}`,
	`{"type":["object","null"],"properties":{"a":{"type":"string"}}}`, `{"type":["string","null"],"format":"byte"}`, `{"type":"array"}`, `{"type":["array","null"],"items":{"type":"string"}}`, `{"type":"string","enum":["a","b"],"x-beta":["n"]}`,
}

// schema draws a schema that is at most as deep.
func (d *drawing) schema(depth int) string {
	kind := d.upTo(24)
	if depth == 0 || kind < 8 {
		if kind%3 == 2 {
			return d.reference()
		}
		return oneOf(d, leaves)
	}
	inner := func() string { return d.schema(depth - 1) }
	switch kind {
	case 8:
		return `{"anyOf":[` + inner() + `,{"type":"null"}]}`
	case 9:
		return `{"type":"array","items":` + inner() + `}`
	case 10:
		return `{"type":"object","additionalProperties":` + inner() + `}`
	case 11, 12, 13:
		return d.object(depth)
	case 14:
		return `{"oneOf":[` + inner() + `,` + inner() + `]}`
	case 15:
		return `{"anyOf":[` + inner() + `,` + inner() + `,` + inner() + `]}`
	case 16:
		return `{"allOf":[` + inner() + `,` + inner() + `]}`
	case 17:
		return `{"oneOf":[` + d.tagged(depth, "a") + `,` + d.tagged(depth, d.name()) + `]}`
	case 18:
		return `{"oneOf":[` + d.reference() + `,{"type":"array","items":` + d.reference() + `}]}`
	case 19:
		return `{"type":"object","patternProperties":{"^a":` + inner() + `},"properties":{` + d.members(depth) + `}}`
	case 20:
		return `{"type":"array","prefixItems":[` + inner() + `,` + inner() + `]}`
	case 21:
		return `{"type":"object","properties":{` + d.members(depth) + `},"additionalProperties":` + inner() + `}`
	case 22:
		return `{"allOf":[` + d.reference() + `],"nullable":true,"description":"x"}`
	}
	return `{"type":"array","items":{"oneOf":[` + inner() + `,{"type":"null"}]}}`
}

func (d *drawing) reference() string {
	return `{"$ref":` + quoteJSON("#/components/schemas/"+d.names[2*d.upTo(2)]) + `}`
}

// members draws properties of an object.
func (d *drawing) members(depth int) string {
	var out []string
	for range 1 + d.upTo(3) {
		s := d.schema(max(depth-1, 0))
		if of, ok := strings.CutPrefix(s, `{"`); ok {
			s = oneOf(d, []string{"{", "{", "{", `{"readOnly":true,`, `{"writeOnly":true,`, `{"deprecated":true,`, `{"x-go-name":` + quoteJSON(d.name()) + `,`}) + `"` + of
		}
		out = append(out, quoteJSON(d.name())+":"+s)
	}
	return strings.Join(distinct(out), ",")
}

// object draws an object, of whose members some are required.
func (d *drawing) object(depth int) string {
	members := d.members(depth)
	var required []string
	for m := range strings.SplitSeq(members, `":`) {
		if key := m[strings.LastIndexByte(m, '"')+1:]; key != "" && d.upTo(2) == 1 {
			required = append(required, quoteJSON(key))
		}
	}
	return `{"type":"object","properties":{` + members + `},"required":[` + strings.Join(slices.Compact(slices.Sorted(slices.Values(required))), ",") + `]}`
}

// tagged draws an object that a member tells from others.
func (d *drawing) tagged(depth int, tag string) string {
	members := distinct([]string{`"type":{"const":` + quoteJSON(tag) + `}`, d.members(depth)})
	return `{"title":` + quoteJSON(d.name()) + `,"type":"object","required":["type"],"properties":{` + strings.Join(members, ",") + `}}`
}

// path draws a path with an operation.
func (d *drawing) path() string {
	arg := d.name()
	d.n++
	id := d.name()
	switch d.upTo(4) {
	case 1:
		id = d.names[0] + "." + id
	case 2, 3: // methods that have others beside them, and path parameters that are called as what they call
		id = d.names[0] + "." + oneOf(d, []string{"list", "all", "create", "stream", "list_all", "create_stream", "x", "x_stream", "x_all"})
		if d.upTo(2) == 1 {
			arg = oneOf(d, []string{"op_", "code_", "ptr_", "new_", "answers_of_"}) + oneOf(d, []string{strings.ReplaceAll(id, ".", "_"), d.component(0), d.component(1)})
		}
	}
	method := oneOf(d, []string{"get", "post", "put", "delete"})
	params := []string{`{"name":` + quoteJSON(arg) + `,"in":"path","required":true,"schema":` + d.schema(1) + `}`}
	for range d.upTo(4) {
		in := oneOf(d, []string{"query", "header", "cookie", "query"})
		more := ""
		if in == "query" {
			more = oneOf(d, []string{"", `"style":"deepObject",`, `"style":"pipeDelimited",`, `"explode":false,`, `"allowReserved":true,`})
		}
		params = append(params, fmt.Sprintf(`{"name":%s,"in":"%s","required":%t,%s"schema":%s}`, quoteJSON(d.name()), in, d.upTo(2) == 1, more, d.schema(2)))
	}
	body := ""
	if method != "get" {
		media := oneOf(d, []string{"application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/octet-stream", "application/x-ndjson", "application/merge-patch+json"})
		body = fmt.Sprintf(`"requestBody":{"required":%t,"content":{"%s":{"schema":%s}}},`, d.upTo(2) == 1, media, d.schema(3))
	}
	answer, more := d.answer()
	var security string
	if d.upTo(4) == 3 {
		security = `"security":[],`
	}
	return quoteJSON("/p"+strconv.Itoa(d.n)+"/{"+arg+"}") + `:{"` + method + `":{"operationId":` + quoteJSON(id) + `,` + security + more + `"parameters":[` + strings.Join(params, ",") + `],` + body +
		`"responses":{"200":` + answer + `}}}`
}

// answer draws what an operation answers, and members of the operation that go with it.
func (d *drawing) answer() (answer, more string) {
	content := func(media, key, schema string) string { return `"` + media + `":{"` + key + `":` + schema + `}` }
	parts := ""
	switch d.upTo(10) {
	case 0, 1:
		parts = content("application/json", "schema", d.schema(3))
	case 2:
		parts = content("text/event-stream", "itemSchema", d.schema(3))
	case 3:
		parts = content("application/x-ndjson", "itemSchema", d.schema(3))
	case 4:
		parts = content("application/json-seq", "itemSchema", d.schema(2))
	case 5:
		parts = content("text/plain", "schema", d.schema(1))
	case 6:
		parts = content("application/octet-stream", "schema", `{"type":"string","format":"binary"}`)
	case 7: // a method that streams beside one that doesn't
		parts = content("application/json", "schema", d.schema(2)) + "," + content("text/event-stream", "itemSchema", d.schema(2))
		more = `"x-stream":{"param":"stream"},`
	case 8:
		item := d.schema(2)
		parts = content("application/json", "schema", `{"type":"object","required":["data"],"properties":{"data":{"type":"array","items":`+item+`},"next":{"type":["string","null"]}}}`)
		more = `"x-pagination":{"items":"data","next":{"param":"page","value":"next"}},`
	case 9: // one of several
		return `{"description":"ok","content":{` + content("application/json", "schema", d.schema(2)) + `}},"202":{"description":"ok","content":{` + content("application/json", "schema", d.schema(2)) + `}}`, ""
	}
	return `{"description":"ok","content":{` + parts + `}}`, more
}

// FuzzNames draws names from all that Go and generated packages have, and types of all
// kinds in all places, and type-checks what is generated, with its fake server and tests.
func FuzzNames(f *testing.F) {
	loadOnce(f)
	identifiers()
	for seed := range 60 {
		script := make([]byte, 400)
		state := uint32(seed)*2654435761 + 1
		for i := range script {
			state ^= state << 13
			state ^= state >> 17
			state ^= state << 5
			script[i] = byte(state >> 11)
		}
		f.Add(script)
	}
	f.Fuzz(func(t *testing.T, script []byte) {
		spec := drawDocument(script)
		r, err := generateAll(spec)
		if err != nil {
			checkOutcome(t, r, err)
		} else {
			for _, problem := range packageErrors(t, r.Files) {
				t.Error(problem)
			}
		}
		if t.Failed() {
			t.Log(spec)
		}
	})
}

// packageErrors are the errors that a compiler would report in a generated package, its fake
// server and its tests.
func packageErrors(t *testing.T, files []gen.File) (problems []string) {
	t.Helper()
	std, err := importedByPackages()
	if err != nil {
		t.Fatal(err)
	}
	parsed := map[string][]*ast.File{} // by package
	for _, f := range files {
		if strings.Contains(string(f.Content), "\n//go:build go1.27\n") {
			continue // what stands beside it is for this version
		}
		file, err := parsedFile(f, true)
		if err != nil {
			return append(problems, err.Error())
		}
		name := filepath.ToSlash(filepath.Dir(f.Name))
		if strings.HasSuffix(f.Name, "_test.go") {
			name += " test"
		}
		parsed[name] = append(parsed[name], file)
	}
	imported := importer{}
	maps.Copy(imported, std)
	conf := types.Config{Importer: imported, Error: func(err error) { problems = append(problems, err.Error()) }}
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range parsed {
			if !yield(name) {
				return
			}
		}
	}) // the client first: "." "." test, "apitest"
	for _, name := range names {
		importPath := "example.com/api"
		if name != "." {
			importPath += "/" + name
		}
		imported[importPath], _ = conf.Check(importPath, fileSet, parsed[name], nil) // Error has been told
		defer forget(parsed[name])
	}
	return problems
}
