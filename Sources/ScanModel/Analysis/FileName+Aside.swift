import Reporting

extension FileName {
    private static let asideFolders: NameSet = [
        "autotests", "bench", "benches", "benchmark", "benchmarks", "demo", "demos", "doc", "docs", "example",
        "examples", "fuzz", "performance",
        "regress", "sample", "samples", "test", "test cases", "testdata", "testing", "tests", "testsuite", "unittest",
        "unittests",
    ]
    private static let asideWords: NameSet = [
        "bench", "benchmark", "benchmarks", "demo", "example", "test", "tests", "unittest",
    ]

    /// Tests, examples, benchmarks: what a project has beside what it ships.
    package var isAside: Bool {
        isInAsideFolder
            || Self.says(name.utf8.firstIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name[...], Self.asideWords)
    }

    /// The same, by the folders on the way to the file alone.
    package var isInAsideFolder: Bool {
        let folders = sourceFolders
        return folders.indices.contains { index in
            // "com/example" is a package of Java, and nobody's example.
            let isDomain = index > folders.startIndex && Self.domains.contains(folders[index - 1])
            return !isDomain && Self.says(folders[index], Self.asideFolders)
        }
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
    private static func says(_ name: Substring, _ known: NameSet) -> Bool {
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
        let small =
            isPlain ? name.utf8.map { $0.lowercasedASCII } : Array(name.lowercased().utf8)
        guard let start = small.firstIndex(where: { !isSeparator($0) }),
            let last = small.lastIndex(where: { !isSeparator($0) })
        else { return false }
        let end = small[start...].firstIndex(where: isSeparator) ?? small.count
        let lastStart = small[...last].lastIndex(where: isSeparator).map { $0 + 1 } ?? 0
        return known.contains(small[start..<end]) || known.contains(small[lastStart...last])
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ")
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
