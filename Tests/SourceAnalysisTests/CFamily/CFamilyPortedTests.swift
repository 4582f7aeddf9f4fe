import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// Code that is fine on arm64: nothing is said of it.
@Suite struct CFamilyPortedTests {
    private static let guards: [Trap] = [
        ("x86-64", "#ifdef __x86_64__"), ("two spellings", "#if defined(__x86_64__) || defined(__i386__)"),
        ("a feature", "#ifdef __SSE2__"), ("not arm64", "#ifndef __aarch64__"),
        ("not arm64, by an expression", "#if !defined __aarch64__"),
        ("another system", "#ifdef _WIN32"), ("Microsoft", "#if defined(_MSC_VER) && _MSC_VER >= 1600"),
        ("nothing", "#if 0"), ("a test of configure", "#ifdef HAVE_SSE2"),
        ("a test of configure for a function", "#if defined(LIB_HAVE_GETCPUID)"),
        ("an architecture of configure", "#if ARCH_X86_64"),
        ("a feature and a setting", "#if defined(__AVX2__) && USE_SIMD"), ("a macro with an argument", "#if ARCH(X86)"),
        ("a header that is asked for", "#if __has_include(<immintrin.h>)"),
        ("a level", "#if SIMD_LEVEL >= SIMD_LEVEL_AVX2"),
        ("arithmetic", "#if (defined(__x86_64__) + 0) * 2 > 1"),
        ("a ternary", "#if defined(__arm__) ? 1 : defined(__x86_64__)"),
        ("negations", "#if !(!defined(__SSE__))"), ("joined lines", "#if defined(__x86_64__) \\\n && 1"),
        ("a comment within", "#if /* a */ defined /* b */ ( __x86_64__ ) // c"),
        ("32 bits", "#if __SIZEOF_POINTER__ == 4"),
        ("neither ARM nor NEON", "#if !defined(HAVE_NEON)"), ("an old system call", "#ifdef SYS_open"),
        ("an Apple of Intel", "#if defined(__APPLE__) && defined(__MACH__)"),
        ("big endian", "#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__"),
    ].map { name, line in
        Trap(
            "a guard: " + name,
            [
                "a.c": line
                    + "\n#include <immintrin.h>\nvoid f(void) { __m128 x; asm(\"pause\"); ioperm(1, 2, 3); }\n#endif\n"
            ])
    }

