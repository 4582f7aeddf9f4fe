import HTTPTransport
import RawJSON
import Reporting
import Synchronization

/// Answers requests from a script, and keeps what was asked.
final class StubSender: HTTPSender {
    typealias Answer = @Sendable (HTTPRequest) throws -> (status: Int, body: String)

    private let answer: Answer
    private let seen = Mutex<[HTTPRequest]>([])

    init(_ answer: @escaping Answer) { self.answer = answer }

    var requests: [HTTPRequest] { seen.withLock { $0 } }
    var lines: [String] { requests.map { "\($0.method) \($0.url.dropFirst("https://cluster".count))" } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        seen.withLock { $0.append(request) }
        let (status, body) = try answer(request)
        return HTTPResponse(
            status: status, headers: [:], body: HTTPResponseBody(bytes: Array(body.utf8)), url: request.url)
    }
}

extension HTTPRequest {
    /// What is sent, as text.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
