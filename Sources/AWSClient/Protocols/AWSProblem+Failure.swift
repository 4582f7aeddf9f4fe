import HTTPTransport
import Reporting

extension AWSProblem {
    private static let timeCodes: Set<String> = [
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
        "SignatureDoesNotMatch", "AuthFailure",
    ]

    private static let expiredCodes: Set<String> = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"]

    private static let unknownCodes: Set<String> = [
        "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "AuthFailure",
        "SignatureDoesNotMatch", "InvalidSignatureException", "MissingAuthenticationToken",
        "MissingAuthenticationTokenException", "IncompleteSignature",
    ]

    private static let deniedCodes: Set<String> = [
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedException", "NotAuthorized",
    ]

    /// Whether a wrong clock may be the reason.
    var isAboutTime: Bool { Self.timeCodes.contains(code) }

    /// Whether other credentials of the same source may do better.
    var isExpired: Bool { Self.expiredCodes.contains(code) }

    /// Whether there is no such thing.
    public var isNotFound: Bool {
        code.hasSuffix("NotFoundException") || code.hasSuffix(".NotFound") || code == "NoSuchEntity"
    }

    /// Whether the call is not allowed.
    public var isDenied: Bool { Self.deniedCodes.contains(code) || (code.isEmpty && status == 403) }

    func failure(_ service: AWSService, _ credentials: AWSCredentials?, _ endpoint: AWSEndpoint) -> Failure {
        let who = credentials.map { " as \($0)" } ?? ""
        let what = "\(self.service) refused \(operation) in \(endpoint.signingRegion)\(who): \(self)"
        return Failure(failureCode, what, hint: hint(service, credentials), cause: self)
    }

    private var failureCode: Failure.Code {
        if isExpired { return .awsExpired }
        if Self.unknownCodes.contains(code) { return .awsUnauthorized }
        if isDenied { return .awsDenied }
        if isNotFound { return .awsNotFound }
        return isThrottling ? .awsThrottled : .awsRefused
    }

    private var isThrottling: Bool {
        if case .throttled = AWSRetryPolicy.outcome(of: self, [:]) { true } else { false }
    }

    /// The action that AWS's words name, which may be another one than was asked for: CreateNodegroup wants iam:PassRole,
    /// too.
    private var deniedAction: String? {
        guard let start = message.firstRange(of: "not authorized to perform: ")?.upperBound else { return nil }
        let word = message[start...].prefix { $0.isLetter || $0.isNumber || $0 == ":" || $0 == "-" }
        return word.contains(":") ? String(word) : nil
    }

    private func hint(_ service: AWSService, _ credentials: AWSCredentials?) -> String? {
        switch failureCode {
        case .awsExpired:
            return "get new credentials: log in again, or replace AWS_ACCESS_KEY_ID and the others"
        case .awsUnauthorized:
            return "is the key right, and still active? credentials: \(credentials?.source ?? "none")"
        case .awsDenied: return "the missing permission: \(deniedAction ?? "\(service.signingName):\(operation)")"
        case .awsThrottled: return "wait a little, or set AWS_MAX_ATTEMPTS to more"
        default: return nil
        }
    }
}
