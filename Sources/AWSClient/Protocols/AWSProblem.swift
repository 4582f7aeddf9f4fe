import Reporting

/// A refusal by an AWS service, as it was answered: the cause of the ``Failure`` that calls throw.
public struct AWSProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The service's name: `EKS`.
    public let service: String
    /// The call: `DescribeCluster`.
    public let operation: String
    /// AWS's code, such as `ResourceNotFoundException`; empty when there is none in the answer.
    public let code: String
    /// AWS's words, one line.
    public let message: String
    /// What AWS's support asks for.
    public let requestID: String?
    /// The status of the answer.
    public let status: Int

    public var description: String {
        let code = code.isEmpty ? "status \(status)" : code
        return message.isEmpty ? code : "\(code): \(message)"
    }
}

extension Failure {
    /// AWS's own refusal, when it is the reason.
    public var aws: AWSProblem? { cause as? AWSProblem }
}

extension Failure.Code {
    /// AWS does not know who asks, or there are no credentials.
    public static let awsUnauthorized = Self("aws-unauthorized", .remote)
    /// The credentials were good once.
    public static let awsExpired = Self("aws-expired", .remote)
    /// AWS knows who asks, and does not allow it.
    public static let awsDenied = Self("aws-denied", .remote)
    /// There is no such thing in AWS.
    public static let awsNotFound = Self("aws-not-found", .remote)
    /// AWS got too many calls, again and again.
    public static let awsThrottled = Self("aws-throttled", .remote)
    /// AWS refused for another reason.
    public static let awsRefused = Self("aws-refused", .remote)
    /// No region is named anywhere.
    public static let awsRegionMissing = Self("aws-region-missing", .usage)
}
