import RawJSON
import Reporting

/// Visits the files of Electron's archive: a header in JSON that says where each lies, and their bytes as they are.
struct ASARReader {
    let archive: RandomAccess
    let name: String
    let budget: ReadingBudget
    let depth: Int

    /// Two numbers of Chromium's pickles before the header, two in it.
    private static let preface = 16
    private static let longestHeader = 16 << 20

    /// - Parameters:
    ///   - wants: says by a file's name whether it is to be visited.
    ///   - visit: called for the files that are wanted, in the order of their paths.
    func read(wants: ArchiveReader.Filter, visit: ArchiveReader.Visitor) throws {
        let (header, start) = try header()
        // Without recursion, and the last first: a header may be nested deep.
        var open: [(path: String, node: JSONValue)] = [("", header)]
        while let (path, node) = open.popLast() {
            try budget.spendEntry(in: name)
            if let files = node["files"]?.object {
                let sorted = files.sorted { $0.key > $1.key }
                open += sorted.map { (path: path.isEmpty ? $0.key : path + "/" + $0.key, node: $0.value) }
            } else if let file = file(node, start) {
                var path = path
                guard path.withUTF8({ wants(UnsafeRawBufferPointer($0)) }) else { continue }
                let content = EntryContent(
                    path: path, in: name, source: StoredMember(file), budget: budget, depth: depth)
                defer { content.abandon() }
                let entry = ArchiveEntry(
                    path: path, kind: .file, size: Int64(file.count),
                    mode: node["executable"]?.bool == true ? 0o755 : 0o644, uid: 0, gid: 0, modificationTime: 0)
                if try visit(entry, content) == .stop { return }
            }
        }
    }

    private func header() throws(Failure) -> (JSONValue, start: Int) {
        guard let preface = try archive.bytes(at: 0, count: Self.preface), LittleEndian.int(preface, 0, 4) == 4,
            let pickle = LittleEndian.int(preface, 4, 4), let length = LittleEndian.int(preface, 12, 4),
            length <= pickle
        else { throw ZIPDirectory.corrupt(name, "it has no header") }
        guard length <= Self.longestHeader else {
            throw Failure(.archiveLimit, "\(name) has a list of members of \(length) bytes")
        }
        guard let text = try archive.bytes(at: Self.preface, count: length) else {
            throw ZIPDirectory.corrupt(name, "its header is truncated")
        }
        do throws(Failure) {
            return (try JSONValue(parsing: text, source: name), 8 + pickle)
        } catch {
            throw ZIPDirectory.corrupt(name, "its header is no JSON")
        }
    }

    /// Links, and files that lie beside the archive, have no offset.
    private func file(_ node: JSONValue, _ start: Int) -> RandomAccess? {
        guard let offset = node["offset"]?.string.flatMap({ Int($0) }), let size = node["size"]?.integer else {
            return nil
        }
        let (place, overflow) = start.addingReportingOverflow(offset)
        return overflow ? nil : archive.part(place, Int(size))
    }
}
