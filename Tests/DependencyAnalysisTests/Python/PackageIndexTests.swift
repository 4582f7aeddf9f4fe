import DependencyAnalysis
import Reporting
import ScanModel
import ScanTestSupport
import Testing

@Suite struct PackageIndexTests {
    /// Answers with the files that it was given.
    private struct FakeIndex: PackageIndex {
        let files: [String: [String]]

        func files(of name: String) async throws -> [PackageFile]? {
            if name == "broken" { throw Failure(.unreachable, "no answer") }
            return files[name]?.compactMap { PackageFile($0, of: name) }
        }
    }

    private let project = Project(
        DependencyAnalyses.all(
            index: FakeIndex(files: [
                "new": [
                    "new-1.0-cp39-cp39-manylinux1_x86_64.whl", "new-1.0.tar.gz",
                    "new-1.1-cp39-cp39-manylinux1_x86_64.whl", "new-1.1-cp39-cp39-manylinux2014_aarch64.whl",
                    "new-1.2rc1-cp39-cp39-manylinux1_x86_64.whl",
                ],
                // Releases without anything for Linux are passed over.
                "x86": ["x86-1.0-py3-none-manylinux1_x86_64.whl", "x86-1.1-py3-none-win_amd64.whl"],
                // The index knows better than what ships.
                "torch": ["torch-1.7.1-cp39-cp39-manylinux2014_aarch64.whl"],
            ])))

    @Test(arguments: [
        ("new==1.0", ["python-wheel warning requirements.txt:1"]), ("new==1.1", []), ("new", []),
        ("new==1.2rc1", ["python-wheel blocker requirements.txt:1"]),
        ("new<1.1", ["python-wheel warning requirements.txt:1"]),
        ("torch==1.7.1", []), ("x86", ["python-wheel blocker requirements.txt:1"]),
        ("numpy==1.18.5", ["python-wheel warning requirements.txt:1"]),
    ]) func asked(requirement: String, expected: [String]) async throws {
        #expect(try await project.summary(["requirements.txt": requirement]) == expected)
    }

    @Test func failuresAreGaps() async throws {
        let judgement = try await project.judge(["requirements.txt": "broken\nabsent\nnumpy==1.18.5\n"])
        #expect(
            judgement.gaps.map { $0.why } == [
                "2 of 3 dependencies are not known to mixarch; the package index does not have them",
                "it couldn't be asked about broken",
            ])
        #expect(judgement.findings.count == 1)
    }

    private func shown(_ files: [PackageFile]) -> [String] {
        files.map { file in
            let kind: String =
                switch file.kind {
                case .sources: "sources"
                case .wheel(let wheel): wheel.machines.sorted().joined(separator: "+")
                }
            return "\(file.version.text) \(kind)\(file.isYanked ? " yanked" : "")"
        }
    }

    @Test func readsJSON() throws {
        let answer = """
            {"meta": {"api-version": "1.1"}, "name": "foo-bar", "files": [
              {"filename": "foo-bar-1.0.tar.gz", "url": "x", "hashes": {}, "requires-python": ">=3.8"},
              {"filename": "foo_bar-1.0-cp39-cp39-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", "yanked": false},
              {"filename": "foo_bar-1.1-py3-none-any.whl", "yanked": "broken"},
              {"filename": "foo_bar-1.0.exe"}, {"url": "no name"}
            ]}
            """
        let files = try PackageFile.parse(simpleAPI: Array(answer.utf8), of: "Foo.Bar")
        #expect(shown(files) == ["1.0 sources", "1.0 aarch64", "1.1  yanked"])
        #expect(files.first?.requiresPython == VersionSet(">=3.8"))
    }

    @Test func readsHTML() throws {
        let answer = """
            <!DOCTYPE html><html><body><h1>Links</h1>
            <a href="https://x/foo-1.0.tar.gz#sha256=0" data-requires-python="&gt;=3.8">foo-1.0.tar.gz</a><br/>
            <a href="x" data-yanked="">foo-1.0-cp39-cp39-musllinux_1_1_aarch64.whl</a>
            <a href="y">unfinished
            """
        let files = try PackageFile.parse(simpleAPI: Array(answer.utf8), of: "foo")
        #expect(shown(files) == ["1.0 sources", "1.0 aarch64 yanked"])
        #expect(files.first?.requiresPython == VersionSet(">=3.8"))
    }

    @Test(arguments: ["", "404", "{", "{\"files\"", "{}", "[]"]) func refuses(answer: String) {
        #expect(throws: Failure.self) { try PackageFile.parse(simpleAPI: Array(answer.utf8), of: "foo") }
    }
}
