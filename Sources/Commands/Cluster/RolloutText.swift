import Console
import Reporting
import Rollout

/// Where workloads run, for people.
struct RolloutText {
    let results: [RolloutResult]
    let terminal: Terminal

    var text: String { results.map(block).joined(separator: "\n") }

    private func block(_ result: RolloutResult) -> String {
        let counts = result.architecture.sorted { $0.key < $1.key }.map { "\($0.value) ready on \($0.key)" }
        var text = terminal.styled(result.workload, .strong)
        if !counts.isEmpty { text += ": " + counts.joined(separator: ", ") }
        if let outcome = result.outcome {
            text += "  " + terminal.styled(outcome.rawValue, outcome == .moved ? .good : .bad)
        }
        text += "\n"
        if !result.pods.isEmpty {
            var table = Table(["pod", "architecture", "node", "phase", "restarts"])
            for pod in result.pods {
                table.add([pod.name, pod.architecture ?? "", pod.node ?? "", pod.phase, "\(pod.restarts)"])
            }
            text += table.text
        }
        for address in result.addresses { text += "address: \(address)\n" }
        for change in result.changes ?? [] {
            text += "\(change.verb) \(change.object): \(change.what)\n"
            for field in change.fields ?? [] { text += "  \(field.line)\n" }
            if let body = change.text { text += "  \(body)\n" }
        }
        for reason in result.reasons { text += "\(reason)\n" }
        return text
    }
}

extension OutputOptions {
    /// Prints a change's result; a "no" becomes the exit status.
    /// - Parameter result: how the change ended.
    func show(_ result: RolloutResult) throws {
        try show(result) { RolloutText(results: [result], terminal: $0).text }
        guard let failure = result.failure else { return }
        StandardStreams.writeError(["mixarch: " + failure.message])
        throw Answer.negative
    }
}
