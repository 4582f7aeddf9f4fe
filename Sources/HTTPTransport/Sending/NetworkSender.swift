import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOSSL
import Reporting
import Synchronization

/// Sends requests over the network with deadlines, retries and redirects.
public final class NetworkSender: HTTPSender {
    /// The settings of all clients.
    private let configuration: HTTPClient.Configuration
    /// A client for each proxy, and one without: made when it is first needed.
    private let clients = Mutex<[ProxyServer?: HTTPClient]>([:])
    private let proxies: ProxySettings
    private let retries: Retries
    private let userAgent: String
    private let silence: Duration?
    /// The TLS library's forms of options that requests came with.
    private let configurations = Mutex<[TLSOptions: TLSConfiguration]>([:])

    /// Opens a sender, gives it to `body`, and closes its connections afterwards.
    /// - Parameters:
    ///   - tls: how servers are trusted.
    ///   - retries: when to send again.
    ///   - userAgent: the product that servers see.
    ///   - hostAliases: names in URLs and certificates, and the hosts to connect to for them.
    ///   - proxies: what is reached through a proxy.
    ///   - silence: how long any connection may stay silent, watched over by the connection itself, which costs large
    ///     bodies nothing; nil where some requests wait for longer.
    ///   - connections: the most connections to one host; further requests wait for one of them.
    ///   - body: what to do with it.
    /// - Throws: ``Failure`` when the certificates make no sense, or what `body` throws.
    public static func open<Result: Sendable>(
        tls: TLSOptions = TLSOptions(), retries: Retries = Retries(), userAgent: String = "mixarch",
        hostAliases: [String: String] = [:], proxies: ProxySettings = .none, silence: Duration? = nil,
        connections: Int = usualConnections, _ body: (NetworkSender) async throws -> Result
    ) async throws -> Result {
        let sender = try NetworkSender(
            tls: tls, retries: retries, userAgent: userAgent, hostAliases: hostAliases, proxies: proxies,
            silence: silence, connections: connections)
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
    ///   - retries: when to send again.
    ///   - userAgent: the product that servers see.
    ///   - hostAliases: names in URLs and certificates, and the hosts to connect to for them.
    ///   - proxies: what is reached through a proxy.
    ///   - silence: how long any connection may stay silent, watched over by the connection itself, which costs large
    ///     bodies nothing; nil where some requests wait for longer.
    ///   - connections: the most connections to one host; further requests wait for one of them.
    /// - Throws: ``Failure`` with code `invalid-input` when the certificates make no sense.
    public init(
        tls: TLSOptions = TLSOptions(), retries: Retries = Retries(), userAgent: String = "mixarch",
        hostAliases: [String: String] = [:], proxies: ProxySettings = .none, silence: Duration? = nil,
        connections: Int = usualConnections
    ) throws(Failure) {
        var configuration = Self.usualConfiguration
        configuration.tlsConfiguration = try tls.configuration()
        configuration.redirectConfiguration = .disallow
        configuration.dnsOverride = hostAliases
        configuration.timeout.connect = .seconds(10)
        configuration.timeout.read = silence.map { TimeAmount($0) }
        // Retries are this type's work: the library would go on trying a closed port until the deadline.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        configuration.tracing.tracer = nil
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        configuration.http1_1ConnectionDebugInitializer = { channel in
            // The library's own buffers end at 64 KiB, which costs a large blob thousands of needless steps.
            channel.setOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 16 << 10, maximum: Self.largestRead))
        }
        self.configuration = configuration
        self.proxies = proxies
        self.retries = retries
        self.userAgent = userAgent
        self.silence = silence
    }

    /// Senders whose connections the system closes.
    private static let kept = Mutex<[NetworkSender]>([])

    /// Keeps the connections until the process ends: closing them takes as long as a short question's answer.
    public func keep() { Self.kept.withLock { $0.append(self) } }

    /// The most connections to one host when nothing is said.
    public static let usualConnections = 16

    /// How many threads wait for connections, where that was said.
    private static let threads = Atomic(0)

    private static let loops: any EventLoopGroup = {
        let said = threads.load(ordering: .relaxed)
        // The library would start one for each processor, a hundred for one question.
        NIOSingletons.groupLoopCountSuggestion = said > 0 ? said : min(System.coreCount, 2)
        return HTTPClient.defaultEventLoopGroup
    }()

    /// The library's own settings; it looks for a tracer to make them.
    private static let usualConfiguration = HTTPClient.Configuration()

    /// Runs tasks on the one thread that answers arrive on: for a few short questions, where waking another thread for
    /// each answer takes longer than looking at it. Nothing in them may block. To be asked for before the first
    /// connection, by a thread that has something else to do: the new one gets ready for a connection meanwhile.
    public static let oneThread: any TaskExecutor = {
        threads.store(1, ordering: .relaxed)
        let loop = loops.any()
        loop.execute {
            _ = usualConfiguration
            FirstConnection.prepare(on: loop)
        }
        return LoopExecutor(loop)
    }()

    /// How much is read from a connection at once.
    private static let largestRead = 128 << 10

    /// Closes the connections; the sender can't be used afterwards.
    public func close() async {
        let clients = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        // A second close is no harm.
        for client in clients { try? await client.shutdown() }
    }

    private func client(_ proxy: ProxyServer?) -> HTTPClient {
        clients.withLock { clients in
            if let client = clients[proxy] { return client }
            var configuration = configuration
            configuration.proxy = proxy.map { proxy in
                let login = proxy.login.map { HTTPClient.Authorization.basic(username: $0.user, password: $0.password) }
                return .server(host: proxy.host, port: proxy.port, authorization: login)
            }
            let client = HTTPClient(eventLoopGroup: Self.loops, configuration: configuration)
            clients[proxy] = client
            return client
        }
    }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var attempt = 1
        while true {
            let outcome: RetryPolicy.Outcome
            let answer: Swift.Result<HTTPResponse, any Error>
            do {
                let response = try await follow(request)
                if request.finalStatuses.contains(response.status) { return response }
                outcome = .answered(
                    status: response.status, retryAfter: RetryAfter.seconds(in: response.headers, now: time(nil)))
                answer = .success(response)
            } catch {
                if Task.isCancelled || error is CancellationError { throw CancellationError() }
                outcome = ConnectionProblem(error).isBeforeSending ? .notConnected : .broken
                answer = .failure(
                    ConnectionProblem(error).failure(for: request, through: proxies.proxy(for: request.url)))
            }
            guard try await retries.wait(after: outcome, attempt: attempt, isIdempotent: request.isIdempotent) else {
                return try answer.get()
            }
            attempt += 1
        }
    }

    /// Sends once, following redirects of GET and HEAD; credentials stay with the origin that they were made for.
    private func follow(_ request: HTTPRequest) async throws -> HTTPResponse {
        var current = request
        for _ in 0..<10 {
            let response = try await sendOnce(current)
            guard request.followsRedirects, [301, 302, 303, 307, 308].contains(response.status),
                ["GET", "HEAD"].contains(current.method),
                let location = response.headers["Location"],
                let target = URLReference.resolve(location, against: current.url)
            else { return response }
            if !URLReference.haveSameOrigin(target, current.url) {
                current.headers["Authorization"] = nil
                current.headers["Cookie"] = nil
                current.tls?.certificate = nil
                current.tls?.privateKey = nil
            }
            current.url = target
        }
        throw Failure(.remoteRefused, "\(RedactedURL(request.url)) redirects more than ten times")
    }

    private func sendOnce(_ request: HTTPRequest) async throws -> HTTPResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        for field in request.headers.fields { message.headers.add(name: field.name, value: field.value) }
        message.tlsConfiguration = try request.tls.map(configuration)
        if request.headers["User-Agent"] == nil { message.headers.add(name: "User-Agent", value: userAgent) }
        let deadline = request.deadline.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
        let client = client(proxies.proxy(for: request.url))
        switch request.body {
        case .none: break
        case .bytes(let bytes): message.body = .bytes(ByteBuffer(bytes: bytes))
        case .file(let path, let offset, let length):
            let chunks = try FileChunks(path: path, offset: offset, length: length)
            return try await upload(chunks, length, of: request, message, by: client, deadline)
        case .stream(let length, let open):
            return try await upload(StreamChunks(open: open), length, of: request, message, by: client, deadline)
        }
        let response = try await client.execute(message, deadline: deadline)
        let body = response.body
        let silence = self.silence == nil ? request.silence : nil
        return HTTPResponse(
            status: Int(response.status.code),
            headers: HTTPHeaders(response.headers.map { ($0.name, $0.value) }),
            body: HTTPResponseBody {
                let chunks = ChunkReader(body, silence: silence, request: request)
                return { try await chunks.next() }
            },
            url: request.url)
    }

    private func upload(
        _ chunks: some AsyncSequence<ByteBuffer, any Error> & Sendable, _ length: Int64, of request: HTTPRequest,
        _ message: HTTPClientRequest, by client: HTTPClient, _ deadline: NIODeadline
    ) async throws -> HTTPResponse {
        let upload = StreamUpload(head: message, chunks: chunks, length: length, silence: request.silence)
        let response = try await upload.send(by: client, on: Self.loops.next(), deadline)
        return HTTPResponse(
            status: Int(response.status.code),
            headers: HTTPHeaders(response.headers.map { ($0.name, $0.value) }),
            body: HTTPResponseBody(bytes: response.body.map { [UInt8](buffer: $0) } ?? []), url: request.url)
    }

    private func configuration(of tls: TLSOptions) throws(Failure) -> TLSConfiguration {
        if let known = configurations.withLock({ $0[tls] }) { return known }
        let configuration = try tls.configuration()
        configurations.withLock { $0[tls] = configuration }
        return configuration
    }
}
