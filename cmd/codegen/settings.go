package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/claudegen/claudegen/gen"
)

// configName is the settings file that is read from the working directory.
const configName = "codegen.yaml"

// settings are those of codegen.yaml and the flags that override them.
type settings struct {
	command *cobra.Command
	file    string // --config
	flag    gen.ConfigFile
	betas   []string // --betas
	output  bool     // the command generates a package
	color   string   // --color

	spec, out string // what they come to
	standard  []byte // the document, if it was read from standard input
}

// flags adds the flags to c.
func (s *settings) flags(c *cobra.Command, output bool) {
	s.command, s.output = c, output
	f := c.Flags()
	f.StringVar(&s.file, "config", "", "settings (default: "+configName+" in the working directory, if there is one)")
	f.StringVar(&s.flag.Spec, "spec", "", "OpenAPI document, YAML or JSON, a file, a URL or - for standard input; "+gen.EmbeddedClaude+" is the one that codegen carries")
	addAllowRemote(c, &s.flag.AllowRemote)
	f.StringArrayVar(&s.flag.Overlays, "overlay", nil, "file with changes to the document, of OpenAPI Overlay 1.0; may be repeated")
	addRoot(c, &s.flag.Roots)
	f.BoolVar(&s.flag.Strict, "strict", false, "make errors of warnings, and have kin-openapi validate the document first")
	addColor(c, &s.color)
	s.complete("spec", gen.EmbeddedClaude)
	s.complete("allow-remote", "https://", "*")
	if !output {
		return
	}
	f.StringVar(&s.flag.Out, "out", "", "folder of the generated package")
	f.StringVar(&s.flag.Package, "package", "", "name of the generated package (default: that of the Go files in the folder, or of the folder)")
	f.StringSliceVar(&s.flag.Include, "include", nil, "operations to generate, by pattern, e.g. messages.create,models.*")
	f.StringSliceVar(&s.flag.Exclude, "exclude", nil, "operations to leave out, by pattern")
	f.StringSliceVar(&s.betas, "betas", nil, "betas to generate: all, none, or headers")
	f.BoolVar(&s.flag.Tests, "tests", false, "also tests of every type, union and operation")
	f.BoolVar(&s.flag.Fake, "fake", false, "also a fake server for tests, in the folder PACKAGEtest below")
	f.BoolVar(&s.flag.Tools, "tools", false, "also conversations in which the model calls tools, in the folder PACKAGEtools below")
	f.BoolVar(&s.flag.SkipUnsupported, "skip-unsupported", false, "leave out the operations that can't be generated, with a warning for each")
	s.complete("betas", "all", "none")
}

// addRoot adds the flag --root.
func addRoot(c *cobra.Command, to *[]string) {
	c.Flags().StringArrayVar(to, "root", nil, "folder that references may read from besides that of the document; may be repeated")
}

// addColor adds the flag --color.
func addColor(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, "color", "auto", "colour, and the line of the document that a finding is about: auto (on a terminal, unless NO_COLOR is set), always or never")
	if err := c.RegisterFlagCompletionFunc("color", cobra.FixedCompletions(colors, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // there is no such flag
	}
}

// addAllowRemote adds the flag --allow-remote.
func addAllowRemote(c *cobra.Command, to *[]string) {
	c.Flags().StringArrayVar(to, "allow-remote", nil, "what references may fetch: URL of a file, or of a host or folder, which ends in a slash; * is everything; may be repeated")
}

// remoteReader fetches what is allowed, and the documents that are URLs, which
// those who name them allow.
func remoteReader(c *cobra.Command, allow []string, progress func(string), documents ...string) (func(string) ([]byte, error), error) {
	allow = slices.Clip(allow)
	for _, name := range documents {
		if gen.IsURL(name) {
			allow = append(allow, name)
		}
	}
	read, err := gen.RemoteReader(c.Context(), allow, progress)
	if err != nil {
		return nil, fmt.Errorf("remote files: %w", err)
	}
	return read, nil
}

// standard stands for standard input and output where a file is named.
const standard = "-"

// standardName is what messages call standard input.
const standardName = "stdin"

// maxStandard is more than a document may have.
const maxStandard = 64<<20 + 1

// document takes the document that stands behind the command, as --spec FILE does.
func (s *settings) document(args []string) error {
	if len(args) == 0 {
		return nil
	}
	if s.command.Flags().Changed("spec") {
		return fmt.Errorf("two documents: %s, and --spec %s", args[0], s.flag.Spec)
	}
	return s.command.Flags().Set("spec", args[0])
}

// complete makes shells offer values of a flag, besides files.
func (s *settings) complete(flag string, values ...string) {
	offer := cobra.FixedCompletions(values, cobra.ShellCompDirectiveDefault)
	if err := s.command.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // there is no such flag
	}
}

