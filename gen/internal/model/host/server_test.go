package host

import "testing"

func TestNamesHost(t *testing.T) {
	for url, want := range map[string]bool{
		"https://shop.test":     true,
		"http://localhost:1/v2": true,
		"http://[::1]:80":       true,
		"https://":              false,
		"https:///v2":           false,
		"https://.shop.test":    false, // {tenant}.shop.test
		"https://:443/v2":       false,
		"://shop.test":          false, // {scheme}://shop.test
		"/shop/v2":              false,
		"":                      false,
	} {
		if got := namesHost(url); got != want {
			t.Errorf("%q: got %v", url, got)
		}
	}
}
