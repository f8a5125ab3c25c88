package type_test

import (
	"testing"

	"spector.test/api/type/union/discriminated"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func unionDiscriminatedClient(t *testing.T) *discriminated.Client {
	return discriminated.NewClient(discriminated.WithBaseURL(check.URL(t)))
}

func TestType_Union_Discriminated_Envelope_Object_Default_get(t *testing.T) {
	check.Is(t, &discriminated.PetWithEnvelopeCat{Value: discriminated.Cat{Name: "Whiskers", Meow: true}})(unionDiscriminatedClient(t).Type.DefaultGet(t.Context(), nil))
	check.Is(t, &discriminated.PetWithEnvelopeDog{Value: discriminated.Dog{Name: "Rex"}})(unionDiscriminatedClient(t).Type.DefaultGet(t.Context(), &discriminated.TypeDefaultGetParams{Kind: new("dog")}))
}

func TestType_Union_Discriminated_Envelope_Object_Default_put(t *testing.T) {
	check.Is(t, &discriminated.PetWithEnvelopeCat{Value: discriminated.Cat{Name: "Whiskers", Meow: true}})(unionDiscriminatedClient(t).Type.DefaultPut(t.Context(), &discriminated.TypeDefaultPutParams{Body: &discriminated.PetWithEnvelopeCat{Value: discriminated.Cat{Name: "Whiskers", Meow: true}}}))
}

func TestType_Union_Discriminated_Envelope_Object_CustomProperties_get(t *testing.T) {
	check.Is(t, &discriminated.PetWithCustomNamesCat{PetData: discriminated.Cat{Name: "Whiskers", Meow: true}})(unionDiscriminatedClient(t).Type.CustomPropertiesGet(t.Context(), nil))
	check.Is(t, &discriminated.PetWithCustomNamesDog{PetData: discriminated.Dog{Name: "Rex"}})(unionDiscriminatedClient(t).Type.CustomPropertiesGet(t.Context(), &discriminated.TypeCustomPropertiesGetParams{PetType: new("dog")}))
}

func TestType_Union_Discriminated_Envelope_Object_CustomProperties_put(t *testing.T) {
	check.Is(t, &discriminated.PetWithCustomNamesCat{PetData: discriminated.Cat{Name: "Whiskers", Meow: true}})(unionDiscriminatedClient(t).Type.CustomPropertiesPut(t.Context(), &discriminated.TypeCustomPropertiesPutParams{Body: &discriminated.PetWithCustomNamesCat{PetData: discriminated.Cat{Name: "Whiskers", Meow: true}}}))
}

// isWhiskers fails if a pet is not the cat of that name. The member that says it
// is a cat isn't one of the cat's, but the union's.
func isWhiskers(t *testing.T) func(pet any, err error) {
	return func(pet any, err error) {
		t.Helper()
		check.OK(t, err)
		cat, ok := pet.(*discriminated.Cat)
		if !ok || cat.Name != "Whiskers" || !cat.Meow {
			t.Fatalf("got %T %+v, want the cat", pet, pet)
		}
	}
}

// isRex is like isWhiskers.
func isRex(t *testing.T) func(pet any, err error) {
	return func(pet any, err error) {
		t.Helper()
		check.OK(t, err)
		if dog, ok := pet.(*discriminated.Dog); !ok || dog.Name != "Rex" || dog.Bark {
			t.Fatalf("got %T %+v, want the dog", pet, pet)
		}
	}
}

func TestType_Union_Discriminated_NoEnvelope_Default_get(t *testing.T) {
	isWhiskers(t)(unionDiscriminatedClient(t).Type.DefaultGet2(t.Context(), nil))
	isRex(t)(unionDiscriminatedClient(t).Type.DefaultGet2(t.Context(), &discriminated.TypeDefaultGet2Params{Kind: new("dog")}))
}

func TestType_Union_Discriminated_NoEnvelope_Default_put(t *testing.T) {
	isWhiskers(t)(unionDiscriminatedClient(t).Type.DefaultPut2(t.Context(), &discriminated.TypeDefaultPut2Params{Body: &discriminated.Cat{Name: "Whiskers", Meow: true}}))
}

func TestType_Union_Discriminated_NoEnvelope_CustomDiscriminator_get(t *testing.T) {
	isWhiskers(t)(unionDiscriminatedClient(t).Type.CustomDiscriminatorGet(t.Context(), nil))
	isRex(t)(unionDiscriminatedClient(t).Type.CustomDiscriminatorGet(t.Context(), &discriminated.TypeCustomDiscriminatorGetParams{Type: new("dog")}))
}

func TestType_Union_Discriminated_NoEnvelope_CustomDiscriminator_put(t *testing.T) {
	isWhiskers(t)(unionDiscriminatedClient(t).Type.CustomDiscriminatorPut(t.Context(), &discriminated.TypeCustomDiscriminatorPutParams{Body: &discriminated.Cat{Name: "Whiskers", Meow: true}}))
}
