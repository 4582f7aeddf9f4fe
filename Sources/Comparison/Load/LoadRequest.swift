import HTTPTransport
import Reporting

/// What is sent to pods, again and again.
public struct LoadRequest: Sendable {
    /// GET, POST, …
    public var method: String
    /// With its slash; a query may follow.
    public var path: String
    /// Header fields that requests carry.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// Whether pods speak TLS. Their certificates are not looked at: none names a pod's address.
    public var isTLS: Bool

    /// - Parameters:
    ///   - method: GET, POST, …
    ///   - path: what is asked for.
    ///   - headers: header fields.
    ///   - body: what is sent.
    ///   - isTLS: whether pods speak TLS.
    public init(
        method: String = "GET", path: String = "/", headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], isTLS: Bool = false
    ) {
        self.method = method
        self.path = path.hasPrefix("/") ? path : "/" + path
        self.headers = headers
        self.body = body
        self.isTLS = isTLS
    }

    var fields: HTTPHeaders { HTTPHeaders(headers.map { ($0.name, $0.value) }) }

    /// - Throws: ``Failure`` with code `usage` for what the API server keeps for itself.
    func checkForAPI() throws(Failure) {
        let own = headers.map(\.name).first { ["authorization", "host"].contains($0.lowercased()) }
        guard let own else { return }
        throw Failure(
            .usage, "the API server does not pass \(own) on to pods",
            hint: "run mixarch where pods' addresses are reached: in a pod, or a machine of their network")
    }
}
