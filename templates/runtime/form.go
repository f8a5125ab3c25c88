package runtime

import "errors"

// formBody composes a form of texts.
func formBody(op *operation, params codable, flag string) (*payload, error) {
	parts, err := partsOf(params, flag)
	if err != nil {
		return nil, err
	}
	q := &queryString{}
	for _, p := range parts {
		if p.file != nil {
			return nil, errors.New("a form that is no multipart form can't hold the file " + p.name)
		}
		q.add(p.name, p.text)
	}
	return bytesPayload([]byte(q.String()), first(op.contentType, "application/x-www-form-urlencoded")), nil
}

func partsOf(params codable, flag string) ([]formPart, error) {
	var parts []formPart
	if params != nil {
		var err error
		if parts, err = formParts(params); err != nil {
			return nil, err
		}
	}
	if flag != "" {
		parts = append(parts, formPart{name: flag, text: "true"})
	}
	return parts, nil
}

// formPart is a field of a form: text, or a file.
type formPart struct {
	name string
	text string
	file *File
}

// formParts returns the body members of v as form fields, in order. Files are
// not opened.
func formParts(v codable) ([]formPart, error) {
	s := descriptorOf(v)
	var out []formPart
	for i := range s.members {
		m := &s.members[i]
		if m.in != inBody || m.readOnly && unset(v, i) {
			continue
		}
		if m.lit != "" {
			out = append(out, formPart{name: m.name(), text: m.text()})
			continue
		}
		c := coder{mode: flattening, flat: func(text string, file any) {
			f, _ := file.(*File)
			out = append(out, formPart{m.name(), text, f})
		}}
		v.field(&c, i)
		if c.err != nil {
			return nil, c.err
		}
	}
	return out, nil
}
