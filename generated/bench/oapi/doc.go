// Package oapi is the client that oapi-codegen v2.8.2 writes for a part of the
// Claude API. It is not kept here: prepare writes it.
package oapi

import _ "github.com/oapi-codegen/runtime" // what the client imports, which is not here yet when modules are looked up
