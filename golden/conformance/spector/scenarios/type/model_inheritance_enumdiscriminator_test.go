package type_test

import (
	"testing"

	enumdiscriminator "spector.test/api/type/model/inheritance/enum-discriminator"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelInheritanceEnumDiscriminatorClient(t *testing.T) *enumdiscriminator.Client {
	return enumdiscriminator.NewClient(enumdiscriminator.WithBaseURL(check.URL(t)))
}

func TestType_Model_Inheritance_EnumDiscriminator_getExtensibleModel(t *testing.T) {
	check.Is(t, &enumdiscriminator.Golden{Weight: 10})(modelInheritanceEnumDiscriminatorClient(t).Type.GetExtensibleModel(t.Context(), nil))
}

func TestType_Model_Inheritance_EnumDiscriminator_putExtensibleModel(t *testing.T) {
	check.OK(t, modelInheritanceEnumDiscriminatorClient(t).Type.PutExtensibleModel(t.Context(), &enumdiscriminator.TypePutExtensibleModelParams{Body: &enumdiscriminator.Golden{Weight: 10}}))
}

func TestType_Model_Inheritance_EnumDiscriminator_getFixedModel(t *testing.T) {
	check.Is(t, &enumdiscriminator.Cobra{Length: 10})(modelInheritanceEnumDiscriminatorClient(t).Type.GetFixedModel(t.Context(), nil))
}

func TestType_Model_Inheritance_EnumDiscriminator_putFixedModel(t *testing.T) {
	check.OK(t, modelInheritanceEnumDiscriminatorClient(t).Type.PutFixedModel(t.Context(), &enumdiscriminator.TypePutFixedModelParams{Body: &enumdiscriminator.Cobra{Length: 10}}))
}

func TestType_Model_Inheritance_EnumDiscriminator_getExtensibleModelMissingDiscriminator(t *testing.T) {
	check.Is(t, &enumdiscriminator.DogBase{Weight: 10})(modelInheritanceEnumDiscriminatorClient(t).Type.GetExtensibleModelMissingDiscriminator(t.Context(), nil))
}

func TestType_Model_Inheritance_EnumDiscriminator_getExtensibleModelWrongDiscriminator(t *testing.T) {
	check.Is(t, &enumdiscriminator.DogBase{Kind: "wrongKind", Weight: 8})(modelInheritanceEnumDiscriminatorClient(t).Type.GetExtensibleModelWrongDiscriminator(t.Context(), nil))
}

func TestType_Model_Inheritance_EnumDiscriminator_getFixedModelMissingDiscriminator(t *testing.T) {
	check.Is(t, &enumdiscriminator.SnakeBase{Length: 10})(modelInheritanceEnumDiscriminatorClient(t).Type.GetFixedModelMissingDiscriminator(t.Context(), nil))
}

func TestType_Model_Inheritance_EnumDiscriminator_getFixedModelWrongDiscriminator(t *testing.T) {
	check.Is(t, &enumdiscriminator.SnakeBase{Kind: "wrongKind", Length: 8})(modelInheritanceEnumDiscriminatorClient(t).Type.GetFixedModelWrongDiscriminator(t.Context(), nil))
}
