import Reporting
import ScanModel

/// What is looked for in files that say how programs are built.
enum BuildRules {
    static let all = [
        compilerFlag, nativeFlag, refusal, library, assembler, fixedTarget, compiler,
    ]

    static let compilerFlag = Rule(
        id: "x86-compiler-flag", title: "a compiler flag that only x86 knows", area: .build, severity: .blocker,
        effort: .minutes,
        why: "Compilers for arm64 refuse this option, and the build ends there.",
        remedy: "set it only where the target is x86; on arm64 SIMD (NEON) is always on",
        before: "add_compile_options(-mavx2)",
        after: "if(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|AMD64\")\n  add_compile_options(-mavx2)\nendif()",
        reference: "https://gcc.gnu.org/onlinedocs/gcc/x86-Options.html")
    static let nativeFlag = Rule(
        id: "march-native", title: "code made for the machine that builds it", area: .build, severity: .note,
        effort: .minutes,
        why: "The program may use instructions that other processors of the same architecture lack.",
        remedy: "name the oldest processor that it must run on, such as -mcpu=neoverse-n1 for Graviton2 and later",
        before: "CFLAGS += -march=native", after: "CFLAGS += -mcpu=neoverse-n1",
        reference: "https://github.com/aws/aws-graviton-getting-started/blob/main/c-c++.md")
    static let refusal = Rule(
        id: "build-refuses-arm64", title: "a build that refuses arm64", area: .build, severity: .blocker,
        effort: .minutes,
        why: "The build asks for the architecture, knows x86 only and ends with an error on all others.",
        remedy: "accept aarch64 and arm64 too, once the code has a path without x86 instructions",
        before: "if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64\")\n  message(FATAL_ERROR \"x86 only\")\nendif()",
        after:
            "if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|aarch64|arm64\")\n  message(FATAL_ERROR \"64 bits only\")\nendif()",
        reference: "https://cmake.org/cmake/help/latest/variable/CMAKE_SYSTEM_PROCESSOR.html")
    static let library = Rule(
        id: "x86-linked-library", title: "a library that only exists for x86", area: .build, severity: .blocker,
        effort: .days,
        why: "The library is not made for arm64, and linking ends with an error.",
        remedy:
            "use one that exists for both: OpenBLAS or Arm Performance Libraries for MKL, simd code of your own for IPP",
        before: "LDLIBS += -lmkl_rt", after: "LDLIBS += -lopenblas",
        reference: "https://github.com/aws/aws-graviton-getting-started")
    static let assembler = Rule(
        id: "x86-assembler", title: "a build that needs an assembler for x86", area: .build, severity: .warning,
        effort: .hours,
        why: "NASM and YASM make code for x86 only; what they assemble is not part of a program for arm64.",
        remedy: "ask for it only where the target is x86, and have C code or GNU assembly for arm64",
        before: "enable_language(ASM_NASM)",
        after: "if(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|AMD64\")\n  enable_language(ASM_NASM)\nendif()",
        reference: "https://www.nasm.us/doc/")
    static let fixedTarget = Rule(
        id: "build-fixed-to-x86", title: "a build whose target is fixed to x86", area: .build, severity: .warning,
        effort: .minutes,
        why: "Whatever machine builds it, the result is for x86, or the build fails on arm64.",
        remedy: "leave the setting to the build tool, or make it a parameter with a value for each architecture",
        before: "set(CMAKE_SYSTEM_PROCESSOR x86_64)", after: "project(app C)  # CMake finds the processor",
        reference: nil)
    static let compiler = Rule(
        id: "x86-compiler", title: "a compiler that only exists for x86", area: .build, severity: .blocker,
        effort: .minutes,
        why: "Intel's compilers run on x86 and make code for x86 only.",
        remedy: "use gfortran, gcc or clang, or Arm's compilers, and take their flags",
        before: "FC = ifort", after: "FC = gfortran",
        reference: "https://gcc.gnu.org/fortran/")
}
