import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct GoPackageTests {
    private static let module = "module example.com/app\n\ngo 1.20\n"

    private static let traps = [
        Trap(
            "a function in an _amd64.go file that the package calls",
            [
                "sum.go": "package app\n\nfunc Total(p []byte) uint32 { return sumFast(p) }\n",
                "sum_amd64.go": "package app\n\nfunc sumFast(p []byte) uint32 { return 1 }\n",
            ],
            ["go-architecture-only blocker sum_amd64.go:3"]),
        Trap(
            "a constraint in place of a suffix",
            [
                "main.go": "package main\n\nfunc main() { println(fast(1)) }\n",
                "simd.go": "//go:build amd64\n\npackage main\n\nfunc fast(x int) int { return x }\n",
            ],
            ["go-architecture-only blocker simd.go:5"]),
        Trap(
            "an old constraint",
            [
                "main.go": "package main\n\nfunc main() { println(fast) }\n",
                "simd.go": "// +build linux,amd64\n\npackage main\n\nvar (\n\tfast = 1\n)\n",
            ],
            ["go-architecture-only blocker simd.go:6"]),
        Trap(
            "a body in assembly for amd64 alone",
            [
                "add.go": "package app\n\n//go:noescape\nfunc add(a, b int) int\n",
                "add_amd64.s": "#include \"textflag.h\"\n\nTEXT ·add(SB), NOSPLIT, $0-24\n\tMOVQ a+0(FP), AX\n\tRET\n",
            ],
            ["go-architecture-only blocker add.go:4"]),
        Trap(
            "a package for amd64 that the module imports",
            [
                "go.mod": module,
                "main.go": "package main\n\nimport \"example.com/app/fast\"\n\nfunc main() { fast.Run() }\n",
                "fast/fast.go": "//go:build linux && amd64\n\npackage fast\n\nfunc Run() {}\n",
            ],
            ["go-architecture-only blocker fast/fast.go:1"]),
        Trap(
            "an exported function for amd64 that another package calls",
            [
                "go.mod": module, "fast/doc.go": "// Package fast is fast.\npackage fast\n",
                "fast/run_amd64.go": "package fast\n\nfunc Run() {}\n",
                "main.go": "package main\n\nimport \"example.com/app/fast\"\n\nfunc main() { fast.Run() }\n",
            ],
            ["go-architecture-only blocker fast/run_amd64.go:3"]),
        Trap(
            "a program for amd64 alone", ["cmd/tool/main_amd64.go": "package main\n\nfunc main() {}\n"],
            ["go-architecture-only blocker cmd/tool/main_amd64.go:1"]),
        Trap(
            "programs of one file each",
            [
                "a.go": "package main\n\nfunc main() { println(f(1)) }\n",
                "b.go": "package main\n\nfunc main() { println(f(2)) }\n",
                "c.go": "// +build amd64\n\npackage main\n\nfunc f(x int) int { return x }\n\nfunc main() { f(1) }\n",
            ]),
        Trap(
            "another package's file in the folder",
            [
                "a.go": "package a\n\nfunc A() int { return f(1) }\n",
                "b.go": "// +build amd64\n\npackage b\n\nfunc f(x int) int { return x }\n",
            ]),
        Trap(
            "one program of two files",
            [
                "a.go": "package main\n\nfunc main() { println(f(1)) }\n",
                "b.go": "// +build ignore\n\npackage main\n\nfunc main() {}\n",
                "c.go": "// +build amd64\n\npackage main\n\nfunc f(x int) int { return x }\n",
            ],
            ["go-architecture-only blocker c.go:5"]),
        Trap(
            "main for amd64 beside other files",
            ["main_amd64.go": "package main\n\nfunc main() {}\n", "util.go": "package main\n\nfunc helper() {}\n"],
            ["go-architecture-only blocker main_amd64.go:3"]),
        Trap(
            "a method for amd64",
            [
                "hash.go":
                    "package hash\n\ntype digest struct{ x [8]uint32 }\n\nfunc (d *digest) Write(p []byte) { d.block(p) }\n",
                "hash_amd64.go": "package hash\n\nfunc (d *digest) block(p []byte) {}\n",
            ],
            ["go-architecture-only blocker hash_amd64.go:3"]),
        Trap(
            "a constant and a type for amd64 in a group",
            [
                "a.go": "package a\n\nvar size = pageShift * 2\nvar r Registers\n",
                "a_linux_amd64.go":
                    "package a\n\nconst (\n\tunused = 1\n\tpageShift = 12\n)\n\ntype Registers struct{ RAX uint64 }\n",
            ],
            ["go-architecture-only blocker a_linux_amd64.go:5", "go-architecture-only blocker a_linux_amd64.go:8"]),
        Trap(
            "an example for amd64", ["examples/fast/main_amd64.go": "package main\n\nfunc main() {}\n"],
            ["go-architecture-only warning examples/fast/main_amd64.go:1"]),

        Trap(
            "a package for amd64 that is imported for what it does at its start",
            [
                "go.mod": module,
                "main.go": "package main\n\nimport _ \"example.com/app/fast\"\n\nfunc main() {}\n",
                "fast/fast.go": "//go:build amd64\n\npackage fast\n\nfunc init() { println() }\n",
            ],
            ["go-architecture-only blocker fast/fast.go:1"]),

        // What is fine.
        Trap(
            "a variant with a constraint that names no architecture",
            [
                "sum.go": "package app\n\nfunc Total(p []byte) uint32 { return sumFast(p) }\n",
                "sum_amd64.go": "package app\n\nfunc sumFast(p []byte) uint32 { return 2 }\n",
                "sum_plain.go":
                    "//go:build purego\n\npackage app\n\nfunc sumFast(p []byte) uint32 { return 1 }\n",
            ]),
        Trap(
            "a variant for all others",
            [
                "sum.go": "package app\n\nfunc Total(p []byte) uint32 { return sumFast(p) }\n",
                "sum_amd64.go": "package app\n\nfunc sumFast(p []byte) uint32\n",
                "sum_amd64.s": "TEXT ·sumFast(SB), 4, $0\n\tRET\n",
                "sum_generic.go": "//go:build !amd64\n\npackage app\n\nfunc sumFast(p []byte) uint32 { return 1 }\n",
            ]),
        Trap(
            "a variant for arm64 under another name, with a build tag",
            [
                "sum.go": "package app\n\nfunc Total(p []byte) uint32 { return sumFast(p) }\n",
                "x.go": "//go:build amd64 && !purego\n\npackage app\n\nfunc sumFast(p []byte) uint32 { return 2 }\n",
                "y.go": "//go:build !amd64 || purego\n\npackage app\n\nfunc sumFast(p []byte) uint32 { return 1 }\n",
            ]),
        Trap(
            "assembly for both",
            [
                "add.go": "package app\n\nfunc add(a, b int) int\n", "add_amd64.s": "TEXT ·add(SB), 4, $0\n\tRET\n",
                "add_arm64.s": "TEXT ·add(SB), 4, $0\n\tRET\n",
            ]),
        Trap(
            "an override in init that nobody needs",
            [
                "sum.go": "package app\n\nvar sum = sumGo\n\nfunc sumGo() {}\n",
                "sum_amd64.go": "package app\n\nfunc init() { sum = sumAVX2 }\n\nfunc sumAVX2()\n",
            ]),
        Trap(
            "a package for Windows",
            [
                "go.mod": module, "main.go": "package main\n\nfunc main() {}\n",
                "service_windows_amd64.go": "package main\n\nfunc service() {}\n",
            ]),
        Trap(
            "a generator that is never built",
            ["gen_amd64.go": "//go:build ignore\n\npackage main\n\nfunc main() {}\n"]),
        Trap(
            "a name that is only a parameter or a key elsewhere",
            [
                "a.go":
                    "package a\n\ntype T struct{ block []byte }\n\nvar t = T{block: nil}\n\nfunc f(block []byte) { block = nil }\n",
                "a_amd64.go": "package a\n\nfunc block(p []byte) {}\n",
            ]),
        Trap(
            "a word in a comment and in a string",
            [
                "a.go": "package a\n\n// fast is only on amd64.\nvar s = \"fast\" + `fast`\n",
                "a_amd64.go": "package a\n\nfunc fast() {}\n",
            ]),
        Trap("a file that is named after a system only", ["amd64.go": "package a\n\nfunc main() {}\n"]),
        Trap(
            "tests for amd64",
            ["a.go": "package a\n", "a_amd64_test.go": "package a\n\nfunc TestA() { fast() }\n\nfunc fast() {}\n"]),
        Trap(
            "a function whose body is linked by name",
            [
                "a.go": "package a\n\n//go:linkname now time.now\nfunc now() int64\n",
                "a_amd64.s": "TEXT ·other(SB), 4, $0\n\tRET\n",
            ]),
        Trap(
            "folders that Go passes over",
            [
                "_fixtures/a.go": "package a\n\nfunc add()\n", "_fixtures/a_amd64.s": "TEXT ·add(SB), 4, $0\n\tRET\n",
                "testdata/b_amd64.go": "package main\n\nfunc main() {}\n",
            ]),
        Trap(
            "half of a file",
            [
                "a_amd64.go": "package a\n\nfunc (", "b.go": "//go:build ((((\n\npackage a\nvar x = `",
                "c.go": "import (\n\"", "go.mod": "module",
            ]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    /// Files that stand beside a package for amd64, `fast`: whether they import it.
    @Test(arguments: [
        (
            "package main\n\nimport (\n\t\"fmt\" // prints\n\n\tf \"example.com/app/fast\"\n)\n\nfunc main() { f.Run() }\n",
            true
        ),
        ("/* One\n * program */ package main\n\nimport \"fmt\"\nimport _ \"example.com/app/fast\"\n", true),
        ("package main // import \"example.com/main\"\nimport . \"example.com/app/fast\"\nvar run = Run\n", true),
        ("package main\nimport \"fmt\"; import \"example.com/app/fast\"\nvar run = fast.Run\n", true),
        ("package main\nimport(\"fmt\"; \"example.com/app/fast\")\nvar run = fast.Run\n", true),
        ("package main\n\n// Like \"example.com/app/fast\".\nfunc main() {}\n", false),
        ("package main\n\nimport \"example.com/app/faster\"\n\nvar path = \"example.com/app/fast\"\n", false),
    ]) func anImportIsFoundHoweverItIsWritten(main: String, imports: Bool) async throws {
        let files = [
            "go.mod": Self.module, "main.go": main,
            "fast/fast.go": "//go:build linux && amd64\n\npackage fast\n\nfunc Run() {}\n",
        ]
        let expected = imports ? ["go-architecture-only blocker fast/fast.go:1"] : []
        #expect(try await Project(SourceAnalyses.all).summary(files) == expected)
    }

    @Test func deepNestingEnds() async throws {
        let deep = String(repeating: "(", count: 100_000)
        let files = ["a.go": "//go:build \(deep)amd64\n\npackage a\n", "b.go": "package a\nfunc f\(deep)"]
        #expect(try await Project(SourceAnalyses.all).summary(files) == [])
    }
}
