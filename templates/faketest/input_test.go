package faketest

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	client "github.com/claudegen/claudegen/templates/runtime"
)

func TestParameters(t *testing.T) {
	f, r := start(t)
	var got listParams
	script(f, &opList, sendNothing, func(in *input) func() (nothing, error) {
		in.read(&got, got.members()...)
		return func() (nothing, error) { return nothing{}, nil }
	})
	query := "limit=5&ids%5B%5D=a%2Cb&ids[]=c&comma=1,2&space=a+b%20c&pipe=x%7Cy&since=2026-01-02T03:04:05.5Z&day=2026-01-02&raw=%7B%22a%22:1%7D" +
		"&filter[name]=5&filter[min]=3&labels[k]=1&object=a,7&height=9&null=null&shape=%7B%22b%22:2%7D&shapes=5&shapes=[6]"
	resp, body := send(t, f, "GET", "/notes?"+query, "", "x-org", "o", "x-tags", "a,b", "Cookie", "crumb=true")
	r.want(t)
	if resp.StatusCode != http.StatusNoContent || body != "" {
		t.Error(resp.Status, body)
	}
	limit, org, crumb := int64(5), "o", true
	day := client.Date{Year: 2026, Month: 1, Day: 2}
	want := listParams{
		Limit: &limit, IDs: []string{"a,b", "c"}, Comma: []int64{1, 2}, Space: []string{"a b", "c"}, Pipe: []string{"x", "y"},
		Since: time.Date(2026, 1, 2, 3, 4, 5, 5e8, time.UTC), Day: &day, Raw: []byte(`{"a":1}`), Labels: map[string]string{"k": "1"},
		Null: client.Value("null"), Shape: map[string]any{"b": 2.}, Shapes: []any{"5", []any{6.}},
		Org: &org, Tags: []string{"a", "b"}, Crumb: &crumb,
	}
	if got.Filter == nil || got.Filter.Name != "5" || got.Filter.Min != 3 || got.Object == nil || got.Object.A != 7 || got.Spread == nil || got.Spread.Height != 9 {
		t.Errorf("%+v %+v %+v", got.Filter, got.Object, got.Spread)
	}
	got.Filter, got.Object, got.Spread = nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestRefusedParameters(t *testing.T) {
	f, r := start(t)
	for query, words := range map[string]string{
		"limit=many":         `query parameter limit: "many"`,
		"limit=1&limit=2":    "query parameter limit: is given more than once",
		"since=yesterday":    "query parameter since",
		"comma=1,b":          "query parameter comma",
		"object=a":           "query parameter object: is no list of members and values",
		"filter[min]=x":      "query parameter filter",
		"nope=1":             `query parameter "nope" is not in the document`,
		"limit=1&limits=%zz": `query parameter "limits" is not in the document`,
	} {
		resp, body := send(t, f, "GET", "/notes?"+query, "")
		r.want(t, "notes.list (GET /notes): ", words)
		if resp.StatusCode != http.StatusBadRequest || !strings.Contains(body, "invalid_request_error") || resp.Header.Get("X-Should-Retry") != "false" {
			t.Error(query, resp.Status, body)
		}
	}
	if _, body := send(t, f, "GET", "/notes?beta=true&access=x", ""); !strings.HasPrefix(body, "{") {
		t.Error(body)
	}
	r.want(t)
	f.AllowUnknown()
	send(t, f, "GET", "/notes?nope=1", "")
	r.want(t)
	script(f, &opList, sendNothing, func(in *input) func() (nothing, error) {
		p := new(listParams)
		in.read(p, required(query("limit", &p.Limit)), required(header("x-org", &p.Org)), required(cookie("crumb", &p.Crumb)))
		return func() (nothing, error) { t.Error("called"); return nothing{}, nil }
	})
	send(t, f, "GET", "/notes", "")
	r.want(t, "query parameter limit is missing; header x-org is missing; cookie crumb is missing")
}

func TestJSONBodies(t *testing.T) {
	f, r := start(t)
	scriptNotes(f)
	for body, words := range map[string]string{
		`{"type":"a","text":"b"}`:                               "",
		`{"type":"a","text":"b","stream":false}`:                "",
		`{"type":"a","text":"b","inner":{"type":"","text":""}}`: "",
		`{"type":"a","text":"b","inner":{"text":""}}`:           "member /inner/type of the body is missing",
		`{"type":"a"}`:                    "member /text of the body is missing",
		``:                                "member /text of the body is missing; member /type of the body is missing",
		`{"type":"a","text":"b","new":1}`: "value \"1\" at /new of the body is not in the document",
		`{"type":"a","text":"b","inner":{"type":"","text":"","a/b":{}}}`: "at /inner/a~1b of the body",
		`{"type":"a","text":"invalid"}`:                                  "/text is invalid",
		`{"type":5}`:                                                     "body: json",
		`[`:                                                              "body: ",
	} {
		resp, _ := send(t, f, "POST", "/notes", body)
		if words == "" {
			r.want(t)
		} else {
			r.want(t, words)
		}
		if (resp.StatusCode == http.StatusOK) != (words == "") {
			t.Error(body, resp.Status)
		}
	}
	send(t, f, "POST", "/notes", `{"type":"a","text":"b"}`, "Content-Type", "text/plain")
	r.want(t, `content type "text/plain" doesn't fit the body`)
	f.AllowUnknown()
	send(t, f, "POST", "/notes", `{"type":"a","text":"b","new":1}`)
	r.want(t)
	send(t, f, "GET", "/notes", "{}")
	r.want(t, "takes no body")
}

func TestWholeBodies(t *testing.T) {
	f, r := start(t)
	var file client.File
	var text string
	var list []note
	var id int64
	script(f, &opRaw, sendNothing, func(in *input) func() (nothing, error) {
		id = path[int64](in, 0)
		if id == 1 {
			in.read(new(note), required(whole(&file)))
		} else {
			in.read(new(note), required(whole(&text)))
		}
		return func() (nothing, error) { return nothing{}, nil }
	})
	send(t, f, "PUT", "/raw/1", "content", "Content-Type", "x/y")
	r.want(t)
	if content := contentOf(t, file); content != "content" || file.ContentType != "x/y" {
		t.Error(content, file.ContentType)
	}
	send(t, f, "PUT", "/raw/2", "content")
	r.want(t)
	if text != "content" || id != 2 {
		t.Error(text, id)
	}
	send(t, f, "PUT", "/raw/two", "content")
	r.want(t, `path parameter id: "two"`)
	send(t, f, "PUT", "/raw/1", "")
	r.want(t, "request body is missing")
	script(f, &opWhole, sendNothing, func(in *input) func() (nothing, error) {
		in.read(new(note), required(whole(&list)))
		return func() (nothing, error) { return nothing{}, nil }
	})
	send(t, f, "PUT", "/whole", `[{"type":"a","text":"b"}]`)
	r.want(t)
	if len(list) != 1 || list[0].Text != "b" {
		t.Error(list)
	}
	send(t, f, "PUT", "/whole", `[{"type":"a","text":"b"},{"type":"a"},{"type":"","text":"","x":1}]`)
	r.want(t, "member /1/text of the body is missing", "at /2/x of the body")
}

func contentOf(t *testing.T, f client.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type uploadParams struct {
	Title string
	Size  *int64
	File  client.File
	More  []client.File
}

func (*uploadParams) Validate() error { return nil }

func (p *uploadParams) members() []member {
	return []member{
		required(part("title", &p.Title)), part("size", &p.Size), partIs("kind", "upload"), required(part("file", &p.File)), part("more[]", &p.More),
	}
}

func TestForms(t *testing.T) {
	f, r := start(t)
	var got uploadParams
	for _, op := range []*operation{&opUpload, &opForm} {
		script(f, op, sendNothing, func(in *input) func() (nothing, error) {
			got = uploadParams{}
			in.read(&got, got.members()...)
			return func() (nothing, error) { return nothing{}, nil }
		})
	}
	form := func(change func(*multipart.Writer)) (string, string) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		_ = w.WriteField("title", "T")
		_ = w.WriteField("kind", "upload")
		for _, name := range []string{"file", "more[]", "more[]"} {
			p, _ := w.CreateFormFile(name, "dir/"+name+".txt")
			_, _ = p.Write([]byte("in " + name))
		}
		if change != nil {
			change(w)
		}
		_ = w.Close()
		return b.String(), w.FormDataContentType()
	}
	upload := func(body, contentType string) {
		t.Helper()
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, f.server.URL+"/files", strings.NewReader(body))
		req.Header.Set("Content-Type", contentType)
		resp, err := f.server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	upload(form(func(w *multipart.Writer) { _ = w.WriteField("size", "7") }))
	r.want(t)
	if got.Title != "T" || got.Size == nil || *got.Size != 7 || len(got.More) != 2 || got.File.Name != "dir/file.txt" ||
		contentOf(t, got.File) != "in file" || contentOf(t, got.More[1]) != "in more[]" || got.File.ContentType != "application/octet-stream" {
		t.Errorf("%+v", got)
	}
	upload(form(func(w *multipart.Writer) { _ = w.WriteField("nope", "7") }))
	r.want(t, `part "nope" of the form is not in the document`)
	upload(form(func(w *multipart.Writer) { _ = w.WriteField("title", "again") }))
	r.want(t, "part title: is given more than once")
	upload("--x--", "multipart/form-data; boundary=x")
	r.want(t, "part title is missing; part kind is missing: it is always \"upload\"; part file is missing")
	upload("{}", "application/json")
	r.want(t, `content type "application/json" doesn't fit`, "the body is no form")

	send(t, f, "POST", "/forms", "title=a+b&kind=other&file=x%26y", "Content-Type", "application/x-www-form-urlencoded")
	r.want(t, `part kind: is "other", and should be "upload"`)
	if contentOf(t, got.File) != "x&y" {
		t.Error("file")
	}
}

// TestOpenTypes checks that what the document allows any member of may have any, but not
// one that a field is for and can't hold.
func TestOpenTypes(t *testing.T) {
	type schema struct {
		Kind  string          `json:"kind"`
		Extra json.RawMessage `json:",embed"`
	}
	for _, open := range []bool{false, true} {
		var got []string
		u := unknowns{report: func(at, _ string) { got = append(got, at) }}
		want := []string{"/0/$defs", "/0/kind"}
		if open {
			u.open, want = []reflect.Type{reflect.TypeFor[schema]()}, want[1:]
		}
		u.in(reflect.ValueOf([]schema{{Extra: json.RawMessage(`{"kind":5,"$defs":{}}`)}}), "")
		if !slices.Equal(got, want) {
			t.Errorf("open %v: got %q, want %q", open, got, want)
		}
	}
}
