import Reporting

/// Cuts a stream of bytes into lines.
struct LineSplitter {
    /// etcd keeps no object that is longer than 1.5 MiB; JSON makes it a little longer.
    private static let limit = 16 << 20

    private var rest: [UInt8] = []

    /// - Parameter chunk: the next bytes.
    /// - Returns: the lines that are complete now, without empty ones.
    /// - Throws: ``Failure`` with code `remote-refused` when a line has no end.
    mutating func add(_ chunk: [UInt8]) throws(Failure) -> [[UInt8]] {
        rest += chunk
        guard chunk.contains(UInt8(ascii: "\n")) else {
            guard rest.count <= Self.limit else {
                throw Failure(.remoteRefused, "the cluster sent an event of more than \(Self.limit >> 20) MiB")
            }
            return []
        }
        var parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = Array(parts.removeLast())
        return parts.filter { !$0.isEmpty }.map { Array($0) }
    }
}
