import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct CompilerFlagTests {
    private static func flag(_ name: String, _ file: String, _ content: String, _ severity: String, line: Int) -> Trap {
        Trap(name, [file: content], ["x86-compiler-flag \(severity) \(file):\(line)"])
    }

    private static let found = [
        flag("Cabal", "a.cabal", "library\n  cc-options: -O3 -msse4.2\n", "blocker", line: 2),
        flag("rake", "Rakefile", "CFLAGS = '-O2 -march=core2'\n", "blocker", line: 1),
        flag("GraalVM", "native-image.properties", "Args = --no-fallback \\\n  -march=x86-64-v3\n", "blocker", line: 2),
        flag(
            "Meson: flags under a name", "meson.build",
            "simd_args = ['-msse4.2', '-mpclmul']\nexecutable('foo', 'main.cpp', cpp_args : simd_args)\n", "blocker",
            line: 1),
        flag("make: 64 bits by default", "Makefile", "all:\n\tgcc -m64 -o app app.c\n", "blocker", line: 2),
        flag("Ruby's extensions", "ext/extconf.rb", "require 'mkmf'\n$CFLAGS << ' -msse4.2'\n", "blocker", line: 2),
        flag(
            "CMake: flags on lines of their own", "CMakeLists.txt",
            "target_compile_options(foo PRIVATE\n  -Wall\n  -mavx2\n  -mfma)\n", "blocker", line: 3),
        flag(
            "CMake: options for all", "CMakeLists.txt", "project(a C)\nadd_compile_options(-O2 -mavx2)\n", "blocker",
            line: 2),
        flag(
            "CMake: a variable", "CMakeLists.txt", "set(CMAKE_CXX_FLAGS \"${CMAKE_CXX_FLAGS} -msse4.2\")\n", "blocker",
            line: 1),
        flag(
            "CMake: a target", "CMakeLists.txt", "target_compile_options(app PRIVATE -march=haswell)\n", "blocker",
            line: 1),
        flag(
            "CMake: a configuration", "CMakeLists.txt",
            "target_compile_options(app PRIVATE $<$<CONFIG:Release>:-march=haswell>)\n", "blocker", line: 1),
        flag(
            "CMake: not Microsoft's compiler", "CMakeLists.txt",
            "add_compile_options(\"$<$<NOT:$<CXX_COMPILER_ID:MSVC>>:-mavx2>\")\n", "blocker", line: 1),
        flag(
            "CMake: a setting in an expression", "CMakeLists.txt",
            "target_compile_options(app PRIVATE $<$<BOOL:${FAST}>:-mavx2>)\n", "warning", line: 1),
        flag(
            "CMake: GCC", "CMakeLists.txt",
            "if(CMAKE_COMPILER_IS_GNUCXX OR CMAKE_CXX_COMPILER_ID MATCHES \"Clang\")\n  add_compile_options(-mfma)\nendif()\n",
            "blocker", line: 2),
        flag(
            "CMake: not MSVC", "CMakeLists.txt", "if(NOT MSVC)\n  add_compile_options(-msse2)\nendif()\n", "blocker",
            line: 2),
        flag(
            "CMake: the else of MSVC", "CMakeLists.txt",
            "if(MSVC)\n  add_compile_options(/arch:AVX2)\nelse()\n  add_compile_options(-mavx2)\nendif()\n", "blocker",
            line: 4),
        flag(
            "CMake: what is shipped", "CMakeLists.txt",
            "if(CMAKE_BUILD_TYPE STREQUAL \"Release\")\n  add_compile_options(-mavx2)\nendif()\n", "blocker", line: 2),
        flag(
            "CMake: an option that is on", "CMakeLists.txt",
            "option(USE_AVX2 \"fast\" ON)\nif(USE_AVX2)\n  add_compile_options(-mavx2)\nendif()\n", "warning", line: 3),
        flag(
            "CMake: a condition of its own", "CMakeLists.txt", "if(FAST)\n  add_compile_options(-mavx2)\nendif()\n",
            "warning", line: 2),
        flag(
            "CMake: flags under a name, used for all", "CMakeLists.txt",
            "set(SIMD_FLAGS \"-mavx2 -mfma\")\nset(CMAKE_C_FLAGS \"${CMAKE_C_FLAGS} ${SIMD_FLAGS}\")\n", "blocker",
            line: 1),
        flag("CMake: 64 bits", "CMakeLists.txt", "set(CMAKE_C_FLAGS \"-m64\")\n", "blocker", line: 1),
        flag(
            "CMake: a program whose definitions name a set", "CMakeLists.txt",
            "set_target_properties(core PROPERTIES COMPILE_FLAGS \"-mbmi2 -DUSE_BMI2\")\n", "blocker", line: 1),
        flag("make: CFLAGS", "Makefile", "CC = gcc\nCFLAGS = -O3 -msse4.2 -mpclmul\n", "blocker", line: 2),
        flag("make: a recipe", "Makefile", "app: app.c\n\t$(CC) -mavx2 -o app app.c\n", "blocker", line: 2),
        flag(
            "make: the other branch", "Makefile", "ifeq ($(OS),Windows_NT)\nX=1\nelse\nCFLAGS += -m64\nendif\n",
            "blocker", line: 4),
        flag("make: an included file", "rules.mk", "CXXFLAGS += -march=x86-64-v3\n", "blocker", line: 1),
        flag("automake", "Makefile.am", "AM_CFLAGS = -Wall -maes\n", "blocker", line: 1),
        flag("automake: if", "Makefile.am", "if !X86\nAM_CFLAGS = -maes\nendif\n", "blocker", line: 2),
        flag(
            "a guest's firmware", "rom/Makefile", "CFLAGS := -m32 -mregparm=3 -nostdlib\n", "warning", line: 1),
        flag("a test of firmware", "test/Makefile", "CFLAGS := -march=i386 -m32 -nostdlib\n", "warning", line: 1),
        flag(
            "firmware that is all there is", "Makefile", "CFLAGS := -m32 -mregparm=3 -nostdlib\n", "blocker", line: 1),
        flag(
            "make: flags under a name, used for all", "Makefile",
            "SIMD = -mavx2\nCFLAGS += $(SIMD)\n", "blocker", line: 1),
        flag(
            "Meson", "meson.build", "project('a', 'c')\nadd_project_arguments('-mavx2', language: 'c')\n", "blocker",
            line: 2),
        flag("Bazel", "BUILD", "cc_library(\n    name = \"a\",\n    copts = [\"-mavx2\"],\n)\n", "blocker", line: 3),
        flag(
            "Bazel: the default of a select", "BUILD.bazel",
            "cc_library(\n    copts = select({\n        \":arm\": [],\n        \"//conditions:default\": [\"-mavx\"],\n    }),\n)\n",
            "blocker", line: 4),
        flag("Bazel: settings", ".bazelrc", "build --copt=-mavx2\n", "blocker", line: 1),
        flag("autoconf", "configure.ac", "AC_INIT([a],[1])\nCFLAGS=\"$CFLAGS -msse4.1\"\n", "blocker", line: 2),
        flag(
            "setup.py", "setup.py", "ext = Extension(\n    'a',\n    extra_compile_args=['-O3', '-mavx2'],\n)\n",
            "blocker",
            line: 3),
        flag("gyp", "binding.gyp", "{ 'targets': [{\n  'cflags': ['-msse4.2'],\n}] }\n", "blocker", line: 2),
        flag("qmake", "app.pro", "QT += core\nQMAKE_CXXFLAGS += -mavx2\n", "blocker", line: 2),
        flag("qmake: Linux", "app.pro", "linux {\n  QMAKE_CXXFLAGS += -msse3\n}\n", "blocker", line: 2),
        flag("SCons", "SConstruct", "env.Append(CCFLAGS=['-march=core2'])\n", "blocker", line: 1),
        flag("premake", "premake5.lua", "buildoptions { \"-msse4.1\" }\n", "blocker", line: 1),
        flag("a Swift package", "Package.swift", "cSettings: [.unsafeFlags([\"-mavx2\"])]\n", "blocker", line: 1),
        flag("native-image", "pom.xml", "<buildArg>-march=x86-64-v3</buildArg>\n", "blocker", line: 1),
        flag("setup.cfg", "setup.cfg", "[build_ext]\nextra_compile_args = -mavx2\n", "blocker", line: 2),
        flag("Debian rules", "debian/rules", "export DEB_CFLAGS_MAINT_APPEND = -msse4.2\n", "blocker", line: 1),
        flag("a script", "build.sh", "gcc -O2 -mavx2 -o a a.c\n", "warning", line: 1),
        flag(
            "a script's no", "build.sh", "if [ \"$IS_X86\" -eq 0 ]; then\n  CFLAGS=\"-mavx2\"\nfi\n", "warning", line: 2
        ),
        flag("a Dockerfile", "Dockerfile", "FROM gcc:13\nRUN gcc -march=haswell -o a a.c\n", "blocker", line: 2),
        Trap(
            "native code", ["Makefile": "CFLAGS = -O3 -march=native\n"], ["march-native note Makefile:1"]),
        Trap(
            "a benchmark's flags", ["bench/CMakeLists.txt": "add_compile_options(-mavx2)\n"],
            ["x86-compiler-flag warning bench/CMakeLists.txt:1"]),
        Trap("MKL", ["Makefile": "LDLIBS = -lmkl_rt -lm\n"], ["x86-linked-library blocker Makefile:1"]),
        Trap(
            "MKL by a variable", ["Makefile": "MKL_LIBS = -lmkl_rt\nLDLIBS += $(MKL_LIBS)\n"],
            ["x86-linked-library blocker Makefile:1"]),
        Trap("quadmath", ["Makefile": "LIBS += -lquadmath\n"], ["x86-linked-library blocker Makefile:1"]),
        Trap(
            "a package of Intel", ["CMakeLists.txt": "find_package(MKL REQUIRED)\n"],
            ["x86-linked-library blocker CMakeLists.txt:1"]),
        Trap(
            "libraries of a setup.py", ["setup.py": "Extension('a', libraries=['mkl_rt'])\n"],
            ["x86-linked-library blocker setup.py:1"]),
        Trap("NASM", ["CMakeLists.txt": "enable_language(ASM_NASM)\n"], ["x86-assembler warning CMakeLists.txt:1"]),
        Trap(
            "a fixed processor", ["CMakeLists.txt": "set(CMAKE_SYSTEM_PROCESSOR x86_64)\n"],
            ["build-fixed-to-x86 warning CMakeLists.txt:1"]),
        Trap("a fixed CPU", [".bazelrc": "build --cpu=k8\n"], ["build-fixed-to-x86 warning .bazelrc:1"]),
    ]

    private static let fine = [
        Trap("Cabal: for x86", ["a.cabal": "library\n  if arch(x86_64)\n    cc-options: -msse4.2\n"]),
        Trap("Linux: a question", ["Makefile": "CFLAGS += $(call cc-option,-mavx2)\n"]),
        Trap("Meson: a value of a call", ["meson.build": "fsse = mod.new('SSE', 1, args: '-msse')\nmod.test(fsse)\n"]),
        Trap(
            "CMake: for x86",
            [
                "CMakeLists.txt":
                    "if(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|AMD64\")\n  add_compile_options(-mavx2)\nendif()\n"
            ]),
        Trap(
            "CMake: not for arm64",
            [
                "CMakeLists.txt":
                    "if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"aarch64|arm64\")\n  add_compile_options(-mavx2)\nendif()\n"
            ]),
        Trap(
            "CMake: what the compiler takes",
            [
                "CMakeLists.txt":
                    "check_cxx_compiler_flag(-mavx2 HAS_AVX2)\nif(HAS_AVX2)\n  add_compile_options(-mavx2)\nendif()\n"
            ]),
        Trap(
            "CMake: an option that is off",
            ["CMakeLists.txt": "option(USE_AVX2 \"fast\" OFF)\nif(USE_AVX2)\n  add_compile_options(-mavx2)\nendif()\n"]),
        Trap(
            "CMake: files with the name of the set",
            ["CMakeLists.txt": "set_source_files_properties(dot_avx2.c PROPERTIES COMPILE_FLAGS -mavx2)\n"]),
        Trap("CMake: MSVC", ["CMakeLists.txt": "if(MSVC)\n  add_compile_options(-mavx2)\nendif()\n"]),
        Trap(
            "CMake: an expression for Windows",
            ["CMakeLists.txt": "add_compile_options($<$<PLATFORM_ID:Windows>:-mavx2>)\n"]),
        Trap(
            "CMake: an expression that asks for the processor",
            ["CMakeLists.txt": "add_compile_options($<$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>:-mavx2>)\n"]),
        Trap("CMake: a comment", ["CMakeLists.txt": "# add_compile_options(-mavx2)\n"]),
        Trap("CMake: flags under a name", ["CMakeLists.txt": "set(AVX2_FLAGS -mavx2)\n"]),
        Trap(
            "CMake: sources of its own for x86",
            ["CMakeLists.txt": "if(ENABLE_AVX2)\n  target_compile_options(a PRIVATE -mavx2)\nendif()\n"]),
        Trap("CMake: a file for x86", ["cmake/x86_64.cmake": "add_compile_options(-m64)\n"]),
        Trap("make: for x86", ["Makefile": "ifeq ($(shell uname -m),x86_64)\nCFLAGS += -mavx2\nendif\n"]),
        Trap(
            "make: found by a filter",
            ["Makefile": "ifneq ($(filter x86_64 amd64,$(ARCH)),)\nCFLAGS += -msse4.2\nendif\n"]),
        Trap("make: not for arm64", ["Makefile": "ifneq ($(ARCH),aarch64)\nCFLAGS += -msse4.2\nendif\n"]),
        Trap("make: an object of the set", ["Makefile": "dot_avx2.o: CFLAGS += -mavx2\n"]),
        Trap("make: a recipe of the set", ["Makefile": "dot-sse4.o: dot.c\n\t$(CC) -msse4.1 -c dot.c\n"]),
        Trap("make: another file", ["Makefile.x86_64": "CFLAGS += -m64\n"]),
        Trap("make: armv8", ["Makefile": "CFLAGS += -march=armv8-a -mcpu=neoverse-n1\n"]),
        Trap("automake: for x86", ["Makefile.am": "if X86\nAM_CFLAGS = -maes\nendif\n"]),
        Trap(
            "automake: for the old ones", ["Makefile.am": "if I386\nAM_CFLAGS = -msse\nelse\nAM_CFLAGS = -O2\nendif\n"]),
        Trap("make: for Windows", ["src/gnuwin32/Makefile": "CFLAGS += -msse\n"]),
        Trap("automake: a library of the set", ["Makefile.am": "libavx2_la_CFLAGS = -mavx2\n"]),
        Trap(
            "Ruby's extensions for x86", ["extconf.rb": "if RUBY_PLATFORM =~ /x86_64/\n  $CFLAGS << ' -msse4.2'\nend\n"]
        ),
        Trap(
            "Meson: flags for files of the set",
            ["meson.build": "avx2_args = ['-mavx2']\nstatic_library('a_avx2', 'a_avx2.c', c_args: avx2_args)\n"]),
        Trap("Meson: for x86", ["meson.build": "if host_machine.cpu_family() == 'x86_64'\n  a += ['-mavx2']\nendif\n"]),
        Trap(
            "Meson: what the compiler takes",
            ["meson.build": "if cc.has_argument('-mavx2')\n  a += ['-mavx2']\nendif\n"]),
        Trap("Meson: supported ones", ["meson.build": "a = cc.get_supported_arguments(['-mavx2', '-mfma'])\n"]),
        Trap(
            "Bazel: select",
            [
                "BUILD":
                    "cc_library(\n    copts = select({\n        \"@platforms//cpu:x86_64\": [\"-mavx2\"],\n        \"//conditions:default\": [],\n    }),\n)\n"
            ]
        ),
        Trap("Bazel: asked for", [".bazelrc": "build:avx2 --copt=-mavx2\n"]),
        Trap("autoconf: asked", ["configure.ac": "AX_CHECK_COMPILE_FLAG([-mavx2], [CFLAGS=\"$CFLAGS -mavx2\"])\n"]),
        Trap(
            "autoconf: case",
            ["configure.ac": "case $host_cpu in\n  x86_64*|amd64*) CFLAGS=\"$CFLAGS -msse2\" ;;\nesac\n"]),
        Trap(
            "setup.py: for x86",
            ["setup.py": "args = []\nif platform.machine() in ('x86_64', 'AMD64'):\n    args.append('-mavx2')\n"]),
        Trap(
            "gyp: for x86",
            [
                "binding.gyp":
                    "{ 'targets': [{ 'conditions': [\n  ['target_arch==\"x64\"', { 'cflags': ['-msse4.2'] }],\n] }] }\n"
            ]),
        Trap("qmake: for x86", ["app.pro": "contains(QT_ARCH, x86_64) {\n  QMAKE_CXXFLAGS += -mavx2\n}\n"]),
        Trap("qmake: Windows", ["app.pro": "win32: QMAKE_CXXFLAGS += -mavx2\n"]),
        Trap("a script for x86", ["build.sh": "if [ \"$(uname -m)\" = x86_64 ]; then CFLAGS=\"-mavx2\"; fi\n"]),
        Trap("a name that others ask for", ["a.cmake": "set(QT_CFLAGS_RDRND \"-mrdrnd\")\n"]),
        Trap(
            "make tries it",
            [
                "Makefile":
                    "CFLAGS += $(shell if $(CC) -msse4.2 -S -o /dev/null -x c /dev/null; then echo \"-msse4.2\"; fi)\n"
            ]),
        Trap(
            "a toolchain of another width",
            ["cmake/toolchain/build32.cmake": "set(CMAKE_CXX_FLAGS \"${CMAKE_CXX_FLAGS} -m32\")\n"]),
        Trap("a script's yes", ["build.sh": "if [[ \"$IS_X86\" -ne 0 ]]; then\n  CFLAGS=\"-mavx2\"\nfi\n"]),
        Trap(
            "autoconf: told",
            ["configure.ac": "AC_DEFINE([HAVE_SHA], [1], [Compiler supports -msha])\nAC_MSG_RESULT([no -mavx here])\n"]),
        Trap("a generated script", ["configure.ac": "dnl CFLAGS=-mavx2\nAC_INIT([a],[1])\n"]),
        Trap(
            "a Dockerfile that asks",
            ["Dockerfile": "FROM gcc:13\nRUN if [ $(uname -m) = x86_64 ]; then F=-mavx2; fi\n"]),
        Trap("make: 32 bits when asked for", ["Makefile": "all32: CFLAGS += -m32\nall32: all\n"]),
        Trap(
            "make: a target for SPARC", ["Makefile": "linux-sparc64:\n\t$(MAKE) CFLAGS=\"-m64 -mcpu=ultrasparc\" app\n"]
        ),
        Trap("make: flags are taken out", ["Makefile": "CFLAGS := $(filter-out -mavx2,$(CFLAGS))\n"]),
        Trap(
            "CMake: a processor of x86",
            ["CMakeLists.txt": "if(CORE STREQUAL HASWELL)\n  add_compile_options(-mavx2)\nendif()\n"]),
        Trap("an option of make", ["Makefile": "all:\n\tpython -m pytest -mslow\n"]),
        Trap("MKL that nothing uses", ["Makefile": "LIBMKL = -L$(MKL) -lmkl_rt\n"]),
        Trap("MKL when asked for", ["CMakeLists.txt": "if(USE_MKL)\n  find_package(MKL REQUIRED)\nendif()\n"]),
        Trap(
            "NASM for x86",
            ["CMakeLists.txt": "if(CMAKE_SYSTEM_PROCESSOR STREQUAL \"x86_64\")\n  enable_language(ASM_NASM)\nendif()\n"]
        ),
        Trap("a file of a toolchain", ["cmake/toolchain-x86_64.cmake": "set(CMAKE_SYSTEM_PROCESSOR x86_64)\n"]),
    ]

    @Test(arguments: found) func isFound(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: fine) func isFine(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
