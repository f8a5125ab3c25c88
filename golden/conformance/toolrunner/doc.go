// Package toolrunner replays conversations with tools that others have recorded: those
// of the vendor's SDK and of charm.land/fantasy. Ours must send the same requests, and come to
// the same end. The recordings are read from the modules, which the tests download.
package toolrunner