    private static let branches = [
        Trap(
            "what stands in a folder for MKL",
            ["a/mkl/b.h": "#include <mkl_cblas.h>\n", "c.c": "#ifdef __aarch64__\nint a;\n#endif\n"]),
        Trap(
            "a processor of IBM's",
            [
                "a.c":
                    "#if defined(_ARCH_PPC) || defined(_POWER)\n#define P() asm(\"or 27,27,27\")\nvoid f(void) { P(); }\n#endif\n"
            ]),
        Trap("printers", ["a.c": "#include <cups/ipp.h>\n"]),
        Trap(
            "a macro takes the one that fits",
            ["a.c": "#include \"fn.h\"\nCONTAINER_FN(or, |, _mm256_or_si256, vorrq_u64)\n"]),
        Trap("transactions of x86", ["a.c": "#ifdef USE_TSX\nvoid f(void) { asm(\".byte 0xf3; lfence\"); }\n#endif\n"]),
        Trap("wide numbers when they are there", ["a.c": "#ifdef HAVE_FLOAT128\n__float128 x;\n#endif\n"]),
        Trap(
            "a branch for arm64",
            [
                "a.c":
                    "#if defined(__x86_64__)\n#include <immintrin.h>\n#elif defined(__aarch64__)\n#include <arm_neon.h>\n#else\n#error no\n#endif\n"
            ]),
        Trap(
            "the rest is portable", ["a.c": "#ifdef __SSE2__\n#include <emmintrin.h>\n#else\nint plain;\n#endif\n"]),
        Trap(
            "arm64 comes first",
            ["a.c": "#ifdef __ARM_NEON\n#include <arm_neon.h>\n#else\n#include <immintrin.h>\n#endif\n"]),
        Trap(
            "nested branches",
            [
                "a.c":
                    "#ifdef __linux__\n#ifdef __x86_64__\n#include <cpuid.h>\n#endif\n#else\n#include <intrin.h>\n#endif\n"
            ]),
        Trap(
            "a feature that is defined on x86 only",
            ["a.c": "#if defined(__SSE2__)\n#define FAST 1\n#endif\n#ifdef FAST\n#include <emmintrin.h>\n#endif\n"]),
        Trap(
            "a feature that another file defines on x86 only",
            [
                "config.h": "#if defined(__x86_64__) || defined(_M_X64)\n#define FAST 1\n#endif\n",
                "a.c": "#include \"config.h\"\n#ifdef FAST\n#include <emmintrin.h>\n#endif\n",
            ]),
        Trap(
            "a feature that is 0 elsewhere",
            [
                "a.c":
                    "#ifdef __AVX2__\n#define FAST 1\n#else\n#define FAST 0\n#endif\n#if FAST\n#include <immintrin.h>\n#endif\n"
            ]),
        Trap(
            "features that depend on each other",
            [
                "a.h": "#ifdef __x86_64__\n#define IS_PC\n#endif\n",
                "b.h": "#ifdef IS_PC\n#define WIDE 1\n#endif\nint x86_64; // __x86_64__\n",
                "a.c": "#if WIDE\n#include <immintrin.h>\n#endif\n",
            ]),
        Trap(
            "the value is an expression",
            ["a.c": "#define FAST (defined(__SSE2__) && !defined(NO_FAST))\n#if FAST\n#include <emmintrin.h>\n#endif\n"]
        ),
        Trap(
            "an #error for a setting",
            [
                "a.c":
                    "#ifdef __x86_64__\n#endif\n#if LEVEL == 1\n#elif LEVEL == 2\n#else\n#error \"set LEVEL\"\n#endif\n"
            ]),
        Trap(
            "a macro that only x86 uses",
            [
                "a.c":
                    "#define RELAX() asm(\"pause\")\n#ifdef __x86_64__\n#define FAST\n#endif\n#ifdef FAST\nvoid f(void) { RELAX(); }\n#endif\n"
            ]),
        Trap(
            "a header of SIMDe beside the compiler's",
            ["a.c": "#ifdef USE_SIMDE\n#include <simde/x86/sse2.h>\n#else\n#include <emmintrin.h>\n#endif\n"]),
        Trap(
            "a template that is included with a macro set on x86",
            [
                "t.c":
                    "#ifdef T_FAST\n#define NAME fast\n#else\n#define T_FAST 0\n#endif\n#if T_FAST\nvoid f(void) { asm(\"emms\"); }\n#endif\n",
                "a.c": "#ifdef __MMX__\n#define T_FAST 1\n#endif\n#include \"t.c\"\n",
            ]),
        Trap(
            "a value that is compared with one of x86",
            [
                "a.h":
                    "#define V_SSE2 1\n#define V_NEON 2\n#ifndef VECTOR\n# if defined(__SSE2__)\n#  define VECTOR V_SSE2\n# elif defined(__ARM_NEON)\n#  define VECTOR V_NEON\n# endif\n#endif\n#if VECTOR == V_SSE2\n#include <emmintrin.h>\n#endif\n"
            ]),
        Trap(
            "a setting that the build makes for x86 only",
            [
                "Makefile": "ifeq ($(ARCH),x86_64)\nCFLAGS += -DSPEEDY\nendif\n",
                "a.c": "#ifdef SPEEDY\n#include <immintrin.h>\n#endif\n",
            ]),
        Trap("a name in an #error's condition", ["a.h": "#ifdef HAVE_NEON\n#error \"do not set it\"\n#endif\n"]),
        Trap(
            "a line that goes on hides the other branch",
            ["a.c": "#ifdef _WIN32\nx \\\n#else\n#include <immintrin.h>\n#endif\n"]),
        Trap("an #error for Windows", ["a.c": "#ifdef _WIN32\n#error \"no\"\n#endif\n"]),
    ]

    private static let assembly = [
        ("a barrier", "asm volatile(\"\" ::: \"memory\");"), ("a value that is kept", "__asm__(\"\" : \"+r\"(x));"),
        ("nop", "asm(\"nop\");"), ("yield", "asm volatile(\"yield\");"),
        ("a system register", "asm(\"mrs %0, cntvct_el0\" : \"=r\"(x));"),
        ("a fence of arm64", "asm(\"dmb ish\" ::: \"memory\");"), ("a version of a symbol", "asm(\".symver f,f@V1\");"),
        ("a name of a function", "extern int g(void) asm(\"real_g\");"),
        ("a name of a function of C++", "extern int g(void) __asm__(\"_\" \"g\");"),
        ("a text about asm", "puts(\"asm volatile (movl eax)\");"),
        ("a comment", "/* asm(\"pause\") */ // __asm__(\"cpuid\")"),
        ("a name that ends in asm", "plasm(\"pause\");"), ("a line comment that goes on", "// asm \\\nasm(\"pause\");"),
    ].map { name, code in Trap("assembly: " + name, ["a.c": "void f(void) {\n" + code + "\n}\n"]) }

