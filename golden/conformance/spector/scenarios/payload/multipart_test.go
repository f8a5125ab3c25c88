package payload_test

import (
	"testing"

	"spector.test/api/payload/multipart"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func multipartClient(t *testing.T) *multipart.Client {
	return multipart.NewClient(multipart.WithBaseURL(check.URL(t)))
}

// jpg is an image that is to be sent as a file of no particular type.
func jpg(t *testing.T) multipart.File {
	f := multipart.FileBytes("image.jpg", check.Asset(t, "image.jpg"))
	f.ContentType = "application/octet-stream"
	return f
}

// png is one like jpg.
func png(t *testing.T) multipart.File {
	f := multipart.FileBytes("image.png", check.Asset(t, "image.png"))
	f.ContentType = "application/octet-stream"
	return f
}

func TestPayload_MultiPart_FormData_basic(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FormDataBasic(t.Context(), &multipart.MultipartFormDataBasicParams{MultiPartRequest: multipart.MultiPartRequest{ID: "123", ProfileImage: jpg(t)}}))
}

func TestPayload_MultiPart_FormData_withWireName(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FormDataWithWireName(t.Context(), &multipart.MultipartFormDataWithWireNameParams{MultiPartRequestWithWireName: multipart.MultiPartRequestWithWireName{ID: "123", ProfileImage: jpg(t)}}))
}

func TestPayload_MultiPart_FormData_optionalParts(t *testing.T) {
	for _, params := range []*multipart.MultipartFormDataOptionalPartsParams{
		{MultiPartOptionalRequest: multipart.MultiPartOptionalRequest{ID: new("123")}},
		{MultiPartOptionalRequest: multipart.MultiPartOptionalRequest{ProfileImage: jpg(t)}},
		{MultiPartOptionalRequest: multipart.MultiPartOptionalRequest{ID: new("123"), ProfileImage: jpg(t)}},
	} {
		check.OK(t, multipartClient(t).Multipart.FormDataOptionalParts(t.Context(), params))
	}
}

func TestPayload_MultiPart_FormData_fileArrayAndBasic(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FormDataFileArrayAndBasic(t.Context(), &multipart.MultipartFormDataFileArrayAndBasicParams{
		ComplexPartsRequest: multipart.ComplexPartsRequest{ID: "123",
			Address:      multipart.Address{City: "X"},
			ProfileImage: jpg(t),
			Pictures:     []multipart.File{png(t), png(t)}},
	}))
}

func TestPayload_MultiPart_FormData_jsonPart(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FormDataJSONPart(t.Context(), &multipart.MultipartFormDataJSONPartParams{JSONPartRequest: multipart.JSONPartRequest{Address: multipart.Address{City: "X"}, ProfileImage: jpg(t)}}))
}

func TestPayload_MultiPart_FormData_binaryArrayParts(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FormDataBinaryArrayParts(t.Context(), &multipart.MultipartFormDataBinaryArrayPartsParams{BinaryArrayPartsRequest: multipart.BinaryArrayPartsRequest{ID: "123", Pictures: []multipart.File{png(t), png(t)}}}))
}

func TestPayload_MultiPart_FormData_multiBinaryParts(t *testing.T) {
	for _, params := range []*multipart.MultipartFormDataMultiBinaryPartsParams{
		{MultiBinaryPartsRequest: multipart.MultiBinaryPartsRequest{ProfileImage: jpg(t)}},
		{MultiBinaryPartsRequest: multipart.MultiBinaryPartsRequest{ProfileImage: jpg(t), Picture: png(t)}},
	} {
		check.OK(t, multipartClient(t).Multipart.FormDataMultiBinaryParts(t.Context(), params))
	}
}

func TestPayload_MultiPart_FormData_checkFileNameAndContentType(t *testing.T) {
	image := jpg(t)
	image.Name, image.ContentType = "hello.jpg", "image/jpg"
	check.OK(t, multipartClient(t).Multipart.FormDataCheckFileNameAndContentType(t.Context(), &multipart.MultipartFormDataCheckFileNameAndContentTypeParams{
		MultiPartRequest: multipart.MultiPartRequest{ID: "123", ProfileImage: image},
	}))
}

func TestPayload_MultiPart_FormData_anonymousModel(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FormDataAnonymousModel(t.Context(), &multipart.MultipartFormDataAnonymousModelParams{ProfileImage: jpg(t)}))
}

func TestPayload_MultiPart_FormData_HttpParts_jsonArrayAndFileArray(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.HTTPPartsJSONArrayAndFileArray(t.Context(), &multipart.MultipartHTTPPartsJSONArrayAndFileArrayParams{
		ComplexHTTPPartsModelRequest: multipart.ComplexHTTPPartsModelRequest{
			ID:                "123",
			Address:           multipart.Address{City: "X"},
			ProfileImage:      jpg(t),
			PreviousAddresses: []multipart.Address{{City: "Y"}, {City: "Z"}},
			Pictures:          []multipart.File{png(t), png(t)},
		},
	}))
}

func TestPayload_MultiPart_FormData_HttpParts_ContentType_imageJpegContentType(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.ContentTypeImageJpegContentType(t.Context(), &multipart.MultipartContentTypeImageJpegContentTypeParams{
		// The document says that it is an image/jpg.
		FileWithHTTPPartSpecificContentTypeRequest: multipart.FileWithHTTPPartSpecificContentTypeRequest{ProfileImage: multipart.FileBytes("hello.jpg", check.Asset(t, "image.jpg"))},
	}))
}

func TestPayload_MultiPart_FormData_HttpParts_ContentType_requiredContentType(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.ContentTypeRequiredContentType(t.Context(), &multipart.MultipartContentTypeRequiredContentTypeParams{FileWithHTTPPartRequiredContentTypeRequest: multipart.FileWithHTTPPartRequiredContentTypeRequest{ProfileImage: jpg(t)}}))
}

func TestPayload_MultiPart_FormData_HttpParts_ContentType_optionalContentType(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.ContentTypeOptionalContentType(t.Context(), &multipart.MultipartContentTypeOptionalContentTypeParams{FileWithHTTPPartOptionalContentTypeRequest: multipart.FileWithHTTPPartOptionalContentTypeRequest{ProfileImage: jpg(t)}}))
}

func TestPayload_MultiPart_FormData_HttpParts_NonString_float(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.NonStringFloat(t.Context(), &multipart.MultipartNonStringFloatParams{Temperature: 0.5}))
}

func TestPayload_MultiPart_FormData_File_uploadFileSpecificContentType(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FileUploadFileSpecificContentType(t.Context(), &multipart.MultipartFileUploadFileSpecificContentTypeParams{File: multipart.FileBytes("image.png", check.Asset(t, "image.png"))}))
}

func TestPayload_MultiPart_FormData_File_uploadFileRequiredFilename(t *testing.T) {
	check.OK(t, multipartClient(t).Multipart.FileUploadFileRequiredFilename(t.Context(), &multipart.MultipartFileUploadFileRequiredFilenameParams{File: multipart.FileBytes("image.png", check.Asset(t, "image.png"))}))
}

func TestPayload_MultiPart_FormData_File_uploadFileArray(t *testing.T) {
	image := multipart.FileBytes("image.png", check.Asset(t, "image.png"))
	check.OK(t, multipartClient(t).Multipart.FileUploadFileArray(t.Context(), &multipart.MultipartFileUploadFileArrayParams{Files: []multipart.File{image, image}}))
}
