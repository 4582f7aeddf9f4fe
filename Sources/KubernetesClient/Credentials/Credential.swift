import Reporting

/// How requests show who asks.
enum Credential: Sendable {
    /// Not at all, or by the connection's client certificate.
    case none
    /// A fixed `Authorization` header.
    case header(String)
    /// A bearer token in a file, which may be replaced at any time.
    case tokenFile(String)
    /// Whatever a program says.
    case exec(ExecCredentialSource)

    /// - Returns: the `Authorization` header; nil for none.
    /// - Throws: ``Failure`` when the token can't be had.
    func authorization() async throws -> String? {
        switch self {
        case .none: return nil
        case .header(let value): return value
        case .tokenFile(let path):
            let bytes = try InputFile.read(path, limit: 1 << 20)
            return "Bearer " + String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        case .exec(let source): return try await source.current().token.map { "Bearer \($0)" }
        }
    }

    /// Forgets what the server refused.
    /// - Returns: whether a next try can give something else.
    func renew() async -> Bool {
        guard case .exec(let source) = self else { return false }
        await source.forget()
        return true
    }
}
