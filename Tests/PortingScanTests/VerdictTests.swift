import ArchiveTestSupport
import FoundationEssentials
import Platforms
import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct VerdictTests {
    @Test func anEmptyFolderIsInconclusive() async throws {
        #expect(try await Tree.report([:]).verdict == .inconclusive)
    }

    @Test func proseIsInconclusive() async throws {
        let report = try await Tree.report([
            "README.md": "hello", "index.html": "<p>", "site.js": "1", "a.yaml": "a: 1",
        ])
        #expect(report.verdict == .inconclusive)
        #expect(report.languages.isEmpty)
        #expect(report.evidence.files == 4)
    }

    @Test func javaIsReady() async throws {
        let report = try await Tree.report([
            "src/A.java": "class A {}", "src/B.java": "class B {}", "Dockerfile": "FROM eclipse-temurin:21\n",
            "web/site.js": "1", "k8s.yaml": "a: 1",
        ])
        #expect(report.verdict == .ready)
        #expect(
            report.languages == [
                LanguageCount(name: "Java", files: 2, version: "21"), LanguageCount(name: "Dockerfile", files: 1),
            ])
        #expect(report.evidence.notJudged.isEmpty)
        #expect(report.evidence.bytes == 49)
    }

    private static let deployment =
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  containers:\n    - image: nginx:1.25\n"

    /// Descriptions of deployments are evidence, also alone; what their images hold is told, and no reason to doubt.
    @Test(arguments: [
        ["web.yaml": deployment], ["compose.yaml": "services:\n  web:\n    image: nginx:1.25\n"],
        ["c/Chart.yaml": "apiVersion: v2\nname: a\n"], ["main.tf": "resource \"aws_instance\" \"a\" {\n}\n"],
        ["s.yaml": "Resources:\n  A:\n    Type: AWS::EC2::Instance\n"],
        [
            "pool.yaml":
                "apiVersion: karpenter.sh/v1\nkind: NodePool\nspec:\n  - key: kubernetes.io/arch\n    operator: In\n    values: [amd64, arm64]\n"
        ],
    ]) func deploymentsAreEvidence(files: [String: String]) async throws {
        let report = try await Tree.report(files)
        #expect(report.verdict == .ready)
        #expect(report.evidence.judged == 1)
        #expect(report.evidence.notJudged.allSatisfy { !$0.matters })
    }

    @Test func imagesOfDeploymentsAreTold() async throws {
        let report = try await Tree.report([
            "a.yaml": Self.deployment, "b.yaml": Self.deployment + "    - image: \"redis:7\"\n",
        ])
        #expect(report.gaps == ["a.yaml"])
        #expect(report.evidence.notJudged.first?.why.hasSuffix("nginx:1.25, redis:7") == true)
    }

    @Test(arguments: [
        ["a.yaml": "services:\n  - a\n"], ["a.yaml": "apiVersion: 1\n"], ["a.yaml": "x:\n  image: nginx\n"],
        [".github/workflows/a.yml": "jobs:\n  services:\n"], ["data.json": "{\"apiVersion\": 1}"],
    ]) func otherSettingsAreNone(files: [String: String]) async throws {
        #expect(try await Tree.report(files).verdict == .inconclusive)
    }

    @Test func whatIsFoundIsEvidence() async throws {
        let report = try await Tree.report(["PKGBUILD": "pkgname=a\narch=('x86_64')\n"])
        #expect(!report.findings.isEmpty)
        #expect(report.verdict != .inconclusive)
    }

    @Test func nativeCodeInAVersionThatNobodySawIsInconclusive() async throws {
        let native = try await Tree.report(["requirements.txt": "nvidia-nccl-cu12==2.21.0\n", "a.py": "1\n"])
        #expect(native.verdict == .inconclusive)
        #expect(native.gaps == ["requirements.txt"])
        let pure = try await Tree.report(["requirements.txt": "flask==0.0.1\n", "a.py": "1\n"])
        #expect(pure.verdict == .ready)
    }

    @Test(arguments: [
        ("a.jl", "Julia"), ("a.dart", "Dart"), ("main.ml", "OCaml"),
    ])
    func languagesThatAreNotAnalysedAreInconclusive(name: String, language: String) async throws {
        let report = try await Tree.report(["A.java": "class A {}", name: "x"])
        #expect(report.verdict == .inconclusive)
        #expect(report.gaps == [language])
    }

    @Test func aFewFilesOfAnotherLanguageDecideNothing() async throws {
        var files = ["tools/generate.ml": "1"]
        for number in 1...19 { files["src/A\(number).java"] = "class A\(number) {}" }
        #expect(try await Tree.report(files).verdict == .inconclusive)
        files["src/B.java"] = "class B {}"
        let report = try await Tree.report(files)
        #expect(report.verdict == .ready)
        #expect(report.evidence.notJudged.map { $0.what } == ["OCaml"])
        #expect(report.evidence.notJudged.allSatisfy { !$0.matters })
    }

    @Test func scriptsBesideAPackageAreAProgram() async throws {
        let report = try await Tree.report(["package.json": "{}", "src/a.ts": "1", "src/b.js": "1"])
        #expect(report.languages.map { $0.name }.sorted() == ["JavaScript", "TypeScript"])
    }

    @Test func blockersOutweighGaps() async throws {
        let report = try await Tree.report(["Dockerfile": "FROM amd64/debian\n", "a.jl": "1"])
        #expect(report.verdict == .blocked)
    }

    @Test func classFilesAreJudged() async throws {
        let jar = ZIPFixture([("com/A.class", [0xCA, 0xFE, 0xBA, 0xBE])])
        #expect(try await Tree.report(binaries: ["app.jar": jar.bytes]).verdict == .ready)
        let prose = ZIPFixture([("README", [0x61])])
        #expect(try await Tree.report(binaries: ["doc.zip": prose.bytes]).verdict == .inconclusive)
    }

    @Test func findingsAreInOrder() async throws {
        let report = try await Tree.report([
            "b/Dockerfile":
                "FROM debian\nRUN curl https://e.com/b-linux-x64\nRUN curl https://e.com/a-linux-x64\nCOPY . /app\n",
            "a/Dockerfile": "FROM amd64/debian\n", "a.sh": "curl https://e.com/a-linux-x64\n",
        ])
        #expect(
            report.findings.map { "\($0.file):\($0.line ?? 0)" } == [
                "a/Dockerfile:1", "b/Dockerfile:2", "b/Dockerfile:3", "a.sh:1",
            ])
    }

    @Test func theReportIsTheDocumentedJSON() async throws {
        let report = try await Tree.report(["Dockerfile": "FROM amd64/debian\n"])
        let data = try JSONEncoder().encode(report)
        let text = String(decoding: data, as: UTF8.self)
        for part in [
            "\"verdict\":\"blocked\"", "\"target\":\"linux", "\"evidence\":{", "\"notJudged\":[]", "\"resolved\":0",
            "\"severity\":\"blocker\"", "\"line\":1", "\"durationSeconds\":", "\"languages\":[{",
        ] {
            #expect(text.contains(part))
        }
        let again = try JSONDecoder().decode(ScanReport.self, from: data)
        #expect(again.findings == report.findings)
        #expect(Verdict.readyWithChanges.rawValue == "ready-with-changes")
    }

    @Test func whatIsForTheTargetIsFine() async throws {
        try await Tree.with { tree in
            try tree.write("bin/tool", ELF.x86Program)
            try tree.write("Dockerfile", "FROM --platform=linux/amd64 debian\n")
            let report = try await PortingScanner(target: .linuxAMD64).scan(tree.path, progress: SilentProgress())
            #expect(report.verdict == .ready)
            #expect(report.target == .linuxAMD64)
        }
    }

    @Test func aMissingPathFails() async throws {
        let failure = await #expect(throws: Failure.self) {
            try await PortingScanner().scan("/nowhere/at/all", progress: SilentProgress())
        }
        #expect(failure?.code == .unreadableInput)
        #expect(failure?.message.contains("/nowhere/at/all") == true)
    }
}
