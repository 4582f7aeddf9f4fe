import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What build files say of sources: which are for x86 only, and what only seems to say so.
@Suite struct CFamilyBuildTests {
    private static let code = "#include <immintrin.h>\n"
    private static let guarded = "#ifdef CONFIG_X86\n#include <emmintrin.h>\n#endif\n"

    private static let scripts = [
        Trap(
            "a description is no condition",
            [
                "setup.py":
                    "setup(\n    name='cpu',\n    description='x86 cpuid native API', keywords=['amd64'],\n    url='https://x/x86',\n    ext_modules=[Extension('cpuid_native', sources=['a.c'])],\n)\n",
                "a.c": code,
            ], ["x86-header blocker a.c:1"]),
        Trap(
            "a name is no condition",
            [
                "setup.py": "extensions = [\n    Extension('cpuid_native',\n        sources = ['a.c'],\n    ),\n]\n",
                "a.c": code,
            ], ["x86-header blocker a.c:1"]),
        Trap(
            "a condition of Python",
            [
                "setup.py":
                    "import platform\nsources = ['b.c']\nif platform.machine() == 'x86_64':\n    sources.append('a.c')\n",
                "a.c": code,
            ]),
        Trap(
            "the other side of a condition of Python",
            [
                "setup.py": "import platform\nif platform.machine() != 'x86_64':\n    sources.append('a.c')\n",
                "a.c": code,
            ], ["x86-header blocker a.c:1"]),
        Trap(
            "a conditional expression",
            [
                "setup.py":
                    "import platform\nIS_X86 = platform.machine() in ('x86_64', 'AMD64')\nsetup(ext_modules=[Extension('m', ['b.c'] + (['a.c'] if IS_X86 else []))])\n",
                "a.c": code,
            ]),
        Trap(
            "a table by architectures",
            ["setup.py": "SOURCES = {\n    'x86_64': ['a.c'],\n    'generic': ['b.c'],\n}\n", "a.c": code]),
        Trap(
            "a description is no condition for assembly",
            [
                "setup.py":
                    "setup(\n  description='for x86 and amd64',\n  ext_modules=[Extension('m', [\n      'a.S'])])\n",
                "a.S": ".globl sum\nsum:\n\tmovq %rdi, %rax\n\tret\n",
            ], ["x86-assembly blocker a.S:3"]),
    ]

