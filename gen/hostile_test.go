package gen_test

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen"
)

// hostileTexts try to leave the comment, the literal or the name that they are
// put into.
var hostileTexts = []string{
	"a`b", `a"b`, `a\`, "a'b", "*/ func init() { panic(1) } /*", "a\nfunc init() { panic(1) }\n", "int; func init() { panic(1) }",
	`"+panic(1)+"`, "`+panic(1)+`", "a\r\n//go:build ignore\r\n", "//go:embed /etc/passwd", "\n//go:linkname a b\n", "//line /etc/passwd:1",
	"\n\n// +build ignore\n\n", "+build ignore", "//export x", "#cgo LDFLAGS: -lx", "\nimport \"C\"\n", "package main", "a\u2028func init() {}", "a\u2029b\u0085c\vd\fe",
	"\u202egnirts\u2066 \u200f", "\ufeffa\ufeffb", "a\u0007\x7f", "%s %d %!", "${HOME} {{.X}}", "<script>", "../../etc/passwd", `..\..\c:con`,
	"con", "x_test", "runtime_json", "x_linux", ".hidden", "type", "init", "main", "nil", "日本語", "e\u0301", "-", "_", ",omitempty", "json:\"x\"", "1e5",
	"\U000e0001tag", "\u200bwidth", "Deprecated: x", "\n```\n//go:build x\n", "# Heading\n- a\n- b", strings.Repeat("long ", 40),
}

// inEveryPlace is a document that has a text wherever a document can have one.
// A number tells the places apart: names would be the same otherwise.
func inEveryPlace(s string) string {
	n := 0
	text := func(s string) string {
		n++
		return quoteJSON(s + strconv.Itoa(n))
	}
	segment := strings.Map(func(r rune) rune {
		if strings.ContainsRune("{}#?", r) {
			return '.'
		}
		return r
	}, s)
	doc := hostileTemplate
	doc = regexp.MustCompile(`"@path@`).ReplaceAllStringFunc(doc, func(string) string { return strings.TrimSuffix(text("/a"+segment), `"`) })
	doc = regexp.MustCompile(`"@same@"`).ReplaceAllStringFunc(doc, func(string) string { return quoteJSON(s) })
	// With a dot, the id would be a path of services.
	doc = regexp.MustCompile(`"@id@"`).ReplaceAllStringFunc(doc, func(string) string { return text(strings.ReplaceAll(s, ".", "")) })
	return regexp.MustCompile(`"@"`).ReplaceAllStringFunc(doc, func(string) string { return text(s) })
}

