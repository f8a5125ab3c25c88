//go:build !linux && !darwin

package output

import "errors"

// exchange swaps two folders in one step, which this system can't.
func exchange(string, string) error { return errors.ErrUnsupported }
