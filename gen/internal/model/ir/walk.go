package ir

import "iter"

// AllServices returns every service of the API, each before those below it.
func (api *API) AllServices() iter.Seq[*Service] {
	return func(yield func(*Service) bool) {
		var walk func([]*Service) bool
		walk = func(services []*Service) bool {
			for _, s := range services {
				if !yield(s) || !walk(s.Children) {
					return false
				}
			}
			return true
		}
		walk(api.Services)
	}
}

// AllOperations returns every operation of the API, those of a service before
// those of the services below it.
func (api *API) AllOperations() iter.Seq[*Operation] {
	return func(yield func(*Operation) bool) {
		for s := range api.AllServices() {
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
