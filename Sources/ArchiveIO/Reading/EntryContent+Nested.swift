import Reporting

extension EntryContent {
    /// How many bytes of a nested archive are kept in memory; a bigger one goes to an unnamed temporary file.
    static let memoryLimit = 16 << 20

    /// Reads this member as an archive of its own, within the limits of the whole reading.
    ///
    /// A tar is read as it streams by; a ZIP needs its end first and is kept aside (in memory, or in an unnamed file).
    /// - Parameters:
    ///   - formats: what the member may be.
    ///   - visit: called for every member of the nested archive.
    /// - Throws: as ``ArchiveReader/read(_:formats:limits:visit:)``, with this member's ``name`` as the archive.
    public func readArchive(formats: ArchiveFormats = .all, visit: ArchiveReader.Visitor) throws {
        try budget.check(depth: depth + 1, of: name)
        guard formats.contains(.zip) else {
            return try NestedStream(self).read(formats: formats, visit: visit)
        }
        var memory: [UInt8] = []
        var file: RegularFile?
        try forEachChunk { chunk in
            if let file { return try file.append(chunk, for: name) }
            memory.append(contentsOf: chunk)
            guard memory.count > Self.memoryLimit else { return }
            let spill = try RegularFile(temporaryFor: name)
            try memory.withUnsafeBytes { try spill.append($0, for: name) }
            memory = []
            file = spill
        }
        if let file {
            file.rewind()
            try ArchiveReader.read(
                file, name: name, formats: formats, budget: budget, depth: depth + 1, visit: visit)
        } else {
            try ArchiveReader.read(
                memory, name: name, formats: formats, budget: budget, depth: depth + 1, visit: visit)
        }
    }
}
