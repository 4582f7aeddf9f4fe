import HTTPTransport
import OCIModel
import Reporting

/// Fetches one blob into a sink, verified.
struct Download<Sink: BlobSink> {
    let store: any ImageStore
    let blob: Descriptor
    let progress: any ProgressReporter
    var sink: Sink

    /// - Throws: ``Failure`` with code `digest-mismatch` when the store holds something else, or what the store threw.
    mutating func run() async throws {
        do {
            try await fetch()
        } catch let failure as Failure where failure.code == .digestMismatch {
            // Bytes can be changed on the way once; what is stored wrongly stays wrong.
            store.distrust(blob)
            try sink.restart()
            try await fetch()
        }
    }

    private mutating func fetch() async throws {
        let reader = BlobReader(blob, in: store, retries: store.retries)
        while let chunk = try await reader.next() {
            try chunk.withUnsafeBytes { bytes throws(Failure) in try sink.write(bytes) }
            progress.report(.advanced(id: blob.progressID, completed: reader.offset, total: blob.size))
        }
    }
}
