package type_test

import (
	"testing"

	"spector.test/api/type/file"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func fileClient(t *testing.T) *file.Client {
	return file.NewClient(file.WithBaseURL(check.URL(t)))
}

const testFile = `{"message":"test file content"}`

func png(t *testing.T) file.File { return file.FileBytes("image.png", check.Asset(t, "image.png")) }

func TestType_File_Body_uploadFileSpecificContentType(t *testing.T) {
	check.OK(t, fileClient(t).Type.BodyUploadFileSpecificContentType(t.Context(), &file.TypeBodyUploadFileSpecificContentTypeParams{Body: png(t)}))
}

func TestType_File_Body_uploadFileJsonContentType(t *testing.T) {
	check.OK(t, fileClient(t).Type.BodyUploadFileJSONContentType(t.Context(), &file.TypeBodyUploadFileJSONContentTypeParams{
		Body: file.FileBytes("test.json", []byte(testFile)),
	}))
}

func TestType_File_Body_downloadFileJsonContentType(t *testing.T) {
	d, err := fileClient(t).Type.BodyDownloadFileJSONContentType(t.Context(), nil)
	check.OK(t, err)
	check.Content(t, d, []byte(testFile))
}

func TestType_File_Body_downloadFileSpecificContentType(t *testing.T) {
	d, err := fileClient(t).Type.BodyDownloadFileSpecificContentType(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, d.ContentType, "image/png")
	check.Content(t, d, check.Asset(t, "image.png"))
}

func TestType_File_Body_uploadFileMultipleContentTypes(t *testing.T) {
	check.OK(t, fileClient(t).Type.BodyUploadFileMultipleContentTypes(t.Context(), &file.TypeBodyUploadFileMultipleContentTypesParams{Body: png(t)}))
}

func TestType_File_Body_downloadFileMultipleContentTypes(t *testing.T) {
	d, err := fileClient(t).Type.BodyDownloadFileMultipleContentTypes(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, d.ContentType, "image/png")
	check.Content(t, d, check.Asset(t, "image.png"))
}

func TestType_File_Body_uploadFileDefaultContentType(t *testing.T) {
	check.OK(t, fileClient(t).Type.BodyUploadFileDefaultContentType(t.Context(), &file.TypeBodyUploadFileDefaultContentTypeParams{Body: png(t)}))
}

func TestType_File_Body_downloadFileDefaultContentType(t *testing.T) {
	d, err := fileClient(t).Type.BodyDownloadFileDefaultContentType(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, d.ContentType, "image/png")
	check.Content(t, d, check.Asset(t, "image.png"))
}
