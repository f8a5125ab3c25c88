package names

import (
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// place is where a thing stands.
type place string

func (p place) Pos() diag.Pos   { return diag.Pos{File: "spec.yaml", Line: 1} }
func (p place) Pointer() string { return string(p) }

// TestRegistry lets things ask for names in every order: what they are called never depends on it.
func TestRegistry(t *testing.T) {
	snake := NewSpellings([]string{"foo_bar", "FooBar", "pet_tag", "pet"})
	alone := NewSpellings([]string{"foo_bar", "FooBar"})
	component := func(key string, s *Spellings) wish {
		return wish{Thing{Rank: Component, At: place("/components/schemas/" + key), Part: Type, Key: key, Spellings: s}, ComponentType(key)}
	}
	inline := func(name, pointer string) wish {
		return wish{Thing{Rank: Inline, At: place(pointer), Part: Type}, InlineType(name, pointer[strings.LastIndexByte(pointer, '/')+1:], pointer)}
	}
	for name, tc := range map[string]struct {
		wishes []wish
		want   string // what each is called
	}{
		"the usual spelling keeps the name":          {[]wish{component("foo_bar", snake), component("FooBar", snake)}, "FooBar FooBarSchema"},
		"of two alone, the one that isn't Go":        {[]wish{component("FooBar", alone), component("foo_bar", alone)}, "FooBarSchema FooBar"},
		"what is inline keeps it from a component":   {[]wish{component("PetBase", snake), inline("PetBase", "/components/schemas/Pet/properties/base")}, "PetBaseSchema PetBase"},
		"a component has its name before a suffix":   {[]wish{component("FooBarSchema", snake), component("foo_bar", snake), component("FooBar", snake)}, "FooBarSchema FooBar X_FooBar"},
		"what asks keeps it from all":                {[]wish{inline("A", "/x/a"), {Thing{Rank: Asked, At: place("/y"), Part: Type}, []string{"A"}}}, "ASchema A"},
		"a constant gives way to a type":             {[]wish{{Thing{Rank: Value, At: place("/v"), Part: Constant}, EnumValue("Pet", "base", "/v")}, inline("PetBase", "/b")}, "PetBase_base PetBase"},
		"two of one kind are in the order of places": {[]wish{inline("A", "/b"), inline("A", "/a")}, "ASchema A"},
		"a reserved name is nobody's":                {[]wish{component("Client", snake)}, "ClientSchema"},
	} {
		for range 2 {
			if got := strings.Join(settle(tc.wishes), " "); got != tc.want {
				t.Errorf("%s: %s, want %s", name, got, tc.want)
			}
			slices.Reverse(tc.wishes)
			parts := strings.Fields(tc.want)
			slices.Reverse(parts)
			tc.want = strings.Join(parts, " ")
		}
	}
}

// wish is a thing and the names that it would have.
type wish struct {
	Thing
	candidates []string
}

// settle asks for names until they are settled.
func settle(wishes []wish) []string {
	r := NewRegistry([]string{"Client"})
	for {
		var out []string
		for _, w := range wishes {
			out = append(out, r.First(w.Thing, w.candidates...))
		}
		if r.Settle() {
			return out
		}
	}
}

// TestNameIsTaken checks what is told of a thing that asks for a name which another asks for too.
func TestNameIsTaken(t *testing.T) {
	r := NewRegistry(nil)
	first := Thing{Rank: Asked, At: place("/a"), Part: Type}
	second := Thing{Rank: Asked, At: place("/b"), Part: Type}
	r.First(first, "A")
	r.First(second, "A")
	if !r.Settle() || r.Holder("A") != place("/a") {
		t.Error("the first doesn't have the name")
	}
	d := r.Denied()
	if len(d) != 1 || d[0].At != place("/b") || d[0].Wanted != "A" || d[0].Got != "" {
		t.Errorf("denied: %+v", d)
	}
}

func TestSpellings(t *testing.T) {
	for _, tc := range []struct {
		list       string
		first, two string
	}{
		{"foo_bar pet_tag pet FooBar", "foo_bar", "FooBar"},
		{"Pet PetTag FooBar foo_bar", "FooBar", "foo_bar"},
		{"Pet Tag PetList Pet-list", "PetList", "Pet-list"},
		{"pet tag line line-", "line", "line-"},
		{"ApiKey UrlSet Pet APIKey", "ApiKey", "APIKey"},
		{"APIKey URLSet Pet ApiKey", "APIKey", "ApiKey"},
		{"fooBar foo_bar", "foo_bar", "fooBar"},
		{"FooBar fooBar", "fooBar", "FooBar"},
	} {
		s := NewSpellings(strings.Fields(tc.list))
		if s.Compare(tc.first, tc.two) >= 0 || s.Compare(tc.two, tc.first) <= 0 {
			t.Errorf("of %s, %s doesn't keep the name", tc.list, tc.first)
		}
	}
}

// TestBesideTypes checks that what is declared beside a type gets no name of the runtime.
func TestBesideTypes(t *testing.T) {
	r := NewRegistry([]string{"descriptorOf", "descriptor", "codec", "UnmarshalFully"})
	for key, want := range map[string]string{"Of": "OfSchema", "Fully": "FullySchema", "C": "C", "Ec": "Ec"} {
		if got := r.First(Thing{Rank: Component, At: place(key), Part: Type, Key: key}, ComponentType(key)...); got != want {
			t.Errorf("%s is called %s, not %s", key, got, want)
		}
	}
}
