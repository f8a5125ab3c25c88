package encode_test

import (
	"testing"

	"spector.test/api/encode/duration"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func durationClient(t *testing.T) *duration.Client {
	return duration.NewClient(duration.WithBaseURL(check.URL(t)))
}

func TestEncode_Duration_Property_default(t *testing.T) {
	check.Is(t, &duration.PropertyDefaultDurationProperty{Value: "P40D"})(durationClient(t).Encode.PropertyDefault(t.Context(), &duration.EncodePropertyDefaultParams{PropertyDefaultDurationProperty: duration.PropertyDefaultDurationProperty{Value: "P40D"}}))
}

func TestEncode_Duration_Property_floatSeconds(t *testing.T) {
	check.Is(t, &duration.PropertyFloatSecondsDurationProperty{Value: 35.625})(durationClient(t).Encode.PropertyFloatSeconds(t.Context(), &duration.EncodePropertyFloatSecondsParams{PropertyFloatSecondsDurationProperty: duration.PropertyFloatSecondsDurationProperty{Value: 35.625}}))
}

func TestEncode_Duration_Property_float64Seconds(t *testing.T) {
	check.Is(t, &duration.PropertyFloat64SecondsDurationProperty{Value: 35.625})(durationClient(t).Encode.PropertyFloat64Seconds(t.Context(), &duration.EncodePropertyFloat64SecondsParams{PropertyFloat64SecondsDurationProperty: duration.PropertyFloat64SecondsDurationProperty{Value: 35.625}}))
}

func TestEncode_Duration_Property_int32Seconds(t *testing.T) {
	check.Is(t, &duration.PropertyInt32SecondsDurationProperty{Value: 36})(durationClient(t).Encode.PropertyInt32Seconds(t.Context(), &duration.EncodePropertyInt32SecondsParams{PropertyInt32SecondsDurationProperty: duration.PropertyInt32SecondsDurationProperty{Value: 36}}))
}

func TestEncode_Duration_Property_iso8601(t *testing.T) {
	check.Is(t, &duration.PropertyISO8601DurationProperty{Value: "P40D"})(durationClient(t).Encode.PropertyIso8601(t.Context(), &duration.EncodePropertyIso8601Params{PropertyISO8601DurationProperty: duration.PropertyISO8601DurationProperty{Value: "P40D"}}))
}

func TestEncode_Duration_Property_floatSecondsArray(t *testing.T) {
	check.Is(t, &duration.PropertyFloatSecondsDurationArrayProperty{Value: []float32{35.625, 46.75}})(durationClient(t).Encode.PropertyFloatSecondsArray(t.Context(), &duration.EncodePropertyFloatSecondsArrayParams{PropertyFloatSecondsDurationArrayProperty: duration.PropertyFloatSecondsDurationArrayProperty{Value: []float32{35.625, 46.75}}}))
}

func TestEncode_Duration_Property_int32Milliseconds(t *testing.T) {
	check.Is(t, &duration.PropertyInt32MillisecondsDurationProperty{Value: 36000})(durationClient(t).Encode.PropertyInt32Milliseconds(t.Context(), &duration.EncodePropertyInt32MillisecondsParams{PropertyInt32MillisecondsDurationProperty: duration.PropertyInt32MillisecondsDurationProperty{Value: 36000}}))
}

func TestEncode_Duration_Property_floatMilliseconds(t *testing.T) {
	check.Is(t, &duration.PropertyFloatMillisecondsDurationProperty{Value: 35625})(durationClient(t).Encode.PropertyFloatMilliseconds(t.Context(), &duration.EncodePropertyFloatMillisecondsParams{PropertyFloatMillisecondsDurationProperty: duration.PropertyFloatMillisecondsDurationProperty{Value: 35625}}))
}

func TestEncode_Duration_Property_float64Milliseconds(t *testing.T) {
	check.Is(t, &duration.PropertyFloat64MillisecondsDurationProperty{Value: 35625})(durationClient(t).Encode.PropertyFloat64Milliseconds(t.Context(), &duration.EncodePropertyFloat64MillisecondsParams{PropertyFloat64MillisecondsDurationProperty: duration.PropertyFloat64MillisecondsDurationProperty{Value: 35625}}))
}

func TestEncode_Duration_Property_floatMillisecondsArray(t *testing.T) {
	check.Is(t, &duration.PropertyFloatMillisecondsDurationArrayProperty{Value: []float32{35625, 46750}})(durationClient(t).Encode.PropertyFloatMillisecondsArray(t.Context(), &duration.EncodePropertyFloatMillisecondsArrayParams{PropertyFloatMillisecondsDurationArrayProperty: duration.PropertyFloatMillisecondsDurationArrayProperty{Value: []float32{35625, 46750}}}))
}

func TestEncode_Duration_Property_int32SecondsLargerUnit(t *testing.T) {
	check.Is(t, &duration.PropertyInt32SecondsLargerUnitDurationProperty{Value: 120})(durationClient(t).Encode.PropertyInt32SecondsLargerUnit(t.Context(), &duration.EncodePropertyInt32SecondsLargerUnitParams{PropertyInt32SecondsLargerUnitDurationProperty: duration.PropertyInt32SecondsLargerUnitDurationProperty{Value: 120}}))
}

func TestEncode_Duration_Property_floatSecondsLargerUnit(t *testing.T) {
	check.Is(t, &duration.PropertyFloatSecondsLargerUnitDurationProperty{Value: 150})(durationClient(t).Encode.PropertyFloatSecondsLargerUnit(t.Context(), &duration.EncodePropertyFloatSecondsLargerUnitParams{PropertyFloatSecondsLargerUnitDurationProperty: duration.PropertyFloatSecondsLargerUnitDurationProperty{Value: 150}}))
}

func TestEncode_Duration_Property_int32MillisecondsLargerUnit(t *testing.T) {
	check.Is(t, &duration.PropertyInt32MillisecondsLargerUnitDurationProperty{Value: 180000})(durationClient(t).Encode.PropertyInt32MillisecondsLargerUnit(t.Context(), &duration.EncodePropertyInt32MillisecondsLargerUnitParams{PropertyInt32MillisecondsLargerUnitDurationProperty: duration.PropertyInt32MillisecondsLargerUnitDurationProperty{Value: 180000}}))
}

func TestEncode_Duration_Property_floatMillisecondsLargerUnit(t *testing.T) {
	check.Is(t, &duration.PropertyFloatMillisecondsLargerUnitDurationProperty{Value: 210000})(durationClient(t).Encode.PropertyFloatMillisecondsLargerUnit(t.Context(), &duration.EncodePropertyFloatMillisecondsLargerUnitParams{PropertyFloatMillisecondsLargerUnitDurationProperty: duration.PropertyFloatMillisecondsLargerUnitDurationProperty{Value: 210000}}))
}

func TestEncode_Duration_Query_default(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryDefault(t.Context(), &duration.EncodeQueryDefaultParams{Input: "P40D"}))
}

