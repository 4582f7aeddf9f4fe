import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Flags of x86 in places that only x86 gets to, and beside them in places where everybody does.
@Suite struct FlagPlaceTests {
    private static func flag(_ file: String, _ severity: String, line: Int) -> [String] {
        ["x86-compiler-flag \(severity) \(file):\(line)"]
    }

    private static let probes = [
        Trap(
            "autoconf: a flag that is tried",
            [
                "configure.ac":
                    "AC_INIT([a],[1])\nsave_CFLAGS=\"$CFLAGS\"\nCFLAGS=\"$CFLAGS -mcmodel=medium\"\nAC_COMPILE_IFELSE([AC_LANG_SOURCE([int i;])], [have=yes], [have=no])\nCFLAGS=\"$save_CFLAGS\"\n"
            ]),
        Trap(
            "autoconf: a flag that stays",
            [
                "configure.ac":
                    "AC_INIT([a],[1])\nsave_CFLAGS=\"$CFLAGS\"\nCFLAGS=\"$CFLAGS -mcmodel=medium\"\nAC_OUTPUT\n"
            ], flag("configure.ac", "blocker", line: 3)),
        Trap("CMake: a macro that tries", ["CMakeLists.txt": "AddCompilerFlag(\"-mfpmath=sse\" CXX_FLAGS F)\n"]),
        Trap(
            "CMake: flags for files of x86",
            [
                "CMakeLists.txt":
                    "set(COLOR_FLAGS -mavx2)\nif(CPU_X86_64)\n  set_source_files_properties(a.c PROPERTIES COMPILE_FLAGS ${COLOR_FLAGS})\nendif()\n"
            ]),
        Trap(
            "CMake: flags that the compiler is asked about",
            [
                "CMakeLists.txt":
                    "set(COLOR_FLAGS -mavx2)\nCHECK_COMPILER_FLAGS(CXX COLOR_OK ${COLOR_FLAGS})\nif(COLOR_OK)\n  add_flags(a.c ${COLOR_FLAGS})\nendif()\n"
            ]),
        Trap(
            "CMake: flags for all",
            [
                "CMakeLists.txt":
                    "set(COLOR_FLAGS -mavx2)\nset_source_files_properties(a.c PROPERTIES COMPILE_FLAGS ${COLOR_FLAGS})\n"
            ], flag("CMakeLists.txt", "blocker", line: 1)),
        Trap("CMake: clang as Microsoft's", ["CMakeLists.txt": "add_compile_options(/clang:-masm=att)\n"]),
    ]

    private static let automake = [
        Trap("automake: for x86", ["Makefile.am": "if I386\nAM_CFLAGS += -mmmx\nendif I386\n"]),
        Trap("automake: for x86 by a longer name", ["Makefile.am": "if HAVE_X86_64\nAM_CFLAGS += -msse2\nendif\n"]),
        Trap(
            "automake: off arm64", ["Makefile.am": "if !AARCH64\nAM_CFLAGS += -msse2\nendif\n"]),
        Trap(
            "automake: off x86", ["Makefile.am": "if !HAVE_X86\nAM_CFLAGS += -msse2\nendif\n"],
            flag("Makefile.am", "blocker", line: 2)),
        Trap(
            "automake: the other branch", ["Makefile.am": "if WIN32\nA = 1\nelse\nAM_CFLAGS += -msse2\nendif\n"],
            flag("Makefile.am", "blocker", line: 4)),
        Trap(
            "make: an if of the shell", ["Makefile": "all:\n\tif X86; then :; fi\n\tgcc -mavx2 -o a a.c\n"],
            flag("Makefile", "blocker", line: 3)),
    ]

    private static let folders = [
        Trap(
            "a folder whose name holds the letters of a set",
            ["submit/CMakeLists.txt": "target_compile_options(submit PRIVATE -mavx2)\n"],
            flag("submit/CMakeLists.txt", "blocker", line: 1)),
        Trap(
            "a folder of vector code",
            ["simd/BUILD.bazel": "cc_library(\n    name = \"v\",\n    copts = [\n        \"-mavx512f\",\n    ],\n)\n"],
            flag("simd/BUILD.bazel", "blocker", line: 4)),
        Trap("a folder of a set", ["src/bmi2/CMakeLists.txt": "target_compile_options(v PRIVATE -mbmi2)\n"]),
        Trap("a folder of x86's", ["intel/Makefile": "CFLAGS += -mavx2\n"]),
    ]

