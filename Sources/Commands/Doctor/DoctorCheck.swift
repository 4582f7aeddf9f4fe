import ArgumentParser

/// What was found of one thing that commands may need.
struct DoctorCheck: Encodable, Sendable {
    enum State: String, Encodable, Sendable {
        case ok
        /// Something works less well, or could not be looked at.
        case warning
        /// Something does not work.
        case missing
    }

    /// `aws`, `cluster`, `registry`, `engines`, `machine`.
    let area: String
    /// `permission eks:CreateNodegroup`.
    let name: String
    let state: State
    let detail: String
    /// What to do about it; nil when there is nothing to do.
    var remedy: String?
    /// The commands that need it.
    var neededFor: [DoctorNeed] = []
}

/// What the user wants to do.
enum DoctorNeed: String, ExpressibleByArgument, Encodable, Sendable, CaseIterable {
    case scan, build, push, login, deploy, shift, nodegroup
}
