import NIOCore

/// A body that is made while it is sent, as a sequence of buffers.
struct StreamChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let open: @Sendable () -> HTTPResponseBody

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(chunks: open().makeAsyncIterator()) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var chunks: HTTPResponseBody.AsyncIterator

        mutating func next() async throws -> ByteBuffer? {
            try await chunks.next()?.buffer
        }
    }
}