func TestEncode_Duration_Query_iso8601(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryIso8601(t.Context(), &duration.EncodeQueryIso8601Params{Input: "P40D"}))
}

func TestEncode_Duration_Query_int32Seconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryInt32Seconds(t.Context(), &duration.EncodeQueryInt32SecondsParams{Input: 36}))
}

func TestEncode_Duration_Query_int32SecondsArray(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryInt32SecondsArray(t.Context(), &duration.EncodeQueryInt32SecondsArrayParams{Input: []int32{36, 47}}))
}

func TestEncode_Duration_Query_floatSeconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryFloatSeconds(t.Context(), &duration.EncodeQueryFloatSecondsParams{Input: 35.625}))
}

func TestEncode_Duration_Query_float64Seconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryFloat64Seconds(t.Context(), &duration.EncodeQueryFloat64SecondsParams{Input: 35.625}))
}

func TestEncode_Duration_Query_int32Milliseconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryInt32Milliseconds(t.Context(), &duration.EncodeQueryInt32MillisecondsParams{Input: 36000}))
}

func TestEncode_Duration_Query_floatMilliseconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryFloatMilliseconds(t.Context(), &duration.EncodeQueryFloatMillisecondsParams{Input: 35625}))
}

func TestEncode_Duration_Query_float64Milliseconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryFloat64Milliseconds(t.Context(), &duration.EncodeQueryFloat64MillisecondsParams{Input: 35625}))
}

