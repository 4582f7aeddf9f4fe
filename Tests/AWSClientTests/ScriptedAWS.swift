import AWSClient
import FoundationEssentials
import HTTPTransport
import RawJSON
import Reporting
import Synchronization

/// An AWS that answers as a test wants it.
final class ScriptedAWS: HTTPSender {
    typealias Answer = (status: Int, headers: HTTPHeaders, body: String)

    private let script: @Sendable (_ request: HTTPRequest, _ body: String) throws -> Answer
    private let seen = Mutex<[(request: HTTPRequest, body: String)]>([])

    /// - Parameter script: gets a request and its body.
    init(_ script: @escaping @Sendable (HTTPRequest, String) throws -> Answer) { self.script = script }

    /// The bodies of the requests so far.
    var bodies: [String] { seen.withLock { $0.map(\.body) } }

    /// A header field of the requests so far that have it.
    func fields(_ name: String) -> [String] { seen.withLock { $0.compactMap { $0.request.headers[name] } } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var body = ""
        if case .bytes(let bytes) = request.body { body = String(decoding: bytes, as: UTF8.self) }
        seen.withLock { $0.append((request, body)) }
        let answer = try script(request, body)
        return HTTPResponse(
            status: answer.status, headers: answer.headers, body: HTTPResponseBody(bytes: Array(answer.body.utf8)),
            url: request.url)
    }

    /// Somebody with keys in us-west-2, who never waits.
    /// - Parameters:
    ///   - changes: other variables of the environment; empty ones count as not set.
    ///   - profile: a profile that the command line names.
    ///   - now: the machine's clock.
    ///   - mfaCode: asks for a device's code.
    func session(
        _ changes: [String: String] = [:], profile: String? = nil, now: @escaping @Sendable () -> Date = { Date() },
        mfaCode: @escaping @Sendable (String) async throws -> String? = { _ in nil }
    ) throws -> AWSSession {
        let environment = [
            "HOME": "/nonexistent", "AWS_REGION": "us-west-2", "AWS_ACCESS_KEY_ID": "AKID",
            "AWS_SECRET_ACCESS_KEY": "x", "AWS_EC2_METADATA_DISABLED": "true",
        ]
        return try AWSSession(
            try AWSConfiguration(environment: environment.merging(changes) { $1 }, profile: profile), sender: self,
            runtime: AWSRuntime(now: now, sleep: { _ in }, mfaCode: mfaCode))
    }
}
