import Reporting

extension FileName {
    private static let asideFolders: Set<String> = [
        "autotests", "bench", "benches", "benchmark", "benchmarks", "demo", "demos", "doc", "docs", "example",
        "examples", "fuzz",
        "regress", "sample", "samples", "test", "test cases", "testdata", "testing", "tests", "testsuite", "unittest",
        "unittests",
    ]
    private static let asideWords: Set<String> = [
        "bench", "benchmark", "benchmarks", "demo", "example", "test", "tests", "unittest",
    ]

    /// Tests, examples, benchmarks: what a project has beside what it ships.
    package var isAside: Bool {
        let folders = sourceFolders
        return folders.indices.contains { index in
            // "com/example" is a package of Java, and nobody's example.
            let isDomain = index > folders.startIndex && Self.domains.contains(folders[index - 1])
            return !isDomain && Self.says(folders[index].lowercased(), Self.asideFolders)
        } || Self.says(name.prefix { $0 != "." }, Self.asideWords)
    }

    private static let domains: Set<Substring> = ["com", "org", "net", "io"]

    /// The folders above the packages of a language: "src/main/java/com/example" is no example.
    private var sourceFolders: ArraySlice<Substring> {
        let folders = folders
        guard let main = folders.indices.first(where: { folders[$0] == "main" && $0 > 0 && folders[$0 - 1] == "src" })
        else { return folders[...] }
        return folders[...main]
    }

    /// "test cases", "unit-tests", "bench_sum".
    private static func says(_ name: some StringProtocol, _ known: Set<String>) -> Bool {
        let words = name.split { "_- ".contains($0) }
        return [words.first, words.last].contains { $0.map { known.contains(String($0)) } ?? false }
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
