package output

import (
	"bytes"
	"go/format"
)

// The json/v2 mirror and the packages of Go 1.27 that it became.
const (
	mirror  = `"github.com/go-json-experiment/json`
	stdText = `"encoding/json/jsontext"`
	stdV2   = `"encoding/json/v2"`
)

// StdJSON makes the files import the standard library's json/v2, which Go 1.27
// has, in place of the mirror.
func StdJSON(files []File) ([]File, error) {
	out := make([]File, len(files))
	for i, f := range files {
		out[i] = f
		if !bytes.Contains(f.Content, []byte(mirror)) {
			continue
		}
		content := bytes.ReplaceAll(f.Content, []byte(mirror+`/jsontext"`), []byte(stdText))
		content = bytes.ReplaceAll(content, []byte(mirror+`"`), []byte(stdV2))
		content, err := format.Source(content) // sorts the imports again
		if err != nil {
			return nil, err
		}
		out[i].Content = content
	}
	return out, nil
}
