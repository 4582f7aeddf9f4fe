import AWSClient
import Reporting

/// What IAM's simulation says of the actions that a command needs.
///
/// It is asked about every resource: a policy for single ones is not seen by it, so that its "no" is one only for actions
/// that know no resources, for what is forbidden, and where it is said to everything.
package struct SimulatedPermissions {
    let check: DoctorCheck

    package var state: String { check.state.rawValue }
    package var detail: String { check.detail }

    /// - Parameters:
    ///   - decisions: IAM's.
    ///   - need: the command.
    init(_ decisions: [SimulatedDecision], for need: DoctorNeed) {
        func names(_ decisions: [SimulatedDecision]) -> String { decisions.map(\.action).joined(separator: ", ") }
        let not = decisions.filter { $0.verdict != .allowed }
        let hasNone = not.count == decisions.count && decisions.count > 1
        let sure = not.filter {
            $0.verdict == .denied || AccountActions.isForAllResources($0.action) || hasNone
        }
        let (state, detail, remedy): (DoctorCheck.State, String, String?) =
            if not.isEmpty {
                (.ok, "\(Plural.of(decisions.count, "action")) allowed, by IAM's simulation", nil)
            } else if sure.isEmpty {
                (
                    .warning, "not allowed for every resource: \(names(not))",
                    "look whether a policy allows them for the repository, the cluster, the node role"
                )
            } else {
                (.missing, "not allowed: \(names(sure))", "ask for a policy with \(names(not))")
            }
        check = DoctorCheck(
            area: "aws", name: "permissions for \(need.rawValue)", state: state, detail: detail, remedy: remedy,
            // What may be allowed after all stops nobody.
            neededFor: state == .warning ? [] : [need])
    }

    /// - Parameters:
    ///   - decisions: IAM's.
    ///   - command: the command, as `doctor --for` names it.
    package init?(_ decisions: [SimulatedDecision], command: String) {
        guard let need = DoctorNeed(rawValue: command) else { return nil }
        self.init(decisions, for: need)
    }
}
