import Reporting

/// Sends requests. Clients take it as a parameter, so that tests and Commands decide what is behind it.
public protocol HTTPSender: Sendable {
    /// - Parameter request: what to send.
    /// - Returns: the answer, whatever its status.
    /// - Throws: ``Failure`` with code `unreachable` or `timed-out` when no answer came.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
