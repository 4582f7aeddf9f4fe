import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// Names, places and instructions that only look like x86's, and their neighbours that are.
@Suite struct CFamilyNamesTests {
    private static let code = "#include <immintrin.h>\n"

    private static func refusal(_ macro: String) -> Trap {
        Trap(
            "an architecture's macro: " + macro,
            ["a.h": "#if defined(__IA32__)\nint a;\n#elif defined(\(macro))\nint b;\n#else\n#error no CPU\n#endif\n"],
            ["architecture-error blocker a.h:6"])
    }

    private static let macros = [
        refusal("__IA64__"), refusal("__AMD64"), refusal("__SPARC64__"), refusal("__X86_64"), refusal("__PowerPC__"),
        Trap(
            "a setting is no architecture",
            ["a.h": "#if defined(__x86_64__)\nint a;\n#elif defined(__SMALL__)\nint b;\n#else\n#error no\n#endif\n"],
            ["architecture-error note a.h:6"]),
        Trap(
            "a value that names a macro of another file",
            [
                "p.h": "#if defined(__x86_64__)\n#define IS_PC 1\n#endif\n#define IMPL (IS_PC && !SMALL)\n",
                "west.h": "#if IMPL\n#include \"westi.h\"\n#endif\n", "westi.h": code,
            ]),
        Trap(
            "a value that names a macro which is always set",
            [
                "p.h": "#define IS_UNIX 1\n#define IMPL IS_UNIX\n",
                "west.h": "#if IMPL\n#include \"westi.h\"\n#endif\n", "westi.h": code,
            ], ["x86-header blocker westi.h:1"]),
        Trap(
            "a macro with a name that is no processor",
            ["a.c": "#if !CONFIG_IS_ENABLED(DOS_PARTITION)\n#error DOS partition support is needed\n#endif\n"]),
        Trap("a macro that nothing uses", ["a.c": "#define TRAP() asm(\"int3\")\nint a;\n"]),
        Trap(
            "a macro that something uses", ["a.c": "#define TRAP() asm(\"int3\")\nvoid f(void) { TRAP(); }\n"],
            ["x86-inline-asm blocker a.c:1"]),
        Trap(
            "a macro that others may use", ["a.h": "#define TRAP() asm(\"int3\")\n"], ["x86-inline-asm blocker a.h:1"]),
        Trap(
            "a macro that a macro of x86 uses",
            [
                "a.c":
                    "#define ID(a) asm(\"cpuid\" : \"=a\"(a))\n#define CPU(a) ID(a)\n#ifdef __x86_64__\nint f(void) { CPU(a); }\n#endif\n"
            ]),
        Trap(
            "a header that was made on some machine",
            [
                "config.h": "#define HAVE_GETREGS 1\n#define A \"x86_64-linux-gnu\"\n",
                "config.h.in": "#undef HAVE_GETREGS\n",
                "a.c":
                    "#ifdef __aarch64__\nint a;\n#endif\n#ifdef HAVE_GETREGS\nlong f(int p) { return ptrace(PTRACE_GETREGS, p, 0, 0); }\n#endif\n",
            ], ["x86-registers note a.c:5"]),
        Trap("a level, the other way", ["a.c": "#if TARGET <= TARGET_AVX3\n#include <immintrin.h>\n#endif\n"]),
    ]

    private static let names = [
        Trap(
            "registers of a program's own",
            [
                "a.c":
                    "struct s { int gregs[8]; };\nvoid f(const void *gregs);\nvoid g(struct s *s) { s->gregs[0] = 1; ifc.gregs = s->regs.gregs; }\n"
            ]),
        Trap(
            "registers of a context", ["a.c": "void f(ucontext_t *c) { memcpy(a, c->uc_mcontext.gregs, 8); }\n"],
            ["x86-registers blocker a.c:1"]),
        Trap(
            "registers by their names", ["a.c": "long f(gregset_t gregs) { return gregs[REG_RIP]; }\n"],
            ["x86-registers blocker a.c:1"]),
        Trap(
            "functions of a program's own",
            ["a.cc": "static void *(*_mm_malloc_fn)(size_t sz) = NULL;\nNode *_mm_base;\n_MM_TYPES_H a;\n"]),
        Trap(
            "intrinsics",
            ["a.c": "void f(void) { _mm_pause(); x = _mm_cvtss_f32(y); }\nint g = _MM_SHUFFLE(3, 2, 1, 0);\n"],
            ["x86-intrinsics blocker a.c:1", "x86-intrinsics blocker a.c:1"]),
        Trap(
            "a kernel's own header",
            ["arch/x86/include/asm/mtrr.h": "int m;\n", "drivers/a.c": "#include <asm/mtrr.h>\n"]),
    ]

