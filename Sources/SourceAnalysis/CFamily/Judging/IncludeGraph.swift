import ScanModel

/// Which file includes which, by their names.
struct IncludeGraph {
    struct Edge {
        let from: Int
        let condition: CCondition
    }

    /// For each file those that include it.
    private(set) var includers: [[Edge]]
    private(set) var included: [[Int]]
    private var byName: [Substring: [Int]] = [:]
    private let paths: [String]

    /// - Parameter facts: of the files that were read; others include nothing that is known.
    init(paths: [String], facts: [Int: CSourceFact]) {
        self.paths = paths
        includers = Array(repeating: [], count: paths.count)
        included = Array(repeating: [], count: paths.count)
        for (index, path) in paths.enumerated() {
            byName[path.lastPathPart, default: []].append(index)
        }
        for (index, fact) in facts.sorted(by: { $0.key < $1.key }) {
            let folder = Self.folder(of: paths[index])
            for include in fact.includes {
                for target in files(named: include.name, from: folder) where target != index {
                    includers[target].append(Edge(from: index, condition: include.condition))
                    included[index].append(target)
                }
            }
        }
    }

    /// Whether a file was made from a template beside it, on some machine: `config.h` from `config.h.in`.
    func isGenerated(_ index: Int) -> Bool {
        let template = paths[index] + ".in"
        return byName[template.lastPathPart]?.contains { paths[$0] == template } ?? false
    }

    /// Whether a file includes another one, itself or by way of others.
    func includes(_ target: Int, from index: Int) -> Bool { target == index || allIncluded(by: index).contains(target) }

    /// What a file includes, itself or by way of others.
    func allIncluded(by index: Int) -> Set<Int> {
        var seen: Set<Int> = [index]
        var open = [index]
        while let next = open.popLast() {
            for other in included[next] where seen.insert(other).inserted { open.append(other) }
        }
        return seen.subtracting([index])
    }

    private static let ambiguityLimit = 8

    /// The path of an include behind a slash, without `.` and `..`.
    private static func tail(of name: String) -> String {
        // Hardly a path has such parts.
        if !hasEmptyParts(name) { return "/" + name }
        let parts = name.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        return "/" + parts.filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    }

    /// Whether a part of a path is empty or begins with a dot.
    private static func hasEmptyParts(_ path: String) -> Bool {
        var before = UInt8(ascii: "/")
        for byte in path.utf8 {
            if before == UInt8(ascii: "/"), byte == before || byte == UInt8(ascii: ".") { return true }
            before = byte
        }
        return before == UInt8(ascii: "/")
    }

    /// Whether a path is the one behind the slash of a tail, or ends with the tail.
    private func ends(_ path: String, _ tail: String) -> Bool {
        path.utf8.count == tail.utf8.count - 1
            ? tail[...].endsByBytes(with: path[...]) : path[...].endsByBytes(with: tail[...])
    }

    /// With its slash; nil at the top.
    private static func folder(of path: String) -> Substring? {
        path.lastIndex(ofByte: UInt8(ascii: "/")).map { path[...$0] }
    }

    /// The files that an include may mean.
    func files(named name: String) -> [Int] { files(named: name, from: nil) }

    /// - Parameter folder: the including file's: what stands there comes first.
    private func files(named name: String, from folder: Substring?) -> [Int] {
        guard let same = byName[name.lastPathPart] else { return [] }
        // Most are names alone.
        let isName = name.lastIndex(ofByte: UInt8(ascii: "/")) == nil
        let tail = isName ? "" : Self.tail(of: name)
        let count = isName ? (name == "." || name == ".." ? 0 : name.utf8.count) : tail.utf8.count - 1
        guard count > 0 else { return [] }
        let hasFolder = !isName && tail.utf8.dropFirst().contains(UInt8(ascii: "/"))
        let found = hasFolder ? same.filter { ends(paths[$0], tail) } : same
        guard let folder else { return Array(found.prefix(Self.ambiguityLimit)) }
        let length = folder.utf8.count + count
        let beside = found.filter { paths[$0].utf8.count == length && paths[$0].beginsByBytes(with: folder) }
        return Array((beside.isEmpty ? found : beside).prefix(Self.ambiguityLimit))
    }
}
