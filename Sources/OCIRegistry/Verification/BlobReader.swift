import HTTPTransport
import OCIModel
import Reporting

/// Reads one blob from a store, chunk by chunk: a cut connection goes on where it stopped, and what arrives is verified.
///
/// The end of the blob is given only when the whole of it has the right digest, unless somebody else verifies it: whoever
/// asks for a part, and a registry that takes it.
final class BlobReader: @unchecked Sendable {
    // Safe: a reader has one user, who waits for one chunk before asking for the next.
    private let store: any ImageStore
    private let blob: Descriptor
    private let retries: Retries
    private var verified: VerifiedReader?
    private var chunks: HTTPResponseBody.AsyncIterator?
    /// Bytes that the store gives although they were read already.
    private var surplus: Int64 = 0
    private var attempt = 1
    private var lastCut: Int64 = 0

    /// Whoever sends this much between two cuts makes progress; the attempts are counted anew.
    private static let worthwhile: Int64 = 1 << 20

    /// - Parameters:
    ///   - blob: a layer or a configuration.
    ///   - store: where it is.
    ///   - begin: the first byte that is wanted.
    ///   - isVerified: whether the digest is checked here; the size always is.
    init(_ blob: Descriptor, in store: any ImageStore, from begin: Int64 = 0, isVerified: Bool = true, retries: Retries)
    {
        self.blob = blob
        self.store = store
        offset = begin
        self.retries = retries
        verified = isVerified && begin == 0 ? VerifiedReader(blob) : nil
    }

    /// How much of the blob was given, or left out at the beginning.
    private(set) var offset: Int64 = 0

    /// - Returns: the next chunk; nil at the end.
    /// - Throws: ``Failure`` with code `digest-mismatch` when the store holds something else, or what the store threw.
    func next() async throws -> HTTPChunk? {
        while true {
            do {
                let chunk = try await chunk()
                guard let chunk else {
                    try verified?.finish(from: store.name)
                    return nil
                }
                try verified?.take(chunk, from: store.name)
                offset += Int64(chunk.count)
                return chunk
            } catch let failure as Failure where failure.isBroken {
                chunks = nil
                if offset - lastCut >= Self.worthwhile { attempt = 1 }
                lastCut = offset
                guard try await retries.wait(after: .broken, attempt: attempt, isIdempotent: true) else {
                    throw failure
                }
                attempt += 1
            }
        }
    }

    private func chunk() async throws -> HTTPChunk? {
        if chunks == nil { try await open() }
        while let chunk = try await chunks?.next() {
            let known = min(surplus, Int64(chunk.count))
            surplus -= known
            if known == 0 { return chunk }
            if known < chunk.count { return chunk.dropFirst(Int(known)) }
        }
        guard offset == blob.size else {
            throw Failure(.incompleteAnswer, "\(store.name) sent \(offset) of the \(blob.size) bytes of \(blob.digest)")
        }
        return nil
    }

    private func open() async throws {
        let stream = try await store.open(blob, from: offset)
        guard stream.offset <= offset else {
            throw Failure(.remoteRefused, "\(store.name) sends another part of \(blob.digest) than was asked for")
        }
        surplus = offset - stream.offset
        chunks = stream.chunks.makeAsyncIterator()
    }
}

extension Failure {
    /// Whether a connection broke, so that the same may work a moment later.
    var isBroken: Bool { [.unreachable, .timedOut, .incompleteAnswer].contains(code) }
}

extension Failure.Code {
    /// An answer ended early.
    static let incompleteAnswer = Self("incomplete-answer", .remote)
}
