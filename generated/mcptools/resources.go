package mcptools

import (
	"fmt"
	"mime"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/claudegen/claudegen/generated/claude"
)

// Messages returns the turns of a prompt. Turns of one role that follow each other stay
// as they are.
func Messages(prompt *mcp.GetPromptResult) ([]claude.MessageParam, error) {
	var out []claude.MessageParam
	for i, m := range prompt.Messages {
		b, err := block(m.Content)
		if err != nil {
			return nil, fmt.Errorf("mcptools: message %d of the prompt: %w", i, err)
		}
		content, ok := b.(claude.ContentBlockParam)
		if !ok {
			return nil, fmt.Errorf("mcptools: message %d of the prompt: %w", i, &UnsupportedError{fmt.Sprintf("%T in a turn", b)})
		}
		switch m.Role {
		case "user":
			out = append(out, claude.UserMessage(content))
		case "assistant":
			out = append(out, claude.AssistantMessage(content))
		default:
			return nil, fmt.Errorf("mcptools: message %d of the prompt has the role %q", i, m.Role)
		}
	}
	return out, nil
}

// Blocks returns the contents of a resource as blocks of a turn: text and PDF as
// documents, pictures as such. Contents of other types are an error if there is
// nothing else, and left out beside others, as alternatives of them.
func Blocks(result *mcp.ReadResourceResult) ([]claude.ContentBlockParam, error) {
	var out []claude.ContentBlockParam
	var first error
	for _, c := range result.Contents {
		b, err := resource(c)
		if err != nil {
			if first == nil {
				first = fmt.Errorf("mcptools: %s: %w", c.URI, err)
			}
			continue
		}
		if content, ok := b.(claude.ContentBlockParam); ok {
			out = append(out, content)
		}
	}
	if len(out) == 0 && first == nil {
		first = fmt.Errorf("mcptools: %w", &UnsupportedError{"a resource without contents"})
	}
	if len(out) > 0 {
		first = nil
	}
	return out, first
}

// File returns the first contents of a resource as a file to be uploaded, with the name
// that its URI ends in.
func File(result *mcp.ReadResourceResult) (claude.File, error) {
	if len(result.Contents) == 0 {
		return claude.File{}, fmt.Errorf("mcptools: %w", &UnsupportedError{"a resource without contents"})
	}
	c := result.Contents[0]
	data := c.Blob
	if data == nil {
		data = []byte(c.Text)
	}
	name := path.Base(c.URI)
	if name == "." || name == "/" || strings.HasSuffix(c.URI, "/") {
		name = "resource"
	}
	f := claude.FileBytes(name, data)
	if c.MIMEType != "" {
		f.ContentType = c.MIMEType
	}
	return f, nil
}

// resource returns a block for the contents of a resource.
func resource(c *mcp.ResourceContents) (claude.ToolResultContentBlockParam, error) {
	media, _, err := mime.ParseMediaType(c.MIMEType)
	if err != nil {
		media = c.MIMEType
	}
	switch {
	case strings.HasPrefix(media, "image/") && media != "image/svg+xml":
		if c.Blob == nil {
			return nil, &UnsupportedError{"a picture without bytes"}
		}
		return image(media, c.Blob)
	case media == "application/pdf":
		if c.Blob == nil {
			return nil, &UnsupportedError{"a PDF without bytes"}
		}
		return document(&claude.Base64PDFSource{Data: c.Blob}, c.URI), nil
	case c.Blob == nil:
		return document(&claude.PlainTextSource{Data: c.Text}, c.URI), nil
	case isText(media) && utf8.Valid(c.Blob):
		return document(&claude.PlainTextSource{Data: string(c.Blob)}, c.URI), nil
	}
	return nil, &UnsupportedError{"files of the type " + media}
}

// document returns a document with its address as its title.
func document(source claude.DocumentSourceParam, uri string) *claude.DocumentBlockParam {
	d := claude.Document(source)
	if n := utf8.RuneCountInString(uri); n > 0 && n <= 500 { // as the API takes titles
		d.Title = &uri
	}
	return d
}

// isText reports whether a media type is one of text.
func isText(media string) bool {
	switch media {
	case "", "application/json", "application/yaml", "application/xml", "application/javascript", "application/toml", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "+json") || strings.HasSuffix(media, "+xml")
}
