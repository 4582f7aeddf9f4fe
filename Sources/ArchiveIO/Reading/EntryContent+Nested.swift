import Reporting

extension EntryContent {
    /// Reads this member as an archive of its own, within the limits of the whole reading.
    ///
    /// A tar is read as it streams by; a ZIP needs its end first: it is read where it lies when it is stored as it is,
    /// else it is kept aside (in memory, or in an unnamed file).
    /// - Parameters:
    ///   - formats: what the member may be.
    ///   - wants: called for every file of the nested archive.
    ///   - visit: called for every member of the nested archive that is wanted.
    /// - Throws: as ``ArchiveReader/read(_:formats:limits:wants:visit:)``, with this member's ``name`` as the archive.
    public func readArchive(
        formats: ArchiveFormats = .all, wants: ArchiveReader.Filter = { _ in true }, visit: ArchiveReader.Visitor
    ) throws {
        try budget.check(depth: depth + 1, of: name)
        guard formats.needsRandomAccess else {
            return try NestedStream(self).read(formats: formats, wants: wants, visit: visit)
        }
        try ArchiveReader.read(
            try access(), name: name, formats: formats, budget: budget, depth: depth + 1, wants: wants, visit: visit)
    }

    private func access() throws -> RandomAccess {
        if let stored = source.stored { return stored }
        var kept = SpilledBytes(name: name)
        try forEachChunk { try kept.append($0) }
        return try kept.access()
    }
}
