package names

import (
	"strings"
)

// maxFileName keeps names of files below what file systems allow.
const maxFileName = 100

// File makes s fit to be part of a Go file's name: no separators, nothing
// that the go command takes for a build constraint, no name of a file of the
// runtime, and none that Windows keeps for a device.
func File(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
		if b.Len() == maxFileName {
			break
		}
	}
	out := strings.Trim(b.String(), "_")
	if out == "" {
		return "api"
	}
	last := out[strings.LastIndexByte(out, '_')+1:]
	if constraints[last] && last != out || devices[out] || strings.HasPrefix(out, "runtime_") {
		return "api_" + out + "_api"
	}
	return out
}

// constraints are the last words of file names that the go command reads: the
// operating systems and architectures of go/build, which doesn't export them.
var constraints = set("test aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos " +
	"386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x " +
	"sparc sparc64 wasm")

// devices are no names of files on Windows, whatever follows a dot.
var devices = set("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
