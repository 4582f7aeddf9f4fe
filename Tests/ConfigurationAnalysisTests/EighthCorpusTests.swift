import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What an eighth corpus, written without knowledge of the analyses, showed to be missed, and its look-alikes.
@Suite struct EighthCorpusTests {
    private static let libraries = "-lmkl_intel_lp64 -lmkl_core"

    private static let builds = [
        Trap(
            "MKL, where its own variable says that it lies",
            ["Makefile": "LDLIBS = -L$(MKLROOT)/lib/intel64 \(libraries)\nall:\n\tcc main.c $(LDLIBS)\n"],
            ["x86-linked-library blocker Makefile:1"]),
        Trap(
            "MKL for those who ask for it",
            ["Makefile": "MKL_LIBS = -L$(MKLROOT)/lib/intel64 \(libraries)\nall:\n\tcc main.c $(LDLIBS)\n"]),
        Trap(
            "MKL for those who have it",
            [
                "Makefile":
                    "ifdef MKLROOT\nLDLIBS = -L$(MKLROOT)/lib/intel64 \(libraries)\nendif\nall:\n\tcc main.c $(LDLIBS)\n"
            ]),
        Trap(
            "a package that CPack names for x86",
            [
                "CMakeLists.txt":
                    "project(a C)\nset(CPACK_GENERATOR DEB)\nset(CPACK_DEBIAN_PACKAGE_ARCHITECTURE \"amd64\")\n"
            ],
            ["release-architecture warning CMakeLists.txt:3"]),
        Trap(
            "packages that CPack names by the processor",
            [
                "CMakeLists.txt":
                    "project(a C)\nset(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${ARCH})\n"
                    + "set(CPACK_RPM_PACKAGE_ARCHITECTURE noarch)\n",
                "b/CMakeLists.txt":
                    "if(CMAKE_SYSTEM_PROCESSOR STREQUAL \"aarch64\")\n  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)\n"
                    + "else()\n  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE amd64)\nendif()\n",
            ]),
        Trap(
            "a package of fpm for x86",
            ["package.sh": "#!/bin/sh\nfpm -s dir -t deb -n app \\\n  -a amd64 build/=/usr\n"],
            ["release-architecture warning package.sh:2"]),
        Trap(
            "packages of fpm for the machine, and for both",
            [
                "a.sh": "#!/bin/sh\nfpm -s dir -t deb -n app -a native build/=/usr # amd64\n",
                "b.sh": "#!/bin/sh\nfpm -s dir -t deb -a amd64 x64/=/usr\nfpm -s dir -t deb -a arm64 arm64/=/usr\n",
            ]),
    ]

    private static let deployment = [
        Trap(
            "MKL from the distribution",
            ["Dockerfile": "FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y libmkl-dev\n"],
            ["package-architecture blocker Dockerfile:2"]),
        Trap(
            "MKL from the distribution, on x86",
            [
                "Dockerfile":
                    "FROM ubuntu:22.04\nRUN [ \"$(uname -m)\" != x86_64 ] || apt-get install -y libmkl-dev\n"
            ]),
        Trap(
            "what Elastic Beanstalk fetches",
            [".ebextensions/01.config": "commands:\n  01:\n    command: rpm -i https://e.com/agent-1.0.x86_64.rpm\n"],
            ["x86-download warning .ebextensions/01.config:3"]),
        Trap(
            "other files of that ending, and one that asks",
            [
                "etc/01.config": "commands:\n  01:\n    command: rpm -i https://e.com/agent-1.0.x86_64.rpm\n",
                ".ebextensions/01.config":
                    "commands:\n  01:\n    command: rpm -i https://e.com/agent-1.0.$(uname -m).rpm\n",
            ]),
    ]

    private static func wheels(_ target: String, _ last: String = "twine upload dist/*") -> [String: String] {
        [
            ".github/workflows/w.yml": "on: push\njobs:\n  w:\n    runs-on: ubuntu-latest\n    steps:\n"
                + "      - uses: PyO3/maturin-action@v1\n        with:\n          target: \(target)\n      - run: \(last)\n"
        ]
    }

    private static let pipelines = [
        Trap(
            "wheels of maturin for x86 alone", wheels("x86_64"),
            ["release-architecture note .github/workflows/w.yml:8"]),
        Trap("wheels of maturin for arm64", wheels("aarch64")),
        Trap("wheels of maturin for what the matrix says", wheels("${{ matrix.target }}")),
        Trap("wheels of maturin for tests", wheels("x86_64", "pytest")),
    ]

    @Test(arguments: builds + deployment + pipelines)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
