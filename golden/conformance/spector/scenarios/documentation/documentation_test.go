package documentation_test

import (
	"testing"

	docs "spector.test/api/documentation"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func client(t *testing.T) *docs.Client {
	return docs.NewClient(docs.WithBaseURL(check.URL(t)))
}

func TestDocumentation_Lists_bulletPointsOp(t *testing.T) {
	check.OK(t, client(t).Documentation.ListsBulletPointsOp(t.Context(), nil))
}

func TestDocumentation_Lists_numbered(t *testing.T) {
	check.OK(t, client(t).Documentation.ListsNumbered(t.Context(), nil))
}

func TestDocumentation_TextFormatting_boldText(t *testing.T) {
	check.OK(t, client(t).Documentation.TextFormattingBoldText(t.Context(), nil))
}

func TestDocumentation_TextFormatting_italicText(t *testing.T) {
	check.OK(t, client(t).Documentation.TextFormattingItalicText(t.Context(), nil))
}

func TestDocumentation_TextFormatting_combinedFormatting(t *testing.T) {
	check.OK(t, client(t).Documentation.TextFormattingCombinedFormatting(t.Context(), nil))
}
