import HTTPTransport
import RawJSON
import Reporting

/// One request to the API server, without what every request has.
struct APIRequest: Sendable {
    var method = "GET"
    let path: String
    var query: [(name: String, value: String)] = []
    var body: JSONValue?
    var contentType = "application/json"
    /// What is sent as it is, instead of `body`; its type is among `headers`.
    var content: [UInt8]?
    /// Go before those that are sent anyhow.
    var headers = HTTPHeaders()
    /// Nil for what the method implies.
    var isIdempotent: Bool?
    /// As ``HTTPRequest/finalStatuses``.
    var finalStatuses: Set<Int> = []
    var deadline: Duration? = .seconds(30)
    var silence: Duration = .seconds(30)

    init(_ method: String = "GET", _ path: String, query: [(name: String, value: String)] = []) {
        self.method = method
        self.path = path
        self.query = query
    }

    /// - Parameters:
    ///   - server: the API server's URL.
    ///   - authorization: the header's value.
    func message(server: String, authorization: String?) throws(Failure) -> HTTPRequest {
        let pairs = query.map { "\($0.name)=\(URLReference.encode($0.value))" }
        let suffix = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
        var request = HTTPRequest(method, server + path + suffix, deadline: deadline, silence: silence)
        request.headers = headers
        if headers["Accept"] == nil { request.headers["Accept"] = "application/json" }
        request.headers["Authorization"] = authorization
        if let body {
            request.headers["Content-Type"] = contentType
            request.body = .bytes(try body.encoded())
        }
        if let content { request.body = .bytes(content) }
        if let isIdempotent { request.isIdempotent = isIdempotent }
        request.finalStatuses = finalStatuses
        return request
    }
}
