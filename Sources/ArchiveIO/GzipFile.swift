import Reporting

/// Compresses whole files.
public enum GzipFile {
    /// - Parameters:
    ///   - path: the file to compress.
    ///   - target: the new file; it must not exist.
    ///   - level: 1 (fast) to 9 (small).
    /// - Throws: ``Failure`` when a file can't be read or written.
    public static func compress(_ path: String, to target: String, level: Int = 6) throws(Failure) {
        let source = try RandomAccess(try RegularFile(path: path))
        var output = try LayerOutput(creating: target)
        var offset = 0
        // A file without bytes is a member too.
        repeat {
            let count = min(DeflatedBlock.size, source.count - offset)
            guard let block = try source.bytes(at: offset, count: count) else {
                throw Failure(.unreadableInput, "\(path) changed while it was read", hint: "run the same command again")
            }
            try output.put(try DeflatedBlock.compress(block, level: level))
            offset += count
        } while offset < source.count
    }
}
