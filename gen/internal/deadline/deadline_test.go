package deadline

import (
	"errors"
	"io"
	"testing"
	"time"
)

func TestWithin(t *testing.T) {
	never := make(chan int)
	if n, err := Within(time.Millisecond, func() (int, error) { return <-never, nil }); !errors.Is(err, ErrLate) || n != 0 {
		t.Error(n, err)
	}
	if n, err := Within(time.Minute, func() (int, error) { return 7, io.EOF }); n != 7 || !errors.Is(err, io.EOF) {
		t.Error(n, err)
	}
}
