import Reporting
import ScanModel

/// What is looked for in C and its relatives.
enum CFamilyRules {
    static let all = [
        header, library, intrinsics, assembly, targetAttribute, detection, refusal, portIO, registers, systemCall,
        machineName, machinePath, machineCode, signedChar, pageSize, memoryOrder, extendedFloat,
        systemCallFilter, floatTraps, mapFlag, onlyName,
    ]

    /// What compiles on arm64, and works otherwise.
    static let behaviour: Set<String> = [signedChar.id, pageSize.id, memoryOrder.id, machineName.id, machinePath.id]

    static let header = Rule(
        id: "x86-header", title: "Header that exists for x86 only", area: .source, severity: .blocker, effort: .hours,
        why: "Compilers and C libraries for arm64 do not have the header, so the file does not compile.",
        remedy: "include it under #if defined(__x86_64__), and give arm64 a branch with <arm_neon.h> or plain C",
        before: "#include <immintrin.h>",
        after:
            "#if defined(__x86_64__)\n#include <immintrin.h>\n#elif defined(__aarch64__)\n#include <arm_neon.h>\n#endif",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/c-c++.md")

    static let library = Rule(
        id: "x86-library", title: "Library that exists for x86 only", area: .source, severity: .blocker, effort: .days,
        why: "The library is published for x86 processors only.",
        remedy: "use a library that is made for arm64 too, such as OpenBLAS or Arm Performance Libraries",
        before: "#include <mkl.h>", after: "#include <cblas.h>",
        reference: "https://developer.arm.com/Tools%20and%20Software/Arm%20Performance%20Libraries")

    static let intrinsics = Rule(
        id: "x86-intrinsics", title: "Intrinsics of x86", area: .source, severity: .blocker, effort: .days,
        why: "The functions and types stand for x86 instructions; compilers for arm64 do not know them.",
        remedy: "give arm64 a branch: NEON intrinsics, plain C, or a translating header such as sse2neon or SIMDe",
        before: "__m128 sum = _mm_add_ps(a, b);",
        after:
            "#if defined(__x86_64__)\n__m128 sum = _mm_add_ps(a, b);\n#else\nfloat32x4_t sum = vaddq_f32(a, b);\n#endif",
        reference: "https://github.com/DLTcollab/sse2neon")

    static let assembly = Rule(
        id: "x86-inline-asm", title: "Inline assembly for x86", area: .source, severity: .blocker, effort: .hours,
        why: "The assembler for arm64 refuses x86 instructions, registers and constraints.",
        remedy: "use a compiler built-in or a C++ atomic, or guard it and write the arm64 instructions beside it",
        before: "__asm__ __volatile__(\"pause\");",
        after:
            "#if defined(__x86_64__)\n__asm__ __volatile__(\"pause\");\n#elif defined(__aarch64__)\n__asm__ __volatile__(\"yield\");\n#endif",
        reference: "https://gcc.gnu.org/onlinedocs/gcc/Extended-Asm.html")

    static let targetAttribute = Rule(
        id: "x86-target-attribute", title: "Code compiled for a feature of x86", area: .source, severity: .blocker,
        effort: .minutes, why: "Compilers for arm64 refuse an attribute or pragma that names a feature of x86.",
        remedy: "put the attribute under #if defined(__x86_64__)",
        before: "__attribute__((target(\"avx2\"))) void f(void);",
        after: "#if defined(__x86_64__)\n__attribute__((target(\"avx2\"))) void f(void);\n#endif",
        reference: "https://gcc.gnu.org/onlinedocs/gcc/AArch64-Function-Attributes.html")

    static let detection = Rule(
        id: "x86-cpu-detection", title: "Question for features of an x86 processor", area: .source, severity: .blocker,
        effort: .minutes,
        why: "The built-in function is x86's; compilers for arm64 do not have it or refuse its words.",
        remedy: "guard it; on Linux for arm64 getauxval(AT_HWCAP) tells the features",
        before: "if (__builtin_cpu_supports(\"avx2\")) fast();",
        after: "#if defined(__x86_64__)\nif (__builtin_cpu_supports(\"avx2\")) fast();\n#endif",
        reference: "https://gcc.gnu.org/onlinedocs/gcc/x86-Built-in-Functions.html")

    static let refusal = Rule(
        id: "architecture-error", title: "#error for every architecture but x86", area: .source, severity: .blocker,
        effort: .hours,
        why: "The preprocessor stops where the code asks for an architecture and arm64 is not among them.",
        remedy: "add a branch for __aarch64__, or a portable one in place of the #error",
        before: "#if defined(__x86_64__)\n#define WORD 8\n#else\n#error \"unknown architecture\"\n#endif",
        after:
            "#if defined(__x86_64__) || defined(__aarch64__)\n#define WORD 8\n#else\n#error \"unknown architecture\"\n#endif"
    )

    static let portIO = Rule(
        id: "x86-port-io", title: "Access to I/O ports", area: .source, severity: .blocker, effort: .days,
        why: "I/O ports exist on x86 only; C libraries for arm64 have no ioperm() and no iopl().",
        remedy: "leave the function out on arm64, or use the device's driver or its memory-mapped registers",
        before: "ioperm(0x378, 3, 1);", after: "#if defined(__x86_64__)\nioperm(0x378, 3, 1);\n#endif",
        reference: "https://man7.org/linux/man-pages/man2/ioperm.2.html")

    static let registers = Rule(
        id: "x86-registers", title: "Registers of x86 in saved contexts", area: .source, severity: .blocker,
        effort: .hours, why: "Signal contexts and ptrace have other registers on arm64, under other names and calls.",
        remedy: "use uc_mcontext.pc, .sp and .regs and PTRACE_GETREGSET on arm64, each in a branch of its own",
        before: "pc = context->uc_mcontext.gregs[REG_RIP];",
        after:
            "#if defined(__x86_64__)\npc = context->uc_mcontext.gregs[REG_RIP];\n#elif defined(__aarch64__)\npc = context->uc_mcontext.pc;\n#endif",
        reference: "https://man7.org/linux/man-pages/man2/ptrace.2.html")

    static let mapFlag = Rule(
        id: "x86-map-flag", title: "A flag of mmap that only x86 has", area: .source, severity: .blocker,
        effort: .hours, why: "Linux has MAP_32BIT on x86-64 only, and the C library for arm64 does not define it.",
        remedy: "give mmap an address below 4 GiB as a hint, or do without addresses of 32 bits",
        before: "mmap(NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);",
        after: "#ifndef MAP_32BIT\n#define MAP_32BIT 0\n#endif",
        reference: "https://man7.org/linux/man-pages/man2/mmap.2.html")

    static let systemCall = Rule(
        id: "x86-syscall", title: "System call that arm64 does not have", area: .source, severity: .blocker,
        effort: .minutes, why: "Linux for arm64 has only the newer calls, such as openat for open.",
        remedy: "call the C library's function, or the newer system call (openat, fstatat, clone, pipe2, ppoll)",
        before: "syscall(SYS_open, path, flags);", after: "syscall(SYS_openat, AT_FDCWD, path, flags);",
        reference: "https://man7.org/linux/man-pages/man2/syscalls.2.html")

    static let machineName = Rule(
        id: "machine-check", title: "Program that accepts x86 machines only", area: .source, severity: .warning,
        effort: .minutes, why: "The kernel of arm64 calls its machine \"aarch64\", and the program refuses it.",
        remedy: "accept \"aarch64\" too",
        before: "if (strcmp(u.machine, \"x86_64\") != 0) exit(1);",
        after: "if (strcmp(u.machine, \"x86_64\") != 0 && strcmp(u.machine, \"aarch64\") != 0) exit(1);",
        reference: "https://man7.org/linux/man-pages/man2/uname.2.html")

    static let machinePath = Rule(
        id: "x86-path", title: "Path of an x86 system", area: .source, severity: .warning, effort: .minutes,
        why: "Libraries and loaders stand in folders that are named for the architecture.",
        remedy: "let the loader find the library by its name, or choose the folder by architecture",
        before: "dlopen(\"/usr/lib/x86_64-linux-gnu/libz.so.1\", RTLD_NOW);", after: "dlopen(\"libz.so.1\", RTLD_NOW);",
        reference: "https://wiki.debian.org/Multiarch/Tuples")

    static let machineCode = Rule(
        id: "x86-machine-code", title: "Machine code of x86 as numbers", area: .source, severity: .warning,
        effort: .days, why: "Bytes of x86 instructions stop a program on arm64 when they are run.",
        remedy: "make the code for the architecture it runs on, or leave it out on arm64",
        before: "unsigned char code[] = {0xb8, 0x2a, 0, 0, 0, 0xc3};",
        after: "#if defined(__x86_64__)\nunsigned char code[] = {0xb8, 0x2a, 0, 0, 0, 0xc3};\n#endif")

    static let signedChar = Rule(
        id: "signed-char", title: "Plain char taken to be signed", area: .source, severity: .warning, effort: .minutes,
        why: "char is unsigned on arm64: it is never negative and never equals EOF, so loops do not end.",
        remedy: "declare it int where it takes the result of getchar or getopt, signed char where it holds numbers",
        before: "char c;\nwhile ((c = getchar()) != EOF)", after: "int c;\nwhile ((c = getchar()) != EOF)",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/c-c++.md")

    static let pageSize = Rule(
        id: "page-size", title: "Pages taken to have 4096 bytes", area: .source, severity: .warning, effort: .minutes,
        why: "Kernels for arm64 may have pages of 16 or 64 KiB, and mmap and mprotect want multiples of them.",
        remedy: "ask sysconf(_SC_PAGESIZE)", before: "#define PAGE_SIZE 4096",
        after: "long page_size = sysconf(_SC_PAGESIZE);",
        reference: "https://man7.org/linux/man-pages/man3/sysconf.3.html")

    static let memoryOrder = Rule(
        id: "memory-order", title: "Threads that rely on x86's memory order", area: .source, severity: .warning,
        effort: .hours,
        why:
            "arm64 may show stores and loads to other processors in another order; volatile and compiler barriers do not stop it.",
        remedy: "use C11 or C++11 atomics: store with release, load with acquire",
        before: "data = 42;\nasm volatile(\"\" ::: \"memory\");\nready = 1;",
        after: "data = 42;\natomic_store_explicit(&ready, 1, memory_order_release);",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/c-c++.md")

    static let extendedFloat = Rule(
        id: "x86-long-double", title: "Floating-point types of x87", area: .source, severity: .blocker, effort: .hours,
        why: "arm64 has no 80-bit numbers: long double has 128 bits, and the types and settings of x87 do not exist.",
        remedy: "use long double, _Float128 or double as the precision asks for",
        before: "__float80 x;", after: "long double x;",
        reference: "https://gcc.gnu.org/onlinedocs/gcc/Floating-Types.html")

    static let systemCallFilter = Rule(
        id: "x86-syscall-filter", title: "Filter of system calls that knows x86 only", area: .source,
        severity: .warning, effort: .minutes,
        why: "The kernel tells the filter AUDIT_ARCH_AARCH64 on arm64, and the filter stops the program.",
        remedy: "choose the architecture that the filter asks for with #if, or let libseccomp make the filter",
        before: "if (data->arch != AUDIT_ARCH_X86_64) kill();",
        after:
            "#if defined(__aarch64__)\n#define OWN_ARCH AUDIT_ARCH_AARCH64\n#else\n#define OWN_ARCH AUDIT_ARCH_X86_64\n#endif\nif (data->arch != OWN_ARCH) kill();",
        reference: "https://man7.org/linux/man-pages/man2/seccomp.2.html")

    static let floatTraps = Rule(
        id: "float-traps", title: "Signals for floating-point errors", area: .source, severity: .note, effort: .hours,
        why:
            "Traps are optional on arm64, and most processors have none: feenableexcept() returns -1, no signal comes.",
        remedy: "look at the result of feenableexcept(), or ask fetestexcept() after the calculation",
        before: "feenableexcept(FE_INVALID);", after: "if (fetestexcept(FE_INVALID)) abort();",
        reference: "https://man7.org/linux/man-pages/man3/fenv.3.html")

    static let onlyName = Rule(
        id: "x86-only-name", title: "Name that is defined for x86 alone", area: .source, severity: .blocker,
        effort: .hours,
        why:
            "The condition has no branch for arm64, so that the name does not exist there where it is used, in this file or another one.",
        remedy: "give the condition a branch for other processors, or put the use under the same condition",
        before: "#ifdef __x86_64__\nstatic long ticks(void) { return __rdtsc(); }\n#endif\nlong start = ticks();",
        after:
            "#ifdef __x86_64__\nstatic long ticks(void) { return __rdtsc(); }\n#else\nstatic long ticks(void) { return clock(); }\n#endif\nlong start = ticks();",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/c-c++.md")
}
