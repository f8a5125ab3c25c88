// Package sampletest writes the tests of a client, which stand on the code of
// templates/sampletest.
package sampletest

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
	"github.com/claudegen/claudegen/gen/internal/write/sample"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Config says what the tests of a package have to know besides the API.
type Config struct {
	ImportPath string   // of the package
	Operations []string // method and path of every operation of the document
}

// Files renders the tests of the package: tables of documents, which the files
// of templates/sampletest go through.
func Files(api *ir.API, c Config) ([]source.File, error) {
	of := func() *tester { return &tester{api: api, path: c.ImportPath, samples: sample.New()} } // files are written at once
	unions, types, operations := of(), of(), of()
	out := source.New(api.Package+"_test", unions.imports)
	out.Add("unions", unions.unions)
	out.Add("types", types.types)
	out.Add("operations", func(f *j.File) { operations.operations(f, c.Operations) })
	files, err := out.Render()
	if unions.samples.TooLarge() || types.samples.TooLarge() || operations.samples.TooLarge() {
		return nil, ErrTooLarge
	}
	for i := range files {
		files[i].Name = strings.TrimSuffix(files[i].Name, ".gen.go") + "_gen_test.go"
	}
	return files, err
}

// ErrTooLarge is that the documents in the tests would take too much.
var ErrTooLarge = errors.New("the tests would be too large, by what the document requires in each other: go without them, or include fewer operations")

// imports says what the imported packages are called.
func (t *tester) imports(f *j.File) {
	if slices.Contains(testLocals, t.api.Package) {
		f.ImportAlias(t.path, "tested")
	} else {
		f.ImportName(t.path, t.api.Package)
	}
	f.ImportName(source.JSON, "json")
}

// testLocals are the variables of generated tests, which must not hide the
// package.
var testLocals = []string{"t", "c", "x", "ctx", "page", "url", "client"}

type tester struct {
	api     *ir.API
	path    string // import path of the package
	samples *sample.Set
	gaps    []j.Code // what the file at hand has no test of
}

// id is an identifier of the package.
func (t *tester) id(name string) *j.Statement { return j.Qual(t.path, name) }

// table writes a variable that holds rows, one on a line.
//
//	// sampleOfTypes has a document for each type, in which all its members are set.
//	var sampleOfTypes = []sampleType{
//		{typ: (*pets.Pet)(nil), doc: `{"name":"sample_name"}`},
//	}
func table(f *j.File, name, doc string, elem *j.Statement, rows []j.Code) {
	f.Comment("// " + doc)
	f.Var().Id(name).Op("=").Index().Add(elem).ValuesFunc(func(g *j.Group) {
		for _, r := range rows {
			g.Line().Add(r)
		}
		if len(rows) > 0 {
			g.Line()
		}
	})
}

// test writes a test function that makes one call.
//
//	func TestSampleTypes(t *testing.T) { sampleTypes(t, sampleOfTypes) }
func test(f *j.File, name string, call *j.Statement) {
	f.Func().Id(name).Params(j.Id("t").Op("*").Qual("testing", "T")).Block(call)
}

// Reasons for what has no test.
const (
	endless   = "it contains itself without an end"
	noJSON    = "it holds a file, which JSON can't"
	onlyParts = "only the caller knows the parts of its form"
	noPlace   = "outside of its union it has no place for the tag"
)

// leaveOut notes that something has no test.
//
//	{what: "Upload/Picture", why: "it holds a file, which JSON can't"}
func (t *tester) leaveOut(what, why string) {
	t.gaps = append(t.gaps, j.Values(j.Id("what").Op(":").Lit(what), j.Id("why").Op(":").Lit(why)))
}

