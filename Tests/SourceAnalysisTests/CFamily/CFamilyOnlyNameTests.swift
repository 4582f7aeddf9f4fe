import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What is declared for x86 alone, and used on every machine.
@Suite struct CFamilyOnlyNameTests {
    private static let missing: [Trap] = [
        (
            "a function",
            "#ifdef __x86_64__\nstatic inline long ticks(void) { return 1; }\n#endif\nlong f(void) { return ticks(); }\n",
            4
        ),
        ("a macro", "#ifdef __x86_64__\n#define LINE_SIZE 64\n#endif\nint x[LINE_SIZE];\n", 4),
        (
            "a macro with arguments", "#ifdef __SSE2__\n#define FENCE(x) use(x)\n#endif\nvoid f(int x) { FENCE(x); }\n",
            4
        ),
        (
            "a type by word size",
            "#if defined(__i386__)\ntypedef unsigned word;\n#elif defined(__x86_64__)\ntypedef unsigned long word;\n#endif\nword w;\n",
            6
        ),
        (
            "a table",
            "#ifdef __x86_64__\nstatic const unsigned char code[] = { 1 };\n#endif\nint f(void) { return code[0]; }\n",
            4
        ),
        (
            "within C's linkage",
            "#ifdef __x86_64__\nextern \"C\" {\nint fast(int x) { return x; }\n}\n#endif\nint g() { return fast(1); }\n",
            6
        ),
        (
            "a prototype",
            "#if defined(__x86_64__) && defined(__linux__)\nint fast(int);\n#endif\nint g(void) { int a = fast(1); return a; }\n",
            4
        ),
    ].map { name, text, line in Trap(name, ["a.cc": text], ["x86-only-name blocker a.cc:\(line)"]) }

    private static let fine: [Trap] = [
        ("another branch", "#ifdef __SSE2__\nint f(void);\n#else\nint f(void);\n#endif\nint g(void) { return f(); }\n"),
        ("used for x86", "#ifdef __SSE2__\nint fast(void);\n#endif\n#ifdef __SSE2__\nint x = fast();\n#endif\n"),
        (
            "used where it is defined",
            "#ifdef __SSE2__\n#define FAST 1\n#endif\n#ifdef FAST\nint x = FAST;\n#endif\n"
        ),
        (
            "a default later",
            "#ifdef __SSE2__\n#define SIZE 16\n#endif\n#ifndef SIZE\n#define SIZE 1\n#endif\nint x[SIZE];\n"
        ),
        ("a default before", "#ifndef SIZE\n#ifdef __x86_64__\n#define SIZE 16\n#endif\n#endif\nint x[SIZE];\n"),
        (
            "a definition elsewhere in the file",
            "#ifdef __SSE2__\nint fast(int);\n#endif\nint fast(int x) { return x; }\n"
        ),
        (
            "declared on every machine",
            "int fast(int);\n#ifdef __SSE2__\nint fast(int x) { return x; }\n#endif\nint g(void) { return fast(1); }\n"
        ),
        (
            "a member",
            "#ifdef __SSE2__\nstatic int depth = 1;\n#endif\nint g(struct a *p) { return p->depth + (*p).depth; }\n"
        ),
        ("a parameter", "#ifdef __SSE2__\nstatic int depth = 1;\n#endif\nint g(int depth) { return depth; }\n"),
        (
            "a local variable of a function for x86",
            "#ifdef __SSE2__\nvoid f(void) { int depth; }\n#endif\nint g = depth;\n"
        ),
        ("the system's names", "#ifdef __x86_64__\n#define __NR_own 1\n#endif\nint x = __NR_own;\n"),
        ("a setting of the build", "#ifdef HAVE_SSE2\nint fast(void);\n#endif\nint g(void) { return fast(); }\n"),
        ("another system", "#ifdef _WIN32\nint fast(void);\n#endif\nint g(void) { return fast(); }\n"),
        (
            "a call among statements",
            "int g(void) {\n#ifdef __x86_64__\nif (x) f(1); else f(2);\nreturn f(3);\n#endif\nreturn f(4);\n}\n"
        ),
        ("a use in a macro", "#ifdef __x86_64__\nint fast(void);\n#endif\n#define FAST fast()\n"),
    ].map { name, text in Trap(name, ["a.c": text]) }

