import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// System calls, filters, layouts of numbers and machine code: what a program takes from the system and the processor.
@Suite struct CFamilyInterfaceTests {
    private static let calls = [
        Trap(
            "a table of a filter",
            ["a.c": "#include <sys/syscall.h>\nstruct f t[] = {\n  ALLOW(__NR_read),\n  ALLOW(__NR_open),\n};\n"],
            ["x86-syscall blocker a.c:4"]),
        Trap(
            "a case of a switch",
            [
                "a.c":
                    "#include <asm/unistd.h>\nint f(int n) {\n  switch (n) { case __NR_fork: return 1; }\n  return 0;\n}\n"
            ],
            ["x86-syscall blocker a.c:3"]),
        Trap(
            "a comparison", ["a.c": "#include <sys/syscall.h>\nint f(long n) { return n == SYS_epoll_wait; }\n"],
            ["x86-syscall blocker a.c:2"]),
        Trap(
            "a filter for x86 only",
            [
                "a.c":
                    "#include <linux/audit.h>\nstruct sock_filter f[] = {\n  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),\n};\n"
            ], ["x86-syscall-filter warning a.c:3"]),
        Trap(
            "a filter that compares", ["a.c": "int f(int arch) {\n  return arch != AUDIT_ARCH_X86_64;\n}\n"],
            ["x86-syscall-filter warning a.c:2"]),
    ]

    private static let otherCalls = [
        Trap(
            "a call under its own name",
            ["a.c": "#include <sys/syscall.h>\nint t[] = {\n#ifdef __NR_open\n  __NR_open,\n#endif\n  __NR_openat };\n"]
        ),
        Trap(
            "a number of the project's own",
            [
                "a.c": "#include <sys/syscall.h>\n#include \"own.h\"\nint f(long n) { return n == SYS_open; }\n",
                "own.h": "#define SYS_open 5\nint i386;\n",
            ]),
        Trap(
            "Solaris",
            ["a.c": "#include <sys/syscall.h>\n#include <sys/fault.h>\nint f(long n) { return n == SYS_open; }\n"]),
        Trap("numbers of another system", ["a.c": "#include \"syscall.h\"\nint f(long n) { return n == SYS_open; }\n"]),
        Trap(
            "libseccomp resolves names", ["a.c": "#include <seccomp.h>\nvoid f(void) { add(SCMP_SYS(open)); }\n"]),
        Trap(
            "a filter for both",
            [
                "a.c":
                    "#if defined(__x86_64__)\n#define ARCH AUDIT_ARCH_X86_64\n#else\n#define ARCH AUDIT_ARCH_AARCH64\n#endif\nint f(int a) { return a == ARCH; }\n",
                "b.c": "int g(int a) { return a == AUDIT_ARCH_X86_64; }\n",
            ]),
        Trap("a table of names", ["a.c": "struct n t[] = { { AUDIT_ARCH_X86_64, \"x86_64\" } };\n"]),
    ]

    private static let numbers = [
        Trap(
            "a flag of mmap",
            ["a.c": "void *f(void) {\n  return mmap(0, 1, 3,\n    MAP_PRIVATE | MAP_32BIT, -1, 0);\n}\n"],
            ["x86-map-flag blocker a.c:3"]),
        Trap(
            "code that jumps",
            [
                "a.c":
                    "static const unsigned char t[] = {\n  0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0,\n};\nint prot = PROT_EXEC;\n"
            ], ["x86-machine-code warning a.c:2"]),
        Trap(
            "a number of x87 taken apart",
            ["a.c": "union shape {\n  long double f;\n  struct { uint64_t m; uint16_t se; } i;\n};\n"],
            ["x86-long-double warning a.c:2"]),
        Trap(
            "bit fields",
            [
                "a.c":
                    "union u {\n  long double d;\n  struct { unsigned int m1:32; unsigned int m0:32; unsigned int e:15; unsigned int s:1; unsigned int x:16; } ieee;\n};\n"
            ], ["x86-long-double warning a.c:2"]),
        Trap(
            "an assertion of the mantissa",
            ["a.c": "#include <float.h>\n_Static_assert(LDBL_MANT_DIG == 64, \"x87\");\n"],
            ["x86-long-double blocker a.c:2"]),
        Trap(
            "traps", ["a.c": "#include <fenv.h>\nvoid f(void) { feenableexcept(FE_INVALID); }\n"],
            ["float-traps note a.c:2"]),
        Trap(
            "code that is copied",
            [
                "a.c":
                    "void *f(int k) {\n  unsigned char code[] = { 0x8d, 0x87, 0, 0, 0, 0, 0xc3 };\n  void *p = mmap(0, 4096, PROT_READ | PROT_EXEC, 1, -1, 0);\n  memcpy(p, code, sizeof code);\n  return p;\n}\n"
            ], ["x86-machine-code warning a.c:2"]),
    ]