    private static let places = [
        Trap(
            "a twin for NEON",
            ["dot_sse.c": "#include <xmmintrin.h>\n", "dot_neon.c": "#include <arm_neon.h>\n", "dot.c": "int x;\n"]),
        Trap("a portable twin", ["dot_avx2.c": "#include <immintrin.h>\n", "dot_scalar.c": "int x;\n"]),
        Trap(
            "folders by architecture",
            ["arch/x86/cpu.c": "#include <cpuid.h>\n", "arch/arm64/cpu.c": "int x;\n", "main.c": "int main(void) {}\n"]),
        Trap(
            "a folder for x86 beside portable code",
            ["src/x86/dot.c": "#include <immintrin.h>\n", "src/dot.c": "int x;\n"]),
        Trap("a folder for Windows", ["src/win32/cpu.c": "#include <intrin.h>\nvoid f(void) { __cpuid(a, 1); }\n"]),
        Trap(
            "a build by condition (CMake)",
            [
                "CMakeLists.txt":
                    "if(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|AMD64\")\n  list(APPEND SRC fast.c)\nendif()\n",
                "fast.c": "#include <immintrin.h>\n",
            ]),
        Trap(
            "a build by condition (make)",
            ["Makefile": "ifeq ($(ARCH),x86_64)\nOBJS += fast.o\nendif\n", "fast.c": "#include <immintrin.h>\n"]),
        Trap(
            "a build by a list (make)",
            ["src/Makefile": "OBJS-$(HAVE_SSE2) += fast.o\n", "src/fast.c": "#include <emmintrin.h>\n"]),
        Trap(
            "a build by condition (Meson)",
            [
                "meson.build": "if host_machine.cpu_family() == 'x86_64'\n  src += files('fast.c')\nendif\n",
                "fast.c": "#include <immintrin.h>\n",
            ]),
        Trap(
            "a build by condition (Bazel)",
            [
                "BUILD":
                    "cc_library(\n  name = \"a\",\n  srcs = [\"a.c\"] + select({\n    \":x86_64\": [\"fast.c\"],\n    \"//conditions:default\": [],\n  }),\n)\n",
                "fast.c": "#include <immintrin.h>\n",
            ]),
        Trap(
            "a build by condition (GYP)",
            [
                "binding.gyp": "{ 'conditions': [ ['target_arch==\"x64\"', { 'sources': [ 'fast.c' ] }] ] }\n",
                "fast.c": "#include <immintrin.h>\n",
            ]),
        Trap(
            "a header that x86 alone includes",
            ["fast.h": "#include <immintrin.h>\n", "a.c": "#ifdef __AVX2__\n#include \"fast.h\"\n#endif\n"]),
        Trap(
            "a translating header",
            [
                "a.c":
                    "#ifdef __x86_64__\n#include <emmintrin.h>\n#else\n#include \"sse2neon.h\"\n#endif\nvoid f(void) { __m128 x = _mm_setzero_ps(); }\n"
            ]),
        Trap(
            "a translating header by way of another",
            [
                "simd.h": "#ifdef __x86_64__\n#include <emmintrin.h>\n#else\n#include \"sse2neon.h\"\n#endif\n",
                "a.c": "#include \"simd.h\"\nvoid f(void) { __m128 x = _mm_setzero_ps(); }\n",
            ]),
        Trap("a header of the project's own", ["cpuid.h": "int cpu(void);\n", "a.c": "#include \"cpuid.h\"\n"]),
        Trap(
            "a function of the project's own",
            [
                "a.h": "static inline unsigned long __rdtsc(void) { return 0; }\n",
                "a.c": "#include \"a.h\"\nlong f(void) { return __rdtsc(); }\n",
            ]),
        Trap(
            "a feature of arm64",
            ["a.c": "__attribute__((target(\"+crc\"))) void f(void);\nint t = target(\"avx2\");\n"]),
        Trap("a table of names", ["a.c": "const char *n[] = {\"x86_64-linux-gnu\", \"_mm_add_ps\", \"rdtsc\"};\n"]),
        Trap("openat", ["a.c": "int f(void) { return syscall(SYS_openat, 0); }\n"]),
    ]

    @Test(arguments: guards + branches) func condition(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: assembly + places) func stands(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test("what arm64 is built without is said once for a folder")
    func whatIsLeftOutIsNoted() async throws {
        let x86 = "#include <immintrin.h>\n__m128 x;\n"
        let files = [
            "src/x86/a.c": x86, "src/x86/b.c": "int plain;\n" + x86, "src/x86/plain.c": "int plain;\n",
            "src/x86/guarded.c": "#ifdef __AVX2__\n\(x86)#endif\n", "src/arm/a.c": "#include <arm_neon.h>\n",
            "lib/sum_sse2.c": x86, "lib/sum_neon.c": "#include <arm_neon.h>\n",
        ]
        let project = Project(SourceAnalyses.all)
        #expect(
            try await project.leftOut(files) == [
                "x86-header lib/sum_sse2.c:1 code for x86: other processors are built without it",
                "x86-header src/x86/a.c:1 code for x86, in 2 files of this folder: other processors are built without it",
            ])
        #expect(try await project.summary(files) == [])
    }

