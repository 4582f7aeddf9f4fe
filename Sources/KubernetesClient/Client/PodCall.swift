import HTTPTransport

/// A request to a pod by itself, through the API server.
public struct PodCall: Sendable {
    public var pod: String
    public var port: Int
    /// Nil for the connection's namespace.
    public var namespace: NamespaceName?
    /// Whether the pod speaks TLS; the API server does not look at its certificate.
    public var isTLS = false
    public var method = "GET"
    /// With its slash; a query may follow.
    public var path: String
    /// What the API server passes on: not `Authorization`, which is its own, nor `Host`.
    public var headers = HTTPHeaders()
    public var body: [UInt8] = []
    /// How long the answer may take.
    public var deadline: Duration

    /// - Parameters:
    ///   - pod: the pod's name.
    ///   - port: its port.
    ///   - namespace: where it is.
    ///   - path: the path to call, with its slash.
    ///   - deadline: how long the answer may take.
    public init(
        pod: String, port: Int, namespace: NamespaceName? = nil, path: String, deadline: Duration = .seconds(5)
    ) {
        self.pod = pod
        self.port = port
        self.namespace = namespace
        self.path = path
        self.deadline = deadline
    }

    /// The pod in the API server's paths (`[https:]name:port`).
    var name: String { (isTLS ? "https:" : "") + "\(pod):\(port)" }
}
