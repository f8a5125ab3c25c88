package names

import (
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

func TestKinds(t *testing.T) {
	at := "/components/schemas/Pet/properties/owner"
	for _, tc := range []struct{ got, want string }{
		{all(ComponentType("foo_bar")), "FooBar FooBarSchema X_foo_bar FooBarSchema_foo_bar"},
		{all(InlineType("PetOwner", "owner", at)), "PetOwner PetOwnerSchema PetOwner_Owner PetOwner_components_schemas_Pet_properties_owner"},
		{Member("Pet", "home_address"), "PetHomeAddress"},
		{Item("PetTags"), "PetTagsItem"},
		{MapValue("PetLabels"), "PetLabelsValue"},
		{Base("Pet"), "PetBase"},
		{Method("GET", "/pets/{id}"), "GetPetsByID"},
		{all(ServiceType([]string{"beta", "files"}, "/paths/x")[:2]), "BetaFileService BetaFileAPIService"},
		{OperationStem("PetService", "Create"), "PetCreate"},
		{OperationVariable("PetService", "Create", "/x")[0], "opPetCreate"},
		{Params("PetCreate"), "PetCreateParams"},
		{ParamsType("PetCreateParams", "/x")[1], "PetCreateParamsObject"},
		{Body("PetCreateParams"), "PetCreateParamsBody"},
		{Response("PetCreate"), "PetCreateResponse"},
		{ResponseType("PetListResponse", "/x")[1], "PetListResponseBody"},
		{Line("BatchResults"), "BatchResultsLine"},
		{Event("MessageCreateParams"), "MessageCreateParamsEvent"},
		{Webhook("pet.sold"), "PetSoldWebhook"},
		{Callback("PetCreate", "done"), "PetCreateDoneCallback"},
		{SharedResponse("not_found"), "NotFoundResponse"},
		{SharedResponse("PetResponse"), "PetResponse"},
		{SharedBody("NewPet"), "NewPetBody"},
		{SharedParameter("page_size"), "PageSizeParam"},
		{SharedHeader("RateLimit"), "RateLimitHeader"},
		{PathParameter("/pets/{id}", "kind"), "PetsByIDKindParam"},
		{UnknownVariant("Shape", "/x")[0], "UnknownShape"},
		{UnknownVariant("Shape", "/x")[1], "UnknownVariantOfShape"},
		{FormOf("IDString", "/x")[1], "IDStringVariant"},
		{AsMethod("Shape", "ShapeCircle"), "Circle"},
		{VariantWith("area"), "WithArea"},
		{ListOf("Array", "OfStrings"), "ArrayOfStrings"},
		{LetteredVariant(2), "VariantC"},
		{TitledVariant("too long", 27), "TooLongVariantAB"},
		{all(EnumValue("Status", "on-sale", "/x")[:3]), "StatusOnSale StatusOnSale_onU002Dsale StatusOnSaleValue"},
		{EnumValue("Count", "7", "/x")[0], "Count7"},
		{NamedValue("Mode", "AUTO", "a", "/x")[0], "ModeAuto"},
		{NamedValue("Mode", "MODE_AUTO", "a", "/x")[0], "ModeAuto"},
		{all(Option("api_key")), "WithAPIKey WithAPIKeyCredential"},
		{ErrorKind("rate_limit_error"), "ErrRateLimit"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s, want %s", tc.got, tc.want)
		}
	}
	name, id := Streaming("Create", "messages.create")
	if name != "Stream" || id != "messages.stream" {
		t.Error(name, id)
	}
	if name, id = Streaming("Complete", "complete"); name != "CompleteStream" || id != "complete_stream" {
		t.Error(name, id)
	}
}

func all(candidates []string) string { return strings.Join(candidates, " ") }

func TestFields(t *testing.T) {
	for _, tc := range []struct {
		members []Field
		want    string
	}{
		{[]Field{{Key: "max_tokens"}, {Key: "extra"}}, "MaxTokens ExtraField"},
		{[]Field{{Key: "fooBar"}, {Key: "foo_bar"}, {Key: "a_b"}}, "FooBarField FooBar AB"},
		{[]Field{{Key: "foo_bar"}, {Key: "fooBar"}, {Key: "aB"}, {Key: "cD"}}, "FooBarField FooBar AB CD"},
		{[]Field{{Key: "a"}, {Key: "b", Asked: "A"}}, "AField A"},
		{[]Field{{Key: "id", In: "header"}, {Key: "id", In: "query"}}, "IDHeader ID"},
		{[]Field{{Key: "a"}, {Key: "A"}, {Key: "a_field"}}, "A A_ AField"},
		{[]Field{{Key: "taken"}}, "TakenField"},
	} {
		if got := all(Fields(tc.members, map[string]bool{"Taken": true})); got != tc.want {
			t.Errorf("%+v: %s, want %s", tc.members, got, tc.want)
		}
	}
}

func TestMethodOrder(t *testing.T) {
	ops := []MethodOf{
		{Key: "listPets", Name: "ListPets", Path: "/a"},
		{Key: "list_pets", Name: "ListPets", Path: "/b"},
		{Key: "get_pet", Name: "GetPet", Path: "/c"},
		{Key: "x", Name: "ListPets", Asked: true, Path: "/d"},
		{Key: "get_pet", Name: "GetPet", Path: "/b"},
	}
	var got []string
	for _, i := range MethodOrder(ops, NewSpellings([]string{"get_pet", "list_pets", "listPets"})) {
		got = append(got, ops[i].Key+ops[i].Path)
	}
	if want := "x/d get_pet/b get_pet/c list_pets/b listPets/a"; all(got) != want {
		t.Errorf("%s, want %s", all(got), want)
	}
}

// TestHome finds schemas by their place and asks what they are called there.
func TestHome(t *testing.T) {
	const doc = `
paths:
  /pets/{id}:
    parameters: [{name: kind, in: query, schema: {enum: [a, b]}}]
    get: {responses: {"200": {content: {application/json: {schema: {type: object}}}}}}
components:
  schemas:
    Pet:
      properties: {owner: {properties: {name: {}}}, tags: {items: {}}, any: {oneOf: [{properties: {x: {}}}]}, short: {x-go-name: Brief, properties: {x: {}}}}
      additionalProperties: {}
      allOf: [{properties: {inherited: {}}}]
  responses: {NotFound: {content: {application/json: {schema: {properties: {code: {}}}}}}}
  requestBodies: {NewPet: {content: {application/json: {schema: {}}}}}
  parameters: {page_size: {schema: {}}}
  headers: {Limit: {schema: {}}}
`
	var diags diag.List
	file := node.Parse("dir/api.yaml", []byte(doc), &diags)
	if file == nil {
		t.Fatal(diags.Err())
	}
	root := file.Root
	component := func(n *node.Node) string {
		if n.Parent != nil && n.Parent.Key() == "schemas" {
			return Exported(n.Key())
		}
		return ""
	}
	for pointer, want := range map[string]string{
		"components schemas Pet":                                                        "Pet",
		"components schemas Pet properties owner":                                       "PetOwner",
		"components schemas Pet properties owner properties name":                       "PetOwnerName",
		"components schemas Pet properties tags items":                                  "PetTagsItem",
		"components schemas Pet additionalProperties":                                   "PetValue",
		"components schemas Pet allOf 0 properties inherited":                           "PetInherited",
		"components schemas Pet properties short properties x":                          "BriefX",
		"components schemas Pet properties any oneOf 0 properties x":                    "",
		"components responses NotFound content application/json schema":                 "NotFoundResponse",
		"components responses NotFound content application/json schema properties code": "NotFoundResponseCode",
		"components requestBodies NewPet content application/json schema":               "NewPetBody",
		"components parameters page_size schema":                                        "PageSizeParam",
		"components headers Limit schema":                                               "LimitHeader",
		"paths /pets/{id} parameters 0 schema":                                          "PetsByIDKindParam",
		"paths /pets/{id} get responses 200 content application/json schema":            "",
	} {
		n := root
		for key := range strings.FieldsSeq(pointer) {
			if n.Kind == node.Array {
				n = n.Items[key[0]-'0']
			} else {
				n = n.Get(key)
			}
		}
		if n == nil {
			t.Fatal("nothing at ", pointer)
		}
		got, ok := Home(n, component)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%s: %q, want %q", pointer, got, want)
		}
	}
}
