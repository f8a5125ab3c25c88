package runtime

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// parseEvents reads all events, and how the stream ended.
func parseEvents(r io.Reader) (out []string, err error) {
	l := newLineReader(r, 1<<20, true)
	defer l.free()
	p := eventParser{lines: l, terminal: "stop", failure: "error"}
	for {
		e, err := p.next()
		if err != nil {
			return out, err
		}
		out = append(out, string('0'+rune(e.kind))+e.data)
	}
}

// FuzzSSE pins that what an event stream says doesn't depend on where its reads
// end, on the kind of line ends, or on a byte order mark.
func FuzzSSE(f *testing.F) {
	f.Add([]byte(textOf("a") + stop))
	f.Add([]byte("\xEF\xBB\xBFdata: a\r\ndata: b\r\n\r\n: c\r\revent: error\rdata\r\r"))
	f.Add([]byte("data: {\"type\":\"stop\"}\n\ndata"))
	f.Fuzz(func(t *testing.T, in []byte) {
		want, wantErr := parseEvents(bytes.NewReader(in))
		got, err := parseEvents(iotest.OneByteReader(bytes.NewReader(in)))
		if !reflect.DeepEqual(got, want) || err != wantErr {
			t.Fatalf("byte by byte: got %q, %v, want %q, %v", got, err, want, wantErr)
		}
		if wantErr != io.EOF && wantErr != io.ErrUnexpectedEOF {
			t.Fatal(wantErr)
		}
		if len(in) >= 3 && !bytes.HasPrefix(in, []byte("\xEF\xBB\xBF")) {
			got, err = parseEvents(strings.NewReader("\xEF\xBB\xBF" + string(in)))
			if !reflect.DeepEqual(got, want) || err != wantErr {
				t.Fatalf("with a mark: got %q, %v, want %q, %v", got, err, want, wantErr)
			}
		}
		if !bytes.ContainsRune(in, '\r') {
			for _, end := range []string{"\r", "\r\n"} {
				got, err = parseEvents(strings.NewReader(strings.ReplaceAll(string(in), "\n", end)))
				if !reflect.DeepEqual(got, want) || err != wantErr {
					t.Fatalf("with %q: got %q, %v, want %q, %v", end, got, err, want, wantErr)
				}
			}
		}
	})
}

