import Reporting
import XML

/// What IAM decides on one action.
public struct SimulatedDecision: Hashable, Sendable {
    /// `eks:CreateNodegroup`.
    public let action: String
    public let verdict: Verdict

    public enum Verdict: Hashable, Sendable {
        case allowed
        /// Nothing allows it for every resource; what a policy says of single ones was not asked.
        case notAllowed
        /// A policy forbids it.
        case denied
    }

    /// - Parameters: as the properties.
    public init(action: String, verdict: Verdict) {
        self.action = action
        self.verdict = verdict
    }

    init(_ item: XMLElement) {
        action = item.value("EvalActionName") ?? ""
        verdict =
            switch item.value("EvalDecision") {
            case "allowed": .allowed
            case "explicitDeny": .denied
            default: .notAllowed
            }
    }
}

extension AWSSession {
    /// Asks IAM what a user or role may do, without doing it.
    /// - Parameters:
    ///   - actions: `service:Operation`.
    ///   - principal: the user's or role's ARN; not that of a role's session.
    /// - Returns: a decision on each action.
    /// - Throws: ``Failure``, also when this itself is not allowed.
    public func simulate(_ actions: [String], as principal: String) async throws -> [SimulatedDecision] {
        try await Pages.all { token in
            var form: QueryForm = ["PolicySourceArn": principal]
            form.addMembers("ActionNames", actions)
            form.add("Marker", token)
            let answer = try await iam.query("SimulatePrincipalPolicy", form)
            return (
                answer.elements("EvaluationResults", "member").map { SimulatedDecision($0) }, answer.value("Marker")
            )
        }
    }

    /// The ARN of a role, with its path: sessions of roles do not tell it.
    /// - Parameter name: the role's name.
    /// - Throws: ``Failure``.
    public func role(named name: String) async throws -> String {
        let role = try await iam.query("GetRole", ["RoleName": name]).child("Role")
        guard let arn = role?.value("Arn") else { throw Failure(.remoteRefused, "IAM answered without a role") }
        return arn
    }
}
