import ScanModel

/// The names of C files, with their folders: versions in C of what is assembly elsewhere.
struct CompiledNames {
    private let names: Set<String>

    init(_ facts: [FileFact<AssemblyAnalysis.Fact>]) {
        var names: Set<String> = []
        var plain: [Substring: String] = [:]
        for fact in facts {
            guard case .compiled = fact.fact else { continue }
            let folder = TwinPlace.folder(of: fact.path)
            let place = plain[folder] ?? TwinPlace.plain(folder, up: 0)
            plain[folder] = place
            names.insert(place + "/" + TwinName.of(FileName(path: fact.path)))
        }
        self.names = names
    }

    /// Whether a C file has the name of an assembly file, in the same folder or the one above.
    func haveTwin(of path: String) -> Bool {
        let name = TwinName.of(FileName(path: path))
        guard !name.isEmpty else { return false }
        let folder = TwinPlace.folder(of: path)
        return (0...1).contains { names.contains(TwinPlace.plain(folder, up: $0) + "/" + name) }
    }
}
