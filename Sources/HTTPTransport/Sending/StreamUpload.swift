import AsyncHTTPClient
import NIOCore

/// A request whose body is made while it is sent. All of it happens on one thread, and so does what the body reads from
/// other connections: the library's own way wakes another thread for each part of the body.
struct StreamUpload<Chunks: AsyncSequence<ByteBuffer, any Error> & Sendable>: Sendable {
    private enum Step: Sendable {
        case sent
        case answered(HTTPClient.Response)
    }

    /// No answer to a body is longer.
    private static var longestAnswer: Int { 4 << 20 }

    /// The request without its body.
    let head: HTTPClientRequest
    let chunks: Chunks
    /// The body's bytes.
    let length: Int64
    /// How long the other side may take nothing of the body.
    let silence: Duration

    /// - Parameters:
    ///   - client: sends it.
    ///   - loop: whose thread does the work.
    ///   - deadline: when the answer must be there.
    /// - Throws: what the body throws, or the library's errors.
    func send(
        by client: HTTPClient, on loop: any EventLoop, _ deadline: NIODeadline
    ) async throws -> HTTPClient.Response {
        try await withTaskExecutorPreference(LoopExecutor(loop)) {
            var request = try HTTPClient.Request(
                url: head.url, method: head.method, headers: head.headers, tlsConfiguration: head.tlsConfiguration)
            let opened = loop.makePromise(of: HTTPClient.Body.StreamWriter.self)
            let ended = loop.makePromise(of: Void.self)
            request.body = .stream(contentLength: length) { writer in
                opened.succeed(writer)
                return ended.futureResult
            }
            let exchange = client.execute(
                request: request, delegate: ResponseAccumulator(request: request, maxBodySize: Self.longestAnswer),
                eventLoop: .delegateAndChannel(on: loop), deadline: deadline)
            return try await withThrowingTaskGroup(of: Step.self) { group in
                let watch = BodyWatch()
                group.addTask {
                    // The connection may fail before the body is wanted.
                    defer { opened.fail(CancellationError()) }
                    return .answered(try await exchange.answer())
                }
                group.addTask {
                    try await watch.waitForSilence(of: silence)
                    throw HTTPClientError.writeTimeout
                }
                group.addTask {
                    await write(watch, opened.futureResult, ended)
                    return .sent
                }
                defer { group.cancelAll() }
                for try await case .answered(let response) in group { return response }
                throw CancellationError()
            }
        }
    }

    private func write(
        _ watch: BodyWatch, _ opened: EventLoopFuture<HTTPClient.Body.StreamWriter>, _ ended: EventLoopPromise<Void>
    ) async {
        do {
            let writer = try await opened.value()
            for try await chunk in watch.watched(chunks) { try await writer.write(.byteBuffer(chunk)).value() }
            ended.succeed()
        } catch {
            // The request fails with it, unless it has already failed or was answered before its end.
            ended.fail(error)
        }
    }
}

extension EventLoopFuture where Value: Sendable {
    /// The value, unless the asking task is cancelled first. A request that is answered before its end never tells what
    /// became of the part that was being written.
    fileprivate func value() async throws -> Value {
        let promise = eventLoop.makePromise(of: Value.self)
        cascade(to: promise)
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            promise.fail(CancellationError())
        }
    }
}

extension HTTPClient.Task {
    /// The answer; the request ends when the asking task is cancelled.
    fileprivate func answer() async throws -> Response where Response: Sendable {
        try await withTaskCancellationHandler {
            try await futureResult.get()
        } onCancel: {
            cancel()
        }
    }
}