    private static let projects = [
        Trap(
            "a header for arm64 is included",
            [
                "a.c":
                    "#include \"arm/fast.h\"\n#ifdef __SSE2__\nint fast(void);\n#endif\nint g(void) { return fast(); }\n",
                "arm/fast.h": "int fast(void);\n",
            ]),
        Trap(
            "a header that asks for arm64 is included",
            [
                "a.c": "#include \"b.h\"\n#ifdef __SSE2__\nint fast(void);\n#endif\nint g(void) { return fast(); }\n",
                "b.h": "#include \"c.h\"\n// __SSE2__\n", "c.h": "#ifdef __aarch64__\nint fast(void);\n#endif\n",
            ]),
        Trap(
            "a file for x86",
            [
                "Makefile": "ifeq ($(ARCH),x86_64)\nOBJS += a.o\nendif\nOBJS += b.o\n",
                "a.c": "#ifdef __x86_64__\nint fast(void);\n#endif\nint g(void) { return fast(); }\n",
                "b.c": "int b;\n",
            ]),
        Trap(
            "a test", ["tests/a.c": "#ifdef __SSE2__\nint fast(void);\n#endif\nint g(void) { return fast(); }\n"],
            ["x86-only-name warning tests/a.c:4"]),
    ]

    private static let stepHeader =
        "#ifndef STEP_H\n#define STEP_H\n#ifdef __x86_64__\n#define FAST_STEP(x) ((x) + 1)\n#endif\n#endif\n"
    private static let frameHeader =
        "#if defined(__x86_64__)\nstruct cpu_frame { long rip; };\nextern int frame_depth;\n#elif defined(__powerpc__)\nstruct cpu_frame { long nip; };\nextern int frame_depth;\n#endif\n"
    private static let fastSource = "#ifdef __SSE2__\nint fast_sum(int x) { return x; }\n#endif\n"
    private static let caller = "int fast_sum(int);\nint f(void) { return fast_sum(1); }\n"

