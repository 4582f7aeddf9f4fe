import ArchiveIO
import Reporting
import Testing

/// Every member of an archive in memory, read to its end.
func contents(
    of bytes: [UInt8], formats: ArchiveFormats = .all, limits: ArchiveLimits = .standard
) throws -> [(entry: ArchiveEntry, bytes: [UInt8])] {
    var members: [(ArchiveEntry, [UInt8])] = []
    try ArchiveReader.read(.bytes(bytes, name: "test"), formats: formats, limits: limits) { entry, content in
        members.append((entry, try content.bytes(limit: .max)))
        return .next
    }
    return members
}

/// The paths of an archive's members, their bytes passed over.
func paths(of bytes: [UInt8], formats: ArchiveFormats = .all, limits: ArchiveLimits = .standard) throws -> [String] {
    var paths: [String] = []
    try ArchiveReader.read(.bytes(bytes, name: "test"), formats: formats, limits: limits) { entry, _ in
        paths.append(entry.path)
        return .next
    }
    return paths
}

/// The code of the failure that `body` throws, and its message.
func failure(_ body: () throws -> Void) -> Failure? {
    do {
        try body()
        return nil
    } catch {
        return error as? Failure
    }
}

/// Bytes that differ from place to place, so that a shift or a swap shows.
func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
}
