import HTTPTransport
import OCIModel
import RawJSON
import Reporting

/// A registry's refusal: the request, the status, and the registry's own words where it has any.
///
/// Source: OCI distribution-spec, "Error Codes". Read leniently: whatever can be understood is kept.
public struct RegistryProblem: Sendable {
    /// The request's method.
    public let method: String
    /// The request's URL, without secrets.
    public let url: RedactedURL
    /// The status of the answer.
    public let status: Int
    /// The codes that the registry gave: `MANIFEST_UNKNOWN`.
    public let codes: [String]
    /// What the registry said, one line.
    public let words: String?

    /// - Parameters:
    ///   - request: what was asked.
    ///   - status: the status of the answer.
    ///   - body: the beginning of the answer's body.
    public init(request: HTTPRequest, status: Int, body: [UInt8]) {
        method = request.method
        url = RedactedURL(request.url)
        self.status = status
        let json = try? JSONValue(parsing: body, source: "error")
        let entries = json?["errors"]?.array ?? []
        codes = entries.compactMap { $0["code"]?.string }
        let texts = entries.compactMap(Self.text)
        // Token servers and proxies have forms of their own.
        let other = (json?["details"] ?? json?["message"] ?? json?["error_description"] ?? json?["error"])?.string
        words = texts.isEmpty ? other.map(Self.line) : Self.line(texts.joined(separator: "; "))
    }

    private static func text(_ entry: JSONValue) -> String? {
        let message = entry["message"]?.string ?? entry["code"]?.string
        let detail: String? =
            switch entry["detail"] {
            case .string(let text): text
            // Registries put objects here; their short texts say which thing is meant.
            case .object(let members):
                members.sorted { $0.key < $1.key }
                    .compactMap { name, value in value.string.map { "\(name) \($0)" } }.joined(separator: ", ")
            default: nil
            }
        guard let detail, !detail.isEmpty else { return message }
        return message.map { "\($0) (\(detail))" } ?? detail
    }

    /// Somebody else's text in a message of ours: one line, bounded, without control characters.
    private static func line(_ text: String) -> String {
        let flat = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        return String(String(flat).prefix(400))
    }

    /// - Parameters:
    ///   - what: what could not be done, with the place: "can't push to example.com/shop".
    ///   - code: the code when the status says nothing more special.
    ///   - hint: what to do next.
    /// - Returns: the failure to throw.
    public func failure(_ what: String, _ code: Failure.Code? = nil, hint: String? = nil) -> Failure {
        let reason = words ?? Self.reason(status)
        // Registries take any size; what is before them often does not.
        let sizeHint = "a proxy before the registry limits uploads: client_max_body_size, where it is nginx"
        return Failure(
            code ?? self.code, "\(what): \(reason) (\(method) \(url): \(status))",
            hint: hint ?? (status == 413 ? sizeHint : nil))
    }

    private var code: Failure.Code {
        if codes.contains(where: ["DIGEST_INVALID", "SIZE_INVALID"].contains) { return .digestMismatch }
        return switch status {
        case 401: .unauthorized
        case 403: .denied
        case 429: .rateLimited
        case 500...: .registryUnavailable
        default: .remoteRefused
        }
    }

    /// What to do when a registry does not know who asks.
    static func loginHint(_ registry: Registry) -> String {
        "is the name right? a private repository needs a login: mixarch registry login \(registry)"
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 401: "a login is needed"
        case 403: "access is denied"
        case 404: "not found"
        case 413: "it is too large for the server"
        case 429: "too many requests"
        case 500...: "the registry has a problem"
        default: "the registry refuses"
        }
    }
}

extension Failure.Code {
    /// A registry wants a login.
    public static let unauthorized = Self("unauthorized", .remote)
    /// A registry does not allow it to this user.
    public static let denied = Self("denied", .remote)
    /// A registry got too many requests.
    public static let rateLimited = Self("rate-limited", .remote)
    /// A registry answers with an error of its own.
    public static let registryUnavailable = Self("registry-unavailable", .remote)
    /// There is no such repository.
    public static let repositoryUnknown = Self("repository-unknown", .remote)
}
