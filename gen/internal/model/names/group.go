package names

import (
	"strconv"
	"strings"
)

// Group returns the first segment of a path that says what it is about.
func Group(path string) string {
	path, _, _ = strings.Cut(path, "?")
	for seg := range strings.SplitSeq(path, "/") {
		if seg == "" || strings.Contains(seg, "{") || isVersion(seg) || seg == "api" || seg == "rest" {
			continue
		}
		return seg
	}
	return "root"
}

func isVersion(seg string) bool {
	if len(seg) < 2 || seg[0] != 'v' {
		return false
	}
	_, err := strconv.ParseFloat(seg[1:], 64)
	return err == nil
}
