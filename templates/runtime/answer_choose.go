package runtime

import "net/http"

// chooseMedia returns the index of the media type that an answer came with, or -1.
func chooseMedia(h http.Header, media []string) int {
	came := mediaType(h)
	if came == "" {
		return 0
	}
	whole := h.Get("Content-Type")
	for _, same := range []func(string) bool{
		func(m string) bool { return m == whole },
		func(m string) bool { return baseMedia(m) == came },
		func(m string) bool { return mediaFits(m, came) },
		func(m string) bool { return came == textMedia && isTextual(m) && format(baseMedia(m)) != "json" },
	} {
		for i, m := range media {
			if same(m) {
				return i
			}
		}
	}
	if len(media) == 1 && (format(baseMedia(media[0])) == "json" || isOctets(came) || isOctets(media[0]) || !isTextual(came) && !isTextual(media[0])) {
		return 0 // what is no JSON is an error anyway, and files go by many names
	}
	return -1
}