    private static let others = [
        Trap(
            "a linker script", ["boot/link.ld": "OUTPUT_FORMAT(\"elf64-x86-64\")\nENTRY(start)\n"],
            ["build-fixed-to-x86 warning boot/link.ld:1"]),
        Trap("a linker script of many", ["arch/x86_64/link.ld": "OUTPUT_FORMAT(elf64-x86-64)\n"]),
        Trap(
            "Zig",
            ["build.zig": "const t = b.resolveTargetQuery(.{\n    .cpu_arch = .x86_64,\n    .os_tag = .linux,\n});\n"],
            ["build-fixed-to-x86 warning build.zig:2"]),
        Trap(
            "Zig: no target of its own",
            [
                "build.zig":
                    "if (t.cpu_arch == .x86_64) a();\nconst w = .{ .cpu_arch = .x86_64, .os_tag = .windows };\n"
            ]),
        Trap(
            "premake", ["premake5.lua": "workspace \"A\"\n  architecture \"x86_64\"\n"],
            ["build-fixed-to-x86 warning premake5.lua:2"]),
        Trap(
            "premake: a platform",
            ["premake5.lua": "workspace \"A\"\nfilter \"platforms:x64\"\n  architecture \"x86_64\"\n"]),
        Trap(
            "Gradle", ["build.gradle": "application {\n  targetMachines = [machines.linux.x86_64]\n}\n"],
            ["build-fixed-to-x86 warning build.gradle:2"]),
        Trap(
            "Gradle: both",
            [
                "build.gradle":
                    "application {\n  targetMachines = [machines.linux.x86_64, machines.linux.architecture(\"aarch64\")]\n}\n"
            ]),
        Trap("make: a file of the BSDs", ["Makefile": "CFLAGS += -msse2\n.include <bsd.kmod.mk>\n"]),
        Trap("make: a condition of the BSDs", ["Makefile": "A=1\n.if ${A} == 1\nCFLAGS += -msse2\n.endif\n"]),
        Trap(
            "wheels for Windows", ["pyproject.toml": "[[a]]\nselect = \"*-win32\"\nenvironment = { CFLAGS=\"-m32\" }\n"]
        ),
        Trap(
            "wheels for all", ["pyproject.toml": "[[a]]\nselect = \"*-cp38\"\nenvironment = { CFLAGS=\"-mavx\" }\n"],
            flag("pyproject.toml", "blocker", line: 3)),
        Trap(
            "make: 64 bits of another processor",
            [
                "fw/Makefile.main": "CFLAGS := -m64\nCFLAGS += -mcpu=power8\n", "fw/tool/Makefile": "CFLAGS += -m64\n",
            ]),
        Trap(
            "make: 64 bits beside another processor's folder",
            ["fw/Makefile": "CFLAGS += -m64 -mcpu=power8\n", "tool/Makefile": "CFLAGS += -m64\n"],
            flag("tool/Makefile", "blocker", line: 1)),
        Trap(
            "Bazel: a toolchain that names its target",
            ["cc.bzl": "def f():\n  flags = [\"--target=\" + t]\n  bits = \"-m64\"\n"]),
        Trap("Bazel: a library for Haswell", ["BUILD": "cc_library(name = \"hsw\", copts = [\"-march=haswell\"])\n"]),
        Trap(
            "gyp: two questions",
            [
                "common.gypi":
                    "{ 'conditions': [\n  ['host_arch != target_arch and target_arch==\"ia32\"', { 'cflags': ['-m32'] }],\n  ['target_arch==\"x32\"', { 'cflags': ['-mx32'] }],\n] }\n"
            ]),
        Trap(
            "gyp: another question",
            ["common.gypi": "{ 'conditions': [\n  ['OS==\"linux\"', { 'cflags': ['-msse3'] }],\n] }\n"],
            flag("common.gypi", "blocker", line: 2)),
        Trap(
            "the firmware of a guest", ["roms/bios/Makefile": "CFLAGS := -m32 -ffreestanding\n"],
            flag("roms/bios/Makefile", "warning", line: 1)),
        Trap(
            "a kernel", ["Makefile": "CFLAGS := -m32 -ffreestanding\n"], flag("Makefile", "blocker", line: 1)),
        Trap("a fragment for CET", ["config/bootstrap-cet.mk": "CFLAGS += -fcf-protection\n"]),
        Trap(
            "a fragment for all", ["config/facet.mk": "CFLAGS += -fcf-protection\n"],
            flag("config/facet.mk", "blocker", line: 1)),
        Trap(
            "a product of configure",
            [
                "Makefile.PL": "OPT = -march=opteron -O2\nCFLAGS = $(OPT) -mavx\n",
                "Makefile.PL.in": "CFLAGS = @CFLAGS@\n",
            ]),
        Trap(
            "a makefile beside a template of something else",
            ["Makefile": "CFLAGS = -mavx\n", "other.mk.in": "CFLAGS = @CFLAGS@\n"],
            flag("Makefile", "blocker", line: 1)),
        Trap(
            "a template with a flag", ["Makefile.in": "CFLAGS = @CFLAGS@ -mavx\n"],
            flag("Makefile.in", "blocker", line: 1)),
        Trap("MKL where it is", ["Makefile": "ifdef MKLROOT\nifeq ($(X),1)\nLIBS += -lmkl_rt\nendif\nendif\n"]),
        Trap(
            "Intel's compiler", ["Makefile": "FFLAGS = -O3 -xHost -qmkl=sequential\n"],
            [
                "x86-compiler-flag blocker Makefile:1", "x86-linked-library blocker Makefile:1",
            ]),
        Trap(
            "an object for x86", ["Makefile": "b.o: b.bin\n\tobjcopy -I binary -O elf64-x86-64 $< $@\n"],
            ["build-fixed-to-x86 blocker Makefile:2"]),
        Trap(
            "an object for each",
            [
                "Makefile":
                    "ifeq ($(ARCH),arm64)\nF = elf64-littleaarch64\nendif\nb.o: b.bin\n\tobjcopy -O elf64-x86-64 $< $@\n"
            ]),
    ]

    @Test(arguments: probes + automake + folders + others) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
