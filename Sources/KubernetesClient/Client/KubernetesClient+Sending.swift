import HTTPTransport
import RawJSON
import Reporting

extension KubernetesClient {
    /// A page of 500 objects with long annotations stays far below this.
    private static let answerLimit = 256 << 20
    private static let statusLimit = 1 << 20

    /// - Parameters:
    ///   - request: what to ask.
    ///   - purpose: what for, in messages: "apply deployment/petstore".
    /// - Returns: the answer's JSON.
    /// - Throws: ``Failure`` with the server's reason.
    func json(_ request: APIRequest, to purpose: String) async throws -> JSONValue {
        let bytes = try await respond(request, to: purpose).body.collect(limit: Self.answerLimit)
        return try JSONValue(parsing: bytes, source: "the cluster's answer")
    }

    /// - Parameters:
    ///   - request: what to ask.
    ///   - purpose: what for, in messages.
    /// - Returns: an answer of success, whose body is still to be read.
    /// - Throws: ``Failure`` with the server's reason.
    func respond(_ request: APIRequest, to purpose: String) async throws -> HTTPResponse {
        var response = try await send(request)
        // A token may be revoked before it expires.
        if response.status == 401, await connection.credential.renew() { response = try await send(request) }
        guard response.isSuccess else {
            let body = try await response.body.prefix(upTo: Self.statusLimit)
            let status = APIStatus(httpStatus: response.status, body: body)
            throw status.failure(to: purpose, at: connection)
        }
        return response
    }

    /// - Returns: the answer, whatever its status.
    func send(_ request: APIRequest) async throws -> HTTPResponse {
        let message = try request.message(
            server: connection.server, authorization: try await connection.credential.authorization())
        do {
            return try await sender.send(message)
        } catch let failure as Failure where failure.code == .unreachable || failure.code == .timedOut {
            throw Failure(
                failure.code, failure.message,
                hint: failure.hint ?? "the address comes from \(connection.origin); is the cluster up?",
                cause: failure.cause)
        }
    }
}
