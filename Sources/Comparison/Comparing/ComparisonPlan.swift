import KubernetesClient
import Reporting

/// Which pods are called: as many of one architecture as of the other.
struct ComparisonPlan: Sendable, Equatable {
    /// The pods of the first architecture, against which the second one is held.
    let first: [ComparedPod]
    let second: [ComparedPod]
    /// What to know about the choice.
    let notes: [String]

    /// - Parameters:
    ///   - workload: `deployment/petstore`, for messages.
    ///   - pods: its pods that take requests.
    /// - Throws: ``Failure`` with code `nothing-to-compare` when they don't run on two architectures.
    init(_ workload: String, _ pods: [ComparedPod]) throws(Failure) {
        let sides = Dictionary(grouping: pods, by: \.node.architecture)
        // amd64 is where people come from.
        let names = sides.keys.sorted { ($0 == "amd64" ? 0 : 1, $0) < ($1 == "amd64" ? 0 : 1, $1) }
        guard names.count > 1, let first = sides[names[0]], let second = sides[names[1]] else {
            throw Self.oneSided(workload, names.first)
        }
        let count = min(first.count, second.count)
        self.first = Array(first.prefix(count))
        self.second = Array(second.prefix(count))
        var notes: [String] = []
        if first.count != second.count {
            notes.append(
                "\(Plural.of(count, "pod")) of each architecture, so that each pod gets the same load "
                    + "(\(first.count) on \(names[0]), \(second.count) on \(names[1]) are ready)")
        }
        if names.count > 2 { notes.append("not compared: \(names.dropFirst(2).joined(separator: ", "))") }
        self.notes = notes
    }

    private static func oneSided(_ workload: String, _ architecture: String?) -> Failure {
        guard let architecture else {
            return Failure(
                .nothingToCompare, "no pod of \(workload) is ready", hint: "`mixarch status` tells where its pods are")
        }
        let name = workload.split(separator: "/").last.map(String.init) ?? workload
        let other = architecture == "arm64" ? "amd64" : "arm64"
        return Failure(
            .nothingToCompare, "\(workload) runs on \(architecture) only: there is nothing to compare it with",
            hint: "let half of its pods run on \(other) meanwhile: in another terminal "
                + "`mixarch shift \(name) --to \(other) --steps 50 --hold 1h`, and Ctrl-C there takes it back; "
                + "or deploy it on both architectures")
    }

    var pods: [ComparedPod] { first + second }
}

extension Failure.Code {
    /// A workload does not run on two architectures.
    public static let nothingToCompare = Self("nothing-to-compare", .negative)
}
