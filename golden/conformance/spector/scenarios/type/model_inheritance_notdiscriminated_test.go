package type_test

import (
	"testing"

	notdiscriminated "spector.test/api/type/model/inheritance/not-discriminated"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelInheritanceNotDiscriminatedClient(t *testing.T) *notdiscriminated.Client {
	return notdiscriminated.NewClient(notdiscriminated.WithBaseURL(check.URL(t)))
}

func TestType_Model_Inheritance_NotDiscriminated_postValid(t *testing.T) {
	check.OK(t, modelInheritanceNotDiscriminatedClient(t).Type.PostValid(t.Context(), &notdiscriminated.TypePostValidParams{Siamese: notdiscriminated.Siamese{Smart: true, Age: 32, Name: "abc"}}))
}

func TestType_Model_Inheritance_NotDiscriminated_getValid(t *testing.T) {
	check.Is(t, &notdiscriminated.Siamese{Smart: true, Age: 32, Name: "abc"})(modelInheritanceNotDiscriminatedClient(t).Type.GetValid(t.Context(), nil))
}

func TestType_Model_Inheritance_NotDiscriminated_putValid(t *testing.T) {
	check.Is(t, &notdiscriminated.Siamese{Smart: true, Age: 32, Name: "abc"})(modelInheritanceNotDiscriminatedClient(t).Type.PutValid(t.Context(), &notdiscriminated.TypePutValidParams{Siamese: notdiscriminated.Siamese{Smart: true, Age: 32, Name: "abc"}}))
}
