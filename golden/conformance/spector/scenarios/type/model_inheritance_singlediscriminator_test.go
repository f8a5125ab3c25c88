package type_test

import (
	"testing"

	singlediscriminator "spector.test/api/type/model/inheritance/single-discriminator"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelInheritanceSingleDiscriminatorClient(t *testing.T) *singlediscriminator.Client {
	return singlediscriminator.NewClient(singlediscriminator.WithBaseURL(check.URL(t)))
}

func TestType_Model_Inheritance_SingleDiscriminator_getModel(t *testing.T) {
	check.Is(t, &singlediscriminator.Sparrow{Wingspan: 1})(modelInheritanceSingleDiscriminatorClient(t).Type.GetModel(t.Context(), nil))
}

func TestType_Model_Inheritance_SingleDiscriminator_putModel(t *testing.T) {
	check.OK(t, modelInheritanceSingleDiscriminatorClient(t).Type.PutModel(t.Context(), &singlediscriminator.TypePutModelParams{Body: &singlediscriminator.Sparrow{Wingspan: 1}}))
}

func eagleWithFriends() *singlediscriminator.Eagle {
	return &singlediscriminator.Eagle{
		Friends:  []singlediscriminator.Bird{&singlediscriminator.SeaGull{Wingspan: 2}},
		Hate:     map[string]singlediscriminator.Bird{"key3": &singlediscriminator.Sparrow{Wingspan: 1}},
		Partner:  &singlediscriminator.Goose{Wingspan: 2},
		Wingspan: 5,
	}
}

func TestType_Model_Inheritance_SingleDiscriminator_getRecursiveModel(t *testing.T) {
	check.Is(t, eagleWithFriends())(modelInheritanceSingleDiscriminatorClient(t).Type.GetRecursiveModel(t.Context(), nil))
}

func TestType_Model_Inheritance_SingleDiscriminator_putRecursiveModel(t *testing.T) {
	check.OK(t, modelInheritanceSingleDiscriminatorClient(t).Type.PutRecursiveModel(t.Context(), &singlediscriminator.TypePutRecursiveModelParams{Body: eagleWithFriends()}))
}

func TestType_Model_Inheritance_SingleDiscriminator_getMissingDiscriminator(t *testing.T) {
	check.Is(t, &singlediscriminator.BirdBase{Wingspan: 1})(modelInheritanceSingleDiscriminatorClient(t).Type.GetMissingDiscriminator(t.Context(), nil))
}

func TestType_Model_Inheritance_SingleDiscriminator_getWrongDiscriminator(t *testing.T) {
	check.Is(t, &singlediscriminator.BirdBase{Kind: "wrongKind", Wingspan: 1})(modelInheritanceSingleDiscriminatorClient(t).Type.GetWrongDiscriminator(t.Context(), nil))
}

func TestType_Model_Inheritance_SingleDiscriminator_getLegacyModel(t *testing.T) {
	check.Is(t, &singlediscriminator.TRex{Size: 20})(modelInheritanceSingleDiscriminatorClient(t).Type.GetLegacyModel(t.Context(), nil))
}
