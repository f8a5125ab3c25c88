package routes_test

import (
	"testing"

	"spector.test/api/routes"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func routesClient(t *testing.T) *routes.Client {
	return routes.NewClient(routes.WithBaseURL(check.URL(t)))
}

// Spector has the paths of these two the other way round.

func TestRoutes_InInterface(t *testing.T) {
	check.OK(t, routesClient(t).Routes.Fixed(t.Context(), nil))
}

func TestRoutes_fixed(t *testing.T) {
	check.OK(t, routesClient(t).Routes.InInterfaceFixed(t.Context(), nil))
}

func TestRoutes_PathParameters_templateOnly(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathParametersTemplateOnly(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_explicit(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathParametersExplicit(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_annotationOnly(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathParametersAnnotationOnly(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_SimpleExpansion_Standard_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardPrimitive(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_SimpleExpansion_Standard_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardArray(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_SimpleExpansion_Standard_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardRecord(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_PathParameters_SimpleExpansion_Explode_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodePrimitive(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_SimpleExpansion_Explode_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeArray(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_SimpleExpansion_Explode_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeRecord(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_PathParameters_LabelExpansion_Standard_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardPrimitive3(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_LabelExpansion_Standard_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardArray3(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_LabelExpansion_Standard_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardRecord3(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_PathParameters_LabelExpansion_Explode_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodePrimitive3(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_LabelExpansion_Explode_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeArray3(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_LabelExpansion_Explode_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeRecord3(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_PathParameters_MatrixExpansion_Standard_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardPrimitive4(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_MatrixExpansion_Standard_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardArray4(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_MatrixExpansion_Standard_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardRecord4(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_PathParameters_MatrixExpansion_Explode_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodePrimitive4(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_MatrixExpansion_Explode_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeArray4(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_MatrixExpansion_Explode_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeRecord4(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_QueryParameters_templateOnly(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryParametersTemplateOnly(t.Context(), &routes.RouteQueryParametersTemplateOnlyParams{Param: "a"}))
}

func TestRoutes_QueryParameters_explicit(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryParametersExplicit(t.Context(), &routes.RouteQueryParametersExplicitParams{Param: "a"}))
}

func TestRoutes_QueryParameters_annotationOnly(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryParametersAnnotationOnly(t.Context(), &routes.RouteQueryParametersAnnotationOnlyParams{Param: "a"}))
}

func TestRoutes_QueryParameters_QueryExpansion_Standard_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardPrimitive5(t.Context(), &routes.RouteStandardPrimitive5Params{Param: "a"}))
}

func TestRoutes_QueryParameters_QueryExpansion_Standard_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardArray5(t.Context(), &routes.RouteStandardArray5Params{Param: []string{"a", "b"}}))
}

func TestRoutes_QueryParameters_QueryExpansion_Standard_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.StandardRecord5(t.Context(), &routes.RouteStandardRecord5Params{Param: map[string]int32{"a": 1, "b": 2}}))
}

func TestRoutes_QueryParameters_QueryExpansion_Explode_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodePrimitive5(t.Context(), &routes.RouteExplodePrimitive5Params{Param: "a"}))
}

func TestRoutes_QueryParameters_QueryExpansion_Explode_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeArray5(t.Context(), &routes.RouteExplodeArray5Params{Param: []string{"a", "b"}}))
}

func TestRoutes_QueryParameters_QueryExpansion_Explode_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ExplodeRecord5(t.Context(), &routes.RouteExplodeRecord5Params{Param: map[string]int32{"a": 1, "b": 2}}))
}

// The overlay says in OpenAPI what TypeSpec says by templates.

func TestRoutes_PathParameters_ReservedExpansion_template(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ReservedExpansionTemplate(t.Context(), "foo/bar baz", nil))
}

func TestRoutes_PathParameters_ReservedExpansion_annotation(t *testing.T) {
	check.OK(t, routesClient(t).Routes.ReservedExpansionAnnotation(t.Context(), "foo/bar baz", nil))
}

func TestRoutes_PathParameters_PathExpansion_Standard_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathExpansionStandardPrimitive(t.Context(), "a", nil))
}

func TestRoutes_PathParameters_PathExpansion_Standard_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathExpansionStandardArray(t.Context(), []string{"a", "b"}, nil))
}

func TestRoutes_PathParameters_PathExpansion_Standard_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathExpansionStandardRecord(t.Context(), map[string]int32{"a": 1, "b": 2}, nil))
}

func TestRoutes_PathParameters_PathExpansion_Explode_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathExpansionExplodePrimitive(t.Context(), "a", nil))
}

// No style of OpenAPI separates by slashes: the caller does, and the client keeps them.

func TestRoutes_PathParameters_PathExpansion_Explode_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathExpansionExplodeArray(t.Context(), "a/b", nil))
}

func TestRoutes_PathParameters_PathExpansion_Explode_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.PathExpansionExplodeRecord(t.Context(), "a=1/b=2", nil))
}

func TestRoutes_QueryParameters_QueryContinuation_Standard_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryContinuationStandardPrimitive(t.Context(), &routes.RouteQueryContinuationStandardPrimitiveParams{Param: "a"}))
}

func TestRoutes_QueryParameters_QueryContinuation_Standard_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryContinuationStandardArray(t.Context(), &routes.RouteQueryContinuationStandardArrayParams{Param: []string{"a", "b"}}))
}

func TestRoutes_QueryParameters_QueryContinuation_Standard_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryContinuationStandardRecord(t.Context(), &routes.RouteQueryContinuationStandardRecordParams{Param: map[string]int32{"a": 1, "b": 2}}))
}

func TestRoutes_QueryParameters_QueryContinuation_Explode_primitive(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryContinuationExplodePrimitive(t.Context(), &routes.RouteQueryContinuationExplodePrimitiveParams{Param: "a"}))
}

func TestRoutes_QueryParameters_QueryContinuation_Explode_array(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryContinuationExplodeArray(t.Context(), &routes.RouteQueryContinuationExplodeArrayParams{Param: []string{"a", "b"}}))
}

func TestRoutes_QueryParameters_QueryContinuation_Explode_record(t *testing.T) {
	check.OK(t, routesClient(t).Routes.QueryContinuationExplodeRecord(t.Context(), &routes.RouteQueryContinuationExplodeRecordParams{Param: map[string]int32{"a": 1, "b": 2}}))
}
