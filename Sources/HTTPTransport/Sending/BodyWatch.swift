import AsyncHTTPClient
import NIOCore
import Synchronization

/// Notices that the other side takes no more of a request's body. The library's own timeout is for bodies that come
/// slowly: it stands still while the other side doesn't read.
final class BodyWatch: Sendable {
    private struct State {
        var lastMove = ContinuousClock.now
        /// Whether the next chunk is being made: that may take its time.
        var isMaking = false
    }

    private let state = Mutex(State())

    /// - Parameter chunks: a body.
    /// - Returns: the same body, watched.
    func watched<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) -> WatchedChunks<Chunks> {
        WatchedChunks(chunks: chunks, watch: self)
    }

    /// Ends when the other side has taken nothing for some time.
    /// - Parameter silence: how long that is.
    /// - Throws: the library's timeout, or `CancellationError`.
    func waitForSilence(of silence: Duration) async throws {
        while true {
            let now = ContinuousClock.now
            let end = state.withLock { $0.isMaking ? now : $0.lastMove } + silence
            guard end > now else { throw HTTPClientError.writeTimeout }
            try await Task.sleep(until: end, clock: .continuous)
        }
    }

    fileprivate func move(isMaking: Bool) {
        state.withLock { $0 = State(lastMove: .now, isMaking: isMaking) }
    }
}

/// A body that tells a watch when a chunk of it is wanted.
struct WatchedChunks<Chunks: AsyncSequence & Sendable>: AsyncSequence, Sendable where Chunks.Element == ByteBuffer {
    typealias Element = ByteBuffer

    fileprivate let chunks: Chunks
    fileprivate let watch: BodyWatch

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(chunks: chunks.makeAsyncIterator(), watch: watch) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var chunks: Chunks.AsyncIterator
        fileprivate let watch: BodyWatch

        mutating func next() async throws -> ByteBuffer? {
            watch.move(isMaking: true)
            let chunk = try await chunks.next()
            watch.move(isMaking: false)
            return chunk
        }
    }
}
