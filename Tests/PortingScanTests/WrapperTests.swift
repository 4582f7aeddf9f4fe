import PortingScan
import Reporting
import ScanModel
import Testing

/// A project in a folder of its own, as archives unpack: what the folder is called means nothing.
@Suite struct WrapperTests {
    private func report(_ files: [String: String]) async throws -> ScanReport {
        var report: ScanReport?
        try await Tree.with { tree in
            for (name, text) in files { try tree.write(name, text) }
            report = try await PortingScanner().scan(tree.path, progress: SilentProgress())
        }
        return try #require(report)
    }

    private static let project = [
        "README.md": "A tool.\n", "src/a.c": "#include <immintrin.h>\nint main(void) { return 0; }\n",
        "src/sum_neon.c": "#include <arm_neon.h>\n",
    ]

    @Test(arguments: ["tool-1.0", "x86-tool-1.0", "wasm-tool", "tool.nt", "sample-app", "tests", "windows"])
    func aProjectIsJudgedAsIfItStoodAlone(name: String) async throws {
        let alone = try await report(Self.project)
        let wrapped = try await report(Dictionary(uniqueKeysWithValues: Self.project.map { (name + "/" + $0, $1) }))
        #expect(alone.findings.map { $0.rule } == ["x86-header"])
        #expect(wrapped.verdict == alone.verdict)
        #expect(wrapped.findings.map { $0.file } == alone.findings.map { name + "/" + $0.file })
        #expect(wrapped.findings.map { $0.severity } == alone.findings.map { $0.severity })
    }

    @Test func whatElseIsNamedHasItsWholePath() async throws {
        let files = [
            "app/README": "", "app/requirements.txt": "numpy==1.16.0\n-r more.txt\n",
            "app/Dockerfile": "# mixarch:ignore-file dockerfile-image it is only for x86\nFROM amd64/debian\n",
        ]
        let report = try await report(files)
        #expect(report.dependencies.map { $0.file } == ["app/requirements.txt"])
        #expect(report.evidence.notJudged.map { $0.what } == ["app/requirements.txt"])
        #expect(report.evidence.ignored == 1)
    }

    @Test("several projects side by side", arguments: ["libx86-1.1", "wasm-tool", "tool.nt", "group/intel-avx-tool"])
    func projectsSideBySide(name: String) async throws {
        let alone = try await report(Self.project)
        var files = ["other/README": "", "other/b.c": "int b;\n"]
        for (path, text) in Self.project { files[name + "/" + path] = text }
        let beside = try await report(files)
        #expect(beside.verdict == alone.verdict)
        #expect(beside.findings.map { $0.file } == alone.findings.map { name + "/" + $0.file })
        #expect(beside.findings.map { $0.severity } == alone.findings.map { $0.severity })
    }

    @Test(
        "what says an architecture and nothing else, or has a sibling, keeps its name",
        arguments: [["x86", "tools"], ["loader-x86", "loader-riscv64"], ["tool-amd64", "tool-arm64"]])
    func parts(names: [String]) async throws {
        let files = [
            names[0] + "/README": "", names[0] + "/a.c": "#include <immintrin.h>\n", names[1] + "/Makefile": "",
            names[1] + "/b.c": "#ifdef __aarch64__\nint b;\n#endif\n",
        ]
        #expect(try await report(files).findings.map { $0.severity } == [.note])
    }

    @Test func aFolderOfAProjectKeepsItsName() async throws {
        let files = [
            "README": "", "boot-x86/Makefile": "", "boot-x86/a.c": "#include <immintrin.h>\n", "src/Makefile": "",
            "src/b.c": "#ifdef __aarch64__\nint b;\n#endif\n",
        ]
        #expect(try await report(files).findings.map { $0.severity } == [.note])
    }

    @Test(arguments: ["x86/a.c", ".circleci/README.md", "deploy/pod.yaml"])
    func aFolderThatIsNoProjectKeepsItsName(path: String) async throws {
        let files = [path: "image: amd64/debian\n#include <immintrin.h>\n"]
        let report = try await report(files)
        #expect(report.findings.allSatisfy { $0.file == path })
    }

    private static let x86Only = [
        "README.md": "", "Makefile": "all: a.o\n", "a.h": "#ifdef __x86_64__\n#define FAST_STEP(x) (x)\n#endif\n",
        "a.c": "#include \"a.h\"\nint f(int x) { return FAST_STEP(x); }\n",
        "sum.s": "sum:\n\tmovq %rdi, %rax\n\tret\n",
    ]
    private static let other = [
        "README": "", "configure": "", "b.h": "#define FAST_STEP(x) (x + 1)\n",
        "sum.c": "#ifdef __aarch64__\nint sum(int x) { return x; }\n#endif\n",
    ]

    private func report(_ projects: [String: [String: String]]) async throws -> ScanReport {
        var files: [String: String] = [:]
        for (folder, project) in projects {
            for (path, text) in project { files[folder + "/" + path] = text }
        }
        return try await report(files)
    }

    @Test("what one of several projects knows of arm64 says nothing of another") func separateProjects() async throws {
        let alone = try await report(Self.x86Only)
        #expect(alone.findings.map { $0.rule } == ["x86-only-name", "x86-assembly"])
        let beside = try await report(["first": Self.x86Only, "second": Self.other])
        #expect(beside.findings.map { $0.file } == alone.findings.map { "first/" + $0.file })
        #expect(beside.findings.map { $0.severity } == alone.findings.map { $0.severity })
    }

    @Test("parts of one project are judged together", arguments: ["README", "configure"])
    func parts(without name: String) async throws {
        var part = Self.x86Only
        part[name == "README" ? "README.md" : "Makefile"] = nil
        let found = try await report(["first": part, "second": Self.other])
        #expect(!found.findings.contains { $0.rule == "x86-only-name" })
    }

    @Test("the same project for two machines is judged together") func twins() async throws {
        let found = try await report(["tool": Self.x86Only, "tool-64": Self.other])
        #expect(!found.findings.contains { $0.rule == "x86-only-name" })
    }

    @Test("a project that includes what is in another one is judged with it") func joinedProjects() async throws {
        var part = Self.x86Only
        part["a.c"] = "#include \"a.h\"\n#include \"../second/b.h\"\nint f(int x) { return FAST_STEP(x); }\n"
        let found = try await report(["first": part, "second": Self.other])
        #expect(!found.findings.contains { $0.rule == "x86-only-name" })
    }

    @Test("a folder beside projects may be a part of them") func besideProjects() async throws {
        let found = try await report([
            "first": Self.x86Only, "second": Self.other,
            "third": ["b.c": "#include \"a.h\"\nint g(int x) { return FAST_STEP(x); }\n"],
        ])
        #expect(found.findings.filter { $0.rule == "x86-only-name" }.map { $0.file } == ["first/a.c"])
    }
}
