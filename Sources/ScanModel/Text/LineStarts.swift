import Glibc
import Synchronization

/// Where each line of a text begins, found when somebody asks: most texts say nothing that has a place.
final class LineStarts: Sendable {
    private let bytes: [UInt8]
    private let found: Mutex<[Int]?> = Mutex(nil)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The offsets of the lines' first bytes; of the first line in any case.
    var all: [Int] {
        found.withLock { found in
            let starts = found ?? bytes.withUnsafeBytes { Self.find(in: $0) }
            found = starts
            return starts
        }
    }

    private static func find(in bytes: UnsafeRawBufferPointer) -> [Int] {
        var starts = [0]
        starts.reserveCapacity(bytes.count / 32 + 1)
        guard let base = bytes.baseAddress else { return starts }
        var index = 0
        while index < bytes.count, let found = memchr(base + index, 0x0A, bytes.count - index) {
            index = UnsafeRawPointer(found) - base + 1
            starts.append(index)
        }
        return starts
    }
}
