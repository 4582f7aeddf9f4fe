import ScanModel

/// Reads the files with findings once more: few of a tree's.
struct Rereading {
    private let files: [String: FoundFile]

    init(of tree: [FoundFile], with findings: [Finding]) {
        let wanted = Set(findings.lazy.filter { $0.line != nil }.map { $0.file })
        let found = wanted.isEmpty ? [] : tree.filter { wanted.contains($0.path) }
        files = Dictionary(found.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Returns: nil for what is no file of the tree, or can't be read any more.
    func bytes(of path: String) -> [UInt8]? {
        guard let file = files[path], let open = try? OpenFile(file) else { return nil }
        let buffer = ReadBuffer()
        // What can't be read has no comment that anybody could see: its findings stay.
        guard (try? open.read(into: buffer, limit: ScanWorker.textLimit)) != nil else { return nil }
        return Array(buffer.bytes)
    }
}
