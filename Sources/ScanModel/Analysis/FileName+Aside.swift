import Reporting

extension FileName {
    private static let asideFolders: Set<String> = [
        "bench", "benches", "benchmark", "benchmarks", "demo", "demos", "doc", "docs", "example", "examples", "fuzz",
        "perf", "sample", "samples", "test", "testdata", "testing", "tests", "testsuite", "unittest", "unittests",
    ]
    private static let asideWords: Set<String> = [
        "bench", "benchmark", "benchmarks", "demo", "example", "test", "tests", "unittest",
    ]

    /// Tests, examples, benchmarks: what a project has beside what it ships.
    package var isAside: Bool {
        if folders.contains(where: { Self.asideFolders.contains($0.lowercased()) }) { return true }
        let words = name.prefix { $0 != "." }.split { $0 == "_" || $0 == "-" }
        return [words.first, words.last].contains { $0.map { Self.asideWords.contains(String($0)) } ?? false }
    }
}

extension Severity {
    /// One step less in tests, examples and benchmarks.
    package func lowered(in file: FileName) -> Severity { file.isAside ? lowered : self }

    /// One step less.
    package var lowered: Severity {
        switch self {
        case .blocker: .warning
        case .warning, .note: .note
        }
    }
}
