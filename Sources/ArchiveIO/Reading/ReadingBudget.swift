import Reporting

/// What one reading has cost so far, shared by an archive and all that are nested in it.
final class ReadingBudget {
    let limits: ArchiveLimits
    private var bytes: Int64 = 0
    private var entries = 0

    init(limits: ArchiveLimits) { self.limits = limits }

    /// - Throws: ``Failure`` with code `archive-limit`.
    func spend(bytes count: Int, in archive: String) throws(Failure) {
        bytes += Int64(count)
        if bytes > limits.bytes {
            throw Self.exceeded(archive, "holds more than \(limits.bytes) bytes when it is uncompressed")
        }
    }

    /// - Throws: ``Failure`` with code `archive-limit`.
    func spendEntry(in archive: String) throws(Failure) {
        entries += 1
        if entries > limits.entries { throw Self.exceeded(archive, "has more than \(limits.entries) members") }
    }

    /// - Throws: ``Failure`` with code `archive-limit`.
    func check(depth: Int, of archive: String) throws(Failure) {
        if depth > limits.depth { throw Self.exceeded(archive, "is nested more than \(limits.depth) archives deep") }
    }

    /// - Parameters:
    ///   - given: uncompressed bytes of one member.
    ///   - consumed: compressed bytes that they came from.
    /// - Throws: ``Failure`` with code `archive-limit`.
    func check(given: Int64, consumed: Int64, in archive: String) throws(Failure) {
        guard given > limits.ratioFloor, given / limits.ratio > consumed else { return }
        throw Self.exceeded(archive, "has a member that is compressed more than \(limits.ratio) to 1")
    }

    private static func exceeded(_ archive: String, _ what: String) -> Failure {
        Failure(.archiveLimit, "\(archive) \(what)", hint: "it may be a bomb; it is not read any further")
    }
}