    /// What one file declares for x86 alone, and another one uses.
    private static let others = [
        Trap(
            "a macro of a header",
            ["a.h": stepHeader, "b.c": "#include \"a.h\"\nint f(int x) { return FAST_STEP(x); }\n"],
            ["x86-only-name blocker b.c:2"]),
        Trap(
            "by way of another header",
            [
                "a.h": stepHeader, "all.h": "#include \"a.h\"\n",
                "b.c": "#include \"all.h\"\nint f(int x) { return FAST_STEP(x); }\n",
            ], ["x86-only-name blocker b.c:2"]),
        Trap(
            "a type with a branch for POWER",
            [
                "a.h":
                    "#if defined(__x86_64__)\ntypedef long cpu_word;\n#elif defined(__powerpc64__)\ntypedef int cpu_word;\n#endif\n",
                "b.c": "#include \"a.h\"\ncpu_word w;\n",
            ], ["x86-only-name blocker b.c:2"]),
        Trap(
            "barriers with branches for x86 and POWER",
            [
                "a.h":
                    "#ifdef __x86_64__\n#define rmb() asm volatile(\"lfence\")\n#endif\n#ifdef __powerpc64__\n#define rmb() asm(\"sync\")\n#endif\n",
                "b.c": "#include \"a.h\"\nvoid f(void) { rmb(); }\n",
            ], ["x86-only-name blocker b.c:2"]),
        Trap("a function", ["a.c": fastSource, "b.c": caller], ["x86-only-name blocker b.c:2"]),
        Trap(
            "a function in a file that is named for x86", ["fast_sse.c": fastSource, "b.c": caller],
            ["x86-only-name blocker b.c:2"]),
        Trap(
            "the heads of a function under conditions",
            [
                "a.c":
                    "#ifdef __SSE2__\n#ifdef DISPATCH\nint fast_sum2(int x)\n#else\nint fast_sum(int x)\n#endif\n{ return x; }\n#endif\n",
                "b.c": caller,
            ], ["x86-only-name blocker b.c:2"]),
        Trap("a use in a test", ["a.c": fastSource, "tests/b.c": caller], ["x86-only-name warning tests/b.c:2"]),

        Trap(
            "by way of four headers",
            [
                "a.h": stepHeader, "b.h": "#include \"a.h\"\n", "c.h": "#include \"b.h\"\n",
                "d.h": "#include \"c.h\"\n",
                "e.c": "#include \"d.h\"\nint f(int x) { return FAST_STEP(x); }\n",
            ], ["x86-only-name blocker e.c:2"]),
        Trap(
            "a variable", ["a.h": frameHeader, "b.c": "#include \"a.h\"\nint f(void) { return frame_depth + 1; }\n"],
            ["x86-only-name blocker b.c:2"]),
        Trap(
            "the tag of a variable", ["a.h": frameHeader, "b.c": "#include \"a.h\"\nstatic struct cpu_frame last;\n"],
            ["x86-only-name blocker b.c:2"]),
        Trap(
            "the size of a tag",
            ["a.h": frameHeader, "b.c": "#include \"a.h\"\nlong f(void) { return sizeof(struct cpu_frame); }\n"],
            ["x86-only-name blocker b.c:2"]),
        Trap(
            "a tag in its own file",
            ["a.c": "#ifdef __x86_64__\nstruct cpu_frame { long rip; };\n#endif\nstruct cpu_frame last[2];\n"],
            ["x86-only-name blocker a.c:4"]),
        Trap(
            "a function with the name of a tag",
            [
                "a.c":
                    "#ifdef __SSE2__\nstruct fast_sum { int a; };\nint fast_sum(int x) { return x; }\n#endif\n",
                "b.c": caller,
            ], ["x86-only-name blocker b.c:2"]),

        Trap(
            "a pointer to a tag",
            [
                "a.h": frameHeader,
                "b.c":
                    "#include \"a.h\"\nextern struct cpu_frame other;\nvoid f(struct cpu_frame *p);\nstruct cpu_frame;\n",
            ]),
        Trap(
            "a tag that another file gives",
            [
                "a.h": frameHeader, "c.h": "struct cpu_frame { long pc; };\n",
                "b.c": "#include \"a.h\"\n#include \"c.h\"\nstruct cpu_frame last;\n",
            ]),
        Trap(
            "what a tag is derived from",
            [
                "a.h": "#ifdef __x86_64__\nstruct cpu_frame : plain_frame { long rip; };\n#endif\n",
                "b.cc": "#include \"a.h\"\nstruct plain_frame last;\n",
            ]),
        Trap(
            "a parameter with the name of a variable",
            ["a.h": frameHeader, "b.c": "#include \"a.h\"\nint f(int frame_depth) { return frame_depth + 1; }\n"]),
        Trap(
            "a member with the name of a variable",
            ["a.h": frameHeader, "b.c": "#include \"a.h\"\nint f(struct s *p) { return p->frame_depth; }\n"]),
        Trap(
            "a variable with a short name",
            [
                "a.h": "#ifdef __x86_64__\nextern int depth;\n#endif\n",
                "b.c": "#include \"a.h\"\nint f(void) { return depth; }\n",
            ]),
        Trap("no include", ["a.h": stepHeader, "b.c": "int f(int x) { return FAST_STEP(x); }\n"]),
        Trap(
            "used for x86",
            [
                "a.h": stepHeader,
                "b.c":
                    "#include \"a.h\"\n#ifdef __x86_64__\nint f(int x) { return FAST_STEP(x); }\n#endif\n",
            ]),
        Trap(
            "asked for",
            [
                "a.h": stepHeader,
                "b.c": "#include \"a.h\"\n#ifdef FAST_STEP\nint a;\n#endif\nint f(int x) { return FAST_STEP(x); }\n",
            ]),
        Trap(
            "another file gives it",
            [
                "a.h": stepHeader, "c.h": "#define FAST_STEP(x) (x)\n",
                "b.c": "#include \"a.h\"\n#include \"c.h\"\nint f(int x) { return FAST_STEP(x); }\n",
            ]),
        Trap(
            "the build gives it",
            [
                "a.h": stepHeader, "CMakeLists.txt": "add_definitions(-DFAST_STEP=plain)\n",
                "b.c": "#include \"a.h\"\nint f(int x) { return FAST_STEP(x); }\n",
            ]),
        Trap("another definition", ["a.c": fastSource, "b.c": caller, "c.c": "int fast_sum(int x) { return x; }\n"]),
        Trap(
            "an old definition",
            ["a.c": fastSource, "b.c": caller, "c.c": "int fast_sum(x) int x; { return x; }\n"]),
        Trap(
            "a definition in assembly",
            ["a.c": fastSource, "b.c": caller, "c.S": "#ifdef __aarch64__\n.globl fast_sum\nfast_sum: ret\n#endif\n"]),
        Trap(
            "a weak declaration",
            [
                "a.c": fastSource,
                "b.c": "int fast_sum(int) __attribute__((weak));\nint f(void) { return fast_sum(1); }\n",
            ]),
        Trap(
            "a pragma makes it weak",
            ["a.c": fastSource, "b.c": "#pragma weak fast_sum\n" + caller]),
        Trap(
            "a static function",
            ["a.c": "#ifdef __SSE2__\nstatic int fast_sum(int x) { return x; }\n#endif\n", "b.c": caller]),
        Trap("a method", ["a.c": fastSource, "b.cc": "int f(T *t) { return t->fast_sum(1); }\n"]),
        Trap(
            "a macro makes it",
            ["a.c": fastSource, "b.c": caller, "c.c": "#define MAKE(n) int n(int x) { return x; }\nMAKE(fast_sum)\n"]),
        Trap(
            "a name of the C library",
            [
                "a.h": "#ifdef __SSE2__\n#define memcpy_(a, b) copy(a, b)\n#define lseek(a) other(a)\n#endif\n",
                "b.c": "#include \"a.h\"\nvoid f(void) { memcpy_(1, 2); lseek(1); }\n",
            ]),
        Trap(
            "the build takes the file for x86",
            [
                "Makefile": "ifeq ($(ARCH),x86_64)\nOBJS += a.o\nelse\nOBJS += other.o\nendif\nOBJS += b.o\n",
                "a.c": fastSource, "b.c": caller,
            ]),
    ]