    @Test(
        "a company's name is no machine",
        arguments: ["intel-tool/src/a.c", "third_party/intel_tool/a.c", "vendor/github.com/intel/tool/a.c"])
    func aCompanyIsNoMachine(path: String) async throws {
        let files = [path: "#include <immintrin.h>\n", "lib/sum_neon.c": "#include <arm_neon.h>\n"]
        #expect(try await Project(SourceAnalyses.all).summary(files) == ["x86-header blocker \(path):1"])
    }

    @Test("assembly for the 6502 is none for x86")
    func anOperandOfAnotherCompiler() async throws {
        let files = ["a.c": "int f(void) { int count; asm (\"dec %v+1\", count); asm (\"jmp %v\", f); return 0; }\n"]
        #expect(try await Project(SourceAnalyses.all).summary(files) == [])
    }

    @Test("what a processor of eight bits has too is none for x86 beside code for that")
    func instructionsOfSmallMachines() async throws {
        let ambiguous = "#define CLI() __asm__ (\"cli\")\nvoid f(void) { CLI(); }\n"
        let alone = try await Project(SourceAnalyses.all).summary(["a.c": ambiguous])
        #expect(alone == ["x86-inline-asm blocker a.c:1"])
        let beside = ["a.c": ambiguous, "b.c": "void g(void) { __asm__ (\"sei\"); }\n"]
        #expect(try await Project(SourceAnalyses.all).summary(beside) == ["x86-inline-asm note b.c:1"])
        let both = ["a.c": "void f(void) { asm(\"push %rax\"); }\n", "b.c": "void g(void) { asm(\"tax\"); }\n"]
        #expect(try await Project(SourceAnalyses.all).summary(both).contains("x86-inline-asm blocker a.c:1"))
    }

    @Test("a header that nothing includes, among sources that are built")
    func unusedHeader() async throws {
        let header = ["src/old.h": "#include <immintrin.h>\n", "src/a.c": "int a;\n"]
        #expect(try await Project(SourceAnalyses.all).summary(header) == ["x86-header note src/old.h:1"])
        let kept = [
            // Others are to include it.
            ["include/old.h": "#include <immintrin.h>\n", "src/a.c": "int a;\n"],
            [
                "src/old.h": "#include <immintrin.h>\n", "src/a.c": "int a;\n",
                "app/b.c": "#include \"installed/old.h\"\n",
            ],
        ]
        for files in kept {
            #expect(
                try await Project(SourceAnalyses.all).summary(files).map { $0.prefix(18) } == ["x86-header blocker"])
        }
        // Only what is for x86 includes it, from a folder where it is not any more.
        let forX86 = header.merging(["src/sse2/b.c": "#include \"src/sse2/old.h\"\n", "src/c_neon.c": ""]) { $1 }
        #expect(try await Project(SourceAnalyses.all).summary(forX86) == ["x86-header note src/old.h:1"])
    }

    @Test(
        "hostile files end",
        arguments: [
            String(repeating: "#if A\n", count: 5000) + "#include <immintrin.h>\n",
            "#if " + String(repeating: "(", count: 50_000) + "1\n",
            "#if " + String(repeating: "!", count: 50_000) + "X86\n",
            "#if " + String(repeating: "A || ", count: 20_000) + "X86\n#include <immintrin.h>\n#endif\n",
            String(repeating: "#elif X86\n#else\n#endif\n", count: 3000),
            "asm(" + String(repeating: "(", count: 100_000),
            "__asm", "asm(\"", "asm(R\"xx(", "#define", "#define asm(", "#include <", "#include \"", "/* __asm",
            "\u{FEFF}asm\r\n(\r\n\"pause\"",
            String(repeating: "asm(", count: 20_000), String(repeating: "char c = -1 < 0 ? {-1", count: 5000),
            String(repeating: "#define X86 X86 + X86\n", count: 2000) + "#if X86\n#include <cpuid.h>\n#endif",
            String(repeating: "mprotect(", count: 20_000), "'__asm\\", "#if '", "#error", "__asm {", "__asm mov",
        ])
    func hostile(_ text: String) async throws {
        _ = try await Project(SourceAnalyses.all).judge(["a.c": text, "a.f90": text, "CMakeLists.txt": "x86 " + text])
    }
}
