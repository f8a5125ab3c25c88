package gen_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// subset generates part of the Claude client.
func subset(t *testing.T, c gen.Config) []gen.File {
	t.Helper()
	c.Spec, c.Package = gen.EmbeddedClaude, "claude"
	r, err := gen.Generate(c)
	if err != nil {
		t.Fatal(err)
	}
	return r.Files
}

// operationIDs lists the operations of the Claude document.
func operationIDs(t *testing.T) []string {
	t.Helper()
	var ids []string
	err := filepath.WalkDir("../spec", func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(name)
		for _, m := range regexp.MustCompile(`(?m)^ *operationId: (\S+)$`).FindAllSubmatch(data, -1) {
			ids = append(ids, string(m[1]))
		}
		return err
	})
	if err != nil || len(ids) < 100 {
		t.Fatalf("%d operations: %v", len(ids), err)
	}
	slices.Sort(ids)
	return ids
}

// TestSubsetOnlyGrows adds operations one by one, and checks that everything that
// can be used stays what it was.
func TestSubsetOnlyGrows(t *testing.T) {
	ids := operationIDs(t)
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	shared := []string{"messages.create", "messages.stream", "messages.batches.create"} // with many others
	ids = slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(shared, id) })
	ids = append(slices.Concat(ids[:2], shared[2:], ids[2:4], shared[:2]), ids[4:]...)
	before := exportedOf(t, subset(t, gen.Config{Include: ids[:1]}))
	for n := 2; n <= 11; n++ {
		after := exportedOf(t, subset(t, gen.Config{Include: ids[:n]}))
		grew := 0
		for name, parts := range before {
			for part := range parts {
				if !after[name][part] {
					t.Errorf("after adding %s, %s has no %q any more", ids[n-1], name, part)
				}
			}
		}
		for name, parts := range after {
			grew += len(parts) - len(before[name])
		}
		if grew <= 0 {
			t.Errorf("adding %s added nothing", ids[n-1])
		}
		before = after
	}
}

// exportedOf returns the exported declarations of a package, each as the set of its
// parts: the members of a struct or an interface, or the declaration as a whole.
// Which of several names of a type has its declaration is nothing that programs
// see: each name counts as if it had.
func exportedOf(t *testing.T, files []gen.File) map[string]map[string]bool {
	t.Helper()
	out, aliases := map[string]map[string]bool{}, map[string]string{}
	add := func(name, part string) {
		if out[name] == nil {
			out[name] = map[string]bool{}
		}
		out[name][part] = true
	}
	fset := token.NewFileSet()
	text := func(n ast.Node) string {
		var b bytes.Buffer
		if err := format.Node(&b, fset, n); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, f := range files {
		parsed, err := parser.ParseFile(fset, f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() {
					d.Body = nil
					add(text(d), "")
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if typ, ok := s.(*ast.TypeSpec); ok && typ.Assign.IsValid() {
						if of, ok := typ.Type.(*ast.Ident); ok {
							aliases[typ.Name.Name] = of.Name
							continue
						}
					}
					declare(s, text, add)
				}
			}
		}
	}
	expand(out, aliases)
	return out
}

// expand gives other names of types what is declared of the types: their parts, and
// their methods.
func expand(out map[string]map[string]bool, aliases map[string]string) {
	declared := maps.Clone(out)
	for name, of := range aliases {
		for aliases[of] != "" {
			of = aliases[of]
		}
		if declared[of] == nil { // of no type of the package, e.g. string
			out[name] = map[string]bool{"= " + of: true}
			continue
		}
		word := regexp.MustCompile(`\b` + of + `\b`)
		receiver := regexp.MustCompile(`^func \((\w+ )?\*?` + of + `\)`)
		out[name] = map[string]bool{"": true}
		for part := range declared[of] {
			out[name][word.ReplaceAllString(part, name)] = true
		}
		for method := range declared {
			if receiver.MatchString(method) {
				out[word.ReplaceAllString(method, name)] = map[string]bool{"": true}
			}
		}
	}
}

