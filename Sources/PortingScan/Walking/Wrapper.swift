import ScanModel

/// The one folder that holds a whole project, as archives unpack into: its name says nothing of what is in it.
///
/// `intel-tool-1.0/` is no place of code for x86 only, and `sample-app/` holds no samples: files are judged by their
/// paths from there, and named by their paths from what was scanned. Where several projects stand side by side, those
/// whose names would say something get others that don't.
struct Wrapper: Sendable {
    private enum Names {
        /// The folder with its slash, and the paths in it.
        case one(String, Set<String>)
        case several(ProjectFolderNames)
    }

    private let names: Names

    /// What projects have at their top.
    private static let documents = [
        "readme", "license", "licence", "copying", "changelog", "changes", "news", "authors",
    ]
    private static let builds = [
        "configure", "makefile", "gnumakefile", "cmakelists.txt", "meson.build", "package.json", "pom.xml",
        "build.gradle", "go.mod", "cargo.toml", "setup.py", "pyproject.toml", "dockerfile",
    ]
    private static let marks = documents + builds

    /// - Parameter files: all of a tree.
    /// - Returns: nil when they are in no folder that looks like the top of a project, and has a name that matters.
    init?(around files: [FoundFile]) {
        if let one = Self.one(around: files) {
            names = one
        } else if let several = ProjectFolderNames(files) {
            names = .several(several)
        } else {
            return nil
        }
    }

    private static func one(around files: [FoundFile]) -> Names? {
        guard let first = files.first?.path.utf8, let slash = first.firstIndex(of: UInt8(ascii: "/")),
            first.first != UInt8(ascii: ".")
        else { return nil }
        let prefix = first[...slash]
        let length = prefix.count
        guard files.allSatisfy({ $0.path.utf8.starts(with: prefix) }),
            files.contains(where: { Self.isMark($0.path.utf8.dropFirst(length)) })
        else { return nil }
        return .one(
            String(Substring(prefix)), Set(files.map { String(Substring($0.path.utf8.dropFirst(length))) }))
    }

    /// Whether a path is of a file at the top, and such a one as projects have there.
    static func isMark(_ path: Substring.UTF8View) -> Bool { begins(path, with: marks) }

    /// Whether it is one that tells people what the project is.
    static func isDocument(_ path: Substring.UTF8View) -> Bool { begins(path, with: documents) }

    /// Whether it is one that builds the project.
    static func isBuild(_ path: Substring.UTF8View) -> Bool { begins(path, with: builds) }

    private static func begins(_ path: Substring.UTF8View, with names: [String]) -> Bool {
        guard !path.contains(UInt8(ascii: "/")) else { return false }
        let name = Substring(path).lowercased()
        return names.contains { name.hasPrefix($0) }
    }

    /// A file by its path within the folder.
    func unwrapped(_ file: FoundFile) -> FoundFile {
        let path =
            switch names {
            case .one(let prefix, _): String(Substring(file.path.utf8.dropFirst(prefix.utf8.count)))
            case .several(let projects): projects.plain(file.path)
            }
        return FoundFile(location: file.location, path: path, isCached: file.isCached)
    }

    /// The whole path of a file in the folder, or of what is in that file; anything else as it is.
    func wrapped(_ path: String) -> String {
        switch names {
        case .one(let prefix, let paths):
            let file = path.firstRange(of: "!/").map { String(path[..<$0.lowerBound]) } ?? path
            return paths.contains(file) ? prefix + path : path
        case .several(let projects): return projects.whole(path)
        }
    }

    func wrapped(_ finding: Finding) -> Finding {
        Finding(
            rule: finding.rule, severity: finding.severity, file: wrapped(finding.file), line: finding.line,
            column: finding.column, snippet: finding.snippet, message: finding.message, remedy: finding.remedy,
            reference: finding.reference)
    }

    func wrapped(_ result: DependencyResult) -> DependencyResult {
        DependencyResult(
            ecosystem: result.ecosystem, name: result.name, version: result.version, file: wrapped(result.file),
            line: result.line, status: result.status, minimum: result.minimum)
    }

    func wrapped(_ gap: NotJudged) -> NotJudged {
        NotJudged(what: wrapped(gap.what), why: gap.why, matters: gap.matters)
    }
}
