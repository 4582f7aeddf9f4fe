import Reporting

/// Takes a blob's bytes in order; they may have to begin anew.
protocol BlobSink {
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Failure)
    /// Drops everything written so far.
    mutating func restart() throws(Failure)
}

extension StagedFile: BlobSink {}

/// Keeps a small blob in memory.
struct MemorySink: BlobSink {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ bytes: UnsafeRawBufferPointer) { self.bytes += bytes }
    mutating func restart() { bytes = [] }
}
