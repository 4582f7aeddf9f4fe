import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct GoFileTests {
    private static let traps = [
        // cgo
        Trap(
            "flags for all architectures",
            ["a.go": "package a\n\n// #cgo CFLAGS: -O2 -mavx2 -march=haswell\n// int f(void);\nimport \"C\"\n"],
            ["go-cgo-x86 blocker a.go:3", "go-cgo-x86 blocker a.go:3"]),
        Trap(
            "a library for x86",
            ["a.go": "package a\n\n/*\n#cgo LDFLAGS: -L${SRCDIR}/lib/linux_amd64 -lfoo\n*/\nimport \"C\"\n"],
            ["go-cgo-x86 blocker a.go:4"]),
        Trap(
            "x86 headers and intrinsics in the C code",
            [
                "a.go":
                    "package a\n\n/*\n#include <immintrin.h>\nstatic void f(void) { _mm_pause(); }\n*/\nimport \"C\"\n"
            ],
            ["go-cgo-x86 blocker a.go:4"]),
        Trap(
            "inline assembly in the C code",
            [
                "a.go":
                    "package a\n\n// static inline unsigned f(void) { unsigned a, d; __asm__ volatile(\"rdtsc\" : \"=a\"(a), \"=d\"(d)); return a; }\nimport \"C\"\n"
            ],
            ["go-cgo-x86 blocker a.go:3"]),
        Trap(
            "flags with an architecture in front",
            [
                "a.go":
                    "package a\n\n// #cgo amd64 CFLAGS: -mavx2\n// #cgo linux,amd64 LDFLAGS: -L${SRCDIR}/lib/linux_amd64\n// #cgo linux,arm64 LDFLAGS: -L${SRCDIR}/lib/linux_arm64\nimport \"C\"\n"
            ]),
        Trap(
            "C code between guards",
            [
                "a.go":
                    "package a\n\n/*\n#if defined(__x86_64__)\n#include <immintrin.h>\n#else\nstatic int g;\n#endif\n// #include <cpuid.h>\n*/\nimport \"C\"\n"
            ]),
        Trap("flags in a file for amd64", ["a_amd64.go": "package a\n\n// #cgo CFLAGS: -mavx2\nimport \"C\"\n"]),
        Trap("a comment that is no preamble", ["a.go": "package a\n\n// #cgo CFLAGS: -mavx2\n\nimport \"C\"\n"]),
        Trap("flags for arm64", ["a.go": "package a\n\n// #cgo CFLAGS: -O3 -march=armv8-a+crc -DX=1\nimport \"C\"\n"]),

        // System calls
        Trap(
            "system calls that arm64 lacks",
            [
                "a.go":
                    "package a\n\nimport \"syscall\"\n\nfunc f() {\n\tsyscall.Syscall(syscall.SYS_OPEN, 0, 0, 0)\n\tsyscall.Dup2(1, 2)\n}\n"
            ],
            ["go-system-call blocker a.go:6", "go-system-call blocker a.go:7"]),
        Trap(
            "unix.SYS_FORK",
            ["a.go": "package a\n\nvar x = unix.SYS_FORK\n"], ["go-system-call blocker a.go:3"]),
        Trap(
            "system calls that both have",
            [
                "a.go":
                    "package a\n\nvar x = []int{syscall.SYS_OPENAT, unix.SYS_READ, syscall.SYS_GETDENTS64}\n\nfunc f() { unix.Dup2(1, 2); syscall.Dup3(1, 2, 0) }\n"
            ]),
        Trap(
            "system calls in a file for amd64 or another system",
            [
                "a_amd64.go": "package a\n\nfunc f() { syscall.Dup2(1, 2) }\n",
                "b.go": "//go:build darwin || freebsd\n\npackage a\n\nfunc f() { syscall.Dup2(1, 2) }\n",
                "c.go": "//go:build !linux\n\npackage a\n\nvar x = syscall.SYS_STAT\n",
            ]),
        Trap(
            "system calls in comments",
            ["a.go": "package a\n\n// syscall.SYS_OPEN is not on arm64.\nvar x = \"syscall.SYS_OPEN\"\n"]),

        // Checks at run time
        Trap(
            "a check that refuses",
            [
                "main.go":
                    "package main\n\nfunc main() {\n\tif runtime.GOARCH != \"amd64\" {\n\t\tlog.Fatalf(\"unsupported\")\n\t}\n}\n"
            ],
            ["runtime-architecture-check blocker main.go:4"]),
        Trap(
            "a switch that refuses",
            [
                "main.go":
                    "package main\n\nfunc main() {\n\tswitch runtime.GOARCH {\n\tcase \"amd64\":\n\t\trun()\n\tdefault:\n\t\tpanic(\"no\")\n\t}\n}\n"
            ],
            ["runtime-architecture-check warning main.go:4"]),
        Trap(
            "an else that refuses",
            [
                "main.go":
                    "package main\n\nfunc main() {\n\tif runtime.GOARCH == \"amd64\" {\n\t\trun()\n\t} else {\n\t\tos.Exit(1)\n\t}\n}\n"
            ],
            ["runtime-architecture-check blocker main.go:4"]),
        Trap(
            "a check in a function that may not be called",
            ["main.go": "package main\n\nfunc fast() {\n\tif runtime.GOARCH != \"amd64\" {\n\t\tpanic(1)\n\t}\n}\n"],
            ["runtime-architecture-check warning main.go:4"]),
        Trap(
            "a return for amd64 in front of the refusal",
            [
                "main.go":
                    "package main\n\nfunc check() error {\n\tif runtime.GOARCH == \"amd64\" {\n\t\treturn nil\n\t}\n\treturn errors.New(\"unsupported machine\")\n}\n"
            ],
            ["runtime-architecture-check warning main.go:4"]),
        Trap(
            "a check that knows arm64",
            [
                "main.go":
                    "package main\n\nfunc main() {\n\tif runtime.GOARCH != \"amd64\" && runtime.GOARCH != \"arm64\" {\n\t\tlog.Fatal(\"x\")\n\t}\n\tswitch runtime.GOARCH {\n\tcase \"amd64\", \"arm64\":\n\tdefault:\n\t\tpanic(1)\n\t}\n}\n"
            ]),
        Trap(
            "a check that only chooses",
            [
                "main.go":
                    "package main\n\nfunc main() {\n\tif err != nil && runtime.GOARCH == \"amd64\" {\n\t\treturn err\n\t}\n\tif runtime.GOARCH == \"amd64\" {\n\t\tuseFast()\n\t}\n\tname := \"x-\" + runtime.GOARCH\n}\n"
            ]),

        // Embedded files
        Trap(
            "an embedded program for x86",
            ["a.go": "package a\n\nimport _ \"embed\"\n\n//go:embed bin/linux-amd64/helper\nvar helper []byte\n"],
            ["go-embed-x86 warning a.go:5"]),
        Trap(
            "embedded programs for both, or in files for each",
            [
                "a.go":
                    "package a\n\n//go:embed bin/linux-amd64/helper\nvar x []byte\n\n//go:embed bin/linux-arm64/helper\nvar y []byte\n",
                "b_amd64.go": "package a\n\n//go:embed bin/linux-amd64/helper\nvar z []byte\n",
            ]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
