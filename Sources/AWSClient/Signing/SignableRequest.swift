import HTTPTransport

/// A request before it is signed: its address in parts, none of them percent-encoded but the path.
package struct SignableRequest: Sendable {
    package var method: String
    /// `https`, `http`.
    package var scheme: String
    /// The host, with its port unless it is the scheme's own.
    package var host: String
    /// The path as it is sent, percent-encoded, from the slash on.
    package var path: String
    /// The query's fields as they are meant, not percent-encoded, in the order of the URL.
    package var query: [(name: String, value: String)]
    /// `Host` is added when it is signed.
    package var headers: HTTPHeaders
    package var body: [UInt8]

    package init(
        _ method: String, scheme: String = "https", host: String, path: String = "/",
        query: [(name: String, value: String)] = [], headers: HTTPHeaders = [:], body: [UInt8] = []
    ) {
        self.method = method
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The whole address.
    package var url: String {
        let fields = Self.encoded(query).map { "\($0.name)=\($0.value)" }
        return "\(scheme)://\(host)\(path)" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }

    static func encoded(_ fields: [(name: String, value: String)]) -> [(name: String, value: String)] {
        fields.map { (URLReference.encode($0.name), URLReference.encode($0.value)) }
    }
}
