package payload_test

import (
	"testing"

	jsonmergepatch "spector.test/api/payload/json-merge-patch"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func jsonMergePatchClient(t *testing.T) *jsonmergepatch.Client {
	return jsonmergepatch.NewClient(jsonmergepatch.WithBaseURL(check.URL(t)))
}

func TestPayload_JsonMergePatch_createResource(t *testing.T) {
	check.Is(t, &jsonmergepatch.Resource{
		Name:        "Madge",
		Description: new("desc"),
		Map:         map[string]jsonmergepatch.InnerModel{"key": {Name: new("InnerMadge"), Description: new("innerDesc")}},
		Array:       []jsonmergepatch.InnerModel{{Name: new("InnerMadge"), Description: new("innerDesc")}},
		IntValue:    new(int32(1)),
		FloatValue:  new(float32(1.25)),
		InnerModel:  &jsonmergepatch.InnerModel{Name: new("InnerMadge"), Description: new("innerDesc")},
		IntArray:    []int32{1, 2, 3},
	})(jsonMergePatchClient(t).JSONMergePatch.CreateResource(t.Context(), &jsonmergepatch.JSONMergePatchCreateResourceParams{
		Resource: jsonmergepatch.Resource{Name: "Madge",
			Description: new("desc"),
			Map:         map[string]jsonmergepatch.InnerModel{"key": {Name: new("InnerMadge"), Description: new("innerDesc")}},
			Array:       []jsonmergepatch.InnerModel{{Name: new("InnerMadge"), Description: new("innerDesc")}},
			IntValue:    new(int32(1)),
			FloatValue:  new(float32(1.25)),
			InnerModel:  &jsonmergepatch.InnerModel{Name: new("InnerMadge"), Description: new("innerDesc")},
			IntArray:    []int32{1, 2, 3}},
	}))
}

// removeAll takes out everything that a patch can: the document doesn't say that
// members may be null, so this goes through Extra.
const removeAll = `{
	"description": null,
	"map": {"key": {"description": null}, "key2": null},
	"array": null,
	"intValue": null,
	"floatValue": null,
	"innerModel": null,
	"intArray": null
}`

func TestPayload_JsonMergePatch_updateResource(t *testing.T) {
	want := &jsonmergepatch.Resource{Name: "Madge", Map: map[string]jsonmergepatch.InnerModel{"key": {Name: new("InnerMadge")}}}
	check.Is(t, want)(jsonMergePatchClient(t).JSONMergePatch.UpdateResource(t.Context(), &jsonmergepatch.JSONMergePatchUpdateResourceParams{
		ResourcePatch: jsonmergepatch.ResourcePatch{Extra: []byte(removeAll)},
	}))
}

func TestPayload_JsonMergePatch_updateOptionalResource(t *testing.T) {
	want := &jsonmergepatch.Resource{Name: "Madge", Map: map[string]jsonmergepatch.InnerModel{"key": {Name: new("InnerMadge")}}}
	check.Is(t, want)(jsonMergePatchClient(t).JSONMergePatch.UpdateOptionalResource(t.Context(), &jsonmergepatch.JSONMergePatchUpdateOptionalResourceParams{
		ResourcePatch: jsonmergepatch.ResourcePatch{Extra: []byte(removeAll)},
	}))
}