    private static let otherNumbers = [
        Trap(
            "a flag of mmap where there is none",
            [
                "a.h": "#ifndef MAP_32BIT\n#define MAP_32BIT 0\n#endif\n",
                "a.c": "#include \"a.h\"\nvoid *f(void) { return mmap(0, 1, 3, MAP_32BIT, -1, 0); }\n",
                "b.c": "#ifdef MAP_32BIT\nvoid *g(void) { return mmap(0, 1, 3, MAP_32BIT, -1, 0); }\n#endif\n",
            ]),
        Trap(
            "a flag of mmap where it exists",
            ["b.c": "#ifdef MAP_32BIT\nvoid *g(void) { return mmap(0, 1, 3, MAP_32BIT, -1, 0); }\n#endif\n"]),
        Trap(
            "a number for each layout",
            [
                "a.c":
                    "#if LDBL_MANT_DIG == 64\nunion u { long double f; struct { uint64_t m; uint16_t se; } i; };\n#else\nunion u { long double f; struct { uint64_t lo; uint32_t mid; uint16_t top; uint16_t se; } i; };\n#endif\n"
            ]),
        Trap("a union for alignment", ["a.c": "union u { long double d; struct { void *p; long n; } s; };\n"]),
        Trap("an assertion of both", ["a.c": "_Static_assert(LDBL_MANT_DIG >= 64, \"\");\n"]),
        Trap("a declaration", ["a.c": "int feenableexcept(int);\n"]),
        Trap(
            "code of arm64",
            [
                "a.c":
                    "void *f(void) {\n  unsigned char code[] = { 0x20, 0, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6 };\n  void *p = mmap(0, n, PROT_EXEC, 1, -1, 0);\n  memcpy(p, code, sizeof code);\n  return p;\n}\n"
            ]),
    ]

    private static let names = [
        Trap(
            "a file with a branch for arm64, named for x86",
            [
                "Makefile": "OBJS = popcnt.o\napp: $(OBJS)\n",
                "popcnt.c":
                    "#if defined(__x86_64__) || defined(__aarch64__)\n#include <popcntintrin.h>\n#endif\n",
            ], ["x86-header blocker popcnt.c:2"]),
        Trap(
            "the same under a condition of the build",
            [
                "Makefile": "ifeq ($(ARCH),x86_64)\nOBJS = popcnt.o\nendif\napp: $(OBJS)\n",
                "popcnt.c":
                    "#if defined(__x86_64__) || defined(__aarch64__)\n#include <popcntintrin.h>\n#endif\n",
            ]),
        Trap(
            "a file that is built everywhere, named for x86, in a project that knows arm64",
            [
                "Makefile": "OBJS = main.o crc_pclmul.o\napp: $(OBJS)\n",
                "main.c": "#ifdef __aarch64__\nint a;\n#endif\n",
                "crc_pclmul.c": "#include <wmmintrin.h>\n",
            ], ["x86-header blocker crc_pclmul.c:1"]),
        Trap(
            "the same where a rule or a condition chooses",
            [
                "Makefile": "OBJS = main.o\nifdef FAST\nOBJS += crc_pclmul.o\nendif\nsse.o: sse.c\n",
                "main.c": "#ifdef __aarch64__\nint a;\n#endif\n", "crc_pclmul.c": "#include <wmmintrin.h>\n",
                "sse.c": "#include <wmmintrin.h>\n",
            ]),
        Trap(
            "a benchmark that is the program",
            ["Makefile": "OBJS = bench.o\napp: $(OBJS)\n", "bench.c": "void f(void) { __asm__(\"rdtsc\"); }\n"],
            ["x86-inline-asm blocker bench.c:1"]),
        Trap(
            "a benchmark beside the program",
            ["Makefile": "OBJS = bench.o app.o\napp: $(OBJS)\n", "bench.c": "void f(void) { __asm__(\"rdtsc\"); }\n"],
            ["x86-inline-asm warning bench.c:1"]),
        Trap(
            "headers that configure looks for",
            [
                "config.h.in": "#undef HAVE_EMMINTRIN_H\n",
                "a.c": "#ifdef HAVE_EMMINTRIN_H\n#include <emmintrin.h>\n#endif\n",
            ]),
        Trap(
            "headers that Meson looks for",
            [
                "meson.build": "conf.set('HAVE_SYS_IO_H', cc.has_header('sys/io.h'))\n",
                "a.c": "#if HAVE_SYS_IO_H\n#include <sys/io.h>\n#endif\n",
            ]),
        Trap(
            "a header that arm64 has too",
            ["a.c": "#ifdef HAVE_UNISTD_H\n#include <emmintrin.h>\n#endif\n"], ["x86-header warning a.c:2"]),
    ]

    private static let fortran = [
        Trap(
            "MKL's interface", ["a.F90": "include 'mkl_pardiso.f90'\nprogram a\n  use mkl_pardiso\nend program\n"],
            ["x86-library blocker a.F90:1"]),
        Trap("MKL when asked for", ["a.F90": "#ifdef USE_MKL\ninclude 'mkl_dfti.f90'\n#endif\n"]),
        Trap("a module of the project", ["a.f90": "use mkl_own\n", "mkl_own.f90": "module mkl_own\nend module\n"]),
    ]

    @Test(arguments: calls + otherCalls + numbers + otherNumbers) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: names + fortran) func stands(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
