import AsyncHTTPClient
import NIOCore
import Reporting

/// Reads a body chunk by chunk, and gives up when the other side stays silent.
final class ChunkReader: @unchecked Sendable {
    // Safe: a body has one reader, which waits for one chunk before it asks for the next.
    private var iterator: HTTPClientResponse.Body.AsyncIterator
    private let silence: Duration?
    private let request: HTTPRequest

    /// - Parameters:
    ///   - body: the body.
    ///   - silence: how long it may stay silent; nil when the connection watches over that itself.
    ///   - request: what it is the answer to.
    init(_ body: HTTPClientResponse.Body, silence: Duration?, request: HTTPRequest) {
        self.iterator = body.makeAsyncIterator()
        self.silence = silence
        self.request = request
    }

    func next() async throws -> HTTPChunk? {
        do {
            guard let silence else { return try await read() }
            return try await withThrowingTaskGroup(of: HTTPChunk?.self) { group in
                group.addTask { try await self.read() }
                group.addTask {
                    try await Task.sleep(for: silence)
                    throw HTTPClientError.readTimeout
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch {
            if Task.isCancelled || error is CancellationError { throw CancellationError() }
            throw ConnectionProblem(error).failure(for: request)
        }
    }

    private func read() async throws -> HTTPChunk? {
        try await iterator.next().map { HTTPChunk($0) }
    }
}
