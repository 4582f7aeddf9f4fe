import ScanModel

/// What stands beside x86 assembly: looked for only when there is some.
struct AssemblyTwins {
    /// Names and exported symbols of assembly for other processors, and functions in C.
    private var names: Set<String> = []
    private var symbols: Set<UInt64> = []
    /// Folders that have something for another processor in them, or not far below.
    private var places: Set<String> = []
    private var folders: Set<Substring> = []
    /// For the folders of x86 assembly whether something for another processor is beside them.
    private var siblings: [Substring: Bool] = [:]

    /// - Parameter exports: symbols whose twins are looked for.
    init(_ facts: [FileFact<AssemblyAnalysis.Fact>], exports: Set<UInt64>) {
        for fact in facts {
            switch fact.fact {
            case .build: continue
            case .header: note(folderOf: fact.path)
            case .compiled(let functions):
                note(folderOf: fact.path)
                for function in functions where exports.contains(function) { symbols.insert(function) }
            case .assembly(let file):
                note(folderOf: fact.path)
                // "start_arm64.S" may hold nothing that is known, and is one all the same.
                guard
                    file.kind == .other || file.kind == .guarded && ArchitectureWords.namesARM64(fact.path.lastPathPart)
                else { continue }
                names.insert(Self.name(fact.path))
                symbols.formUnion(file.exports)
            }
        }
    }

    private mutating func note(folderOf path: String) {
        let folder = TwinPlace.folder(of: path)
        guard folders.insert(folder).inserted else { return }
        let parts = TwinPlace.parts(of: folder)
        for index in parts.indices where TwinPlace.isForOthers(parts[index]) {
            places.formUnion(TwinPlace.surroundings(of: parts[..<index]))
        }
    }

    /// A name that is nothing but an architecture is told from others by its folder.
    private static func name(_ path: String) -> String {
        let name = TwinName.of(FileName(path: path))
        return name.isEmpty ? TwinPlace.plain(TwinPlace.folder(of: path), up: 0) + "/" : name
    }

    /// Whether the project has something for another processor anywhere.
    var areForOthers: Bool { !names.isEmpty || !places.isEmpty }

    /// Whether something does the same for another processor.
    func contain(_ path: String, exports: Set<UInt64>) -> Bool {
        names.contains(Self.name(path)) || !symbols.isDisjoint(with: exports)
    }

    /// `x86/sum.asm` where there is an `arm` folder, or one of C, beside `x86` or not far from there.
    mutating func hasSiblingFolder(_ path: String) -> Bool {
        let folder = TwinPlace.folder(of: path)
        if let known = siblings[folder] { return known }
        let parts = TwinPlace.parts(of: folder)
        let found = parts.indices.contains { index in
            TwinPlace.isForX86(parts[index])
                && TwinPlace.surroundings(of: parts[..<index]).contains { places.contains($0) }
        }
        siblings[folder] = found
        return found
    }
}
