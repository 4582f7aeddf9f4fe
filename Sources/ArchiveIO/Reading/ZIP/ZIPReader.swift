import Reporting

/// Visits the members of a ZIP by its central directory, as Java does: what is not wanted is never touched.
struct ZIPReader {
    let archive: RandomAccess
    let name: String
    let budget: ReadingBudget
    let depth: Int

    private static let localSignature: UInt64 = 0x0403_4B50
    private static let localLength = 30
    /// A symbolic link's target is a path.
    private static let longestTarget = 4096

    /// - Parameters:
    ///   - wants: says by a file's name whether it is to be visited.
    ///   - visit: called for the members that are wanted, in the directory's order.
    func read(wants: ArchiveReader.Filter, visit: ArchiveReader.Visitor) throws {
        let directory = try ZIPDirectory(archive, name: name)
        let workspace = try ZIPWorkspace()
        /// Members that libarchive knows how to decompress.
        var others: Set<[UInt8]> = []
        let isComplete = try directory.forEach { memberName, record in
            try budget.spendEntry(in: name)
            let isFolder = memberName.last == UInt8(ascii: "/")
            guard isFolder || wants(memberName) else { return .next }
            guard record.method == 0 || record.method == 8 || record.isEncrypted else {
                others.insert(Array(memberName))
                return .next
            }
            let path = String(decoding: memberName, as: UTF8.self)
            let source = try source(of: record, name + "!/" + path, directory, workspace)
            let kind: ArchiveEntry.Kind = isFolder ? .directory : try kind(of: record, path, source)
            let entry = ArchiveEntry(
                path: path, kind: kind, size: Int64(record.size), mode: UInt32(record.mode & 0o7777), uid: 0, gid: 0,
                modificationTime: record.modificationTime)
            let content = EntryContent(path: path, in: name, source: source, budget: budget, depth: depth)
            defer { content.abandon() }
            return try visit(entry, content)
        }
        guard isComplete else { throw ZIPDirectory.corrupt(name, "its list of members is damaged") }
        guard !others.isEmpty else { return }
        try SeekingReader(archive: archive, name: name, budget: budget, depth: depth)
            .read(wants: { others.contains(Array($0)) }, visit: visit)
    }

    private func source(
        of record: ZIPRecord, _ fullName: String, _ directory: ZIPDirectory, _ workspace: ZIPWorkspace
    ) throws(Failure) -> any MemberSource {
        if record.isEncrypted {
            return UnreadableMember(Failure(.encryptedMember, "\(fullName) is encrypted"))
        }
        guard let data = try data(of: record, directory) else {
            let why = "\(fullName) is not where the list of members says"
            return UnreadableMember(Failure(.corruptArchive, why))
        }
        return ZIPMember(record, data: data, name: fullName, workspace: workspace)
    }

    private func kind(of record: ZIPRecord, _ path: String, _ source: any MemberSource) throws -> ArchiveEntry.Kind {
        guard record.mode & 0o170000 == 0o120000, record.size <= Self.longestTarget else { return .file }
        let content = EntryContent(path: path, in: name, source: source, budget: budget, depth: depth)
        defer { content.abandon() }
        return .symbolicLink(target: String(decoding: try content.bytes(limit: Self.longestTarget), as: UTF8.self))
    }

    /// The compressed bytes: behind the member's own header, whose fields may be longer than the directory's.
    private func data(of record: ZIPRecord, _ directory: ZIPDirectory) throws(Failure) -> RandomAccess? {
        let (place, overflow) = record.header.addingReportingOverflow(directory.prepended)
        guard !overflow, let header = try archive.bytes(at: place, count: Self.localLength),
            LittleEndian.number(header, 0, 4) == Self.localSignature, let name = LittleEndian.int(header, 26, 2),
            let extra = LittleEndian.int(header, 28, 2)
        else { return nil }
        return archive.part(place + Self.localLength + name + extra, record.compressedSize)
    }
}

/// A member that there is no way to read: whoever tries learns why.
final class UnreadableMember: MemberSource {
    private let failure: Failure

    init(_ failure: Failure) { self.failure = failure }

    var consumed: Int64 { 0 }

    var stored: RandomAccess? { nil }

    func next(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer? { throw failure }

    func pass(_ spend: (Int) throws(Failure) -> Void) throws(Failure) {}
}
