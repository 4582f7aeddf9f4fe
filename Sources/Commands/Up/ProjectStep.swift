import ArgumentParser

/// The steps of `mixarch up`, in order.
enum ProjectStep: String, CaseIterable, Comparable, ExpressibleByArgument {
    case scan, build, verify, nodes, deploy, shift

    static func < (left: Self, right: Self) -> Bool {
        let order = Self.allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}

/// How a step of `mixarch up` went, for programs.
struct StepRecord: Encodable {
    enum Outcome: String, Encodable {
        case done
        /// It was done again, and everything is as it was.
        case unchanged
        /// It was not asked for.
        case skipped
        /// Its answer is "no"; no step follows.
        case refused
    }

    let name: String
    let outcome: Outcome
    /// In words; nil for nothing to add.
    let detail: String?
    let seconds: Double
}
