package encode_test

import (
	"testing"

	"spector.test/api/encode/bytes"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func bytesClient(t *testing.T) *bytes.Client {
	return bytes.NewClient(bytes.WithBaseURL(check.URL(t)))
}

func TestEncode_Bytes_Query_default(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.QueryDefault(t.Context(), &bytes.EncodeQueryDefaultParams{Value: []byte("test")}))
}

func TestEncode_Bytes_Query_base64(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.QueryBase64(t.Context(), &bytes.EncodeQueryBase64Params{Value: []byte("test")}))
}

func TestEncode_Bytes_Query_base64url(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.QueryBase64url(t.Context(), &bytes.EncodeQueryBase64urlParams{Value: []byte("test")}))
}

func TestEncode_Bytes_Query_base64urlArray(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.QueryBase64urlArray(t.Context(), &bytes.EncodeQueryBase64urlArrayParams{Value: [][]byte{[]byte("test"), []byte("test")}}))
}

func TestEncode_Bytes_Property_default(t *testing.T) {
	check.Is(t, &bytes.DefaultBytesProperty{Value: []byte("test")})(bytesClient(t).Encode.PropertyDefault(t.Context(), &bytes.EncodePropertyDefaultParams{DefaultBytesProperty: bytes.DefaultBytesProperty{Value: []byte("test")}}))
}

func TestEncode_Bytes_Property_base64(t *testing.T) {
	check.Is(t, &bytes.Base64BytesProperty{Value: []byte("test")})(bytesClient(t).Encode.PropertyBase64(t.Context(), &bytes.EncodePropertyBase64Params{Base64BytesProperty: bytes.Base64BytesProperty{Value: []byte("test")}}))
}

func TestEncode_Bytes_Property_base64url(t *testing.T) {
	check.Is(t, &bytes.Base64urlBytesProperty{Value: []byte("test")})(bytesClient(t).Encode.PropertyBase64url(t.Context(), &bytes.EncodePropertyBase64urlParams{Base64urlBytesProperty: bytes.Base64urlBytesProperty{Value: []byte("test")}}))
}

func TestEncode_Bytes_Property_base64urlArray(t *testing.T) {
	check.Is(t, &bytes.Base64urlArrayBytesProperty{Value: [][]byte{[]byte("test"), []byte("test")}})(bytesClient(t).Encode.PropertyBase64urlArray(t.Context(), &bytes.EncodePropertyBase64urlArrayParams{Base64urlArrayBytesProperty: bytes.Base64urlArrayBytesProperty{Value: [][]byte{[]byte("test"), []byte("test")}}}))
}

func TestEncode_Bytes_Header_default(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.HeaderDefault(t.Context(), &bytes.EncodeHeaderDefaultParams{Value: []byte("test")}))
}

func TestEncode_Bytes_Header_base64(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.HeaderBase64(t.Context(), &bytes.EncodeHeaderBase64Params{Value: []byte("test")}))
}

func TestEncode_Bytes_Header_base64url(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.HeaderBase64url(t.Context(), &bytes.EncodeHeaderBase64urlParams{Value: []byte("test")}))
}

func TestEncode_Bytes_Header_base64urlArray(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.HeaderBase64urlArray(t.Context(), &bytes.EncodeHeaderBase64urlArrayParams{Value: [][]byte{[]byte("test"), []byte("test")}}))
}

func TestEncode_Bytes_RequestBody_default(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.RequestBodyDefault(t.Context(), &bytes.EncodeRequestBodyDefaultParams{Body: bytes.FileBytes("image.png", check.Asset(t, "image.png"))}))
}

func TestEncode_Bytes_RequestBody_base64(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.RequestBodyBase64(t.Context(), &bytes.EncodeRequestBodyBase64Params{Body: []byte("test")}))
}

func TestEncode_Bytes_RequestBody_base64url(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.RequestBodyBase64url(t.Context(), &bytes.EncodeRequestBodyBase64urlParams{Body: []byte("test")}))
}

func TestEncode_Bytes_RequestBody_customContentType(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.RequestBodyCustomContentType(t.Context(), &bytes.EncodeRequestBodyCustomContentTypeParams{Body: bytes.FileBytes("image.png", check.Asset(t, "image.png"))}))
}

func TestEncode_Bytes_RequestBody_octetStream(t *testing.T) {
	check.OK(t, bytesClient(t).Encode.RequestBodyOctetStream(t.Context(), &bytes.EncodeRequestBodyOctetStreamParams{Body: bytes.FileBytes("image.png", check.Asset(t, "image.png"))}))
}

func TestEncode_Bytes_ResponseBody_default(t *testing.T) {
	d, err := bytesClient(t).Encode.ResponseBodyDefault(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, d.ContentType, "application/octet-stream")
	check.Content(t, d, check.Asset(t, "image.png"))
}

func TestEncode_Bytes_ResponseBody_base64(t *testing.T) {
	check.Is(t, []byte("test"))(bytesClient(t).Encode.ResponseBodyBase64(t.Context(), nil))
}

func TestEncode_Bytes_ResponseBody_base64url(t *testing.T) {
	check.Is(t, []byte("test"))(bytesClient(t).Encode.ResponseBodyBase64url(t.Context(), nil))
}

func TestEncode_Bytes_ResponseBody_customContentType(t *testing.T) {
	d, err := bytesClient(t).Encode.ResponseBodyCustomContentType(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, d.ContentType, "image/png")
	check.Content(t, d, check.Asset(t, "image.png"))
}

func TestEncode_Bytes_ResponseBody_octetStream(t *testing.T) {
	d, err := bytesClient(t).Encode.ResponseBodyOctetStream(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, d.ContentType, "application/octet-stream")
	check.Content(t, d, check.Asset(t, "image.png"))
}
