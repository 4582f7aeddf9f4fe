import AWSClient
import HTTPTransport
import RawJSON
import Reporting
import Synchronization

/// An AWS that answers as a test wants it.
final class ScriptedAWS: HTTPSender {
    typealias Answer = (status: Int, headers: HTTPHeaders, body: String)

    private let script: @Sendable (_ request: HTTPRequest, _ body: String) throws -> Answer
    private let seen = Mutex<[String]>([])

    /// - Parameter script: gets a request and its body.
    init(_ script: @escaping @Sendable (HTTPRequest, String) throws -> Answer) { self.script = script }

    /// The bodies of the requests so far.
    var bodies: [String] { seen.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var body = ""
        if case .bytes(let bytes) = request.body { body = String(decoding: bytes, as: UTF8.self) }
        seen.withLock { $0.append(body) }
        let answer = try script(request, body)
        return HTTPResponse(
            status: answer.status, headers: answer.headers, body: HTTPResponseBody(bytes: Array(answer.body.utf8)),
            url: request.url)
    }

    /// Somebody with keys in us-west-2, who never waits.
    func session() throws -> AWSSession {
        let environment = [
            "HOME": "/nonexistent", "AWS_REGION": "us-west-2", "AWS_ACCESS_KEY_ID": "AKID",
            "AWS_SECRET_ACCESS_KEY": "x",
        ]
        return try AWSSession(
            try AWSConfiguration(environment: environment), sender: self, runtime: AWSRuntime(sleep: { _ in }))
    }
}
