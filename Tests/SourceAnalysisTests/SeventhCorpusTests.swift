import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What a seventh corpus, written without knowledge of the analyses, and trees drawn by chance showed to be missed or
/// to be told wrongly.
@Suite struct SeventhCorpusTests {
    private static let native = [
        Trap(
            "an assertion for all but x86",
            ["a.hpp": "#if !defined(__x86_64__)\nstatic_assert(false, \"x86-64 only\");\n#endif\n"],
            ["architecture-error blocker a.hpp:2"]),
        Trap(
            "an assertion behind the architectures that are known",
            [
                "a.c":
                    "#ifdef __x86_64__\nint w = 8;\n#elif defined(__s390x__)\nint w = 4;\n#else\n_Static_assert(0, \"\");\n#endif\n"
            ],
            ["architecture-error blocker a.c:6"]),
        Trap(
            "assertions that are about something else",
            [
                "a.hpp": "#if !defined(__x86_64__)\nstatic_assert(sizeof(long) == 8, \"\");\n#endif\n"
                    + "template<class T> void f() { static_assert(false, \"\"); }\n",
                "b.hpp":
                    "#ifdef __x86_64__\nint a;\n#elif defined(__aarch64__)\nint b;\n#else\nstatic_assert(false);\n#endif\n",
            ]),
        Trap(
            "registers that are asked for by their names",
            [
                "a.c": "#include <ucontext.h>\n#if defined(REG_EIP)\n#define REG REG_EIP\n#elif defined(REG_RIP)\n"
                    + "#define REG REG_RIP\n#endif\n#ifdef REG\n"
                    + "long f(ucontext_t *c) { return c->uc_mcontext.gregs[REG]; }\n#endif\n"
            ]),
        Trap(
            "instructions of SPARC that have a name of x86's",
            [
                "a.c":
                    "long f(void) { long r; asm volatile(\".word 0x93410000;mov %%g0,%0\" : \"=r\"(r) : : \"%g0\"); return r; }\n"
            ]),
        Trap(
            "memory that was taken by a function of x86",
            ["a.c": "#if USE_MM_MALLOC\n#include <mm_malloc.h>\nvoid f(void *p) { _mm_free(p); }\n#endif\n"]),
        Trap(
            "pages that are counted",
            [
                "a.c":
                    "#include <sys/mman.h>\nint f(void *m, long n, unsigned char *v) {\n  long c = (n + 4095) / 4096;\n  return munmap(mmap(m, c, 0, 0, 0, 0), c);\n}\n"
            ],
            ["page-size warning a.c:3"]),
        Trap(
            "another number that is rounded up",
            [
                "a.c":
                    "#include <sys/mman.h>\nint f(void *m, long n, unsigned char *v) { return munmap(mmap(m, (n + 4095) / 512, 0, 0, 0, 0), n); }\n"
            ]),
        Trap(
            "what a source defines for itself",
            [
                "a.c": "#ifndef USE_AVX2\n#define USE_AVX2 4\n#endif\nint n = USE_AVX2;\n",
                "b.c": "#ifdef USE_AVX2\n#include <immintrin.h>\n__m256d v;\n#endif\n",
            ]),
        Trap(
            "what a header defines for all",
            [
                "a.h": "#define USE_AVX2 4\n",
                "b.c": "#include \"a.h\"\n#ifdef USE_AVX2\n#include <immintrin.h>\n#endif\n",
            ], ["x86-header blocker b.c:3"]),
        Trap(
            "a macro that nothing uses, behind the headers",
            [
                "a.h": "int g(void);\n",
                "a.c": "#include \"a.h\"\n#define relax() __builtin_ia32_pause()\nint f(void) { return 1; }\n",
            ]),
        Trap(
            "a macro that a header behind it may use",
            [
                "a.h": "int g(void);\n",
                "a.c": "#define relax() __builtin_ia32_pause()\n#include \"a.h\"\nint f(void) { return 1; }\n",
            ],
            ["x86-intrinsics blocker a.c:1"]),
        Trap(
            "a function of ports that the file replaces",
            [
                "a.c":
                    "#ifdef __i386__\n#include <sys/io.h>\n#else\n#define iopl(x) -1\n#endif\nint f(void) { return iopl(3); }\n"
            ]),
        Trap(
            "a field with a register's name", ["a.h": "struct regs { long orig_rax; };\n", "a.c": "#include \"a.h\"\n"]),
        Trap(
            "a clock for where there is none",
            [
                "a.c":
                    "#include <unistd.h>\n#if _POSIX_TIMERS > 0 && defined(_POSIX_MONOTONIC_CLOCK)\nint f(void);\n#else\n"
                    + "void f(void) { __asm__ volatile(\"rdtscp\"); }\n#endif\n"
            ]),
        Trap(
            "an error that is Solaris's",
            [
                "a.c":
                    "#include <libdevinfo.h>\n#if defined(__sparc)\nint a;\n#elif defined(__x86)\nint b;\n#else\n#error no\n#endif\n"
            ]),
        Trap(
            "a header that is looked for", ["a.c": "#ifdef HAVE_MTRR\n#include <asm/mtrr.h>\n#endif\nint x;\n"]),
        Trap(
            "a source of a Haskell package for x86",
            [
                "a.cabal":
                    "library\n  exposed-modules: A\n  if arch(i386) || arch(x86_64)\n    C-sources: cbits/cpuid.c\n",
                "cbits/cpuid.c": "void f(void) { asm volatile(\"cpuid\" ::: \"eax\"); }\n",
            ]),
        Trap(
            "a source of a Haskell package for all",
            [
                "a.cabal":
                    "library\n  if !arch(i386)\n    C-sources:\n      cbits/cpuid.c\n  if arch(x86_64)\n    cpp-options: -DX\n",
                "cbits/cpuid.c": "void f(void) { asm volatile(\"cpuid\" ::: \"eax\"); }\n",
            ], ["x86-inline-asm blocker cbits/cpuid.c:1"]),
        Trap(
            "a twin with nothing in it",
            [
                "sys_amd64.S": ".globl __export_sys\n__export_sys:\n  pushfq\n  push %rcx\n  movq %rsp, %rcx\n  ret\n",
                "sys_arm64.S": ".globl __export_sys\n// not there yet\n__export_sys:\n  BRK #0xdead\n",
            ]),
        Trap(
            "memory that is wiped",
            [
                "a.cpp":
                    "#include <atomic>\n#include <thread>\nvoid f(int &x) {\n  std::atomic_signal_fence(std::memory_order_seq_cst);\n"
                    + "  volatile int *volatile v = &x;\n  *v = 0;\n}\n"
            ]),
        Trap(
            "a device that x86 has",
            ["a.c": "#include <fcntl.h>\nint f(void) { return open(\"/dev/cpu/0/msr\", O_RDONLY); }\n"],
            ["x86-path warning a.c:2"]),
        Trap(
            "files about processors",
            ["a.c": "#include <fcntl.h>\nint f(void) { return open(\"/sys/devices/system/cpu/online\", O_RDONLY); }\n"]),
        Trap(
            "a character of a stream in a char",
            [
                "a.cpp":
                    "#include <fstream>\nint f(std::ifstream &in) { char c;\n  while ((c = in.get()) != EOF) { }\n  return 0; }\n"
            ],
            ["signed-char warning a.cpp:3"]),
        Trap(
            "a character of a stream in an int",
            [
                "a.cpp":
                    "#include <fstream>\nint f(std::ifstream &in) { int c;\n  while ((c = in.get()) != EOF) { }\n  return 0; }\n"
            ]),
        Trap(
            "a flag of mmap in Go",
            ["a.go": "package a\nimport \"golang.org/x/sys/unix\"\nvar f = unix.MAP_32BIT\n"],
            ["go-system-call blocker a.go:3"]),
    ]

