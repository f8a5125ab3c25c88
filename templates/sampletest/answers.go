package sampletest

import (
	"encoding/json"
	"io"
	"iter"
	"reflect"
	"strings"
	"testing"
)

// sampleNone is the value of a call that returns nothing.
func sampleNone(err error) (any, error) { return nil, err }

// sampleFile is a download that has been read.
type sampleFile struct {
	Name, ContentType string
	Size              int64
	Content           string
}

// sampleDownload reads a download.
func sampleDownload(d io.ReadCloser, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(d)
	if err != nil {
		return nil, err
	}
	v := reflect.ValueOf(d).Elem()
	f := sampleFile{v.FieldByName("Name").String(), v.FieldByName("ContentType").String(), v.FieldByName("Size").Int(), string(b)}
	return f, d.Close()
}

// sampleTextOf returns the text of a value that an answer stands for.
func sampleTextOf[T any](v T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(v)
	var text string
	if json.Unmarshal(b, &text) == nil {
		return text, err
	}
	return string(b), err
}

// sampleAny returns an answer that is one of several: a download is read, a text is one.
func sampleAny[T any](v T, err error) (any, error) {
	if d, ok := any(v).(io.ReadCloser); ok && err == nil {
		return sampleDownload(d, nil)
	}
	return v, err
}

// sampleCollect returns the values of an iteration.
func sampleCollect[T any](seq iter.Seq2[T, error]) (any, error) {
	out := []T{}
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// sampleStream returns the events of a stream.
func sampleStream[E any](s interface {
	Events() iter.Seq2[E, error]
	Close() error
}) (any, error) {
	out, err := sampleCollect(s.Events())
	if err != nil {
		return nil, err
	}
	return out, s.Close()
}

// checkAnswer compares what a call returned with what the server answered.
func (w *sampleWay[C]) checkAnswer(t *testing.T, got any) {
	t.Helper()
	switch w.answer.kind {
	case sampleNothing:
		if got != nil {
			t.Errorf("got %v, want nothing", got)
		}
		return
	case sampleContent:
		w.checkContent(t, got)
		return
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Errorf("encoding the answer: %v", err)
		return
	}
	if !reflect.DeepEqual(sampleParse(t, string(b)), w.want(t)) {
		t.Errorf("the answer is encoded differently\n got %s\nsent %s", b, w.answer.body)
	}
}

func (w *sampleWay[C]) checkContent(t *testing.T, got any) {
	t.Helper()
	var want any = w.answer.body
	if _, ok := got.(sampleFile); ok {
		want = sampleFile{"sample.bin", w.answer.contentType, int64(len(w.answer.body)), w.answer.body}
	}
	if _, ok := got.(sampleFile); !ok {
		got, _ = sampleTextOf(got, nil)
	}
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// want is the answer as JSON that has been parsed: a list, if it is a stream.
func (w *sampleWay[C]) want(t *testing.T) any {
	t.Helper()
	if w.answer.sent != "" {
		return sampleParse(t, w.answer.sent)
	}
	list := []any{}
	switch w.answer.kind {
	case sampleLines:
		for line := range strings.Lines(w.answer.body) {
			list = append(list, sampleParse(t, strings.TrimPrefix(line, "\x1E")))
		}
		return list
	case sampleEvents:
		for line := range strings.Lines(w.answer.body) {
			if data, ok := strings.CutPrefix(line, "data: "); ok && strings.ContainsAny(data[:1], `{["`) && !strings.HasPrefix(data, "[DONE]") {
				list = append(list, sampleParse(t, data))
			}
		}
		return list
	}
	v := sampleParse(t, w.answer.body)
	if w.items != "" {
		for name := range strings.SplitSeq(strings.Trim(w.items, "/"), "/") {
			if m, ok := v.(map[string]any); ok {
				v = m[name]
			}
		}
		all, _ := v.([]any)
		return all[:min(1, len(all))] // the limit of items
	}
	return v
}

// sampleOf decodes a value that a call needs.
func sampleOf[T any](doc string) T {
	var v T
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		panic(err)
	}
	return v
}

// sampleUnionOf decodes a union that a call needs.
func sampleUnionOf[T any](decode func([]byte) (T, error), doc string) T {
	v, err := decode([]byte(doc))
	if err != nil {
		panic(err)
	}
	return v
}
