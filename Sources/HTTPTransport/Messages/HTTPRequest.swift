/// A request that can be sent again: its body is a value, a part of a file, or a stream that can be opened anew.
public struct HTTPRequest: Sendable {
    /// GET, HEAD, POST, …
    public var method: String
    /// The absolute URL.
    public var url: String
    /// The header fields; `Host`, `Content-Length` and `User-Agent` are added.
    public var headers: HTTPHeaders
    /// What is sent.
    public var body: Body
    /// Whether sending it twice does no more than sending it once. GET, HEAD, PUT and DELETE are taken to be so.
    public var isIdempotent: Bool
    /// How long one attempt may take until the whole answer is there; nil for no limit besides silence.
    public var deadline: Duration?
    /// How long the other side may stay silent before the attempt is given up.
    public var silence: Duration
    /// How this server is trusted; nil for what the sender was made with.
    public var tls: TLSOptions?

    /// Whether a redirect of a GET or HEAD is followed, or is the answer.
    public var followsRedirects = true
    /// Statuses that are this request's answer, although others would be asked again after them.
    public var finalStatuses: Set<Int> = []

    /// What a request sends.
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// `length` bytes of the file at `path` from `offset` on.
        case file(path: String, offset: Int64, length: Int64)
        /// `length` bytes that `open` gives from their beginning, once for each attempt.
        case stream(length: Int64, open: @Sendable () -> HTTPResponseBody)

        /// Whether it is sent at once, and not as the other side takes it.
        var isSmall: Bool {
            switch self {
            case .none, .bytes: true
            case .file, .stream: false
            }
        }
    }

    /// - Parameters:
    ///   - method: GET, HEAD, POST, …
    ///   - url: the absolute URL.
    ///   - headers: the header fields.
    ///   - body: what is sent.
    ///   - deadline: how long one attempt may take until the whole answer is there; nil for no limit besides silence.
    ///   - silence: how long the other side may stay silent.
    public init(
        _ method: String = "GET", _ url: String, headers: HTTPHeaders = HTTPHeaders(), body: Body = .none,
        deadline: Duration? = .seconds(60), silence: Duration = .seconds(60)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.isIdempotent = ["GET", "HEAD", "PUT", "DELETE"].contains(method)
        self.deadline = deadline
        self.silence = silence
    }
}