func quoteJSON(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

const hostileTemplate = `{
"openapi": "3.1.0",
"info": {"title": "@", "version": "@", "description": "@"},
"servers": [{"url": "@", "description": "@"}],
"tags": [{"name": "@same@", "description": "@"}],
"x-betas": {"header": "@", "query": {"@": "@"}},
"x-response-headers": {"request-id": "@", "rate-limit-prefix": "@"},
"x-errors": {"@": {"status": 400, "description": "@", "x-go-name": "@"}},
"security": [{"@same@": []}],
"paths": {
  "@path@/{id}": {"get": {
    "operationId": "@id@", "tags": ["@same@"], "summary": "@", "description": "@", "x-beta": ["@", "@"], "deprecated": true,
    "parameters": [
      {"name": "id", "in": "path", "required": true, "description": "@", "schema": {"type": "string"}},
      {"name": "@", "in": "query", "description": "@", "schema": {"type": "string", "default": "@", "example": "@"}},
      {"name": "@", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}},
      {"name": "@", "in": "cookie", "schema": {"type": "string", "enum": ["@", "@"]}},
      {"name": "@", "in": "header", "required": true, "schema": {"const": "@"}}],
    "responses": {"200": {"description": "@", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}},
  "@path@": {"post": {
    "operationId": "@id@", "x-long-call": {"member": "@", "per-hour": 1, "limit-seconds": 1}, "x-area": "@",
    "requestBody": {"content": {"text/plain": {"schema": {"type": "string", "description": "@"}}}},
    "callbacks": {"@": {"@": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"@": {"type": "string"}}}}}}}}}},
    "responses": {"200": {"description": "@", "content": {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/Either"}}}}},
    "x-stream": {"terminal": "@", "error": "@"}}}},
"webhooks": {"@": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"@": {"type": "string"}}}}}}}}},
"components": {
  "securitySchemes": {
    "@same@": {"type": "apiKey", "in": "header", "name": "@", "description": "@", "x-env": "KEY"},
    "other": {"type": "http", "scheme": "basic", "description": "@", "x-go-name": "@"}},
  "schemas": {
    "Thing": {"type": "object", "description": "@", "x-go-previous-names": ["@"], "x-go-type": "@", "x-go-type-import": {"path": "@", "name": "@"},
      "required": ["fixed", "word"],
      "properties": {
        "word": {"type": "string"},
        "@": {"type": "string", "title": "@", "description": "@", "x-go-type": "@", "x-beta": ["@"]},
        "x": {"type": "integer", "x-go-name": "@", "default": 1, "examples": ["@"]},
        "fixed": {"const": "@"}, "other": {"const": "@"},
        "list": {"type": "array", "items": {"type": "object", "properties": {"@": {"type": "boolean"}}}}},
      "x-constructors": [{"name": "@", "args": ["x"], "set": {"word": "@"}, "description": "@"}]},
    "@": {"type": "string", "description": "@", "enum": ["@", "@"], "x-enum-varnames": ["@", "@"], "x-enum-descriptions": ["@", "@"],
      "x-go-const-prefix": "@", "x-beta": {"@": ["@"]}, "x-enum-deprecated": {"@": "@"}},
    "Prefixed": {"type": "string", "enum": ["@", "@"], "x-go-const-prefix": "@"},
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
    "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "additionalProperties": {"type": "string", "description": "@"}},
    "Either": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
      "discriminator": {"propertyName": "kind", "mapping": {"@": "#/components/schemas/Cat", "@": "#/components/schemas/Dog"}}}}}}
`

// TestHostileTexts: whatever the texts of a document are, the package has the
// same declarations, but for names, literals and comments.
func TestHostileTexts(t *testing.T) {
	want := declarations(t, inEveryPlace("benign"))
	for _, s := range hostileTexts {
		t.Run(s, func(t *testing.T) {
			if diff := cmp.Diff(want, declarations(t, inEveryPlace(s))); diff != "" {
				t.Errorf("declarations (-benign +hostile):\n%s", diff)
			}
		})
	}
}

// declarations generates a package, checks that nothing in it is more than a
// client needs, and describes the declarations that are not of the runtime.
func declarations(t *testing.T, spec string) []string {
	t.Helper()
	result, err := gen.Generate(gen.Config{
		Spec: "spec.json", Package: "api", ImportPath: "example.com/api", Fake: true,
		ReadFile: func(string) ([]byte, error) { return []byte(spec), nil },
	})
	if err != nil {
		t.Fatalf("refused: %v\n%s", err, spec)
	}
	var out []string
	names := map[string]bool{}
	for _, f := range result.Files {
		if names[f.Name] || !fileNames.MatchString(f.Name) {
			t.Errorf("file name %q", f.Name)
		}
		names[f.Name] = true
		if strings.HasPrefix(path.Base(f.Name), "runtime_") {
			continue
		}
		for _, d := range checkFile(t, f).Decls {
			if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
				out = append(out, describe(d))
			}
		}
	}
	slices.Sort(out)
	return out
}

var fileNames = regexp.MustCompile(`^(apitest/)?[a-z0-9][a-z0-9_]*\.gen\.go$`)

