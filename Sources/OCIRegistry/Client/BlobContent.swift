import HTTPTransport
import OCIModel
import Reporting

/// The bytes of a blob, for as many attempts to send them as it takes.
struct BlobContent: Sendable {
    let blob: Descriptor
    let source: BlobSource
    let progress: any ProgressReporter
    let retries: Retries
    /// Whether the digest is checked on the way. The registry that takes the blob does that itself; when it finds another
    /// content, a second attempt finds out whose fault it is.
    var isVerified = false

    /// - Parameter offset: the first byte that is wanted.
    /// - Returns: the rest of the content.
    func body(from offset: Int64) -> HTTPRequest.Body {
        switch source {
        case .bytes(let bytes): return .bytes(Array(bytes.dropFirst(Int(offset))))
        case .file(let path): return .file(path: path, offset: offset, length: blob.size - offset)
        case .store(let store):
            if let path = store.file(of: blob) { return .file(path: path, offset: offset, length: blob.size - offset) }
            return .stream(length: blob.size - offset) { stream(from: offset, of: store) }
        }
    }

    /// Goes from one store to the other as it comes: nothing is kept on the way.
    private func stream(from offset: Int64, of store: any ImageStore) -> HTTPResponseBody {
        HTTPResponseBody {
            let reader = BlobReader(blob, in: store, from: offset, isVerified: isVerified, retries: retries)
            return {
                let chunk = try await reader.next()
                progress.report(.advanced(id: blob.progressID, completed: reader.offset, total: blob.size))
                return chunk
            }
        }
    }

    /// What is sent after the registry found another content.
    mutating func distrust() {
        isVerified = true
        if case .store(let store) = source { store.distrust(blob) }
    }
}
