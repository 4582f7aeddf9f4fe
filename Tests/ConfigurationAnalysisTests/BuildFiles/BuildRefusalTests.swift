import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct BuildRefusalTests {
    private static func refusal(_ name: String, _ file: String, _ content: String, line: Int) -> Trap {
        Trap(name, [file: content], ["build-refuses-arm64 blocker \(file):\(line)"])
    }

    private static let refusals = [
        Trap(
            "Bazel: a select for x86 alone",
            [
                "BUILD.bazel":
                    "cc_library(\n    copts = [] + select({\n        \"@platforms//cpu:x86_64\": [\"-O3\"],\n    }),\n)\n"
            ],
            ["build-refuses-arm64 blocker BUILD.bazel:2"]),
        refusal(
            "CMake", "CMakeLists.txt",
            "project(a)\nif(NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|AMD64\")\n  message(FATAL_ERROR \"x86 only\")\nendif()\n",
            line: 2),
        refusal(
            "CMake: else", "CMakeLists.txt",
            "if(CMAKE_SYSTEM_PROCESSOR STREQUAL \"x86_64\")\n  set(A 1)\nelse()\n  message(FATAL_ERROR \"no\")\nendif()\n",
            line: 1),
        refusal(
            "CMake: an instruction set", "CMakeLists.txt",
            "include(CheckAVX)\nif(NOT HAVE_AVX2)\n  message(FATAL_ERROR \"AVX2 is required\")\nendif()\n", line: 2),
        refusal("make", "Makefile", "ifneq ($(shell uname -m),x86_64)\n$(error x86 only)\nendif\n", line: 1),
        refusal(
            "autoconf", "configure.ac",
            "case $host_cpu in\n  x86_64|i?86) ARCH=x86 ;;\n  *) AC_MSG_ERROR([unsupported CPU]) ;;\nesac\n", line: 1),
        refusal(
            "Meson", "meson.build", "if host_machine.cpu_family() != 'x86_64'\n  error('x86 only')\nendif\n", line: 1),
        refusal(
            "setup.py", "setup.py",
            "import platform\nif platform.machine() != 'x86_64':\n    raise RuntimeError('no')\n",
            line: 2),
        refusal(
            "Conan", "conanfile.py",
            "def validate(self):\n    if self.settings.arch != \"x86_64\":\n        raise ConanInvalidConfiguration('no')\n",
            line: 2),
        refusal(
            "autoconf: arms for other processors", "configure.in",
            "AC_INIT(a)\ncase \"$host\" in\n  mips*irix*) A=1;;\n  sparc*solaris*) A=2;;\n  alpha*linux*) A=3;;\n  x86_64*linux*) A=4;;\n  i*86*linux*) A=5;;\n  powerpc*linux*) A=6;;\n\n  *) AC_MSG_ERROR(unsupported architecture $host)\nesac\n",
            line: 2),
        refusal(
            "autoconf: behind a message", "configure.ac",
            "AC_INIT([a],[1])\nAC_MSG_RESULT([can't test])\ncase $host_cpu in\n  x86_64) A=1;;\n  *) AC_MSG_ERROR([no]);;\nesac\n",
            line: 3),
        refusal(
            "Ruby's extensions", "ext/extconf.rb",
            "require 'mkmf'\nabort 'no' unless RbConfig::CONFIG['host_cpu'] =~ /x86_64|amd64/\n", line: 2),
        refusal("qmake", "a.pro", "!contains(QT_ARCH, x86_64) {\n  error(no)\n}\n", line: 1),
    ]

    private static let fine = [
        Trap(
            "CMake: arm64 too",
            [
                "CMakeLists.txt":
                    "if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64|aarch64\")\n  message(FATAL_ERROR \"no\")\nendif()\n"
            ]),
        Trap(
            "CMake: a warning",
            [
                "CMakeLists.txt":
                    "if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64\")\n  message(WARNING \"slow\")\nendif()\n"
            ]),
        Trap(
            "CMake: when asked for",
            [
                "CMakeLists.txt":
                    "if(ENABLE_AVX2)\n  if(NOT HAVE_AVX2)\n    message(FATAL_ERROR \"no\")\n  endif()\nendif()\n"
            ]),
        Trap(
            "Bazel: a default",
            ["BUILD": "copts = select({\"//cpu:x86_64\": [\"-O3\"], \"//conditions:default\": []})\n"]),
        Trap(
            "Bazel: both", ["BUILD": "copts = select({\"//cpu:x86_64\": [], \"//cpu:arm64\": []})\n"]),
        Trap("Bazel: names", ["BUILD": "copts = select({X86_64: [\"x86_64\"], OTHERS: []})\n"]),
        Trap("Bazel: Windows", ["BUILD": "copts = select({\":windows_x86_64\": []})\n"]),
        Trap("Bazel: what is chosen", ["BUILD": "select({\":fast\": {\"x86_64\": 1}})\n"]),
        Trap(
            "make: another error",
            ["Makefile": "ifeq ($(ARCH),x86_64)\nA=1\nendif\nifndef CC\n$(error no compiler)\nendif\n"]),
        Trap(
            "autoconf: arm64 too",
            ["configure.ac": "case $host_cpu in\n x86_64) A=1;;\n aarch64) A=2;;\n *) AC_MSG_ERROR([no]);;\nesac\n"]),
        Trap(
            "autoconf: other processors, and arm64",
            [
                "configure.ac":
                    "AC_INIT([a])\ncase $host in\n mips*) A=1;;\n x86_64*) A=2;;\n arm*|aarch64*) A=3;;\n *) AC_MSG_ERROR([no]);;\nesac\n"
            ]),
        Trap(
            "autoconf: every Linux",
            [
                "configure.ac":
                    "AC_INIT([a])\ncase $host in\n mips*) A=1;;\n x86_64*) A=2;;\n *-linux*) A=3;;\n *) AC_MSG_ERROR([no]);;\nesac\n"
            ]),
        Trap(
            "Meson: what a header has",
            [
                "meson.build":
                    "if not cc.has_header_symbol('efi.h', 'EFI_IMAGE_MACHINE_X64')\n  error('too old')\nendif\n"
            ]
        ),
        Trap(
            "CMake: a choice of the user",
            [
                "CMakeLists.txt":
                    "set(P \"anycpu\" CACHE STRING \"platform\")\nif(NOT ${P} MATCHES \"x86|x64|anycpu\")\n  message(FATAL_ERROR \"no\")\nendif()\n"
            ]),
        Trap("setup.py: 32 bits", ["setup.py": "if platform.machine() in ('i386', 'i686'):\n    sys.exit('no')\n"]),
        Trap(
            "Windows",
            [
                "CMakeLists.txt":
                    "if(WIN32 AND NOT CMAKE_SYSTEM_PROCESSOR MATCHES \"AMD64\")\n  message(FATAL_ERROR \"no\")\nendif()\n"
            ]),
    ]

    @Test(arguments: refusals + fine) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }

    /// Broken and hostile build files must neither crash nor hang.
    @Test(arguments: [
        "CMakeLists.txt", "Makefile", "meson.build", "BUILD", "configure.ac", "a.pro", "setup.py", "Package.swift",
    ])
    func hostile(_ file: String) async throws {
        let pieces = [
            "if(", "ifeq (", "{", "[", "(", "\"", "set(A -mavx2 ", "-m", "-mavx2 ", "else\n", "}\n", "\\\n",
            "endif\n\r\u{0}",
        ]
        for piece in pieces {
            let text = "x86_64 -mavx2\n" + String(repeating: piece, count: 300)
            _ = try await Project(ConfigurationAnalyses.all).summary([file: text])
        }
    }
}
