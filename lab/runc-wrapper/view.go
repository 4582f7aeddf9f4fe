package main

import (
	"encoding/binary"
	"os"
	"path"
	"path/filepath"
	"strings"
)

type mount struct {
	Destination string   `json:"destination"`
	Type        string   `json:"type"`
	Source      string   `json:"source"`
	Options     []string `json:"options"`
}

func (m mount) bind() bool {
	if m.Type == "bind" {
		return true
	}
	for _, option := range m.Options {
		if option == "bind" || option == "rbind" {
			return true
		}
	}
	return false
}

// view is a container's file system as seen from outside: paths are resolved the way the container would, so that
// a link never leads out of it.
type view struct {
	root   string
	mounts []mount
}

// outside maps a container's path, links already resolved, to the node's.
func (v *view) outside(inside string) string {
	best, mapped := -1, filepath.Join(v.root, inside)
	for _, m := range v.mounts {
		destination := path.Clean("/" + m.Destination)
		rest := strings.TrimPrefix(inside, destination)
		if m.bind() && rest != inside && (rest == "" || rest[0] == '/') && len(destination) > best {
			best, mapped = len(destination), filepath.Join(m.Source, rest)
		}
	}
	return mapped
}

// resolve follows the links of a container's path, and returns the node's path of what it names.
func (v *view) resolve(inside string) (string, bool) {
	current, rest := "/", strings.Split(inside, "/")
	for links := 0; len(rest) > 0; {
		name := rest[0]
		rest = rest[1:]
		switch name {
		case "", ".":
			continue
		case "..":
			current = path.Dir(current)
			continue
		}
		next := path.Join(current, name)
		info, err := os.Lstat(v.outside(next))
		if err != nil {
			return "", false
		}
		if info.Mode()&os.ModeSymlink == 0 {
			current = next
			continue
		}
		if links++; links > 40 {
			return "", false
		}
		target, err := os.Readlink(v.outside(next))
		if err != nil {
			return "", false
		}
		if strings.HasPrefix(target, "/") {
			current = "/"
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	return v.outside(current), true
}

// find is exec's search: a name with a slash is a path, any other is looked for along PATH.
func (v *view) find(name string, started *process) (string, bool) {
	if strings.Contains(name, "/") {
		if !strings.HasPrefix(name, "/") {
			name = path.Join("/", started.Cwd, name)
		}
		return v.resolve(name)
	}
	search := "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
	for _, setting := range started.Env {
		if value, found := cutPrefix(setting, "PATH="); found {
			search = value
		}
	}
	for _, folder := range strings.Split(search, ":") {
		if !strings.HasPrefix(folder, "/") {
			folder = path.Join("/", started.Cwd, folder)
		}
		if found, ok := v.resolve(path.Join(folder, name)); ok {
			if info, err := os.Stat(found); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
				return found, true
			}
		}
	}
	return "", false
}

// The ELF machines that a node's kernel runs: EM_386 and EM_X86_64; EM_AARCH64 (Graviton has no 32-bit mode).
var machines = map[string][]uint16{"amd64": {3, 62}, "arm64": {183}}

// foreign says whether the kernel of a node of that architecture would refuse the program. When in doubt (the file is
// missing, is not ELF, cannot be read) it does not: the real runc then reports what is wrong.
func (v *view) foreign(started *process, node string) (string, bool) {
	if len(started.Args) == 0 {
		return "", false
	}
	name := started.Args[0]
	for scripts := 0; scripts < 5; scripts++ {
		file, ok := v.find(name, started)
		if !ok {
			return "", false
		}
		header := head(file)
		if interpreter := scriptInterpreter(header); interpreter != "" {
			name = interpreter
			continue
		}
		machine, ok := elfMachine(header)
		if !ok {
			return "", false
		}
		for _, own := range machines[node] {
			if machine == own {
				return "", false
			}
		}
		return started.Args[0], true
	}
	return "", false
}

func head(name string) []byte {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	header := make([]byte, 256)
	read, _ := file.Read(header)
	return header[:read]
}

func scriptInterpreter(header []byte) string {
	rest, script := cutPrefix(string(header), "#!")
	if !script {
		return ""
	}
	line, _, _ := strings.Cut(rest, "\n")
	fields := strings.Fields(line)
	if len(fields) == 0 {
		return ""
	}
	return fields[0]
}

func elfMachine(header []byte) (uint16, bool) {
	if len(header) < 20 || string(header[:4]) != "\x7fELF" {
		return 0, false
	}
	if header[5] == 2 {
		return binary.BigEndian.Uint16(header[18:]), true
	}
	return binary.LittleEndian.Uint16(header[18:]), true
}

// strings.CutPrefix is younger than Debian 12's Go.
func cutPrefix(text, prefix string) (string, bool) {
	return strings.TrimPrefix(text, prefix), strings.HasPrefix(text, prefix)
}