// allowedImports are what generated files import.
var allowedImports = []string{"context", "iter", "time", "testing", "example.com/api", "encoding/json"}

// directive matches comments that a tool may take for more than text.
var directive = regexp.MustCompile(`^//(go:|line |export |extern |\s*\+build|nolint|lint:|#)|^/\*`)

// checkFile parses a file and checks what no document may bring into one.
func checkFile(t *testing.T, f gen.File) *ast.File {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, f.Name, f.Content, parser.ParseComments)
	if err != nil {
		t.Fatalf("%s: %v\n%s", f.Name, err, f.Content)
	}
	if again, err := format.Source(f.Content); err != nil || string(again) != string(f.Content) {
		t.Errorf("%s is not as gofmt would have it: %v\n%s", f.Name, err, cmp.Diff(string(again), string(f.Content)))
	}
	for _, i := range parsed.Imports {
		if imported, _ := strconv.Unquote(i.Path.Value); !slices.Contains(allowedImports, imported) {
			t.Errorf("%s imports %s", f.Name, i.Path.Value)
		}
	}
	for _, d := range parsed.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && (fn.Name.Name == "init" || fn.Name.Name == "main") {
			t.Errorf("%s declares func %s", f.Name, fn.Name.Name)
		}
	}
	var s scanner.Scanner
	s.Init(fset.AddFile(f.Name, -1, len(f.Content)), f.Content, nil, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		if tok == token.COMMENT && directive.MatchString(lit) {
			t.Errorf("%s: %s", fset.Position(pos), lit)
		}
	}
	for _, r := range string(f.Content) {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar) {
			t.Errorf("%s has the character %U in its source", f.Name, r)
		}
	}
	return parsed
}

// describe gives the structure of a declaration: all but names, literals and comments.
func describe(d ast.Decl) string {
	var b strings.Builder
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case nil:
			b.WriteByte(')')
			return true
		case *ast.CommentGroup:
			return false
		case *ast.BasicLit:
			fmt.Fprintf(&b, "(%s", n.Kind)
		case *ast.BinaryExpr:
			fmt.Fprintf(&b, "(%s", n.Op)
		case *ast.UnaryExpr:
			fmt.Fprintf(&b, "(%s", n.Op)
		case *ast.GenDecl:
			fmt.Fprintf(&b, "(%s", n.Tok)
		default:
			b.WriteString("(" + strings.TrimPrefix(reflect.TypeOf(n).String(), "*ast."))
		}
		return true
	})
	return b.String()
}

// TestHostileNames: what can't be neutral is refused.
func TestHostileNames(t *testing.T) {
	for _, env := range []string{"A\nfunc init() { panic(1) }", "A B", "A=1", "../x", "\u202e"} {
		spec := strings.Replace(inEveryPlace("benign"), `"x-env": "KEY"`, `"x-env": `+quoteJSON(env), 1)
		if _, err := generate(t, spec); err == nil || !strings.Contains(err.Error(), "x-env must be the name of an environment variable") {
			t.Errorf("x-env %q: %v", env, err)
		}
	}
	for _, name := range []string{"a;b", "a b", "../a", "a\nb", "_", "a.b", "a\u202e", "func", "a//b", "\x00"} {
		if _, err := gen.Generate(gen.Config{Spec: "spec.yaml", Package: name}); err == nil || !strings.Contains(err.Error(), "is no Go package name") {
			t.Errorf("package %q: %v", name, err)
		}
	}
	for _, nul := range []string{"name", "/path", "text"} {
		spec := `{"openapi": "3.1.0", "info": {"title": "text"}, "paths": {"/path": {"get": {"responses": {}}}}, "components": {"schemas": {"name": {}}}}`
		if _, err := generate(t, strings.Replace(spec, nul, nul+`\u0000`, 1)); err == nil || !strings.Contains(err.Error(), "NUL character") {
			t.Errorf("NUL in %s: %v", nul, err)
		}
	}
}