    private static let manifest = "[package]\nname = \"a\"\n"

    private static let rust = [
        Trap(
            "registers of a traced process",
            ["Cargo.toml": manifest, "src/main.rs": "fn f(r: Regs) -> u64 {\n    r.orig_rax\n}\n"],
            ["rust-x86-code blocker src/main.rs:2"]),
        Trap(
            "registers of a saved context",
            ["Cargo.toml": manifest, "src/main.rs": "use libc::{c_int, REG_RIP};\nfn f() {}\n"],
            ["rust-x86-code blocker src/main.rs:1"]),
        Trap(
            "registers of a saved context, on x86",
            [
                "Cargo.toml": manifest,
                "src/main.rs": "#[cfg(target_arch = \"x86_64\")]\nfn f() -> usize { libc::REG_RIP as usize }\n"
                    + "const REG_RIP: usize = 16;\n",
            ]),
        Trap(
            "instructions of a crate",
            [
                "Cargo.toml": manifest + "[dependencies]\nx86_64 = \"0.14\"\n",
                "src/main.rs": "use x86_64::instructions::hlt;\nfn main() { hlt() }\n",
            ], ["rust-x86-code blocker src/main.rs:1"]),
        Trap(
            "structures of a crate",
            [
                "Cargo.toml": manifest + "[dependencies]\nx86_64 = \"0.14\"\n",
                "src/main.rs": "use x86_64::structures::paging::Page;\nfn main() {}\n",
            ]),
    ]

    private static let scripts = [
        Trap(
            "Chef fetches a program",
            ["recipes/default.rb": "remote_file '/tmp/c.zip' do\n  source 'https://e.com/c_1_linux_amd64.zip'\nend\n"],
            ["program-downloads-x86 warning recipes/default.rb:2"]),
        Trap(
            "Chef fetches a program by its architecture",
            [
                "recipes/default.rb": "arch = node['kernel']['machine'] == 'aarch64' ? 'arm64' : 'amd64'\n"
                    + "remote_file '/tmp/c.zip' do\n  source \"https://e.com/c_1_linux_#{arch}.zip\"\nend\n"
            ]),
    ]

    @Test(arguments: native + rust + scripts)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
