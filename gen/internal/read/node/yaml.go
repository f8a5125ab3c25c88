package node

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// yamlParser makes nodes of a YAML file. Aliases become copies, so that every node has one parent.
type yamlParser struct {
	*Builder
	active map[*yaml.Node]bool // anchors whose copy is being made: one that holds itself never ends
	copies int                 // aliases around the value that is being read
}

// parseYAML sets file.Root. It reports problems itself; ErrRefused says that there is no root.
func parseYAML(b *Builder) error {
	if n := fewestYAMLNodes(b.file.Data); n > b.budget.maxNodes {
		// Said before parsing: the YAML package needs 200 bytes for each.
		b.diags.Errorf(diag.InFile(b.file.Name), "the document has more than %d values: split or shorten it", b.budget.maxNodes)
		return ErrRefused
	}
	var doc, second yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(b.file.Data))
	switch err := decodeYAML(dec, &doc); {
	case errors.Is(err, io.EOF):
		return b.empty()
	case err != nil:
		return b.yamlError(err)
	}
	switch err := decodeYAML(dec, &second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return b.yamlError(err)
	default:
		b.diags.Errorf(location{b.file, at(&second)}, "a second YAML document begins here: keep one document in a file")
		return ErrRefused
	}
	p := &yamlParser{Builder: b, active: map[*yaml.Node]bool{}}
	top := doc.Content[0]
	root, err := p.value(top, at(top), 0)
	if err != nil {
		return err
	}
	b.file.Root = root
	return nil
}

func (b *Builder) empty() error {
	b.diags.Errorf(location{b.file, offset{1, 1}}, "the file is empty: an OpenAPI document begins with \"openapi: 3.1.0\"")
	return ErrRefused
}

// decodeYAML turns a panic of the YAML package into an error: it has had some on hostile input.
func decodeYAML(dec *yaml.Decoder, into *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("cannot be read: %v", r)
		}
	}()
	return dec.Decode(into)
}

// fewestYAMLNodes is a lower bound for what a flow of the given text can hold, taken offset it is dense:
// text with a separator in every fourth byte is not prose.
func fewestYAMLNodes(data []byte) int {
	n := 0
	for _, sep := range []string{",", "[", "{", "\n-", "\n ", "- -"} {
		n += bytes.Count(data, []byte(sep))
	}
	if n < len(data)/4 {
		return 0
	}
	return n
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

var grammarError = regexp.MustCompile(`^did not find expected (node content|',' or|key|'-'|<)`)

// unprintable are the characters that YAML does not allow, as far as UTF-8 can have them.
func unprintable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0 && r != 0x85 || r == 0xFFFE || r == 0xFFFF
}

// yamlError reports an error of the YAML package, which has its line in the text
// and no column.
func (b *Builder) yamlError(err error) error {
	msg, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if m := yamlLine.FindStringSubmatch(msg); m != nil {
		line, _ = strconv.Atoi(m[1])
		msg = msg[len(m[0]):]
	}
	if grammarError.MatchString(msg) {
		line++ // the package counts lines from 0 in errors of this kind
	}
	if i := bytes.IndexFunc(b.file.Data, unprintable); i >= 0 && strings.Contains(msg, "control characters") {
		b.diags.Errorf(location{b.file, bytesBefore(i)}, "control character in the text: remove it")
		return ErrRefused
	}
	cut := grammarError.MatchString(msg) || strings.Contains(msg, "end of stream")
	if cut && line > bytes.Count(bytes.TrimRight(b.file.Data, "\n"), []byte("\n")) {
		msg += ", in the last line: the document may be cut off"
	}
	b.diags.Errorf(location{b.file, offset{int32(max(line, 1)), 0}}, "not valid YAML: %s", msg)
	return ErrRefused
}

func at(y *yaml.Node) offset { return offset{int32(max(y.Line, 1)), int32(y.Column)} }

// value makes the node of a value and of all that it holds. While it does, the
// anchor of the value is active: an alias to it would never end.
func (p *yamlParser) value(y *yaml.Node, w offset, depth int) (*Node, error) {
	if y.Kind == yaml.AliasNode {
		return p.alias(y, w, depth)
	}
	if p.tooManyCopies(w) {
		return nil, ErrRefused
	}
	n, err := p.node(w, depth)
	if err != nil {
		return nil, err
	}
	if y.Anchor != "" {
		p.active[y] = true
		defer delete(p.active, y)
	}
	switch y.Kind {
	case yaml.MappingNode:
		return n, p.mapping(n, y, depth)
	case yaml.SequenceNode:
		return n, p.sequence(n, y, depth)
	default:
		p.scalar(n, y)
		return n, nil
	}
}

func (p *yamlParser) alias(y *yaml.Node, w offset, depth int) (*Node, error) {
	if p.active[y.Alias] {
		p.diags.Errorf(location{p.file, at(y)}, "alias *%s stands inside the value that it repeats: use $ref", y.Value)
		return nil, ErrRefused
	}
	return p.copy(y.Alias, w, depth)
}

// copy makes nodes a second time, within a budget of its own.
func (p *yamlParser) copy(y *yaml.Node, w offset, depth int) (*Node, error) {
	p.copies++
	defer func() { p.copies-- }()
	return p.value(y, w, depth)
}

