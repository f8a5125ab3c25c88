package runtime

import (
	"errors"
	"io"
	"strings"
)

var errOtherMedia = errors.New("the answer is of a media type that the document doesn't describe")

// checkMedia refuses a text or a file that is of another media type than those that the document
// describes: the page of a gateway, say. Where the caller asks for another, that is right.
func (rep *reply) checkMedia() error {
	came, accept := mediaType(rep.resp.Header), rep.req.op.accept
	if came == "" || accept == "" || rep.req.header.Get("Accept") != accept {
		return nil
	}
	if rep.req.want == wantDownload && !isTextual(came) {
		return nil // servers call a file by many names
	}
	for media := range strings.SplitSeq(accept, ",") {
		media = strings.TrimSpace(media)
		if isPage(came) && !mediaFits(media, came) && !rep.saysFile() {
			continue // what is asked for is no page
		}
		if mediaFits(media, came) || isOctets(media) || isOctets(came) || came == textMedia && isTextual(media) {
			return nil
		}
	}
	if err := rep.loaded(); err != nil {
		return err
	}
	return rep.unusable(errOtherMedia)
}

// isPage reports whether a media type is that of a page for people, as proxies and
// gateways send it in place of an answer.
func isPage(media string) bool { return media == "text/html" || media == "application/xhtml+xml" }

// saysFile reports whether an answer says that it is a file, or comes from the API: files
// may be pages as well.
func (rep *reply) saysFile() bool {
	return rep.resp.Header.Get("Content-Disposition") != "" || rep.requestID() != ""
}

// loaded reads the beginning of a body that was to be handed on, for the error that tells of it.
func (rep *reply) loaded() error {
	const most = 1 << 20
	switch {
	case rep.load != nil:
		return rep.load()
	case rep.end != nil:
		b, _ := io.ReadAll(io.LimitReader(rep.resp.Body, most)) // what there is
		rep.body = string(b)
		rep.abandon()
	}
	return nil
}

// mediaFits reports whether a media type is one of those that another one stands for: itself, those of
// a range, and those that are another name for the same format.
func mediaFits(documented, came string) bool {
	base := baseMedia(documented)
	before, after, ranged := strings.Cut(base, "*")
	switch {
	case base == came, base == "*/*":
		return true
	case ranged:
		return strings.HasPrefix(came, before) && strings.HasSuffix(came, after)
	}
	f := format(base)
	return f != "" && f == format(came)
}

// format is what a media type of a structured format ends in.
func format(media string) string {
	for _, f := range [...]string{"json", "xml", "yaml", "csv", "javascript"} {
		if strings.HasSuffix(media, "/"+f) || strings.HasSuffix(media, "+"+f) || strings.HasSuffix(media, "/x-"+f) {
			return f
		}
	}
	return ""
}

// isTextual reports whether what is of a media type can be read by people.
func isTextual(media string) bool {
	base := baseMedia(media)
	return strings.HasPrefix(base, "text/") || format(base) != ""
}

// isOctets reports whether a media type says nothing but that there are bytes.
func isOctets(media string) bool { return media == octetStream || media == "binary/octet-stream" }