// FuzzJSONL compares the lines with what the bytes package makes of them.
func FuzzJSONL(f *testing.F) {
	f.Add([]byte("{\"id\":\"a\"}\n\r\n{}\r\n[1]"))
	f.Add([]byte("\xEF\xBB\xBF{}\n \n\x00\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var want []string
		for l := range strings.SplitSeq(strings.TrimPrefix(string(in), "\xEF\xBB\xBF"), "\n") {
			want = append(want, strings.TrimSuffix(l, "\r"))
		}
		for _, r := range []io.Reader{bytes.NewReader(in), iotest.OneByteReader(bytes.NewReader(in)), iotest.DataErrReader(bytes.NewReader(in))} {
			l := newLineReader(r, 1<<20, false)
			var got []string
			for {
				line, complete, err := l.line()
				text := string(line)
				if !complete {
					text = strings.TrimSuffix(text, "\r") // JSON doesn't mind it
				}
				got = append(got, text)
				if complete != (err == nil) {
					t.Fatal(complete, err)
				}
				if err != nil {
					break
				}
			}
			l.free()
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	})
}

// FuzzDecode compares the scanner with encoding/json and with json/v2: what it
// accepts, they accept, and what it writes is equal to what it read.
func FuzzDecode(f *testing.F) {
	f.Add(`{"id":"a","type":"note","text":"b","tags":["c","d"],"count":12,"meta":{"x":[1,-2.5e3,null,true]},"new":"\u00e9\ud83d\ude00"}`)
	f.Add(`{"type":"other","tags":null,"meta":null,"count":null,"a\nb":1}`)
	f.Add(`{"id":"\ud800","text":"\\\/\b\f\n\r\t"}`)
	f.Add(` [ "a" , {"b":0.0} ] `)
	f.Fuzz(func(t *testing.T, in string) {
		skipping := coder{mode: decoding, src: in}
		skipping.skip()
		skipping.space()
		skipped := skipping.err == nil && skipping.pos == len(in)
		if skipped != json.Valid([]byte(in)) {
			t.Fatalf("scanner: %v (%v), encoding/json: %v", skipped, skipping.err, !skipped)
		}
		d := jsontext.NewDecoder(strings.NewReader(in), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
		_, err := d.ReadValue()
		if err == nil {
			if _, err = d.ReadToken(); err == io.EOF {
				err = nil
			} else if err == nil {
				err = errEnd
			}
		}
		if skipped != (err == nil) {
			t.Fatalf("scanner: %v (%v), json/v2: %v", skipped, skipping.err, err)
		}
		var n note
		if err := decodeJSON(in, &n); err != nil {
			return
		}
		var want any
		if err := json.Unmarshal([]byte(in), &want); err != nil {
			t.Fatal("encoding/json refuses:", err)
		}
		out, err := encodeJSON(&n)
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("encoding/json refuses %s: %v", out, err)
		}
		if !duplicates(in) && !reflect.DeepEqual(normal(got), normal(want)) {
			t.Fatalf("%s became %s", in, out)
		}
		var again note
		if err := decodeJSON(string(out), &again); err != nil {
			t.Fatalf("own output %s: %v", out, err)
		}
		if second, err := encodeJSON(&again); err != nil || !bytes.Equal(second, out) {
			t.Fatalf("%s, then %s, %v", out, second, err)
		}
	})
}

// FuzzPointer compares the pointers of decode errors with those of json/v2.
func FuzzPointer(f *testing.F) {
	f.Add(`{"a":[1,{"b/c":[[],{"~":null}]},"x"],"a":{"d":{}},"e":-1.5e3}`, 17)
	f.Add(` [ "a" , [ ] , { } , true ] `, 12)
	f.Fuzz(func(t *testing.T, in string, offset int) {
		if !json.Valid([]byte(in)) || !utf8.ValidString(in) || offset < 0 || offset > len(in) || strings.Count(in, "[")+strings.Count(in, "{") > 1000 {
			return
		}
		if got, want := pointerAt(in, offset), pointerByV2(in[:offset]); got != want {
			t.Fatalf("%s, byte %d: got %q, json/v2 says %q", in, offset, got, want)
		}
	})
}

// pointerByV2 is the pointer of what follows after what in begins with.
func pointerByV2(in string) string {
	d := jsontext.NewDecoder(strings.NewReader(in), jsontext.AllowDuplicateNames(true))
	for {
		if _, err := d.ReadToken(); err != nil {
			at := string(d.StackPointer())
			// The pointer is that of the last value read. In an array, what is
			// being read is the one after it.
			if kind, n := d.StackIndex(d.StackDepth()); kind == '[' {
				if n > 0 {
					at = at[:strings.LastIndexByte(at, '/')]
				}
				at += "/" + strconv.FormatInt(n, 10)
			}
			return at
		}
	}
}

// normal takes away what a typed round trip may change: required members that
// were absent, optional ones that were null.
func normal(v any) any {
	m, ok := v.(map[string]any)
	if !ok {
		return map[string]any{"id": "", "type": "note", "text": ""} // null
	}
	out := map[string]any{"id": "", "type": "note", "text": ""}
	for k, v := range m {
		switch {
		case v == nil && (k == "id" || k == "type" || k == "text" || k == "tags" || k == "count"):
		case k == "tags":
			out[k] = normalTexts(v)
		default:
			out[k] = v
		}
	}
	return out
}

// normalTexts is normal for a list of texts. One that holds something else is kept as
// it came.
func normalTexts(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	out := make([]any, len(list))
	for i, x := range list {
		switch x.(type) {
		case string:
			out[i] = x
		case nil:
			out[i] = ""
		default:
			return v
		}
	}
	return out
}

// duplicates reports whether an object names a member twice, of which
// encoding/json keeps the last and Extra keeps both.
func duplicates(in string) bool {
	ms, err := rawMembers(strings.TrimLeft(in, " \t\r\n"))
	if err != nil {
		return true
	}
	seen := map[string]bool{}
	for _, m := range ms {
		if seen[m.name] {
			return true
		}
		seen[m.name] = true
	}
	return false
}
