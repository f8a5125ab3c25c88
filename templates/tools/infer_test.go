package tools

import (
	"encoding/json"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
)

type (
	place struct {
		Name string `json:"name" jsonschema:"as people say it"`
		Near *place `json:"near" jsonschema:"the next one"`
	}
	tree   []tree
	colour string
	shade  struct {
		place
		Colour colour `json:"colour" enum:"red,green"`
	}
	left  struct{ A int }
	right struct{ A int }
	own   struct{ secret int }
	odd   struct{ secret int }
)

func (own) JSONSchema() *jsonschema.Schema { return &jsonschema.Schema{Type: "string", Pattern: "^x"} }
func (own) MarshalJSON() ([]byte, error)   { return []byte(`"x"`), nil }
func (odd) MarshalJSON() ([]byte, error)   { return []byte(`"x"`), nil }

func TestSchemaOf(t *testing.T) {
	closed := `"additionalProperties":false`
	for name, c := range map[string]struct {
		got  func() (*jsonschema.Schema, error)
		want string
	}{
		"scalars": {SchemaOf[struct {
			S string
			B bool    `json:"b"`
			F float64 `json:"f,omitzero"`
			U uint8   `json:"u"`
			N json.Number
		}], `{"type":"object","properties":{"S":{"type":"string"},"b":{"type":"boolean"},"f":{"type":"number"},"u":{"type":"integer","minimum":0,"maximum":255},"N":{"type":"number"}},"required":["S","b","u","N"],` + closed + `}`},
		"optional and nullable": {SchemaOf[struct {
			A *string `json:"a"`
			B *string `json:"b,omitempty"`
			C []*int  `json:"c"`
			D *any    `json:"d"`
		}], `{"type":"object","properties":{"a":{"type":["null","string"]},"b":{"type":"string"},"c":{"type":"array","items":{"type":["null","integer"]}},"d":true},"required":["a","c","d"],` + closed + `}`},
		"special types": {SchemaOf[struct {
			At   time.Time       `json:"at"`
			Raw  json.RawMessage `json:"raw"`
			Data []byte          `json:"data"`
			Host netip.Addr      `json:"host"`
			Own  *own            `json:"own"`
			Any  any             `json:"any"`
		}], `{"type":"object","properties":{"at":{"type":"string","format":"date-time"},"raw":true,"data":{"type":"string","contentEncoding":"base64"},"host":{"type":"string"},"own":{"type":["null","string"],"pattern":"^x"},"any":true},"required":["at","raw","data","host","own","any"],` + closed + `}`},
		"maps, arrays, quoted": {SchemaOf[struct {
			M map[string][]int `json:"m"`
			K map[int]bool     `json:"k"`
			A [2]string        `json:"a"`
			Q int              `json:"q,string"`
			P *int             `json:"p,string"`
		}], `{"type":"object","properties":{"m":{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}},"k":{"type":"object","additionalProperties":{"type":"boolean"}},"a":{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":2},"q":{"type":"string"},"p":{"type":["null","string"]}},"required":["m","k","a","q","p"],` + closed + `}`},
		"embedded": {SchemaOf[struct {
			shade
			Inner  shade `json:"inner"`
			*place `json:"at"`
			hidden int
			Gone   int `json:"-"`
			Dash   int `json:"-,"` //nolint:staticcheck // a member called "-"
		}], ""},
		"enums": {SchemaOf[struct {
			A colour   `json:"a" enum:"red,green"`
			B *colour  `json:"b" enum:"red"`
			C []colour `json:"c" enum:"red"`
			D int      `json:"d" enum:"1,2"`
		}], `{"type":"object","properties":{"a":{"type":"string","enum":["red","green"]},"b":{"type":["null","string"],"enum":["red",null]},"c":{"type":"array","items":{"type":"string","enum":["red"]}},"d":{"type":"integer","enum":[1,2]}},"required":["a","b","c","d"],` + closed + `}`},
		"recursive root":   {SchemaOf[place], `{"type":"object","properties":{"name":{"type":"string","description":"as people say it"},"near":{"description":"the next one","anyOf":[{"$ref":"#/$defs/place"},{"type":"null"}]}},"required":["name","near"],` + closed + `,"$defs":{"place":{"type":"object","properties":{"name":{"type":"string","description":"as people say it"},"near":{"description":"the next one","anyOf":[{"$ref":"#/$defs/place"},{"type":"null"}]}},"required":["name","near"],` + closed + `}}}`},
		"recursive member": {SchemaOf[struct{ T tree }], `{"type":"object","properties":{"T":{"$ref":"#/$defs/tree"}},"required":["T"],` + closed + `,"$defs":{"tree":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := c.got()
			if err != nil {
				t.Fatal(err)
			}
			if c.want == "" { // too long: what fields there are
				got, _ := json.Marshal(names(s))
				if want := `["name","near","colour","inner","at","-"]`; string(got) != want {
					t.Errorf("got %s, want %s", got, want)
				}
				return
			}
			checkSchema(t, s, c.want)
		})
	}
}

func TestSchemaErrors(t *testing.T) {
	for want, f := range map[string]func() (*jsonschema.Schema, error){
		"F.x[]: JSON has no value": SchemaOf[struct {
			F struct {
				X []func() `json:"x"`
			}
		}],
		"keys of type float64":   SchemaOf[map[float64]int],
		"MarshalJSON of its own": SchemaOf[struct{ O *odd }],
		`two fields are called "A"`: SchemaOf[struct {
			left
			right
		}],
		"is no JSON": SchemaOf[struct {
			A int `enum:"one"`
		}],
	} {
		if _, err := f(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

// Each rule by which a schema is brought into the part that answers can have.
func TestRestrict(t *testing.T) {
	for name, c := range map[string]struct{ schema, want string }{
		"bounds are told":             {`{"type":"integer","minimum":1,"maximum":9,"description":"Stars."}`, `{"type":"integer","description":"Stars.\n\n{\"minimum\":1,\"maximum\":9}"}`},
		"an object is closed":         {`{"type":"object","properties":{"a":{"type":"integer","minimum":1}}}`, `{"type":"object","properties":{"a":{"type":"integer","description":"{\"minimum\":1}"}},"additionalProperties":false}`},
		"an object without members":   {`{"type":"object"}`, `{"type":"object","properties":{},"additionalProperties":false}`},
		"an open object says so":      {`{"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":{"type":"string"}}`, `{"type":"object","description":"{\"additionalProperties\":{\"type\":\"string\"}}","properties":{"a":{"type":"null"}},"additionalProperties":false}`},
		"a map stays one":             {`{"type":"object","additionalProperties":{"type":"string","maxLength":3}}`, `{"type":"object","additionalProperties":{"type":"string","description":"{\"maxLength\":3}"}}`},
		"a format that is known":      {`{"type":"string","format":"email"}`, `{"type":"string","format":"email"}`},
		"a format that is not":        {`{"type":"string","format":"iban"}`, `{"type":"string","description":"{\"format\":\"iban\"}"}`},
		"a pattern stays":             {`{"type":"string","pattern":"^a"}`, `{"type":"string","pattern":"^a"}`},
		"minItems of 1":               {`{"type":"array","items":{"type":"string"},"minItems":1}`, `{"type":"array","items":{"type":"string"},"minItems":1}`},
		"minItems of 2":               {`{"type":"array","items":{"type":"string"},"minItems":2}`, `{"type":"array","items":{"type":"string"},"description":"{\"minItems\":2}"}`},
		"a reference stands alone":    {`{"anyOf":[{"$ref":"#/$defs/A","minimum":1},{"$ref":"#/$defs/A","description":"x"}],"$defs":{"A":{"type":"object","properties":{}}}}`, `{"anyOf":[{"$ref":"#/$defs/A"},{"description":"x","anyOf":[{"$ref":"#/$defs/A"}]}],"$defs":{"A":{"type":"object","properties":{},"additionalProperties":false}}}`},
		"a root that is a reference":  {`{"$ref":"#/$defs/A","$defs":{"A":{"type":"string"}}}`, `{"type":"string","$defs":{"A":{"type":"string"}}}`},
		"definitions of draft 7":      {`{"anyOf":[{"$ref":"#/definitions/A"}],"definitions":{"A":{"type":"string"}}}`, `{"anyOf":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"type":"string"}}}`},
		"oneOf":                       {`{"oneOf":[{"type":"string","minLength":1},{"type":"null"}]}`, `{"anyOf":[{"type":"string","description":"{\"minLength\":1}"},{"type":"null"}]}`},
		"oneOf beside anyOf":          {`{"oneOf":[{"type":"string"}],"anyOf":[{"type":"null"}]}`, `{"anyOf":[{"type":"null"}],"allOf":[{"anyOf":[{"type":"string"}]}]}`},
		"a list of types":             {`{"type":["null","string"],"minLength":1,"description":"d"}`, `{"description":"d","anyOf":[{"type":"null"},{"type":"string","description":"{\"minLength\":1}"}]}`},
		"a list of types with values": {`{"type":["null","string"],"enum":["a",null]}`, `{"anyOf":[{"type":"null","enum":[null]},{"type":"string","enum":["a"]}]}`},
		"enum and const":              {`{"type":"object","properties":{"a":{"enum":[1,"x"]},"b":{"const":"y"}}}`, `{"type":"object","properties":{"a":{"enum":[1,"x"]},"b":{"const":"y"}},"additionalProperties":false}`},
		"allOf of objects":            {`{"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"type":"object","properties":{"b":{"type":"string"}}}]}`, `{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"],"additionalProperties":false}`},
		"allOf of scalars":            {`{"allOf":[{"type":"string","format":"uri"}]}`, `{"allOf":[{"type":"string","format":"uri"}]}`},
		"true and false":              {`{"type":"object","properties":{"a":false,"b":true}}`, `{"type":"object","properties":{"a":false,"b":true},"additionalProperties":false}`},
		"not, if, default":            {`{"type":"string","not":{"const":"a"},"default":"b"}`, `{"type":"string","description":"{\"default\":\"b\",\"not\":{\"const\":\"a\"}}"}`},
		"what names a schema goes":    {`{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://x.test/s","type":"string"}`, `{"type":"string"}`},
		"unknown keywords are told":   {`{"type":"string","x-unit":"m"}`, `{"type":"string","description":"{\"x-unit\":\"m\"}"}`},
	} {
		t.Run(name, func(t *testing.T) {
			s := new(jsonschema.Schema)
			if err := json.Unmarshal([]byte(c.schema), s); err != nil {
				t.Fatal(err)
			}
			checkSchema(t, restrict(s), c.want)
			again, _ := json.Marshal(s)
			var want, got any
			_, _ = json.Unmarshal([]byte(c.schema), &want), json.Unmarshal(again, &got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the schema itself was changed (-want +got):\n%s", diff)
			}
		})
	}
}

// checkSchema compares the JSON of a schema, whose order of properties counts.
func checkSchema(t *testing.T, s *jsonschema.Schema, want string) {
	t.Helper()
	got, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var g, w any
	if err := json.Unmarshal(got, &g); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w, g); diff != "" {
		t.Errorf("%s\n(-want +got):\n%s", got, diff)
	}
	if _, err := s.Resolve(nil); err != nil {
		t.Errorf("the schema doesn't resolve: %v", err)
	}
}
