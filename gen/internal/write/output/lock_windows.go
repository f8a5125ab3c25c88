package output

import (
	"errors"
	"fmt"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// lock refuses to go on while another run writes below a folder. It is a file
// that nobody else may open, and that the system removes when the process ends,
// however it does.
func lock(dir string) (unlock func(), err error) {
	name := filepath.Join(dir, ".codegen-lock")
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateFile(p, windows.GENERIC_READ, 0, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_TEMPORARY|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return nil, fmt.Errorf("another codegen is writing in %s: run again when it has ended", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return func() { _ = windows.CloseHandle(h) }, nil // nothing was written to it
}
