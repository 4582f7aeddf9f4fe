import Reporting

/// An answer: the head, and a body that is read as it arrives.
public struct HTTPResponse: Sendable {
    /// The status code.
    public let status: Int
    /// The header fields.
    public let headers: HTTPHeaders
    /// The body; it can be read once.
    public let body: HTTPResponseBody
    /// The URL that answered, after redirects.
    public let url: String

    /// - Parameters:
    ///   - status: the status code.
    ///   - headers: the header fields.
    ///   - body: the body.
    ///   - url: the URL that answered, after redirects.
    public init(status: Int, headers: HTTPHeaders, body: HTTPResponseBody, url: String) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
    }

    /// Whether the status is 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}

/// The body of an answer, in chunks as they arrive; also what a request sends, in chunks as they are needed.
public struct HTTPResponseBody: AsyncSequence, Sendable {
    public typealias Element = HTTPChunk

    private let makeNext: @Sendable () -> @Sendable () async throws -> HTTPChunk?

    /// - Parameter makeNext: gives a function that gives the next chunk, nil at the end.
    public init(_ makeNext: @escaping @Sendable () -> @Sendable () async throws -> HTTPChunk?) {
        self.makeNext = makeNext
    }

    /// - Parameter bytes: the whole body.
    public init(bytes: [UInt8]) {
        self.init {
            let rest = Once(HTTPChunk(bytes))
            return { rest.take() }
        }
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let nextChunk: @Sendable () async throws -> HTTPChunk?

        public mutating func next() async throws -> HTTPChunk? { try await nextChunk() }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(nextChunk: makeNext()) }

    /// - Parameter limit: the most bytes to take.
    /// - Returns: the whole body.
    /// - Throws: ``Failure`` with code `answer-too-long` when there is more, or what the connection threw.
    public func collect(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard bytes.count + chunk.count <= limit else {
                throw Reporting.Failure(.answerTooLong, "the answer is longer than \(limit) bytes")
            }
            bytes += chunk.bytes
        }
        return bytes
    }

    /// - Parameter limit: the most bytes to take.
    /// - Returns: the beginning of the body, at most `limit` bytes, for a message.
    public func prefix(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            bytes += chunk.bytes.prefix(limit - bytes.count)
            if bytes.count == limit { break }
        }
        return bytes
    }
}

extension Failure.Code {
    /// A remote's answer is longer than anything that makes sense.
    public static let answerTooLong = Self("answer-too-long", .remote)
}
