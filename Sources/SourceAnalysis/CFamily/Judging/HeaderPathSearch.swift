import ScanModel

/// Finds headers that were not read, and may stand between one that declares names for x86 and a file that uses them.
///
/// A header on the way has none of the names in it; the last one has been read for the header that it includes.
enum HeaderPathSearch {
    /// - Returns: the unread headers that may include one which leads to such names; none where nothing uses one.
    static func files(_ facts: [FileFact<CFamilyFact>]) -> [FurtherFile] {
        let wanted = wantedNames(facts)
        guard !wanted.isEmpty else { return [] }
        var paths: [String] = []
        var known: [Int: CSourceFact] = [:]
        var unread: [String] = []
        for file in facts {
            switch file.fact {
            case .named:
                if isHeader(file.path) { unread.append(file.path) }
            case .source(let source): known[paths.count] = source
            case .mentioned, .build, .buildNamed: continue
            }
            paths.append(file.path)
        }
        guard !unread.isEmpty else { return [] }
        let graph = IncludeGraph(paths: paths, facts: known)
        var open = known.filter { index, source in
            isHeader(paths[index]) && source.x86Names.contains { wanted.contains(NameHash.of($0.name.utf8)) }
        }.map { $0.key }
        var leading: Set<Int> = []
        while let index = open.popLast() {
            for edge in graph.includers[index] where isHeader(paths[edge.from]) {
                if leading.insert(edge.from).inserted { open.append(edge.from) }
            }
        }
        guard !leading.isEmpty else { return [] }
        let words = LiteralSet(Set(leading.map { String(paths[$0].lastPathPart) }).sorted())
        return unread.map { FurtherFile(path: $0, words: words) }
    }

    /// The names that are used, and that no source gives to arm64.
    private static func wantedNames(_ facts: [FileFact<CFamilyFact>]) -> Set<UInt64> {
        var wanted: Set<UInt64> = []
        var given: Set<UInt64> = []
        for file in facts {
            guard case .source(let source) = file.fact else { continue }
            given.formUnion(source.givenNames)
            for candidate in source.candidates {
                if case .givenToX86Alone(let name) = candidate.requirement { wanted.insert(name) }
            }
        }
        return wanted.subtracting(given)
    }

    private static func isHeader(_ path: String) -> Bool {
        let name = path.lastPathPart
        guard let dot = name.lastIndex(ofByte: UInt8(ascii: ".")) else { return true }
        let ending = name.utf8[name.utf8.index(after: dot)...]
        return !X86Name.sources.contains(ending.map { $0.lowercasedASCII }[...])
    }
}
