import AWSClient
import Reporting

/// How many nodes a group has.
struct Scaling {
    let minimum: Int
    let maximum: Int
    let desired: Int
    let why: String

    /// - Parameters:
    ///   - model: the group to be like.
    ///   - options: what the user wants otherwise.
    /// - Throws: ``Failure`` with code `usage` when the numbers contradict each other.
    init(like model: EKSNodeGroup?, _ options: PlanWishes) throws(Failure) {
        // As with eksctl: a number alone is a fixed size.
        let fixed = options.minimum == nil && options.maximum == nil ? options.desired : nil
        let minimum = options.minimum ?? fixed ?? model?.minimum ?? min(1, options.maximum ?? 1)
        let maximum = options.maximum ?? fixed ?? max(model?.maximum ?? 1, minimum, options.desired ?? 0, 1)
        let desired = options.desired ?? min(max(1, minimum), maximum)
        guard minimum >= 0, maximum >= 1, minimum...max(minimum, maximum) ~= desired, minimum <= maximum else {
            throw Failure(
                .usage, "\(desired) nodes, at least \(minimum), at most \(maximum), makes no sense",
                hint: "0 <= --nodes-min <= --nodes <= --nodes-max, and --nodes-max at least 1")
        }
        self.minimum = minimum
        self.maximum = maximum
        self.desired = desired
        let isAsked = options.desired != nil || options.minimum != nil || options.maximum != nil
        why =
            isAsked
            ? "as asked for" : model.map { "like \($0.name), which has \($0.desired) now" } ?? "one to begin with"
    }

    var text: String {
        minimum == maximum ? "\(desired)" : "\(desired), from \(minimum) to \(maximum)"
    }
}
