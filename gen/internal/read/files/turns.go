package files

import "sync"

// OneAtATime makes a function that reads be called by one goroutine at a time; nil stays nil.
func OneAtATime(mu *sync.Mutex, read func(name string) ([]byte, error)) func(name string) ([]byte, error) {
	if read == nil {
		return nil
	}
	return func(name string) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		return read(name)
	}
}
