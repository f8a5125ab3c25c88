// Package mcptools has what an MCP server offers in the words of the Claude API: its
// tools for the loop of package claudetools, its prompts as turns, its resources as blocks.
//
//	session, err := mcp.NewClient(&mcp.Implementation{Name: "me", Version: "1"}, nil).Connect(ctx, transport, nil)
//	tools, err := mcptools.Tools(ctx, session, mcptools.Config{})
//	msg, err := claudetools.Run(ctx, client, params, claudetools.Tools(tools...)).Result()
//
// The session has to be open as long as the tools are used.
package mcptools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// Config says which tools of a server are taken, and how they are called.
type Config struct {
	// Prefix stands before the name of each tool, so that several servers may have tools
	// of one name.
	Prefix string
	// Use reports whether a tool is taken; all are by default.
	Use func(*mcp.Tool) bool
	// Options are those of each tool, such as a timeout.
	Options []claudetools.ToolOption
}

// Tools returns the tools of a server, in its order. Characters that the API doesn't
// take in names become underscores; the server is called with its own name. Two tools
// that would have one name are an error.
func Tools(ctx context.Context, session *mcp.ClientSession, config Config) ([]*claudetools.Tool, error) {
	var out []*claudetools.Tool
	names := map[string]string{}
	for t, err := range session.Tools(ctx, nil) {
		switch {
		case err != nil:
			return nil, fmt.Errorf("mcptools: listing the tools: %w", err)
		case config.Use != nil && !config.Use(t):
			continue
		}
		tool := Tool(session, t, config)
		if other, ok := names[tool.Name()]; ok {
			return nil, fmt.Errorf("mcptools: the tools %q and %q would both be called %q; leave one out with Config.Use", other, t.Name, tool.Name())
		}
		names[tool.Name()] = t.Name
		out = append(out, tool)
	}
	return out, nil
}

// Tool returns one tool of a server. Its result is what the server answers: text, images, and
// resources; JSON if there is nothing but structured content.
func Tool(session *mcp.ClientSession, tool *mcp.Tool, config Config) *claudetools.Tool {
	name := nameFor(config.Prefix + tool.Name)
	call := func(ctx context.Context, input json.RawMessage) (any, error) {
		result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: tool.Name, Arguments: input})
		if err != nil {
			return nil, err
		}
		return Result(result)
	}
	schema := tool.InputSchema
	if schema == nil {
		schema = map[string]any{"type": "object"}
	}
	t := claudetools.NewRaw(name, tool.Description, schema, call, config.Options...)
	if _, err := t.Definition(); err != nil {
		// The schema is of another draft, or refers elsewhere. The server checks inputs too.
		return claudetools.NewRaw(name, tool.Description, map[string]any{"type": "object"}, call, slices.Concat(config.Options, []claudetools.ToolOption{withSchema(schema)})...)
	}
	return t
}

// withSchema defines a tool with a schema that isn't checked here.
func withSchema(schema any) claudetools.ToolOption {
	return claudetools.Define(func(d *claude.ToolParam) {
		if raw, err := json.Marshal(schema); err == nil {
			_ = json.Unmarshal(raw, &d.InputSchema) // what is no schema is left as an object
		}
	})
}

var notInNames = regexp.MustCompile(`[^a-zA-Z0-9_-]`)

// nameFor returns a name as the API takes it.
func nameFor(name string) string {
	name = notInNames.ReplaceAllString(name, "_")
	const longest = 128
	return name[:min(len(name), longest)]
}

// Result returns the answer of a tool as the content of its result. If the server
// says that the call failed, that is an error with this content.
func Result(result *mcp.CallToolResult) (any, error) {
	var blocks []claude.ToolResultContentBlockParam
	for _, c := range result.Content {
		b, err := block(c)
		if err != nil {
			// The model can make something of the rest, and of the reason.
			b = claude.Text(err.Error())
		}
		blocks = append(blocks, b)
	}
	var content any = blocks
	if len(blocks) == 0 {
		content = ""
		if result.StructuredContent != nil {
			content = result.StructuredContent
		}
	}
	if !result.IsError {
		return content, nil
	}
	if len(blocks) == 0 {
		return nil, errors.New("the server says that the call failed")
	}
	return nil, &claudetools.ContentError{Content: content}
}

// UnsupportedError is content that the API has no block for.
type UnsupportedError struct{ What string }

func (e *UnsupportedError) Error() string { return "the API has no content for " + e.What }

// block translates content into a block that results, turns and documents may hold.
func block(content mcp.Content) (claude.ToolResultContentBlockParam, error) {
	switch c := content.(type) {
	case *mcp.TextContent:
		return claude.Text(c.Text), nil
	case *mcp.ImageContent:
		return image(c.MIMEType, c.Data)
	case *mcp.EmbeddedResource:
		if c.Resource == nil {
			return nil, &UnsupportedError{"an embedded resource without contents"}
		}
		return resource(c.Resource)
	case *mcp.ResourceLink:
		return claude.Text(fmt.Sprintf("[resource %s: %s]", c.Name, c.URI)), nil
	case *mcp.AudioContent:
		return nil, &UnsupportedError{"audio (" + c.MIMEType + ")"}
	}
	return nil, &UnsupportedError{fmt.Sprintf("%T", content)}
}

// image returns a block for a picture of a format that the API reads.
func image(media string, data []byte) (claude.ToolResultContentBlockParam, error) {
	switch m := claude.ImageMediaType(media); m {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return claude.Image(&claude.Base64ImageSource{Data: data, MediaType: m}), nil
	}
	return nil, &UnsupportedError{"pictures of the type " + media}
}