// leftOut writes a test that skips what has no test, for people to see it, if there is any.
//
//	// sampleWithoutTypes is what has no test, and why.
//	var sampleWithoutTypes = []sampleGap{
//		{what: "Tree", why: "it contains itself without an end"},
//	}
//
//	func TestSampleTypesLeftOut(t *testing.T) { sampleLeftOut(t, sampleWithoutTypes) }
func (t *tester) leftOut(f *j.File, of string) {
	if len(t.gaps) == 0 {
		return
	}
	name := "sampleWithout" + of
	table(f, name, name+" is what has no test, and why.", j.Id("sampleGap"), t.gaps)
	test(f, "TestSample"+of+"LeftOut", j.Id("sampleLeftOut").Call(j.Id("t"), j.Id(name)))
}

// types writes a document for each type that is JSON by itself.
func (t *tester) types(f *j.File) {
	var rows []j.Code
	for _, n := range t.api.Types {
		if ir.Declared(n) != n {
			continue
		}
		switch n := n.(type) {
		case *ir.Object:
			if !n.HasBody() {
				continue
			}
			if sample.HasFile(n) {
				if !t.sent(n) {
					t.leaveOut(n.Name, noJSON)
				}
				continue
			}
		case *ir.Alias:
			if _, ok := n.Of.(*ir.Union); ok {
				continue
			}
			if ir.HoldsFile(n) {
				t.leaveOut(n.Name, noJSON)
				continue
			}
		default:
			continue
		}
		if !t.samples.Finite(n) {
			t.leaveOut(n.Declaration().Name, endless)
			continue
		}
		var row source.Literal
		row.Add("typ", j.Parens(j.Op("*").Add(t.id(n.Declaration().Name))).Call(j.Nil()))
		row.Add("doc", docLit(t.samples.Brief(n)))
		if o, ok := n.(*ir.Object); ok && o.Extra != nil {
			row.Add("extra", docLit(t.samples.Extra(o)))
		}
		rows = append(rows, row.Values())
	}
	table(f, "sampleOfTypes", "sampleOfTypes has a document for each type, in which all its members are set.", j.Id("sampleType"), rows)
	test(f, "TestSampleTypes", j.Id("sampleTypes").Call(j.Id("t"), j.Id("sampleOfTypes")))
	t.leftOut(f, "Types")
}

// sent reports whether some operation sends o as a form, whose test has it.
func (t *tester) sent(o *ir.Object) bool {
	for op := range t.api.AllOperations() {
		if op.Params == o || op.Params.Embeds == o {
			return true
		}
	}
	return false
}

// unions writes documents for the variants of each union.
func (t *tester) unions(f *j.File) {
	var rows, opaque []j.Code
	for _, n := range t.api.Types {
		u, ok := n.(*ir.Union)
		switch {
		case !ok:
		case !t.samples.Finite(u):
			t.leaveOut(u.Name, endless)
		case u.Opaque:
			opaque = append(opaque, t.opaque(u)...)
		default:
			rows = append(rows, t.union(u))
		}
	}
	table(f, "sampleOfUnions", "sampleOfUnions has a document for each variant of each union, and one that is none of them.", j.Id("sampleUnion"), rows)
	test(f, "TestSampleUnions", j.Id("sampleUnions").Call(j.Id("t"), j.Id("sampleOfUnions")))
	t.leads(f)
	table(f, "sampleOfOpaques", "sampleOfOpaques has a document for each variant of the unions whose variants look the same.", j.Id("sampleOpaque"), opaque)
	test(f, "TestSampleOpaques", j.Id("sampleOpaques").Call(j.Id("t"), j.Id("sampleOfOpaques")))
	t.leftOut(f, "Unions")
}

// leads names the tags that only unions write, if there are any.
//
//	func init() {
//		sampleLeads["kind"] = true
//	}
func (t *tester) leads(f *j.File) {
	var tags []string
	for _, n := range t.api.Types {
		if u, ok := n.(*ir.Union); ok && !slices.Contains(tags, u.Tag) && slices.ContainsFunc(u.Variants, func(v *ir.Variant) bool { return v.Lead != "" }) {
			tags = append(tags, u.Tag)
		}
	}
	if len(tags) == 0 {
		return
	}
	f.Func().Id("init").Params().BlockFunc(func(g *j.Group) {
		for _, tag := range tags {
			g.Id("sampleLeads").Index(j.Lit(tag)).Op("=").True()
		}
	})
}

