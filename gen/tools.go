package gen

import (
	"errors"
	"fmt"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/output"
	"github.com/claudegen/claudegen/gen/internal/write/tools"
	"github.com/claudegen/claudegen/templates"
)

// toolFiles returns the files of the tool loop.
func toolFiles(c *Config, api *ir.API) ([]File, error) {
	if c.ImportPath == "" {
		return nil, errors.New("the tool loop needs the import path of the package")
	}
	op, err := c.loopOperation(api)
	if err != nil {
		return nil, err
	}
	taken, err := templates.ToolNames()
	if err != nil {
		return nil, err
	}
	loop, err := tools.Write(api, op, tools.Config{Client: c.ImportPath, Taken: taken})
	if err != nil {
		return nil, fmt.Errorf("generated tool loop is not Go, which is a bug in codegen: %w", err)
	}
	return filesOf(output.Tools(c.Package, c.ImportPath, loop))
}

// loopOperation returns the one operation that has a tool loop.
func (c *Config) loopOperation(api *ir.API) (*ir.Operation, error) {
	var found *ir.Operation
	var diags diag.List
	for op := range api.AllOperations() {
		switch {
		case op.Loop == nil:
		case found == nil:
			found = op
		default:
			diags.Errorf(op.Place, "%s has x-tool-loop, and so has %s: a package has room for one, leave the other out with exclude", op.ID, found.ID)
		}
	}
	if found == nil {
		diags.Add(diag.Diagnostic{Pos: diag.Pos(c.where("tools")), Message: "no operation has x-tool-loop, which says how conversations with tools are made of it"})
	}
	if diags.HasErrors() {
		return nil, failure(&diags)
	}
	return found, nil
}
