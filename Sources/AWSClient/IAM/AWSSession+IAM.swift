import Reporting
import XML

/// What IAM decides on one action.
public struct SimulatedDecision: Hashable, Sendable {
    /// `eks:CreateNodegroup`.
    public let action: String
    public let isAllowed: Bool
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
            let decisions = answer.elements("EvaluationResults", "member").map { item in
                SimulatedDecision(
                    action: item.value("EvalActionName") ?? "", isAllowed: item.value("EvalDecision") == "allowed")
            }
            return (decisions, answer.value("Marker"))
        }
    }
}
