package advice

import (
	"errors"
	"testing"
	"time"
)

func TestLintPatience(t *testing.T) {
	never := make(chan int)
	if _, err := inTime(time.Millisecond, func() ([]error, error) { <-never; return nil, nil }); !errors.Is(err, errLate) {
		t.Error(err)
	}
}
