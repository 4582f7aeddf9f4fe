import Crypto
import Glibc
import Reporting

/// Writes image layers: tar archives compressed with gzip.
///
/// The same entries give the same bytes, always: entries are sorted by path (a hard link goes after what it names),
/// all have one time, owners are numbers without names, and nothing of this machine gets in. Only one buffer of a
/// file is in memory at a time.
public struct LayerWriter: Sendable {
    /// The time of every entry, in seconds since 1970.
    public let time: Int64
    /// How hard to compress: 1 (fast) to 9 (small).
    public let level: Int

    private static let chunk = 256 << 10

    /// - Parameters:
    ///   - time: the time of every entry, in seconds since 1970; `SOURCE_DATE_EPOCH` where it is set. 0 by default, as
    ///     other reproducible builders have it.
    ///   - level: 1 (fast) to 9 (small). 1 by default: most of what goes into layers is compressed already, and the
    ///     rest gains about a tenth for four times the time.
    public init(time: Int64 = 0, level: Int = 1) {
        self.time = time
        self.level = min(max(level, 1), 9)
    }

    /// Writes a layer in one pass.
    /// - Parameters:
    ///   - entries: what the layer holds, in any order; of entries with the same path the last one counts.
    ///   - path: the file to write; it must not exist.
    /// - Returns: where it is, with its digests.
    /// - Throws: ``Failure`` with code `layer-not-written` or `unreadable-input`, or when a file changes meanwhile;
    ///   `CancellationError` when the task is cancelled. The file is removed then.
    public func write(_ entries: [LayerEntry], to path: String) throws -> WrittenLayer {
        let output = try LayerFile(creating: path)
        do {
            let gzip = try GzipStream(level: level)
            var content = SHA256()
            var archive = SHA256()
            var size: Int64 = 0
            func putBuffer(_ bytes: UnsafeRawBufferPointer, isLast: Bool = false) throws(Failure) {
                archive.update(bufferPointer: bytes)
                try gzip.compress(bytes, isLast: isLast) { compressed throws(Failure) in
                    content.update(bufferPointer: compressed)
                    size += Int64(compressed.count)
                    try output.write(compressed)
                }
            }
            func put(_ bytes: [UInt8], isLast: Bool = false) throws(Failure) {
                let result = bytes.withUnsafeBytes { buffer in
                    Result { () throws(Failure) in try putBuffer(buffer, isLast: isLast) }
                }
                try result.get()
            }
            for entry in Self.ordered(entries) {
                try Task.checkCancellation()
                let header = TarHeader(entry, time: time)
                try put(header.blocks)
                switch entry.content {
                case .bytes(let bytes): try put(bytes)
                case .file(let source, let count):
                    try Self.read(source, count: count) { bytes in try putBuffer(bytes) }
                case .directory, .symbolicLink, .hardLink: break
                }
                try put([UInt8](repeating: 0, count: TarHeader.padding(after: header.size)))
            }
            try put([UInt8](repeating: 0, count: 2 * TarHeader.blockSize), isLast: true)
            return WrittenLayer(
                path: path, digest: Self.name(content.finalize()), size: size, diffID: Self.name(archive.finalize()))
        } catch {
            unlink(path)
            throw error
        }
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

    private static func read(_ path: String, count: Int64, to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 1)
        defer { buffer.deallocate() }
        var left = count
        // One byte more is asked for at the end, to notice a file that grew.
        while true {
            try Task.checkCancellation()
            let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else {
                throw Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))")
            }
            left -= Int64(got)
            guard left >= 0, got > 0 || left == 0 else {
                throw Failure(
                    .unreadableInput, "\(path) changed while it was read", hint: "run the same command again")
            }
            if got == 0 { return }
            try sink(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
        }
    }

    private static func name(_ hash: SHA256Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return "sha256:"
            + String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
