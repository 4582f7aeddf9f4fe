import ScanModel

/// A lock file: every package of a build with its version, those that others brought along too.
struct GradleLock: Sendable {
    let file: String
    /// The folder of the build that it locks.
    let folder: String
    let dependencies: [DeclaredDependency]

    /// A file of lines `group:name:version` with the configurations behind a `=`.
    init(_ text: SourceText) {
        file = text.path
        var folder = Array(text.path.split(separator: "/").dropLast())
        if folder.suffix(2) == ["gradle", "dependency-locks"] { folder.removeLast(2) }
        self.folder = folder.joined(separator: "/")
        dependencies = (1...max(1, text.lineCount)).compactMap { line in
            let range = text.range(ofLine: line)
            let parts = String(decoding: text.bytes[range], as: UTF8.self).split(
                separator: "=", omittingEmptySubsequences: false)
            guard let coordinate = parts.first, !coordinate.hasPrefix("#") else { return nil }
            let configurations = parts.dropFirst().first?.split(separator: ",") ?? []
            let isTest =
                !configurations.isEmpty && configurations.allSatisfy { $0.lowercased().contains("test") }
            return DeclaredDependency(
                coordinate: coordinate.filter { !$0.isWhitespace }, Place(text, at: range.lowerBound),
                use: isTest ? .test : .program)
        }
    }

    /// What scripts declare, with the versions that are locked, and what is locked besides.
    static func merged(_ declared: [DeclaredDependency], _ locked: [DeclaredDependency]) -> [DeclaredDependency] {
        guard !locked.isEmpty else { return declared }
        var versions: [String: String] = [:]
        for dependency in locked where versions[dependency.name] == nil {
            versions[dependency.name] = dependency.version
        }
        let names = Set(declared.map { $0.name })
        var seen: Set<String> = []
        return declared.map { dependency in
            var result = dependency
            result.version = versions[dependency.name] ?? dependency.version
            return result
        }
            + locked.filter { dependency in
                !names.contains(dependency.name) && seen.insert(dependency.name).inserted
            }
    }
}
