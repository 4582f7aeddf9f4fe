import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// Code that does not compile on arm64.
@Suite struct CFamilyX86Tests {
    private static let headers = [
        Trap(
            "a header behind lines that are not compiled, with quotes in them",
            [
                "a.c":
                    "#ifdef _WIN32\nchar *s = \"/*\"; char c = '\"';\n  # define X 1\n#endif\n#include <immintrin.h>\n"
            ], ["x86-header blocker a.c:5"]),
        Trap(
            "a header behind a comment that hides the end of a branch",
            ["a.c": "#ifdef _WIN32\nit's /* a\n#endif\n*/ done\n#endif\n#include <immintrin.h>\n"],
            ["x86-header blocker a.c:6"]),
        Trap("an unguarded header", ["a.c": "#include <immintrin.h>\n"], ["x86-header blocker a.c:1"]),
        Trap(
            "a header with space and comment", ["a.c": "  #  include /* x */ <xmmintrin.h>\n"],
            ["x86-header blocker a.c:1"]),
        Trap("a header in quotes", ["a.c": "#include \"emmintrin.h\"\n"], ["x86-header blocker a.c:1"]),
        Trap("cpuid.h", ["a.cpp": "\n#include <cpuid.h>\n"], ["x86-header blocker a.cpp:2"]),
        Trap("sys/io.h", ["a.c": "#include <sys/io.h>\n"], ["x86-header blocker a.c:1"]),
        Trap("a kernel's header", ["a.c": "#include <asm/msr.h>\n"], ["x86-header blocker a.c:1"]),
        Trap("x86intrin.h in Objective-C", ["a.mm": "#import <x86intrin.h>\n"], ["x86-header blocker a.mm:1"]),
        Trap("a header in CUDA", ["a.cu": "#include <x86intrin.h>\n"], ["x86-header blocker a.cu:1"]),
        Trap("a template of a header", ["a.h.in": "#include <nmmintrin.h>\n"], ["x86-header blocker a.h.in:1"]),
        Trap(
            "numpy's templates", ["a.dispatch.c.src": "#include <avx2intrin.h>\n"],
            ["x86-header blocker a.dispatch.c.src:1"]),
        Trap(
            "a guard for Windows only",
            ["a.c": "#ifdef _MSC_VER\n#include <intrin.h>\n#else\n#include <x86intrin.h>\n#endif\n"],
            ["x86-header blocker a.c:4"]),
        Trap(
            "a guard for Linux",
            ["a.c": "#if defined(__linux__)\n#include <immintrin.h>\n#endif\n"], ["x86-header blocker a.c:2"]),
        Trap(
            "a guard that is only an include guard",
            ["a.h": "#ifndef A_H\n#define A_H\n#include <immintrin.h>\n#endif\n"], ["x86-header blocker a.h:3"]),
        Trap(
            "an opt-out that nobody sets",
            ["a.c": "#ifndef NO_SSE\n#include <xmmintrin.h>\n#endif\n"], ["x86-header blocker a.c:2"]),
        Trap(
            "a setting that some build turns on",
            ["a.c": "#ifdef USE_FAST_PATH\n#include <immintrin.h>\n#endif\n"], ["x86-header warning a.c:2"]),
        Trap(
            "a feature that the file turns on for all",
            ["a.c": "#define USE_SSE 1\n#if USE_SSE\n#include <emmintrin.h>\n#endif\n"], ["x86-header blocker a.c:3"]),
        Trap(
            "a feature that another file turns on for all",
            [
                "config.h": "#define HAVE_SSE2 1\n",
                "a.c": "#include \"config.h\"\n#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ], ["x86-header blocker a.c:3"]),
        Trap(
            "a feature that the build turns on for all",
            [
                "Makefile": "CFLAGS += -O2 -DUSE_SSE2\n",
                "a.c": "#ifdef USE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ], ["x86-header blocker a.c:2"]),
        Trap(
            "a guard for 64 bits",
            ["a.c": "#if __SIZEOF_POINTER__ == 8\n#include <immintrin.h>\n#endif\n"], ["x86-header blocker a.c:2"]),
        Trap(
            "the branch for everything but ARM's 32 bits",
            ["a.c": "#if defined(__arm__)\n#include <arm_neon.h>\n#else\n#include <immintrin.h>\n#endif\n"],
            ["x86-header blocker a.c:4"]),
        Trap(
            "elifdef", ["a.c": "#ifdef _WIN32\n#elifdef __linux__\n#include <immintrin.h>\n#endif\n"],
            ["x86-header blocker a.c:3"]),
        Trap(
            "a guard that ended", ["a.c": "#ifdef __x86_64__\n#endif\n#include <immintrin.h>\n"],
            ["x86-header blocker a.c:3"]),
        Trap(
            "a guard over joined lines",
            ["a.c": "#if defined(__aarch64__) \\\n  || defined(__x86_64__)\n#include <immintrin.h>\n#endif\n"],
            ["x86-header blocker a.c:3"]),
        Trap(
            "a guard in a comment",
            ["a.c": "/*\n#ifdef __x86_64__\n*/\n#include <immintrin.h>\n// #endif\n"], ["x86-header blocker a.c:4"]),
        Trap(
            "a macro that was taken back",
            ["a.c": "#define SIMD\n#undef SIMD\n#ifndef SIMD\n#include <immintrin.h>\n#endif\n"],
            ["x86-header blocker a.c:4"]),
        Trap("a test", ["tests/a.c": "#include <immintrin.h>\n"], ["x86-header warning tests/a.c:1"]),
        Trap("a name for an intrinsic", ["a.c": "FN(or, _mm256_or_si256)\n"], ["x86-intrinsics blocker a.c:1"]),
        Trap("Intel's library", ["a.c": "#include <mkl.h>\n"], ["x86-library blocker a.c:1"]),
    ]

    private static let code = [
        Trap(
            "intrinsics without their header",
            ["a.c": "#include \"simd.h\"\nvoid f(float *p) { __m128 x = _mm_loadu_ps(p); _mm_storeu_ps(p, x); }\n"],
            ["x86-intrinsics blocker a.c:2"]),
        Trap(
            "each family once",
            ["a.c": "__m128 a;\n__m256 b;\n__m512 c;\n__m128i d;\nint e = _mm_popcnt_u32(1);\n"],
            ["x86-intrinsics blocker a.c:1", "x86-intrinsics blocker a.c:2", "x86-intrinsics blocker a.c:3"]),
        Trap("the counter", ["a.c": "unsigned long f(void) { return __rdtsc(); }\n"], ["x86-intrinsics blocker a.c:1"]),
        Trap(
            "a compiler's built-in", ["a.c": "void f(void) { __builtin_ia32_pause(); }\n"],
            ["x86-intrinsics blocker a.c:1"]),
        Trap(
            "an allocation", ["a.cc": "void *f() { return _mm_malloc(64, 32); }\n"], ["x86-intrinsics blocker a.cc:1"]),
        Trap(
            "a macro of intrinsics", ["a.h": "#define ADD(a, b) \\\n  _mm_add_ps(a, b)\n"],
            ["x86-intrinsics blocker a.h:2"]),
        Trap(
            "a runtime check before intrinsics",
            ["a.c": "void f(int avx) {\n  if (avx) {\n    __m256 v = _mm256_setzero_ps();\n    (void)v;\n  }\n}\n"],
            ["x86-intrinsics blocker a.c:3"]),
        Trap(
            "a question for features", ["a.c": "int f(void) {\n  return __builtin_cpu_supports(\"avx2\");\n}\n"],
            ["x86-cpu-detection blocker a.c:2"]),
        Trap(
            "an attribute", ["a.c": "__attribute__((target(\"avx2\")))\nvoid f(void) {}\n"],
            ["x86-target-attribute blocker a.c:1"]),
        Trap(
            "an attribute among others",
            ["a.c": "static __attribute__((noinline, __target__(\"sse4.2,popcnt\"))) int f(int x) { return x; }\n"],
            ["x86-target-attribute blocker a.c:1"]),
        Trap(
            "an attribute of C++", ["a.cc": "[[gnu::target(\"avx2\")]] void f();\n"],
            ["x86-target-attribute blocker a.cc:1"]),
        Trap(
            "clones of a function",
            ["a.c": "__attribute__((target_clones(\"avx2\", \"default\"))) void f(void) {}\n"],
            ["x86-target-attribute blocker a.c:1"]),
        Trap(
            "a pragma", ["a.c": "#pragma GCC target(\"avx2,fma\")\nint x;\n"], ["x86-target-attribute blocker a.c:1"]),
        Trap(
            "a pragma without parentheses", ["a.c": "#pragma GCC target \"sse4.2\"\n"],
            ["x86-target-attribute blocker a.c:1"]),
        Trap(
            "Clang's pragma",
            ["a.c": "#pragma clang attribute push (__attribute__((target(\"avx2\"))), apply_to=function)\n"],
            ["x86-target-attribute blocker a.c:1"]),
        Trap(
            "an #error for the rest",
            [
                "a.c":
                    "#if defined(__x86_64__)\n#define W 8\n#elif defined(__i386__)\n#define W 4\n#else\n#error \"no\"\n#endif\n"
            ],
            ["architecture-error blocker a.c:6"]),
        Trap(
            "an #error without the feature",
            ["a.c": "#ifndef __SSE4_2__\n#  error \"compile with -msse4.2\"\n#endif\n"],
            ["architecture-error blocker a.c:2"]),
        Trap(
            "an #error for ARM", ["a.c": "#ifdef __aarch64__\n#error \"ARM is not supported\"\n#endif\n"],
            ["architecture-error blocker a.c:2"]),
        Trap(
            "an #error in Fortran",
            ["a.F90": "#if defined(__x86_64__)\n      integer i\n#else\n#error no\n#endif\n"],
            ["architecture-error blocker a.F90:4"]),
        Trap("x87's numbers in Fortran", ["a.f90": "  real(kind=10) :: x\n"], ["x86-long-double blocker a.f90:1"]),
        Trap("x87's numbers", ["a.c": "__float80 x;\n"], ["x86-long-double blocker a.c:1"]),
        Trap("libquadmath", ["a.c": "#include <quadmath.h>\n"], ["x86-long-double blocker a.c:1"]),
        Trap(
            "x87's control word",
            ["a.c": "#include <fpu_control.h>\nvoid f(void) { unsigned short cw = _FPU_DOUBLE; _FPU_SETCW(cw); }\n"],
            ["x86-long-double blocker a.c:2"]),
        Trap("ports", ["a.c": "int f(void) { return ioperm(0x378, 3, 1); }\n"], ["x86-port-io blocker a.c:1"]),
        Trap(
            "registers in a signal's context",
            ["a.c": "void *f(ucontext_t *c) { return (void *)c->uc_mcontext.gregs[REG_RIP]; }\n"],
            ["x86-registers blocker a.c:1"]),
        Trap(
            "ptrace",
            ["a.c": "int f(int p) {\n  struct user_regs_struct r;\n  return ptrace(PTRACE_GETREGS, p, 0, &r);\n}\n"],
            ["x86-registers blocker a.c:3"]),
        Trap(
            "an old system call", ["a.c": "int f(const char *p) { return syscall(SYS_open, p, 0); }\n"],
            ["x86-syscall blocker a.c:1"]),
        Trap(
            "an old system call by the kernel's name", ["a.c": "int f(void) { return syscall (__NR_fork); }\n"],
            ["x86-syscall blocker a.c:1"]),
        Trap(
            "machine code",
            ["a.c": "unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3};\nint prot = PROT_READ | PROT_EXEC;\n"],
            ["x86-machine-code warning a.c:1"]),
        Trap(
            "a program that accepts x86 only",
            [
                "a.c":
                    "#include <sys/utsname.h>\nint f(void) {\n  struct utsname u;\n  uname(&u);\n  if (strcmp(u.machine, \"x86_64\") != 0) exit(1);\n}\n"
            ],
            ["machine-check warning a.c:5"]),
        Trap(
            "a path of Debian's x86", ["a.c": "void *h = dlopen(\"/usr/lib/x86_64-linux-gnu/libz.so.1\", 1);\n"],
            ["x86-path warning a.c:1"]),
    ]

    private static let assembly = [
        ("asm(\"pause\");", "plain"),
        ("__asm__ __volatile__(\"pause\" ::: \"memory\");", "with underscores"),
        ("asm volatile (\"rdtsc\" : \"=a\"(lo), \"=d\"(hi));", "volatile"),
        ("asm  volatile\n(\"cpuid\");", "over lines"),
        ("__asm (\"mfence\");", "one pair of underscores"),
        ("asm goto(\"jmp %l0\" :::: out);", "goto"),
        ("asm inline volatile(\"lock; addl $1, %0\" : \"+m\"(x));", "inline, with a prefix"),
        ("__asm__(\"movl %%eax, %0\" : \"=r\"(x));", "a register"),
        ("__asm__(\"mov $1, %0\" : \"=r\"(x));", "an immediate"),
        ("__asm__(\"mov %1, %0\" : \"=r\"(x) : \"r\"(y));", "AT&T's order"),
        ("__asm__(\"\" : \"=a\"(x));", "a constraint alone"),
        ("__asm__(\".intel_syntax noprefix\\nmov eax, 1\");", "Intel's syntax"),
        ("__asm__(R\"(\n  xorl %%eax, %%eax\n)\" : : : \"eax\");", "a raw string"),
        ("__asm__(\"# comment\\n\\t\" \"bswap %0\" : \"+r\"(x));", "two strings"),
        ("__asm__(\".byte 0x0f, 0x31\" : \"=A\"(x));", "bytes"),
        ("__asm__(\"1: lock cmpxchgq %1, %2\" : \"=m\"(x));", "a label"),
        ("__asm__(\"vaddps %ymm0, %ymm1, %ymm2\");", "AVX"),
        ("__asm { mov eax, 1 }", "Microsoft's"),
        ("register unsigned long sp asm(\"rsp\");", "a variable in a register"),
    ].map { code, name in
        Trap("assembly: " + name, ["a.c": "void f(void) {\n" + code + "\n}\n"], ["x86-inline-asm blocker a.c:2"])
    }

    private static let assemblyByMacros = [
        Trap(
            "another name of asm",
            ["a.c": "#define ASM __asm__ __volatile__\nvoid f(void) { ASM(\"pause\"); }\n"],
            ["x86-inline-asm blocker a.c:2"]),
        Trap(
            "another name of asm from a header, and an instruction without operands",
            [
                "asm.h": "#define ASM __asm__ __volatile__\n",
                "a.c": "#include \"asm.h\"\nvoid f(void) { ASM(\"mfence\" ::: \"memory\"); }\n",
            ], ["x86-inline-asm blocker a.c:2"]),
        Trap(
            "a function that is given the name of an instruction",
            ["log.h": "void note(const char *);\n", "a.c": "#include \"log.h\"\nvoid f(void) { note(\"pause\"); }\n"]),
        Trap(
            "another name of asm from a header",
            [
                "asm.h": "#define EMIT(x) __asm__ volatile(x)\n",
                "a.c": "#include \"asm.h\"\n#undef i386\nvoid f(void) { EMIT(\"movl $0, %%eax\\n\"); }\n",
            ], ["x86-inline-asm blocker a.c:3"]),
        Trap(
            "a macro with assembly in it", ["a.h": "#define cpu_relax() \\\n  asm volatile(\"rep; nop\")\n"],
            ["x86-inline-asm blocker a.h:2"]),
        Trap(
            "a macro that is used on arm64 too",
            ["a.c": "#define RELAX() asm(\"pause\")\n#ifdef __aarch64__\nvoid f(void) { RELAX(); }\n#endif\n"],
            ["x86-inline-asm blocker a.c:1"]),
        Trap(
            "two different places",
            ["a.c": "void f(void) { asm(\"pause\"); asm(\"cpuid\");\n asm(\"pause\"); }\n"],
            ["x86-inline-asm blocker a.c:1", "x86-inline-asm blocker a.c:1"]),
        Trap(
            "assembly outside of functions", ["a.c": "asm(\".globl f\\nf:\\n movl $1, %eax\\n ret\\n\");\n"],
            ["x86-inline-asm blocker a.c:1"]),
        Trap(
            "assembly of an unknown machine", ["a.c": "void f(void) { asm(\"frobnicate %0\" : : \"r\"(1)); }\n"],
            ["x86-inline-asm note a.c:1"]),
    ]

    private static let places = [
        Trap(
            "a file for x86 and nothing else",
            [
                "simd_x86.c": "#include <immintrin.h>\nvoid f(void) {}\n",
                "main.c": "void f(void); int main(void) { f(); }\n",
            ], ["x86-header blocker simd_x86.c:1"]),
        Trap(
            "a file for x86 that the build takes always",
            [
                "CMakeLists.txt": "add_executable(app main.c dot.c dot_sse.c)\nset(X 1) # x86\n",
                "dot.c": "void g(void) {}\n", "dot_sse.c": "#include <xmmintrin.h>\n",
            ], ["x86-header blocker dot_sse.c:1"]),
        Trap(
            "a file with a flag of its own, under no condition",
            [
                "CMakeLists.txt":
                    "add_executable(app main.c fast.c)\nset_source_files_properties(fast.c PROPERTIES COMPILE_FLAGS -mavx2)\n",
                "fast.c": "#include <immintrin.h>\n",
            ], ["x86-header blocker fast.c:1"]),
        Trap(
            "a header that some include under no condition",
            [
                "fast.h": "#include <immintrin.h>\n",
                "a.c": "#ifdef __AVX2__\n#include \"fast.h\"\n#endif\n", "b.c": "#include \"fast.h\"\nint i386;\n",
            ], ["x86-header blocker fast.h:1"]),
    ]

    @Test(arguments: headers + code) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: assembly + assemblyByMacros) func emits(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: places) func stands(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