// config returns what the flags and the settings file say together.
func (s *settings) config(progress func(string)) (gen.Config, error) {
	if err := checkColor(s.color); err != nil {
		return gen.Config{}, err
	}
	c, err := s.read()
	if err != nil {
		return gen.Config{}, err
	}
	if err := checkVersion(c.Codegen, s.command.Root().Version); err != nil {
		return gen.Config{}, err
	}
	s.override(c)
	if err := checkSpec(c.Spec); err != nil {
		return gen.Config{}, err
	}
	if s.spec = c.Spec; s.output {
		s.out = c.Out
		if s.out == "" {
			return gen.Config{}, errors.New("no folder to write to: say --out FOLDER, or out: FOLDER in " + configName)
		}
	}
	if c.Spec == standard {
		if c.Source, err = io.ReadAll(io.LimitReader(s.command.InOrStdin(), maxStandard)); err != nil {
			return gen.Config{}, fmt.Errorf("standard input: %w", err)
		}
		s.standard, c.Spec = c.Source, standardName
	}
	c.Progress = progress
	c.ReadRemote, err = remoteReader(s.command, c.AllowRemote, progress, c.Spec)
	return c.Config, err
}

// read reads the settings file. There need not be one.
func (s *settings) read() (*gen.ConfigFile, error) {
	name := s.file
	if name == "" {
		name = configName
	}
	data, err := readSettings(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && s.file == "":
		return &gen.ConfigFile{}, nil
	case err != nil:
		return nil, fmt.Errorf("--config: %w", err)
	}
	c, err := gen.ParseConfig(name, data)
	if _, ok := errors.AsType[*gen.DiagnosticError](err); ok {
		return nil, fmt.Errorf("these settings can't be used:\n%w", errors.New(err.Error())) // about the call, not the document
	}
	return c, err
}

// maxSettings is more than anybody writes.
const maxSettings = 1 << 20

// readSettings reads a settings file, which may be a pipe, and need not end.
func readSettings(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, maxSettings+1))
	if err == nil && len(data) > maxSettings {
		return nil, fmt.Errorf("%s is larger than %d bytes", name, maxSettings)
	}
	return data, err
}

// override replaces what flags say otherwise.
func (s *settings) override(c *gen.ConfigFile) {
	byFlag := map[string]bool{} // settings by key
	for _, o := range []struct {
		flag, key string
		set       func()
	}{
		{"spec", "spec", func() { c.Spec = s.flag.Spec }},
		{"allow-remote", "allow-remote", func() { c.AllowRemote = s.flag.AllowRemote }},
		{"overlay", "overlays", func() { c.Overlays = s.flag.Overlays }},
		{"root", "roots", func() { c.Roots = s.flag.Roots }},
		{"out", "out", func() { c.Out = s.flag.Out }},
		{"package", "package", func() { c.Package = s.flag.Package }},
		{"include", "include", func() { c.Include = s.flag.Include }},
		{"exclude", "exclude", func() { c.Exclude = s.flag.Exclude }},
		{"betas", "betas", func() { c.Betas = betas(s.betas) }},
		{"tests", "tests", func() { c.Tests = s.flag.Tests }},
		{"strict", "strict", func() { c.Strict = s.flag.Strict }},
		{"skip-unsupported", "skip-unsupported", func() { c.SkipUnsupported = s.flag.SkipUnsupported }},
		{"fake", "fake", func() { c.Fake = s.flag.Fake }},
		{"tools", "tools", func() { c.Tools = s.flag.Tools }},
	} {
		if s.command.Flags().Changed(o.flag) {
			o.set()
			byFlag[o.key] = true
		}
	}
	where := c.Where
	c.Where = func(setting ...string) gen.Pos {
		if where == nil || byFlag[setting[0]] {
			return gen.Pos{File: "--" + setting[0]}
		}
		return where(setting...)
	}
}

// betas are the headers that --betas means.
func betas(words []string) []string {
	switch {
	case slices.Equal(words, []string{"all"}):
		return nil
	case slices.Equal(words, []string{"none"}):
		return []string{}
	}
	return words
}

// checkSpec says what to do if there is no document.
func checkSpec(name string) error {
	switch {
	case name == "":
		return errors.New("no document: say --spec FILE, or spec: FILE in " + configName + "; --spec " + gen.EmbeddedClaude + " is the one that codegen carries")
	case strings.HasPrefix(name, "embedded:") && name != gen.EmbeddedClaude:
		return fmt.Errorf("codegen carries no document %s, only %s", name, gen.EmbeddedClaude)
	}
	if _, err := os.Stat(name); name != gen.EmbeddedClaude && name != standard && !gen.IsURL(name) && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: no such file: name the document with --spec, or with spec: in %s", name, configName)
	}
	return nil
}
