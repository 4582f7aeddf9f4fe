import Reporting

/// Compresses whole files.
public enum GzipFile {
    private static let block = 1 << 20

    /// - Parameters:
    ///   - path: the file to compress.
    ///   - target: the new file; it must not exist.
    ///   - level: 1 (fast) to 9 (small).
    /// - Throws: ``Failure`` when a file can't be read or written.
    public static func compress(_ path: String, to target: String, level: Int = 6) throws(Failure) {
        let source = try RandomAccess(try RegularFile(path: path))
        let file = try LayerFile(creating: target)
        let stream = try GzipStream(level: level)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: block, alignment: 1)
        defer { memory.deallocate() }
        var offset = 0
        while true {
            let count = try source.read(at: offset, into: memory)
            offset += count
            let bytes = UnsafeRawBufferPointer(rebasing: memory[..<count])
            try stream.compress(bytes, isLast: count == 0) { chunk throws(Failure) in try file.write(chunk) }
            if count == 0 { return }
        }
    }
}
