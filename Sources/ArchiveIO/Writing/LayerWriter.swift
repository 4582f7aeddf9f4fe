import Crypto
import Glibc
import Reporting

/// Writes image layers: tar archives, compressed with gzip or Zstandard.
///
/// The same entries give the same bytes, always: entries are sorted by path (a hard link goes after what it names),
/// all have one time, owners are numbers without names, and nothing of this machine gets in, not even how many cores
/// it compresses with. Only a few blocks of a file are in memory at a time.
public struct LayerWriter: Sendable {
    /// The time of every entry, in seconds since 1970.
    public let time: Int64
    /// How to compress.
    public let encoding: LayerEncoding

    /// How many blocks are compressed or wait at a time.
    private static let width = 6

    /// - Parameters:
    ///   - time: the time of every entry, in seconds since 1970; `SOURCE_DATE_EPOCH` where it is set. 0 by default, as
    ///     other reproducible builders have it.
    ///   - encoding: how to compress.
    public init(time: Int64 = 0, encoding: LayerEncoding = .standard) {
        self.time = time
        self.encoding = encoding
    }

    /// Writes a layer in one pass.
    /// - Parameters:
    ///   - entries: what the layer holds, in any order; of entries with the same path the last one counts.
    ///   - path: the file to write; it must not exist.
    /// - Returns: where it is, with its digests.
    /// - Throws: ``Failure`` with code `layer-not-written` or `unreadable-input`, or when a file changes meanwhile;
    ///   `CancellationError` when the task is cancelled. The file is removed then.
    public func write(_ entries: [LayerEntry], to path: String) async throws -> WrittenLayer {
        var output = try LayerOutput(creating: path)
        do {
            var blocks = TarBlocks(Self.ordered(entries), time: time)
            let diffID =
                switch encoding {
                case .none: try Self.store(&blocks, to: &output)
                case .gzip(let level): try await Self.deflate(&blocks, level: min(max(level, 1), 9), to: &output)
                case .zstd(let level): try Self.compress(&blocks, with: ZstdStream(level: level), to: &output)
                }
            return WrittenLayer(path: path, digest: output.digest, size: output.size, diffID: diffID)
        } catch {
            unlink(path)
            throw error
        }
    }

    private static func store(_ blocks: inout TarBlocks, to output: inout LayerOutput) throws -> String {
        while let block = try blocks.next(DeflatedBlock.size) { try output.put(block) }
        return output.digest
    }

    private static func compress(
        _ blocks: inout TarBlocks, with stream: ZstdStream, to output: inout LayerOutput
    ) throws -> String {
        var archive = SHA256()
        while let block = try blocks.next(DeflatedBlock.size) {
            block.withUnsafeBytes { archive.update(bufferPointer: $0) }
            try output.put(try stream.compress(block))
        }
        try output.put(try stream.finish())
        return LayerOutput.name(archive.finalize())
    }

    /// Compresses several blocks at a time, and writes them in their order.
    private static func deflate(
        _ blocks: inout TarBlocks, level: Int, to output: inout LayerOutput
    ) async throws -> String {
        var archive = SHA256()
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            var finished: [Int: [UInt8]] = [:]
            var begun = 0
            var written = 0
            while true {
                if let block = try blocks.next(DeflatedBlock.size) {
                    let number = begun
                    group.addTask { (number, try DeflatedBlock.compress(block, level: level)) }
                    begun += 1
                    block.withUnsafeBytes { archive.update(bufferPointer: $0) }
                    if begun - written < width { continue }
                }
                guard let (number, bytes) = try await group.next() else { return }
                finished[number] = bytes
                while let ready = finished.removeValue(forKey: written) {
                    try output.put(ready)
                    written += 1
                }
            }
        }
        return LayerOutput.name(archive.finalize())
    }

    private static func ordered(_ entries: [LayerEntry]) -> [LayerEntry] {
        let byPath = Dictionary(entries.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
        func isHardLink(_ entry: LayerEntry) -> Bool {
            if case .hardLink = entry.content { true } else { false }
        }
        return byPath.values.sorted { left, right in
            let links = (isHardLink(left), isHardLink(right))
            return links.0 == links.1 ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8) : links.1
        }
    }
}
