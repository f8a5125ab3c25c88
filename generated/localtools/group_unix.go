//go:build unix

package localtools

import (
	"os/exec"
	"syscall"
)

// ownGroup puts a process and what it starts into a group of their own.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends a process and what it started.
func killGroup(c *exec.Cmd) { _ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
