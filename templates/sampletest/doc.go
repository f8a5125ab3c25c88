// Package sampletest is what the generated tests of a package share: they hold
// tables of documents, and the functions here check that the package does with
// them what it should. Generating tests copies these files next to the tables;
// every name begins with sample, so that tests written by hand don't collide.
package sampletest
