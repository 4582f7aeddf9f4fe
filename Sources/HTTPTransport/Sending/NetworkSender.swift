import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Reporting

/// Sends requests over the network with deadlines, retries and redirects.
public final class NetworkSender: HTTPSender {
    private let client: HTTPClient
    private let policy: RetryPolicy
    private let userAgent: String

    /// Opens a sender, gives it to `body`, and closes its connections afterwards.
    /// - Parameters:
    ///   - tls: how servers are trusted.
    ///   - policy: when to send again.
    ///   - userAgent: the product that servers see.
    ///   - hostAliases: names in URLs and certificates, and the hosts to connect to for them.
    ///   - body: what to do with it.
    /// - Throws: ``Failure`` when the certificates make no sense, or what `body` throws.
    public static func open<Result: Sendable>(
        tls: TLSOptions = TLSOptions(), policy: RetryPolicy = RetryPolicy(), userAgent: String = "mixarch",
        hostAliases: [String: String] = [:], _ body: (NetworkSender) async throws -> Result
    ) async throws -> Result {
        let sender = try NetworkSender(tls: tls, policy: policy, userAgent: userAgent, hostAliases: hostAliases)
        do {
            let result = try await body(sender)
            await sender.close()
            return result
        } catch {
            await sender.close()
            throw error
        }
    }

    /// - Parameters:
    ///   - tls: how servers are trusted.
    ///   - policy: when to send again.
    ///   - userAgent: the product that servers see.
    ///   - hostAliases: names in URLs and certificates, and the hosts to connect to for them.
    /// - Throws: ``Failure`` with code `invalid-input` when the certificates make no sense.
    public init(
        tls: TLSOptions = TLSOptions(), policy: RetryPolicy = RetryPolicy(), userAgent: String = "mixarch",
        hostAliases: [String: String] = [:]
    ) throws(Failure) {
        var configuration = HTTPClient.Configuration()
        configuration.tlsConfiguration = try tls.configuration()
        configuration.redirectConfiguration = .disallow
        configuration.dnsOverride = hostAliases
        configuration.timeout.connect = .seconds(10)
        // Retries are this type's work: the library would go on trying a closed port until the deadline.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        self.client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        self.policy = policy
        self.userAgent = userAgent
    }

    /// Closes the connections; the sender can't be used afterwards.
    public func close() async {
        // A second close is no harm.
        try? await client.shutdown()
    }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var attempt = 1
        while true {
            let outcome: RetryPolicy.Outcome
            let answer: Swift.Result<HTTPResponse, any Error>
            do {
                let response = try await follow(request)
                outcome = .answered(
                    status: response.status, retryAfter: response.headers["Retry-After"].flatMap { Int($0) })
                answer = .success(response)
            } catch {
                if Task.isCancelled || error is CancellationError { throw CancellationError() }
                outcome = ConnectionProblem(error).isBeforeSending ? .notConnected : .broken
                answer = .failure(ConnectionProblem(error).failure(for: request))
            }
            guard
                let delay = policy.delay(
                    after: outcome, attempt: attempt, isIdempotent: request.isIdempotent, random: .random(in: 0...1))
            else { return try answer.get() }
            try await Task.sleep(for: delay)
            attempt += 1
        }
    }

    /// Sends once, following redirects of GET and HEAD; credentials stay with the origin that they were made for.
    private func follow(_ request: HTTPRequest) async throws -> HTTPResponse {
        var current = request
        for _ in 0..<10 {
            let response = try await sendOnce(current)
            guard [301, 302, 303, 307, 308].contains(response.status), ["GET", "HEAD"].contains(current.method),
                let location = response.headers["Location"],
                let target = URLReference.resolve(location, against: current.url)
            else { return response }
            if URLReference.origin(of: target) != URLReference.origin(of: current.url) {
                current.headers["Authorization"] = nil
                current.headers["Cookie"] = nil
            }
            current.url = target
        }
        throw Failure(.remoteRefused, "\(RedactedURL(request.url)) redirects more than ten times")
    }

    private func sendOnce(_ request: HTTPRequest) async throws -> HTTPResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        for field in request.headers.fields { message.headers.add(name: field.name, value: field.value) }
        if request.headers["User-Agent"] == nil { message.headers.add(name: "User-Agent", value: userAgent) }
        switch request.body {
        case .none: break
        case .bytes(let bytes): message.body = .bytes(ByteBuffer(bytes: bytes))
        case .file(let path, let offset, let length):
            message.body = .stream(
                try FileChunks(path: path, offset: offset, length: length), length: .known(length))
        }
        let deadline = request.deadline.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
        let response = try await client.execute(message, deadline: deadline)
        let body = response.body
        let silence = request.silence
        return HTTPResponse(
            status: Int(response.status.code),
            headers: HTTPHeaders(response.headers.map { ($0.name, $0.value) }),
            body: HTTPResponseBody {
                let chunks = ChunkReader(body, silence: silence, request: request)
                return { try await chunks.next() }
            },
            url: request.url)
    }
}
