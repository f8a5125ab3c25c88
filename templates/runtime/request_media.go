package runtime

// WithContentType sends the body of a request as another media type that the document describes for it,
// such as "application/x-www-form-urlencoded" where it is JSON otherwise. The comments of methods say
// which there are. It is for single calls.
func WithContentType(mediaType string) RequestOption {
	return func(s *settings) { s.contentType = mediaType }
}

// bodiesAs are the media types that a body can be sent as besides, and how each is written.
type bodiesAs []struct {
	contentType string
	body        bodyFunc
}

func (b bodiesAs) as(op *operation, contentType string) *operation {
	for _, o := range b {
		if o.contentType == contentType || baseMedia(o.contentType) == baseMedia(contentType) {
			other := *op
			other.body, other.contentType = o.body, contentType
			return &other
		}
	}
	if first(op.contentType, "application/json") == contentType {
		return op
	}
	return nil
}