    private static let definitions = [
        Trap("nobody defines it", ["a.c": guarded]),
        Trap(
            "a definition for another folder", ["tools/acpi/Makefile": "CFLAGS += -DCONFIG_X86\n", "lib/a.c": guarded]),
        Trap(
            "a definition for its own folder", ["lib/Makefile": "CFLAGS += -DCONFIG_X86\n", "lib/a.c": guarded],
            ["x86-header blocker lib/a.c:2"]),
        Trap(
            "a definition in a fragment beside", ["config/rules.mk": "CFLAGS += -DCONFIG_X86\n", "lib/a.c": guarded],
            ["x86-header blocker lib/a.c:2"]),
        Trap(
            "a definition in a list of x86",
            ["Makefile": "FLAGS-$(CONFIG_X86) = -DCONFIG_X86\nCFLAGS += $(FLAGS-y)\n", "a.c": guarded]),
        Trap("a board's header", ["include/configs/pc.h": "#define CONFIG_X86 1\n", "a.c": guarded]),
        Trap(
            "a header for all", ["include/config.h": "#define CONFIG_X86 1\n", "a.c": guarded],
            ["x86-header blocker a.c:2"]),
        Trap(
            "a probe of Autoconf",
            [
                "configure.ac":
                    "AC_LINK_IFELSE(\n  [AC_LANG_PROGRAM([#include <emmintrin.h>], [])],\n  [HAVE_SSE2=\"-DHAVE_SSE2\"], [HAVE_SSE2=\"\"])\n",
                "a.c": "#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ]),
        Trap(
            "a definition of Autoconf",
            [
                "configure.ac": "CFLAGS=\"$CFLAGS -DHAVE_SSE2\"\n",
                "a.c": "#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ], ["x86-header blocker a.c:2"]),
        Trap(
            "a makefile beside the probe",
            [
                "configure.ac": "AC_TRY_LINK([], [], [HAVE_SSE2=\"-DHAVE_SSE2\"])\n",
                "base/unix-gcc.mak": "CAPOPT= -DHAVE_SSE2\n",
                "a.c": "#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ]),
        Trap(
            "a makefile for Windows",
            [
                "psi/msvc.mak": "CFLAGS=/O2 -DHAVE_SSE2\n",
                "psi/a.c": "#ifdef HAVE_SSE2\n#include <emmintrin.h>\n#endif\n",
            ]),
    ]

    private static let folders = [
        Trap(
            "a list of folders for x86",
            ["tools/Makefile": "SUBDIRS-y += xl\nSUBDIRS-$(CONFIG_X86) += firmware\n", "tools/firmware/hvm/a.c": code]),
        Trap(
            "a list of folders", ["tools/Makefile": "SUBDIRS-y += firmware\n", "tools/firmware/hvm/a.c": code],
            ["x86-header blocker tools/firmware/hvm/a.c:1"]),
        Trap(
            "a list of objects with folders",
            ["drivers/Makefile": "obj-$(CONFIG_X86) += vtd/\n", "drivers/vtd/a.c": code]),
        Trap(
            "folders by ifeq", ["Makefile": "ifeq ($(CONFIG_X86),y)\nSUBDIRS += boot\nendif\n", "boot/a.c": code]),
        Trap(
            "a program for x86",
            ["misc/Makefile": "BIN-$(CONFIG_X86) += detect\ndetect: detect.o\n", "misc/detect.c": code]),
        Trap(
            "a folder by condition (Meson)",
            ["meson.build": "if host_machine.cpu_family() == 'x86_64'\n  subdir('src')\nendif\n", "src/a.c": code]),
        Trap(
            "a folder without condition (Meson)", ["meson.build": "subdir('src')\n", "src/a.c": code],
            ["x86-header blocker src/a.c:1"]),
        Trap(
            "a folder by condition (CMake)",
            ["CMakeLists.txt": "if(ARCH_X86)\n  add_subdirectory(fast)\nendif()\n", "fast/a.c": code]),
        Trap(
            "a folder without condition (CMake)", ["CMakeLists.txt": "add_subdirectory(fast)\n", "fast/a.c": code],
            ["x86-header blocker fast/a.c:1"]),
        Trap(
            "assembly in a folder for x86",
            [
                "Makefile": "SUBDIRS-$(CONFIG_X86) += boot\n",
                "boot/start.S": ".globl go\ngo:\n\tmovq %rdi, %rax\n\tret\n",
            ], ["x86-assembly note boot/start.S:3"]),
        Trap(
            "a setting of Kconfig",
            [
                "video/Kconfig": "config VGA\n\tbool \"VGA\"\n\tdepends on X86 && PCI\n",
                "video/Makefile": "obj-$(CONFIG_VGA) += vesa.o\n", "video/vesa.c": code,
            ]),
        Trap(
            "a setting of Kconfig for all",
            [
                "video/Kconfig": "config VGA\n\tbool \"VGA\"\n\tdepends on X86 || COMPILE_TEST\n",
                "video/Makefile": "obj-$(CONFIG_VGA) += vesa.o\n", "video/vesa.c": code,
            ], ["x86-header blocker video/vesa.c:1"]),
        Trap(
            "an early return (Meson)",
            [
                "meson.build": "subdir('dlb')\n",
                "dlb/meson.build":
                    "if not is_linux or not conf.has('ARCH_X86_64')\n  subdir_done()\nendif\nsources = files('a.c')\n",
                "dlb/a.c": code,
            ]),
        Trap(
            "an early return of x86 (Meson)",
            [
                "meson.build": "subdir('dlb')\n",
                "dlb/meson.build": "if conf.has('ARCH_X86_64')\n  subdir_done()\nendif\nsources = files('a.c')\n",
                "dlb/a.c": code,
            ], ["x86-header blocker dlb/a.c:1"]),
        Trap(
            "built on x86 only (Meson)",
            ["dma/meson.build": "build = conf.has('ARCH_X86')\nsources = files('a.c')\n", "dma/a.c": code]),
        Trap(
            "an early return (CMake)",
            ["avx/CMakeLists.txt": "if(NOT ARCH_X86)\n  return()\nendif()\nadd_library(a a.c)\n", "avx/a.c": code]),
    ]

    private static let others = [
        Trap(
            "objects by the processor (Autoconf)",
            [
                "configure.ac":
                    "case $target_cpu in\ni?86|x86_64)\n  OBJS=\"src/dot.fast.o src/sum.o\";;\n*)\n  OBJS=\"src/dot.o src/sum.o\";;\nesac\n",
                "makefile.in": "src/dot.fast.o : %.o : %.c\nall: @OBJS@\n", "src/dot.fast.c": code, "src/sum.c": code,
            ], ["x86-header blocker src/sum.c:1"]),
        Trap(
            "objects by a choice of the user (Autoconf)",
            ["configure.ac": "case $with_speed in\nyes)\n  OBJS=\"src/dot.o\";;\nesac\n", "src/dot.c": code],
            ["x86-header blocker src/dot.c:1"]),
        Trap(
            "what is only shipped",
            [
                "Makefile.am":
                    "EXTRA_DIST = fast.c\nif COND_i386\nSOURCES = fast.c\nendif\nif COND_mips\nSOURCES = fast.c\nendif\n",
                "fast.c": code,
            ]),
        Trap(
            "conditions that automake wrote out",
            [
                "Makefile.in": "@COND_i386_TRUE@app_SOURCES = fast.c\n@COND_mips_TRUE@app_SOURCES = fast.c\n",
                "fast.c": code,
            ]),
        Trap(
            "what automake made of it",
            [
                "Makefile.am": "if X86\napp_SOURCES = fast.c\nendif\n",
                "Makefile.in": "@X86_TRUE@app_SOURCES = fast.c\nlist = fast.c\n", "fast.c": code,
            ]),
        Trap(
            "x86 and arm64",
            [
                "Makefile.am": "if COND_i386\nSOURCES = fast.c\nendif\nif COND_arm64\nSOURCES = fast.c\nendif\n",
                "fast.c": code,
            ], ["x86-header blocker fast.c:1"]),
        Trap(
            "a rule says how, not whether",
            ["Makefile": "ifeq ($(ARCH),x86_64)\nOBJS += fast.o\nendif\nfast.o: fast.c fast.h\n", "fast.c": code]),
        Trap(
            "a firmware's module",
            [
                "Io/Io.inf":
                    "[Defines]\n  INF_VERSION = 1\n[Sources]\n  Mm.c\n[Sources.X64]\n  Io.c | GCC\n[Sources.AARCH64]\n  No.c\n",
                "Io/Io.c": code, "Io/Mm.c": code,
            ], ["x86-header blocker Io/Mm.c:1"]),
        Trap(
            "a firmware's module for x86",
            [
                "Cpu/Cpu.inf": "[Defines]\n  INF_VERSION = 1\n#  VALID_ARCHITECTURES = IA32 X64\n[Sources]\n  Gdt.c\n",
                "Cpu/Gdt.c": code,
                "Cpu/X64/Start.nasm": "bits 64\nsection .text\nglobal go\ngo:\n  mov rax, [rdi]\n  ret\n",
            ], ["x86-assembly note Cpu/X64/Start.nasm:1"]),
        Trap(
            "definitions of Autogen",
            [
                "Makefile.core.def":
                    "AutoGen definitions Makefile.tpl;\nmodule = {\n  name = a;\n  common = lib/a.c;\n  enable = x86;\n  enable = mips;\n};\nmodule = {\n  name = b;\n  common = lib/b.c;\n};\n",
                "lib/a.c": code, "lib/b.c": code,
            ], ["x86-header blocker lib/b.c:1"]),
        Trap(
            "a guest's firmware",
            [
                "rom/Makefile": "CFLAGS += -m16 -ffreestanding\n",
                "rom/boot.c": "void f(void) { asm(\"movl %eax, %es\"); }\n",
                "main.c": "#ifdef __aarch64__\nint a;\n#endif\n",
            ], ["x86-inline-asm warning rom/boot.c:1"]),
        Trap(
            "firmware that is all there is",
            ["Makefile": "CFLAGS += -m32 -ffreestanding\n", "boot.c": "void f(void) { asm(\"movl %eax, %es\"); }\n"],
            ["x86-inline-asm blocker boot.c:1"]),
    ]

    @Test(arguments: scripts + definitions + folders + others) func buildFile(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