// union writes the documents of a union.
//
//	{pets.UnmarshalToy, []sampleVariant{
//		{name: "Ball", doc: `{"type":"ball"}`},
//	}}
func (t *tester) union(u *ir.Union) j.Code {
	var variants []j.Code
	for _, v := range t.samples.Variants(u) {
		if why := t.untested(u, v); why != "" {
			t.leaveOut(u.Name+"/"+v.Name, why)
			continue
		}
		var row source.Literal
		if v.Unknown {
			row.Add("name", j.Id("sampleUnknown"))
			row.Text("tag", v.Tag)
		} else {
			row.Text("name", typeName(u, v.Name)) // that Go knows it by
		}
		row.Add("doc", docLit(v.JSON))
		if typedExtra(u, v.Name) {
			row.Add("extra", docLit(v.Extra))
		}
		variants = append(variants, row.Values())
	}
	return j.Values(t.id(u.Decode), j.Index().Id("sampleVariant").ValuesFunc(func(g *j.Group) {
		for _, v := range variants {
			g.Line().Add(v)
		}
		g.Line()
	}))
}

// untested says why a variant has no test, or "".
func (t *tester) untested(u *ir.Union, v sample.Variant) string {
	switch {
	case v.File:
		return noJSON
	case v.Endless:
		return endless
	case losesTag(u, v.Name):
		return noPlace
	}
	return ""
}

// typeName is the name of the type that a variant is: of several names for one type,
// the one that is declared.
func typeName(u *ir.Union, name string) string {
	for _, v := range u.Variants {
		if v.Type.Declaration().Name == name {
			return ir.Declared(v.Type).Declaration().Name
		}
	}
	return name
}

// losesTag reports whether a variant that is encoded outside of the union has no place
// for the tag, which the union writes.
func losesTag(u *ir.Union, name string) bool {
	for _, v := range u.Variants {
		if v.Type.Declaration().Name == name && v.Lead != "" {
			return typedExtra(u, name)
		}
	}
	return false
}

// typedExtra reports whether the members that a variant doesn't know have a
// type, so that not any value will do.
func typedExtra(u *ir.Union, name string) bool {
	for _, v := range u.Variants {
		if o, ok := v.Type.(*ir.Object); ok && o.Name == name {
			return o.Extra != nil
		}
	}
	return false
}

// opaque writes the documents of a union that keeps raw JSON.
//
//	{pets.Toy.AsBall, `{"size":5}`}
func (t *tester) opaque(u *ir.Union) []j.Code {
	var rows []j.Code
	for i, v := range t.samples.Variants(u) {
		if i >= len(u.Variants) {
			continue
		}
		if v.Endless {
			t.leaveOut(u.Name+"/"+v.Name, endless)
		} else {
			rows = append(rows, j.Values(t.id(u.Name).Dot("As"+u.Variants[i].Name), docLit(v.JSON)))
		}
	}
	return rows
}

// docWidth is the length from which the members of a document have lines of
// their own.
const docWidth = 120

// docLit is a document as a literal. Line breaks in it are kept.
func docLit(doc []byte) *j.Statement {
	if len(doc) > docWidth && !bytes.ContainsRune(doc, '\n') {
		doc = jsondoc.Lines(doc)
	}
	for line := range bytes.Lines(doc) {
		if !strconv.CanBackquote(string(bytes.TrimSuffix(line, []byte("\n")))) {
			return j.Lit(string(doc))
		}
	}
	return j.Op("`" + string(doc) + "`")
}

// envName is the environment variable that leads the tests to another server.
func envName(pkg string) string { return strings.ToUpper(pkg) + "_TEST_BASE_URL" }