// tooManyCopies reports whether aliases have repeated too much, the copy under way included.
func (p *yamlParser) tooManyCopies(w offset) bool {
	if p.copies == 0 {
		return false
	}
	if p.budget.copied++; p.budget.copied <= p.budget.maxCopied {
		return false
	}
	p.diags.Errorf(location{p.file, w}, "aliases repeat more than %d values: use $ref", p.budget.maxCopied)
	return true
}

// sequence makes the items of an array.
func (p *yamlParser) sequence(n *Node, y *yaml.Node, depth int) error {
	p.checkTag(y, "!!seq")
	n.Kind = Array
	items := make([]*Node, 0, len(y.Content))
	for _, c := range y.Content {
		v, err := p.value(c, at(c), depth+1)
		if err != nil {
			return err
		}
		items = append(items, v)
	}
	n.SetItems(items)
	return nil
}

// mapping makes the members of an object. Merge keys are replaced by what they
// bring in, where they stand.
func (p *yamlParser) mapping(n *Node, y *yaml.Node, depth int) error {
	p.checkTag(y, "!!map")
	n.Kind = Object
	ms := make([]Member, 0, len(y.Content)/2)
	var taken map[string]bool
	for i := 0; i+1 < len(y.Content); i += 2 {
		k, c := y.Content[i], y.Content[i+1]
		if isMerge(k) {
			if taken == nil {
				taken = ownKeys(y)
			}
			var err error
			if ms, err = p.merge(ms, c, taken, depth); err != nil {
				return err
			}
			continue
		}
		key, ok := p.mapKey(k)
		if !ok {
			continue
		}
		v, err := p.value(c, at(k), depth+1)
		if err != nil {
			return err
		}
		ms = append(ms, Member{key, v})
	}
	p.Finish(n, ms)
	return nil
}

// mapKey is the text of a key as it is written: 200, true and on are names here.
func (p *yamlParser) mapKey(k *yaml.Node) (string, bool) {
	if k.Kind == yaml.AliasNode {
		k = k.Alias
	}
	if k.Kind != yaml.ScalarNode {
		p.diags.Errorf(location{p.file, at(k)}, "a key must be text, not a list or a mapping")
		return "", false
	}
	return k.Value, true
}

func isMerge(k *yaml.Node) bool { return k.Kind == yaml.ScalarNode && k.Tag == "!!merge" }

// ownKeys are the keys that a mapping has itself: they win over merged ones.
func ownKeys(y *yaml.Node) map[string]bool {
	own := map[string]bool{}
	for i := 0; i < len(y.Content); i += 2 {
		k := y.Content[i]
		if k.Kind == yaml.AliasNode {
			k = k.Alias
		}
		if k.Kind == yaml.ScalarNode && !isMerge(k) {
			own[k.Value] = true
		}
	}
	return own
}

// merge appends what "<<" brings in from a mapping, or from a list of them offset the first wins.
func (p *yamlParser) merge(ms []Member, src *yaml.Node, taken map[string]bool, depth int) ([]Member, error) {
	p.copies++ // lists of lists bring in nothing, and repeat all the same
	defer func() { p.copies-- }()
	if p.tooManyCopies(at(src)) {
		return nil, ErrRefused
	}
	from := src
	if from.Kind == yaml.AliasNode {
		from = from.Alias
	}
	if depth > p.budget.maxDepth || p.active[from] {
		p.diags.Errorf(location{p.file, at(src)}, "merge key << repeats a mapping inside itself: use $ref")
		return nil, ErrRefused
	}
	switch from.Kind {
	case yaml.SequenceNode:
		for _, c := range from.Content {
			var err error
			if ms, err = p.merge(ms, c, taken, depth+1); err != nil {
				return nil, err
			}
		}
		return ms, nil
	case yaml.MappingNode:
		n, err := p.copy(from, at(src), depth)
		if err != nil {
			return nil, err
		}
		for _, m := range n.Members {
			if !taken[m.Key] {
				taken[m.Key] = true
				ms = append(ms, m)
			}
		}
		return ms, nil
	}
	p.diags.Errorf(location{p.file, at(src)}, "merge key << needs a mapping or a list of mappings")
	return ms, nil
}

func (p *yamlParser) checkTag(y *yaml.Node, want string) {
	if tag := y.ShortTag(); tag != want && tag != "!" {
		p.diags.Errorf(location{p.file, at(y)}, "unknown YAML tag %s: remove it", diag.Quote(tag))
	}
}

// scalar gives a node its kind and text as JSON would have them. What YAML calls a
// time stamp is text, and numbers get the grammar of JSON.
func (p *yamlParser) scalar(n *Node, y *yaml.Node) {
	n.Kind, n.Text = String, y.Value
	switch tag := y.ShortTag(); tag {
	case "!!str", "!!timestamp", "!", "!!merge":
	case "!!null":
		n.Kind, n.Text = Null, ""
	case "!!bool":
		n.Kind, n.Text = Bool, strings.ToLower(y.Value)
		if n.Text != "true" && n.Text != "false" {
			p.diags.Errorf(location{p.file, at(y)}, "%s is not a boolean: write true or false", diag.Quote(y.Value))
			n.Text = "false"
		}
	case "!!int", "!!float":
		text, ok := jsonNumber(y.Value)
		if !ok {
			p.diags.Errorf(location{p.file, at(y)}, "%s is not a number that JSON can hold: write it in digits or in quotes", diag.Quote(y.Value))
			text = "0"
		}
		n.Kind, n.Text = Number, text
	default:
		p.diags.Errorf(location{p.file, at(y)}, "unknown YAML tag %s: remove it", diag.Quote(tag))
	}
}
