package encode_test

import (
	"testing"

	"spector.test/api/encode/datetime"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func datetimeClient(t *testing.T) *datetime.Client {
	return datetime.NewClient(datetime.WithBaseURL(check.URL(t)))
}

func TestEncode_Datetime_Query_default(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.QueryDefault(t.Context(), &datetime.EncodeQueryDefaultParams{Value: check.Time(t, "2022-08-26T18:38:00.000Z")}))
}

func TestEncode_Datetime_Query_rfc3339(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.QueryRfc3339(t.Context(), &datetime.EncodeQueryRfc3339Params{Value: check.Time(t, "2022-08-26T18:38:00.000Z")}))
}

func TestEncode_Datetime_Query_rfc7231(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.QueryRfc7231(t.Context(), &datetime.EncodeQueryRfc7231Params{Value: "Fri, 26 Aug 2022 14:38:00 GMT"}))
}

func TestEncode_Datetime_Query_unixTimestamp(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.QueryUnixTimestamp(t.Context(), &datetime.EncodeQueryUnixTimestampParams{Value: 1686566864}))
}

func TestEncode_Datetime_Query_unixTimestampArray(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.QueryUnixTimestampArray(t.Context(), &datetime.EncodeQueryUnixTimestampArrayParams{Value: []int64{1686566864, 1686734256}}))
}

func TestEncode_Datetime_Property_default(t *testing.T) {
	check.Is(t, &datetime.DefaultDatetimeProperty{Value: check.Time(t, "2022-08-26T18:38:00Z")})(datetimeClient(t).Encode.PropertyDefault(t.Context(), &datetime.EncodePropertyDefaultParams{DefaultDatetimeProperty: datetime.DefaultDatetimeProperty{Value: check.Time(t, "2022-08-26T18:38:00.000Z")}}))
}

func TestEncode_Datetime_Property_rfc3339(t *testing.T) {
	check.Is(t, &datetime.Rfc3339DatetimeProperty{Value: check.Time(t, "2022-08-26T18:38:00Z")})(datetimeClient(t).Encode.PropertyRfc3339(t.Context(), &datetime.EncodePropertyRfc3339Params{Rfc3339DatetimeProperty: datetime.Rfc3339DatetimeProperty{Value: check.Time(t, "2022-08-26T18:38:00.000Z")}}))
}

func TestEncode_Datetime_Property_rfc7231(t *testing.T) {
	check.Is(t, &datetime.Rfc7231DatetimeProperty{Value: "Fri, 26 Aug 2022 14:38:00 GMT"})(datetimeClient(t).Encode.PropertyRfc7231(t.Context(), &datetime.EncodePropertyRfc7231Params{Rfc7231DatetimeProperty: datetime.Rfc7231DatetimeProperty{Value: "Fri, 26 Aug 2022 14:38:00 GMT"}}))
}

func TestEncode_Datetime_Property_unixTimestamp(t *testing.T) {
	check.Is(t, &datetime.UnixTimestampDatetimeProperty{Value: 1686566864})(datetimeClient(t).Encode.PropertyUnixTimestamp(t.Context(), &datetime.EncodePropertyUnixTimestampParams{UnixTimestampDatetimeProperty: datetime.UnixTimestampDatetimeProperty{Value: 1686566864}}))
}

func TestEncode_Datetime_Property_unixTimestampArray(t *testing.T) {
	check.Is(t, &datetime.UnixTimestampArrayDatetimeProperty{Value: []int64{1686566864, 1686734256}})(datetimeClient(t).Encode.PropertyUnixTimestampArray(t.Context(), &datetime.EncodePropertyUnixTimestampArrayParams{UnixTimestampArrayDatetimeProperty: datetime.UnixTimestampArrayDatetimeProperty{Value: []int64{1686566864, 1686734256}}}))
}

func TestEncode_Datetime_Header_default(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.HeaderDefault(t.Context(), &datetime.EncodeHeaderDefaultParams{Value: "Fri, 26 Aug 2022 14:38:00 GMT"}))
}

func TestEncode_Datetime_Header_rfc3339(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.HeaderRfc3339(t.Context(), &datetime.EncodeHeaderRfc3339Params{Value: check.Time(t, "2022-08-26T18:38:00.000Z")}))
}

func TestEncode_Datetime_Header_rfc7231(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.HeaderRfc7231(t.Context(), &datetime.EncodeHeaderRfc7231Params{Value: "Fri, 26 Aug 2022 14:38:00 GMT"}))
}

func TestEncode_Datetime_Header_unixTimestamp(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.HeaderUnixTimestamp(t.Context(), &datetime.EncodeHeaderUnixTimestampParams{Value: 1686566864}))
}

func TestEncode_Datetime_Header_unixTimestampArray(t *testing.T) {
	check.OK(t, datetimeClient(t).Encode.HeaderUnixTimestampArray(t.Context(), &datetime.EncodeHeaderUnixTimestampArrayParams{Value: []int64{1686566864, 1686734256}}))
}

func TestEncode_Datetime_ResponseHeader_default(t *testing.T) {
	var meta datetime.ResponseMeta
	check.OK(t, datetimeClient(t).Encode.ResponseHeaderDefault(t.Context(), nil, datetime.WithResponse(&meta)))
	check.Equal(t, meta.Header.Get("value"), "Fri, 26 Aug 2022 14:38:00 GMT")
}

func TestEncode_Datetime_ResponseHeader_rfc3339(t *testing.T) {
	var meta datetime.ResponseMeta
	check.OK(t, datetimeClient(t).Encode.ResponseHeaderRfc3339(t.Context(), nil, datetime.WithResponse(&meta)))
	check.Equal(t, meta.Header.Get("value"), "2022-08-26T18:38:00.000Z")
}

func TestEncode_Datetime_ResponseHeader_rfc7231(t *testing.T) {
	var meta datetime.ResponseMeta
	check.OK(t, datetimeClient(t).Encode.ResponseHeaderRfc7231(t.Context(), nil, datetime.WithResponse(&meta)))
	check.Equal(t, meta.Header.Get("value"), "Fri, 26 Aug 2022 14:38:00 GMT")
}

func TestEncode_Datetime_ResponseHeader_unixTimestamp(t *testing.T) {
	var meta datetime.ResponseMeta
	check.OK(t, datetimeClient(t).Encode.ResponseHeaderUnixTimestamp(t.Context(), nil, datetime.WithResponse(&meta)))
	check.Equal(t, meta.Header.Get("value"), "1686566864")
}
