import ScanModel

/// Sources of which a makefile says plainly that they are built, whatever their names say.
struct ListedSources {
    /// Those in a list of objects under no condition, by their paths without their endings.
    private var listed: Set<String> = []
    /// Those that are all that a makefile at the top names: a benchmark that is the program itself.
    private var only: Set<String> = []

    init(_ builds: [(path: String, fact: BuildFact)]) {
        for (path, fact) in builds {
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            for source in fact.listedSources { listed.insert(folder + source) }
            // Below the top may be programs that nobody ships.
            if folder.isEmpty, fact.x86Sources.isEmpty, fact.plainSources.count == 1 {
                only.formUnion(fact.plainSources)
            }
        }
    }

    /// Whether a source is built on every machine; one that is named for the architecture knows it somehow.
    func contains(_ path: String) -> Bool {
        !listed.isEmpty && listed.contains(Self.stem(path)) && !ArchitectureWords.namesX86(path.lastPathPart)
    }

    /// Whether a source is all that is built.
    func isOnly(_ path: String) -> Bool { !only.isEmpty && !path.contains("/") && only.contains(Self.stem(path)) }

    private static func stem(_ path: String) -> String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
    }
}
