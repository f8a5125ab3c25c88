package runtime

import (
	"encoding/json"
	"testing"
	"time"
)

// decodes reads src with walk, and returns the value or the error.
func decodes[T any](src string, walk func(*coder, *T)) (v T, err error) {
	var c coder
	misfits, err := decodeAs(&c, src, &v, walk)
	if err == nil && len(misfits) > 0 {
		err = misfits[0]
	}
	return v, err
}

func TestWholeNumbers(t *testing.T) {
	for src, want := range map[string]int64{
		"7": 7, "1.0": 1, "-1.0": -1, "1e3": 1000, "12.5e1": 125, "0.0": 0, "-0": 0, "0e999999999999999999999": 0,
		"9223372036854775807.000": 9223372036854775807, "100e-2": 1, "-9.223372036854775808e18": -9223372036854775808,
	} {
		if got, err := decodes(src, integer); got != want || err != nil {
			t.Errorf("%s: got %d, %v, want %d", src, got, err, want)
		}
	}
	for _, src := range []string{"1.5", "1e-1", "9223372036854775808", "1e19", "1e99999999999999999999", "1e-99999999999999999999"} {
		if got, err := decodes(src, integer); err == nil {
			t.Errorf("%s: got %d, want an error", src, got)
		}
	}
}

func TestUnsigned(t *testing.T) {
	for src, want := range map[string]uint64{"0": 0, "18446744073709551615": 1<<64 - 1, "1.8446744073709551615e19": 1<<64 - 1} {
		got, err := decodes(src, unsigned)
		if got != want || err != nil {
			t.Errorf("%s: got %d, %v, want %d", src, got, err, want)
		}
		b, _ := encodeJSON(walker(func(c *coder) { unsigned(c, &got) }))
		if back, _ := decodes(string(b), unsigned); back != want {
			t.Errorf("%s: encoded as %s", src, b)
		}
	}
	for _, src := range []string{"-1", "1.5", "18446744073709551616", `"1"`} {
		if got, err := decodes(src, unsigned); err == nil {
			t.Errorf("%s: got %d, want an error", src, got)
		}
	}
}

func TestNumeric(t *testing.T) {
	for src, want := range map[string]string{
		"0.1000000000000000000001": "0.1000000000000000000001", "1e999": "1e999", `"12.50"`: "12.50", "null": "0", "-1": "-1",
	} {
		v, err := decodes(src, numeric)
		b, encodeErr := encodeJSON(walker(func(c *coder) { numeric(c, &v) }))
		if err != nil || encodeErr != nil || string(b) != want {
			t.Errorf("%s: got %s, %v, %v, want %s", src, b, err, encodeErr, want)
		}
	}
	for _, src := range []string{`"abc"`, `"1 "`, `""`, "true", `"1,2"`} {
		if v, err := decodes(src, numeric); err == nil {
			t.Errorf("%s: got %s, want an error", src, v)
		}
	}
	for _, bad := range []json.Number{"1,2", "NaN", "1}", " 1"} {
		if b, err := encodeJSON(walker(func(c *coder) { numeric(c, &bad) })); err == nil {
			t.Errorf("%q: encoded as %s, want an error", bad, b)
		}
	}
}

func TestTimes(t *testing.T) {
	for src, want := range map[string]string{
		"2024-01-02T03:04:05Z":               "2024-01-02T03:04:05Z",
		"2024-01-02t03:04:05z":               "2024-01-02T03:04:05Z",
		"2024-01-02 03:04:05+02:00":          "2024-01-02T03:04:05+02:00",
		"2016-12-31T23:59:60Z":               "2017-01-01T00:00:00Z",
		"2016-12-31t18:59:60.5-05:00":        "2016-12-31T19:00:00.5-05:00",
		"2024-01-02T03:04:05.1234567890123Z": "2024-01-02T03:04:05.123456789Z",
		"2024-01-02T03:04:05.1-00:00":        "2024-01-02T03:04:05.1Z",
	} {
		got, err := decodes(`"`+src+`"`, timestamp)
		w, _ := time.Parse(time.RFC3339Nano, want)
		if err != nil || !got.Equal(w) {
			t.Errorf("%s: got %s, %v, want %s", src, got, err, want)
		}
	}
	for _, src := range []string{"2024-01-02T03:04:05", "2024-01-02T24:00:00Z", "2024-01-02", "2024-02-30T00:00:00Z", "", "t", "z", "2024-01-02T03:04:60", "2024-01-02_03:04:05Z"} {
		if got, err := decodes(`"`+src+`"`, timestamp); err == nil {
			t.Errorf("%q: got %s, want an error", src, got)
		}
	}
}
