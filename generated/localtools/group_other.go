//go:build !unix

package localtools

import "os/exec"

func ownGroup(*exec.Cmd) {}

// killGroup ends a process. What it started goes on: this system has no groups.
func killGroup(c *exec.Cmd) { _ = c.Process.Kill() }
