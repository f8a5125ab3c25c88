package runtime

import "context"

// answerAs is one of several bodies that an operation answers with, and how it is read.
type answerAs[R any] struct {
	from, to int    // statuses
	media    string // or a range of media types
	read     func(*reply) (R, error)
}

// callAnswer sends a request and returns the answer as the one that its status and media type say.
func callAnswer[R any](ctx context.Context, c *core, op *operation, args []string, params codable, answers []answerAs[R], opts []RequestOption) (R, error) {
	var none R
	r, err := c.prepare(ctx, op, args, params, opts, wantBody)
	if err != nil {
		return none, err
	}
	rep, err := r.run(ctx)
	if err != nil || rep.emptyAnswer() {
		return none, err
	}
	return answered(readAnswer(rep, answers))
}

// readAnswer reads the answer that status and media type choose. Of a status that the document doesn't
// describe, it is the first that fits.
func readAnswer[R any](rep *reply, answers []answerAs[R]) (R, error) {
	var none R
	status := rep.resp.StatusCode
	narrowest := -1
	for _, a := range answers {
		if a.from <= status && status <= a.to && (narrowest < 0 || a.to-a.from < narrowest) {
			narrowest = a.to - a.from
		}
	}
	if narrowest < 0 {
		return undocumented(rep, answers)
	}
	var of []answerAs[R]
	var media []string
	for _, a := range answers {
		if a.from <= status && status <= a.to && a.to-a.from == narrowest {
			of, media = append(of, a), append(media, a.media)
		}
	}
	i := chooseMedia(rep.resp.Header, media)
	if i >= 0 {
		return of[i].read(rep)
	}
	if err := rep.loaded(); err != nil {
		return none, err
	}
	if rep.body == "" {
		return none, rep.responseError(errNoAnswer)
	}
	return none, rep.unusable(errOtherMedia)
}

// undocumented reads an answer of a status that the document doesn't describe as the first that it fits.
func undocumented[R any](rep *reply, answers []answerAs[R]) (R, error) {
	var none R
	err := rep.loaded()
	if err == nil {
		err = errOtherAnswer
		for _, a := range answers {
			if format(baseMedia(a.media)) != "json" {
				continue
			}
			v, bad := a.read(rep)
			if bad == nil {
				return v, nil
			}
		}
		err = rep.unusable(err)
	}
	return none, err
}

// answerObject reads an answer that is an object.
func answerObject[P codable](rep *reply, out P) (P, error) {
	if err := rep.loaded(); err != nil {
		return out, err
	}
	return out, rep.decode(out, descriptorOf(out))
}

// answerValue reads an answer that is JSON of another kind.
func answerValue[R any](rep *reply, code func(*coder, *R)) (R, error) {
	var out R
	err := rep.loaded()
	if err == nil {
		err = nameType(rep.decode(walker(func(c *coder) { code(c, &out) }), nil), &out)
	}
	if err == nil {
		err = rep.variant(any(out))
	}
	return out, err
}

// answerText reads an answer that is text.
func answerText[S ~string](rep *reply) (S, error) {
	err := rep.loaded()
	return S(rep.body), err
}
