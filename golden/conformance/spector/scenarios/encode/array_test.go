package encode_test

import (
	"testing"

	"spector.test/api/encode/array"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func arrayClient(t *testing.T) *array.Client {
	return array.NewClient(array.WithBaseURL(check.URL(t)))
}

func TestEncode_Array_Property_commaDelimited(t *testing.T) {
	check.Is(t, &array.CommaDelimitedArrayProperty{Value: "blue,red,green"})(arrayClient(t).Encode.PropertyCommaDelimited(t.Context(), &array.EncodePropertyCommaDelimitedParams{CommaDelimitedArrayProperty: array.CommaDelimitedArrayProperty{Value: "blue,red,green"}}))
}

func TestEncode_Array_Property_spaceDelimited(t *testing.T) {
	check.Is(t, &array.SpaceDelimitedArrayProperty{Value: "blue red green"})(arrayClient(t).Encode.PropertySpaceDelimited(t.Context(), &array.EncodePropertySpaceDelimitedParams{SpaceDelimitedArrayProperty: array.SpaceDelimitedArrayProperty{Value: "blue red green"}}))
}

func TestEncode_Array_Property_pipeDelimited(t *testing.T) {
	check.Is(t, &array.PipeDelimitedArrayProperty{Value: "blue|red|green"})(arrayClient(t).Encode.PropertyPipeDelimited(t.Context(), &array.EncodePropertyPipeDelimitedParams{PipeDelimitedArrayProperty: array.PipeDelimitedArrayProperty{Value: "blue|red|green"}}))
}

func TestEncode_Array_Property_newlineDelimited(t *testing.T) {
	check.Is(t, &array.NewlineDelimitedArrayProperty{Value: "blue\nred\ngreen"})(arrayClient(t).Encode.PropertyNewlineDelimited(t.Context(), &array.EncodePropertyNewlineDelimitedParams{NewlineDelimitedArrayProperty: array.NewlineDelimitedArrayProperty{Value: "blue\nred\ngreen"}}))
}

func TestEncode_Array_Property_enumCommaDelimited(t *testing.T) {
	check.Is(t, &array.CommaDelimitedEnumArrayProperty{Value: "blue,red,green"})(arrayClient(t).Encode.PropertyEnumCommaDelimited(t.Context(), &array.EncodePropertyEnumCommaDelimitedParams{CommaDelimitedEnumArrayProperty: array.CommaDelimitedEnumArrayProperty{Value: "blue,red,green"}}))
}

func TestEncode_Array_Property_enumSpaceDelimited(t *testing.T) {
	check.Is(t, &array.SpaceDelimitedEnumArrayProperty{Value: "blue red green"})(arrayClient(t).Encode.PropertyEnumSpaceDelimited(t.Context(), &array.EncodePropertyEnumSpaceDelimitedParams{SpaceDelimitedEnumArrayProperty: array.SpaceDelimitedEnumArrayProperty{Value: "blue red green"}}))
}

func TestEncode_Array_Property_enumPipeDelimited(t *testing.T) {
	check.Is(t, &array.PipeDelimitedEnumArrayProperty{Value: "blue|red|green"})(arrayClient(t).Encode.PropertyEnumPipeDelimited(t.Context(), &array.EncodePropertyEnumPipeDelimitedParams{PipeDelimitedEnumArrayProperty: array.PipeDelimitedEnumArrayProperty{Value: "blue|red|green"}}))
}

func TestEncode_Array_Property_enumNewlineDelimited(t *testing.T) {
	check.Is(t, &array.NewlineDelimitedEnumArrayProperty{Value: "blue\nred\ngreen"})(arrayClient(t).Encode.PropertyEnumNewlineDelimited(t.Context(), &array.EncodePropertyEnumNewlineDelimitedParams{NewlineDelimitedEnumArrayProperty: array.NewlineDelimitedEnumArrayProperty{Value: "blue\nred\ngreen"}}))
}

func TestEncode_Array_Property_extensibleEnumCommaDelimited(t *testing.T) {
	check.Is(t, &array.CommaDelimitedExtensibleEnumArrayProperty{Value: "blue,red,green"})(arrayClient(t).Encode.PropertyExtensibleEnumCommaDelimited(t.Context(), &array.EncodePropertyExtensibleEnumCommaDelimitedParams{CommaDelimitedExtensibleEnumArrayProperty: array.CommaDelimitedExtensibleEnumArrayProperty{Value: "blue,red,green"}}))
}

func TestEncode_Array_Property_extensibleEnumSpaceDelimited(t *testing.T) {
	check.Is(t, &array.SpaceDelimitedExtensibleEnumArrayProperty{Value: "blue red green"})(arrayClient(t).Encode.PropertyExtensibleEnumSpaceDelimited(t.Context(), &array.EncodePropertyExtensibleEnumSpaceDelimitedParams{SpaceDelimitedExtensibleEnumArrayProperty: array.SpaceDelimitedExtensibleEnumArrayProperty{Value: "blue red green"}}))
}

func TestEncode_Array_Property_extensibleEnumPipeDelimited(t *testing.T) {
	check.Is(t, &array.PipeDelimitedExtensibleEnumArrayProperty{Value: "blue|red|green"})(arrayClient(t).Encode.PropertyExtensibleEnumPipeDelimited(t.Context(), &array.EncodePropertyExtensibleEnumPipeDelimitedParams{PipeDelimitedExtensibleEnumArrayProperty: array.PipeDelimitedExtensibleEnumArrayProperty{Value: "blue|red|green"}}))
}

func TestEncode_Array_Property_extensibleEnumNewlineDelimited(t *testing.T) {
	check.Is(t, &array.NewlineDelimitedExtensibleEnumArrayProperty{Value: "blue\nred\ngreen"})(arrayClient(t).Encode.PropertyExtensibleEnumNewlineDelimited(t.Context(), &array.EncodePropertyExtensibleEnumNewlineDelimitedParams{NewlineDelimitedExtensibleEnumArrayProperty: array.NewlineDelimitedExtensibleEnumArrayProperty{Value: "blue\nred\ngreen"}}))
}