    @Test("the place of the definition is told") func place() async throws {
        let found = try await Project(SourceAnalyses.all).judge(["a.c": Self.fastSource, "b.c": Self.caller])
        #expect(
            found.findings.map { $0.message } == [
                "fast_sum is defined in a.c:2, under conditions for x86 that arm64 does not meet, and used here on every machine"
            ])
    }

    @Test(arguments: missing + fine + projects + others) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test("many conditions and many uses end")
    func manyOfThem() async throws {
        let chains = (0..<40_000).map { "#ifdef __x86_64__\n#define NAME\($0) 1\n#endif\n" }.joined()
        let uses = "#ifdef __x86_64__\nint fast(int);\n#endif\n" + String(repeating: "=fast(", count: 200_000)
        let found = try await Project(SourceAnalyses.all).judge(["a.c": chains + "int x[NAME7];\n", "b.c": uses])
        #expect(Set(found.findings.map { $0.file }) == ["a.c", "b.c"])
    }

    @Test(
        "hostile declarations end",
        arguments: [
            "(", "{", "}", ")", "typedef", "=", "x(", "\"", "/*", "#", "\\", "x = {", "namespace {", "extern \"C\" {",
        ])
    func hostile(_ text: String) async throws {
        let dead = "#ifdef __x86_64__\n" + String(repeating: text + "\n", count: 3000)
        _ = try await Project(SourceAnalyses.all).judge(["a.c": dead, "b.c": dead + "\n#endif\nint x = f(1);\n"])
    }
}
