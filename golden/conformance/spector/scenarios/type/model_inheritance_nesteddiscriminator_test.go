package type_test

import (
	"testing"

	nesteddiscriminator "spector.test/api/type/model/inheritance/nested-discriminator"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelInheritanceNestedDiscriminatorClient(t *testing.T) *nesteddiscriminator.Client {
	return nesteddiscriminator.NewClient(nesteddiscriminator.WithBaseURL(check.URL(t)))
}

func TestType_Model_Inheritance_NestedDiscriminator_getModel(t *testing.T) {
	check.Is(t, &nesteddiscriminator.GoblinShark{Age: 1})(modelInheritanceNestedDiscriminatorClient(t).Type.GetModel(t.Context(), nil))
}

func TestType_Model_Inheritance_NestedDiscriminator_putModel(t *testing.T) {
	check.OK(t, modelInheritanceNestedDiscriminatorClient(t).Type.PutModel(t.Context(), &nesteddiscriminator.TypePutModelParams{Body: &nesteddiscriminator.GoblinShark{Age: 1}}))
}

func salmonWithFriends() *nesteddiscriminator.Salmon {
	return &nesteddiscriminator.Salmon{
		Friends: []nesteddiscriminator.Fish{&nesteddiscriminator.Salmon{
			Hate:    map[string]nesteddiscriminator.Fish{"key1": &nesteddiscriminator.Salmon{Age: 4}, "key2": &nesteddiscriminator.GoblinShark{Age: 2}},
			Partner: &nesteddiscriminator.Salmon{Age: 3},
			Age:     2,
		}, &nesteddiscriminator.GoblinShark{Age: 3}},
		Hate: map[string]nesteddiscriminator.Fish{"key3": &nesteddiscriminator.SawShark{Age: 3}, "key4": &nesteddiscriminator.Salmon{
			Friends: []nesteddiscriminator.Fish{&nesteddiscriminator.Salmon{Age: 1}, &nesteddiscriminator.GoblinShark{Age: 4}},
			Age:     2,
		}},
		Partner: &nesteddiscriminator.SawShark{Age: 2},
		Age:     1,
	}
}

func TestType_Model_Inheritance_NestedDiscriminator_getRecursiveModel(t *testing.T) {
	check.Is(t, salmonWithFriends())(modelInheritanceNestedDiscriminatorClient(t).Type.GetRecursiveModel(t.Context(), nil))
}

func TestType_Model_Inheritance_NestedDiscriminator_putRecursiveModel(t *testing.T) {
	check.OK(t, modelInheritanceNestedDiscriminatorClient(t).Type.PutRecursiveModel(t.Context(), &nesteddiscriminator.TypePutRecursiveModelParams{Body: salmonWithFriends()}))
}

func TestType_Model_Inheritance_NestedDiscriminator_getMissingDiscriminator(t *testing.T) {
	check.Is(t, &nesteddiscriminator.FishBase{Age: 1})(modelInheritanceNestedDiscriminatorClient(t).Type.GetMissingDiscriminator(t.Context(), nil))
}

func TestType_Model_Inheritance_NestedDiscriminator_getWrongDiscriminator(t *testing.T) {
	check.Is(t, &nesteddiscriminator.FishBase{Age: 1, Kind: "wrongKind"})(modelInheritanceNestedDiscriminatorClient(t).Type.GetWrongDiscriminator(t.Context(), nil))
}
