import HTTPTransport
import Reporting

/// What pods have to answer during a shift, and how many failures and how much slowness are borne.
public struct ShiftCheck: Sendable, Hashable {
    /// The address that is called, as a client would.
    public let url: String
    /// The share of calls that may fail, from 0 to 1.
    public let maxErrors: Double
    /// How much slower the new pods' median may be, as a share of the old ones'; nil for any.
    public let maxSlowdown: Double?
    /// The share of calls that may fail when nothing is said.
    public static let usualErrors = 0.001
    /// Slower by less than this is noise.
    static let noise = Duration.milliseconds(5)
    /// Calls of each architecture before their times are compared.
    static let samples = 20

    /// - Parameters:
    ///   - url: the address that is called, with `http://` or `https://`.
    ///   - maxErrors: the share of calls that may fail, from 0 to 1.
    ///   - maxSlowdown: how much slower the new pods' median may be, as a share of the old ones'.
    /// - Throws: ``Failure`` with code `usage` when the address is none.
    public init(url: String, maxErrors: Double = usualErrors, maxSlowdown: Double? = nil) throws(Failure) {
        try ServiceURL.validate(
            url, of: "--check", example: "http://HOST/PATH",
            advice: "call a page that needs none, such as the health check")
        self.url = url
        self.maxErrors = maxErrors
        self.maxSlowdown = maxSlowdown
    }

    /// The address without scheme and host: what pods are asked for.
    var path: String {
        let rest = url.dropFirst(URLReference.origin(of: url)?.count ?? 0)
        return rest.hasPrefix("/") ? String(rest) : "/" + rest
    }
}