// declare adds the exported names of a declaration.
func declare(s ast.Spec, text func(ast.Node) string, add func(name, part string)) {
	switch s := s.(type) {
	case *ast.TypeSpec:
		if !s.Name.IsExported() {
			return
		}
		var members *ast.FieldList
		switch typ := s.Type.(type) {
		case *ast.StructType:
			members = typ.Fields
		case *ast.InterfaceType:
			members = typ.Methods
		default:
			add(s.Name.Name, text(s))
			return
		}
		add(s.Name.Name, "")
		for _, m := range members.List {
			part := text(m.Type)
			if m.Tag != nil {
				part += " " + m.Tag.Value
			}
			for _, n := range m.Names {
				part = n.Name + " " + part
			}
			add(s.Name.Name, part)
		}
	case *ast.ValueSpec:
		for _, n := range s.Names {
			if n.IsExported() {
				add(n.Name, text(s))
			}
		}
	}
}

// TestSubsetIsSmall checks that a program which only creates messages need not
// carry the rest of the API.
func TestSubsetIsSmall(t *testing.T) {
	lines := func(files []gen.File) (n int) {
		for _, f := range files {
			n += bytes.Count(f.Content, []byte("\n"))
		}
		return n
	}
	all := lines(subset(t, gen.Config{}))
	part := lines(subset(t, gen.Config{Include: []string{"messages.create", "messages.stream"}, Betas: []string{}}))
	t.Logf("%d of %d lines", part, all)
	if part*5 > all*2 {
		t.Errorf("%d of %d lines are more than two fifths", part, all)
	}
}

// TestSubsetsBuild builds parts of the client, with the tests and the fake server
// of one of them, and checks that each has only the runtime that it needs.
func TestSubsetsBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles several packages")
	}
	dir := t.TempDir()
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "go.mod", strings.Replace(string(mod), "module "+module, "module example.com/x", 1))
	write(t, dir, "go.sum", string(sum))
	// The optional parts of the runtime, and what each declares.
	optional := map[string]string{
		"accumulate": "type fold ", "base64": "func base64Bytes(", "context_body": "type contextBody ", "date": "type Date ", "download": "type Download ",
		"file": "type File ", "form": "func formBody(", "jsonl": "type jsonLines ", "lines": "type lineReader ", "map": "func dict[", "match": "type rule ",
		"multipart": "func multipartBody(", "nullable": "type Nullable[", "page": "type pager ", "rawbody": "func rawBody(", "source": "type source ",
		"sse": "type eventParser ", "stream": "func events[",
	}
	for name, part := range map[string]struct {
		config gen.Config
		needs  string // of the optional parts of the runtime
	}{
		"messages": {gen.Config{Include: []string{"messages.create"}, Betas: []string{}, Tests: true, Fake: true, Tools: true}, "base64 context_body file form multipart nullable"}, // forms are the fake server's
		"tokens":   {gen.Config{Include: []string{"messages.count_tokens"}, Betas: []string{}}, "base64"},
		"models":   {gen.Config{Include: []string{"models"}}, "nullable page"},
		"files":    {gen.Config{Include: []string{"files.upload", "files.download"}}, "context_body download file form multipart nullable source"},
		"results":  {gen.Config{Include: []string{"messages.batches.results"}}, "base64 jsonl lines map nullable source"},
	} {
		part.config.ImportPath = "example.com/x/" + name
		files := subset(t, part.config)
		var got []string
		for _, f := range files {
			write(t, dir, name+"/"+f.Name, string(f.Content))
			if !strings.HasPrefix(f.Name, "runtime_") {
				continue
			}
			for part, declares := range optional {
				if strings.Contains(string(f.Content), "\n"+declares) {
					got = append(got, part)
				}
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != part.needs {
			t.Errorf("%s has %q of the runtime, and needs %q", name, got, part.needs)
		}
	}
	write(t, dir, "messages/use_test.go", useMessages)
	goCommand := func(args ...string) {
		t.Helper()
		c := exec.Command("go", args...)
		c.Dir, c.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	goCommand("test", "-gcflags=-N -l -dwarf=false", "-ldflags=-w", "./...")
}

const useMessages = `package claude_test

import (
	"testing"

	"example.com/x/messages"
	"example.com/x/messages/claudetest"
)

func TestCreate(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) {
		return &claude.Message{ID: "msg_1"}, nil
	})
	client := claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("key"))
	msg, err := client.Messages.Create(t.Context(), &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet4_5, MaxTokens: 10, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))},
	})
	if err != nil || msg.ID == "" {
		t.Errorf("%+v %v", msg, err)
	}
}
`