func TestEncode_Duration_Query_int32MillisecondsArray(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryInt32MillisecondsArray(t.Context(), &duration.EncodeQueryInt32MillisecondsArrayParams{Input: []int32{36000, 47000}}))
}

func TestEncode_Duration_Query_int32SecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryInt32SecondsLargerUnit(t.Context(), &duration.EncodeQueryInt32SecondsLargerUnitParams{Input: 120}))
}

func TestEncode_Duration_Query_floatSecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryFloatSecondsLargerUnit(t.Context(), &duration.EncodeQueryFloatSecondsLargerUnitParams{Input: 150}))
}

func TestEncode_Duration_Query_int32MillisecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryInt32MillisecondsLargerUnit(t.Context(), &duration.EncodeQueryInt32MillisecondsLargerUnitParams{Input: 180000}))
}

func TestEncode_Duration_Query_floatMillisecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.QueryFloatMillisecondsLargerUnit(t.Context(), &duration.EncodeQueryFloatMillisecondsLargerUnitParams{Input: 210000}))
}

func TestEncode_Duration_Header_default(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderDefault(t.Context(), &duration.EncodeHeaderDefaultParams{Duration: "P40D"}))
}

func TestEncode_Duration_Header_iso8601(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderIso8601(t.Context(), &duration.EncodeHeaderIso8601Params{Duration: "P40D"}))
}

func TestEncode_Duration_Header_int32Seconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderInt32Seconds(t.Context(), &duration.EncodeHeaderInt32SecondsParams{Duration: 36}))
}

func TestEncode_Duration_Header_floatSeconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderFloatSeconds(t.Context(), &duration.EncodeHeaderFloatSecondsParams{Duration: 35.625}))
}

func TestEncode_Duration_Header_float64Seconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderFloat64Seconds(t.Context(), &duration.EncodeHeaderFloat64SecondsParams{Duration: 35.625}))
}

func TestEncode_Duration_Header_iso8601Array(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderIso8601Array(t.Context(), &duration.EncodeHeaderIso8601ArrayParams{Duration: []string{"P40D", "P50D"}}))
}

func TestEncode_Duration_Header_int32Milliseconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderInt32Milliseconds(t.Context(), &duration.EncodeHeaderInt32MillisecondsParams{Duration: 36000}))
}

func TestEncode_Duration_Header_floatMilliseconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderFloatMilliseconds(t.Context(), &duration.EncodeHeaderFloatMillisecondsParams{Duration: 35625}))
}

func TestEncode_Duration_Header_float64Milliseconds(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderFloat64Milliseconds(t.Context(), &duration.EncodeHeaderFloat64MillisecondsParams{Duration: 35625}))
}

func TestEncode_Duration_Header_int32MillisecondsArray(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderInt32MillisecondsArray(t.Context(), &duration.EncodeHeaderInt32MillisecondsArrayParams{Duration: []int32{36000, 47000}}))
}

func TestEncode_Duration_Header_int32SecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderInt32SecondsLargerUnit(t.Context(), &duration.EncodeHeaderInt32SecondsLargerUnitParams{Duration: 120}))
}

func TestEncode_Duration_Header_floatSecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderFloatSecondsLargerUnit(t.Context(), &duration.EncodeHeaderFloatSecondsLargerUnitParams{Duration: 150}))
}

func TestEncode_Duration_Header_int32MillisecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderInt32MillisecondsLargerUnit(t.Context(), &duration.EncodeHeaderInt32MillisecondsLargerUnitParams{Duration: 180000}))
}

func TestEncode_Duration_Header_floatMillisecondsLargerUnit(t *testing.T) {
	check.OK(t, durationClient(t).Encode.HeaderFloatMillisecondsLargerUnit(t.Context(), &duration.EncodeHeaderFloatMillisecondsLargerUnitParams{Duration: 210000}))
}
