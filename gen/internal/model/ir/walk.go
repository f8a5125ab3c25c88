package ir

import "iter"

// AllServices returns every service of the API, each before those below it, with
// the fields that lead to it, e.g. "Messages.Batches".
func (api *API) AllServices() iter.Seq2[string, *Service] {
	return func(yield func(string, *Service) bool) {
		var walk func(prefix string, services []*Service) bool
		walk = func(prefix string, services []*Service) bool {
			for _, s := range services {
				path := prefix + s.Field
				if !yield(path, s) || !walk(path+".", s.Children) {
					return false
				}
			}
			return true
		}
		walk("", api.Services)
	}
}

// AllOperations returns every operation of the API, those of a service before
// those of the services below it.
func (api *API) AllOperations() iter.Seq[*Operation] {
	return func(yield func(*Operation) bool) {
		for _, s := range api.AllServices() {
			for _, op := range s.Ops {
				if !yield(op) {
					return
				}
			}
		}
	}
}

// Objects returns the structs of the API.
func (api *API) Objects() iter.Seq[*Object] {
	return func(yield func(*Object) bool) {
		for _, t := range api.Types {
			if o, ok := t.(*Object); ok && !yield(o) {
				return
			}
		}
	}
}
