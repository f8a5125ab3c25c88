// Package values says what JSON the schemas of a place can hold, whatever way they
// are written in: kinds, listed values, members, and which variants of two documents
// stand for the same thing.
package values