    private static let places = [
        Trap("a file between dots", ["src/fast.avx2.cpp": code, "src/fast.cpp": "int f;\n"]),
        Trap("a file between dots, alone", ["src/fast.avx2.cpp": code], ["x86-header blocker src/fast.avx2.cpp:1"]),
        Trap("a folder for Windows", ["src/gnuwin32/a.c": code]), Trap("a file for DOS", ["src/go32-nat.c": code]),
        Trap("a file for AIX", ["src/aix-thread.c": "#include <sys/reg.h>\n"]),
        Trap("a file for HP-UX", ["md/_hpux.h": code]), Trap("a file for BSD/OS", ["md/_bsdi.h": code]),
        Trap("a file with headers of macOS", ["a.c": "#include <mach-o/loader.h>\n#include <cpuid.h>\n"]),
        Trap(
            "a file with headers of macOS by condition",
            ["a.c": "#ifdef __APPLE__\n#include <mach-o/loader.h>\n#endif\n#include <cpuid.h>\n"],
            ["x86-header blocker a.c:4"]),
        Trap(
            "a file with a header of its own project's",
            ["compat/windows.h": "int w;\n", "a.c": "#include <windows.h>\n#include <cpuid.h>\n"],
            ["x86-header blocker a.c:2"]),
        Trap(
            "a file for another processor",
            ["m32r-nat.c": "long f(int p) { return ptrace(PTRACE_GETREGS, p, 0, 0); }\n"]),
        Trap("assembly for macOS", ["os_Darwin_x86.s": ".globl f\nf:\n\tmovl 4(%esp), %ecx\n\tret\n"]),
        Trap("assembly for OS/2", ["md/os2/a.s": ".globl f\nf:\n\tmovl 4(%esp), %ecx\n\tret\n"]),
        Trap(
            "a macro of the preprocessor", ["arch/arm/dtb.S": ".section .dtb,#alloc\nGLOBAL(_sdtb)\n.incbin FILE\n"]),
        Trap("SuperH", ["arch/sh/lib/shift.S": "! GLOBAL(ashlsi3)\n\trts\n\tnop\n"]),
        Trap(
            "NASM's global", ["a.asm": "section .text\nglobal f\nf:\n  mov rax, rdi\n  ret\n"],
            ["x86-assembly blocker a.asm:1"]),
    ]

    private static let machines = [
        (
            "POWER",
            "asm volatile(\"1: lwarx %0,0,%2\\n cmpw %0,%3\\n bne- 2f\\n stwcx. %4,0,%2\\n 2:\" : \"=&r\"(a) : : \"cr0\");"
        ),
        ("POWER, a trap", "asm volatile(\"cmpdi %0,0\\n bne 2f\" : : \"b\"(x));"),
        ("POWER, by what is overwritten", "asm(\".long 0x44000022\" : : : \"r0\", \"cr0\", \"ctr\", \"xer\");"),
        ("SPARC", "asm(\"call switch_context\" : : : \"g1\", \"o0\", \"memory\");"),
        ("Alpha", "asm(\"mov $29, $16\\n\\tcall_pal 0x37\");"),
        ("m32r", "asm(\"push r0\\n seth r1, #4\\n st r0, @r1\");"),
        ("MIPS", "asm(\"li $t0, 0xffff0000\\n\\t move $t1, $t0\");"), ("ARM", "asm(\"mov r0, %0\" : : \"r\"(x));"),
        (
            "PTX",
            "asm volatile(\"{ .reg .pred p; mov.b64 {lo, hi}, %1; shfl.sync.down.b32 lo|p, lo, %2; }\" : \"=d\"(x));"
        ),
    ].map { name, code in Trap("assembly of " + name, ["a.c": "void f(int x) {\n" + code + "\n}\n"]) }

    private static let x86 = [
        ("a call", "asm(\"call f\" : : : \"rax\", \"memory\");"), ("a barrier", "asm volatile(\"mfence; sfence\");"),
        ("a register", "asm(\"mov %%eax, %0\" : \"=r\"(x));"), ("a constraint", "asm(\"nop\" : \"=a\"(x));"),
        ("a lock", "asm volatile(\"lock; xaddl %0, %1\" : \"+r\"(x), \"+m\"(y) : : \"cc\");"),
    ].map { name, code in
        Trap(
            "assembly of x86: " + name, ["a.c": "void f(int x) {\n" + code + "\n}\n"], ["x86-inline-asm blocker a.c:2"])
    }

    private static let pages = [
        Trap(
            "a firmware's pages",
            [
                "fw/page.h": "#define PAGE_SIZE 4096\n",
                "tool.c": "void *f(void) { return mmap(0, PAGE_SIZE, 3, 2, -1, 0); }\n",
            ]),
        Trap(
            "a default that is asked for later",
            [
                "a.c":
                    "#define PAGE_SIZE 4096\nvoid f(void) { d->page = PAGE_SIZE; d->page = app_getpagesize(); mmap(0, 1, 3, 2, -1, 0); }\n"
            ]),
    ]

    @Test(arguments: macros + names + places + machines + x86 + pages) func name(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
