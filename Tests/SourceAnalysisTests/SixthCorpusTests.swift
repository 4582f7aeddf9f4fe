import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What a corpus written without knowledge of the analyses showed to be missed, and its look-alikes.
@Suite struct SixthCorpusTests {
    private static let native = [
        Trap(
            "another header's name of asm, with a word behind it",
            [
                "port.h": "#define ASM_INLINE __asm\n",
                "a.c": "#include \"port.h\"\nvoid f(void) { ASM_INLINE volatile(\"rdtsc\" ::: \"eax\", \"edx\"); }\n",
            ], ["x86-inline-asm blocker a.c:2"]),
        Trap(
            "a function of that name",
            ["a.c": "void log_it volatile(\"rdtsc\");\n"]),
        Trap(
            "a macro that CMake defines without -D",
            [
                "CMakeLists.txt": "add_library(b b.c)\ntarget_compile_definitions(b PRIVATE HAVE_SSE2=1)\n",
                "b.c": "#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ], ["x86-header blocker b.c:2"]),
        Trap(
            "a macro that CMake defines for x86",
            [
                "CMakeLists.txt":
                    "add_library(b b.c)\nif(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64\")\n"
                    + "  target_compile_definitions(b PRIVATE HAVE_SSE2=1)\nendif()\n",
                "b.c": "#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ]),
        Trap(
            "a system call by its number",
            ["a.c": "#include <unistd.h>\nlong f(void) { return syscall(186); }\n"],
            ["x86-syscall warning a.c:2"]),
        Trap(
            "a system call that has one number everywhere",
            ["a.c": "#include <unistd.h>\nlong f(void) { return syscall(434, 1, 0); }\n"]),
        Trap(
            "registers of amd64 in Go",
            [
                "a.go": "package a\nimport \"syscall\"\nfunc f() uint64 { var r syscall.PtraceRegs; return r.Rip }\n"
            ], ["go-system-call blocker a.go:3"]),
        Trap(
            "registers in Go, by a method that both have",
            ["a.go": "package a\nimport \"syscall\"\nfunc f() uint64 { var r syscall.PtraceRegs; return r.PC() }\n"]),
    ]

    private static func manifest(_ more: String) -> String { "[package]\nname = \"a\"\n" + more }

    private static let x86Dependency = "[target.'cfg(target_arch = \"x86_64\")'.dependencies]\nraw-cpuid = \"11\"\n"
    private static let user = "fn main() { let _ = raw_cpuid::CpuId::new(); }\n"

    private static let rust = [
        Trap(
            "a crate for x86 that is used everywhere",
            ["Cargo.toml": manifest(x86Dependency), "src/main.rs": "use raw_cpuid::CpuId;\nfn main() {}\n"],
            ["rust-architecture-only blocker Cargo.toml:4"]),
        Trap(
            "a crate for x86 that is named in a path",
            ["Cargo.toml": manifest(x86Dependency), "src/main.rs": user],
            ["rust-architecture-only blocker Cargo.toml:4"]),
        Trap(
            "a crate for x86 with a table of its own",
            [
                "Cargo.toml": manifest(
                    "[target.'cfg(target_arch = \"x86_64\")'.dependencies.raw-cpuid]\nversion = \"11\"\n"),
                "src/main.rs": user,
            ], ["rust-architecture-only blocker Cargo.toml:3"]),
        Trap(
            "a crate for x86 that is used on x86",
            [
                "Cargo.toml": manifest(x86Dependency),
                "src/main.rs": "#[cfg(target_arch = \"x86_64\")]\nuse raw_cpuid::CpuId;\nfn main() {}\n",
            ]),
        Trap(
            "a crate that everybody gets too",
            ["Cargo.toml": manifest(x86Dependency + "[dependencies]\nraw-cpuid = \"11\"\n"), "src/main.rs": user]),
        Trap(
            "a crate for both",
            [
                "Cargo.toml": manifest(
                    "[target.'cfg(any(target_arch = \"x86_64\", target_arch = \"aarch64\"))'.dependencies]\nraw-cpuid = \"11\"\n"
                ), "src/main.rs": user,
            ]),
    ]

    private static let scripts = [
        Trap(
            "PowerShell refuses",
            ["a.ps1": "if ($env:PROCESSOR_ARCHITECTURE -ne 'AMD64') {\n    throw \"Only AMD64\"\n}\n"],
            ["runtime-architecture-check warning a.ps1:1"]),
        Trap(
            "PowerShell chooses",
            [
                "a.ps1":
                    "if ($env:PROCESSOR_ARCHITECTURE -eq 'AMD64') { $a = 'x64' } else { $a = 'arm64' }\nWrite-Host $a\n"
            ]),
        Trap(
            "Python asks for AVX2",
            [
                "a.py":
                    "import cpuinfo\nif \"avx2\" not in cpuinfo.get_cpu_info()[\"flags\"]:\n    raise RuntimeError(\"no\")\n"
            ],
            ["runtime-architecture-check warning a.py:2"]),
        Trap(
            "Python takes AVX2 where it is",
            [
                "a.py":
                    "import cpuinfo\nlevel = \"avx2\" if \"avx2\" in cpuinfo.get_cpu_info()[\"flags\"] else \"base\"\n"
            ]),
        Trap(
            "Ruby loads a library",
            ["a.rb": "module A\n  extend FFI::Library\n  ffi_lib '/usr/lib/x86_64-linux-gnu/libsodium.so.23'\nend\n"],
            ["x86-library-load warning a.rb:3"]),
        Trap("Ruby loads a library by its name", ["a.rb": "module A\n  ffi_lib 'sodium' # x86_64\nend\n"]),
        Trap(
            "PHP loads a library",
            ["a.php": "<?php\n$f = FFI::cdef(\"int f(int);\", __DIR__ . \"/libf.x86_64.so\");\n"],
            ["x86-library-load warning a.php:2"]),
    ]

    @Test(arguments: native + rust + scripts)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
