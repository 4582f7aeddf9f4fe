// runc-wrapper stands between containerd and runc on each of the lab's nodes.
//
// Both nodes share one kernel, and that kernel runs amd64 programs natively and arm64 programs through QEMU: an image
// of the wrong architecture would just run. A real node refuses it. So does this program: on `create`, `run` and
// `exec` it looks at the ELF header of the program that is about to start, and answers "exec format error" where
// a real kernel would. Everything else goes to the real runc unseen.
//
// The program that a container starts is looked at; what that program starts in turn is not.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const realRunc = "/usr/sbin/runc"

// Options of runc (global ones and those of create, run and exec) that take a value.
var withValue = map[string]bool{
	"root": true, "log": true, "log-format": true, "criu": true, "rootless": true,
	"bundle": true, "b": true, "console-socket": true, "pid-file": true, "preserve-fds": true,
	"process": true, "p": true, "cwd": true, "env": true, "e": true, "user": true, "u": true,
	"additional-gids": true, "g": true, "process-label": true, "apparmor": true, "cap": true, "c": true, "cgroup": true,
}

// invocation is runc's command line as far as it matters here.
type invocation struct {
	options   map[string]string
	command   string
	arguments []string // after the command's options: the container's id, then (for exec) the program
}

func parse(arguments []string) invocation {
	parsed := invocation{options: map[string]string{}}
	for i := 0; i < len(arguments); i++ {
		argument := arguments[i]
		if !strings.HasPrefix(argument, "-") {
			if parsed.command == "" {
				parsed.command = argument
				continue
			}
			parsed.arguments = arguments[i:]
			break
		}
		name, value, inline := strings.Cut(strings.TrimLeft(argument, "-"), "=")
		if !inline && withValue[name] && i+1 < len(arguments) {
			i++
			value = arguments[i]
		}
		parsed.options[name] = value
	}
	return parsed
}

func (i invocation) option(names ...string) string {
	for _, name := range names {
		if value := i.options[name]; value != "" {
			return value
		}
	}
	return ""
}

type process struct {
	Args []string `json:"args"`
	Env  []string `json:"env"`
	Cwd  string   `json:"cwd"`
}

// starting returns the process that the invocation would start, and the file system in which it would.
func starting(called invocation) (*process, *view) {
	switch called.command {
	case "create", "run":
		bundle := called.option("bundle", "b")
		if bundle == "" {
			bundle = "."
		}
		var config struct {
			Process *process `json:"process"`
			Root    struct {
				Path string `json:"path"`
			} `json:"root"`
			Mounts []mount `json:"mounts"`
		}
		if !read(filepath.Join(bundle, "config.json"), &config) || config.Process == nil {
			return nil, nil
		}
		root := config.Root.Path
		if !filepath.IsAbs(root) {
			root = filepath.Join(bundle, root)
		}
		return config.Process, &view{root: root, mounts: config.Mounts}
	case "exec":
		var state struct {
			Pid int `json:"init_process_pid"`
		}
		root := called.option("root")
		if root == "" {
			root = "/run/runc"
		}
		if len(called.arguments) == 0 || !read(filepath.Join(root, called.arguments[0], "state.json"), &state) || state.Pid <= 0 {
			return nil, nil
		}
		started := &process{Args: called.arguments[1:], Cwd: called.option("cwd")}
		if file := called.option("process", "p"); file != "" && !read(file, started) {
			return nil, nil
		}
		// The running container's own view, mounts included.
		return started, &view{root: "/proc/" + strconv.Itoa(state.Pid) + "/root"}
	}
	return nil, nil
}

func read(path string, into any) bool {
	data, err := os.ReadFile(path)
	return err == nil && json.Unmarshal(data, into) == nil
}

// refuse reports as runc does: to its log, which containerd quotes, and to standard error.
func refuse(called invocation, message string) {
	if path := called.option("log"); path != "" {
		if file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); err == nil {
			now := time.Now().UTC().Format(time.RFC3339)
			if called.option("log-format") == "json" {
				line, _ := json.Marshal(map[string]string{"level": "error", "msg": message, "time": now})
				fmt.Fprintf(file, "%s\n", line)
			} else {
				fmt.Fprintf(file, "time=%q level=error msg=%q\n", now, message)
			}
			file.Close()
		}
	}
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}

func main() {
	called := parse(os.Args[1:])
	if node := os.Getenv("MIXARCH_LAB_NODE_ARCH"); node != "" {
		if started, files := starting(called); started != nil {
			if path, wrong := files.foreign(started, node); wrong {
				refuse(called, fmt.Sprintf("exec %s: exec format error", path))
			}
		}
	}
	err := syscall.Exec(realRunc, append([]string{"runc"}, os.Args[1:]...), os.Environ())
	refuse(called, fmt.Sprintf("exec %s: %v", realRunc, err))
}
