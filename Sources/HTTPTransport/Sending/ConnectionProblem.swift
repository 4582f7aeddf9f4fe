import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Reporting

/// Why no answer came, in words for people.
struct ConnectionProblem {
    /// Whether nothing was sent yet, so that a repetition can do no harm.
    let isBeforeSending: Bool
    private let code: Failure.Code
    private let reason: String
    private let hint: String?
    private let cause: any Error

    init(_ error: any Error) {
        cause = error
        switch error {
        case let failure as Failure:
            (isBeforeSending, code, reason, hint) = (false, failure.code, failure.message, failure.hint)
        case let error as NIOConnectionError:
            let underlying = error.connectionErrors.first.map { Self.words($0.error) }
            let unresolved = error.dnsAError != nil || error.dnsAAAAError != nil
            reason = underlying ?? (unresolved ? "the host name is unknown" : "no connection")
            (isBeforeSending, code, hint) = (true, .unreachable, nil)
        case let error as HTTPClientError where error == .connectTimeout || error == .getConnectionFromPoolTimeout:
            (isBeforeSending, code, reason, hint) = (true, .unreachable, "no answer to the connection attempt", nil)
        case let error as HTTPClientError where [.deadlineExceeded, .readTimeout, .writeTimeout].contains(error):
            (isBeforeSending, code, reason, hint) = (false, .timedOut, "no answer in time", nil)
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            (isBeforeSending, code, reason, hint) = (false, .unreachable, "the connection was closed", nil)
        case HTTPParserError.invalidEOFState:
            (isBeforeSending, code, reason, hint) = (
                false, .unreachable, "the connection was cut in the middle of the answer", nil
            )
        case let error as HTTPClientError where error == .proxyAuthenticationRequired:
            (isBeforeSending, code, reason) = (true, .unreachable, "the proxy wants a login")
            hint = "write it into HTTPS_PROXY or HTTP_PROXY as http://USER:PASSWORD@HOST:PORT"
        case let error as HTTPClientError where [.invalidProxyResponse, .httpProxyHandshakeTimeout].contains(error):
            (isBeforeSending, code, reason, hint) = (true, .unreachable, "the proxy does not connect to it", nil)
        case let error as HTTPClientError where error == .invalidURL || error == .emptyHost:
            (isBeforeSending, code, reason, hint) = (false, .invalidInput, "the address makes no sense", nil)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            let text = String(describing: error)
            let plain = text.contains("WRONG_VERSION_NUMBER")
            let untrusted = text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidate")
            let anonymous = text.contains("CERTIFICATE_REQUIRED")
            reason =
                plain
                ? "the server does not speak TLS"
                : untrusted
                    ? "its certificate is not trusted"
                    : anonymous ? "it wants a client certificate" : "the TLS handshake failed (\(text))"
            (isBeforeSending, hint) = (true, nil)
            code =
                plain
                ? .tlsNotSpoken : untrusted ? .untrustedCertificate : anonymous ? .certificateRequired : .unreachable
        default:
            (isBeforeSending, code, reason, hint) = (false, .unreachable, Self.words(error), nil)
        }
    }

    /// - Parameters:
    ///   - request: what was asked.
    ///   - proxy: the proxy that stands between; nil for none.
    func failure(for request: HTTPRequest, through proxy: ProxyServer? = nil) -> Failure {
        if let failure = cause as? Failure { return failure }
        let origin = URLReference.origin(of: RedactedURL(request.url).description) ?? request.url
        let way = proxy.map { " through the proxy \($0)" } ?? ""
        return Failure(code, "can't reach \(origin)\(way): \(reason)", hint: hint, cause: cause)
    }

    private static func words(_ error: any Error) -> String {
        guard let error = error as? IOError else { return String(describing: error) }
        return switch error.errnoCode {
        case ECONNREFUSED: "connection refused"
        case ECONNRESET, EPIPE: "the connection was cut"
        case EHOSTUNREACH, ENETUNREACH: "no route to the host"
        case ETIMEDOUT: "no answer to the connection attempt"
        default: String(cString: strerror(error.errnoCode))
        }
    }
}

extension Failure.Code {
    /// A server answers an encrypted connection with something else: it may speak plain HTTP.
    public static let tlsNotSpoken = Self("tls-not-spoken", .remote)
    /// A server's certificate comes from an authority that is not trusted, or is for another name.
    public static let untrustedCertificate = Self("untrusted-certificate", .remote)
    /// A server wants to see a client certificate.
    public static let certificateRequired = Self("certificate-required", .remote)
}
