import Console
import NodeGroups
import RawJSON

/// How a change of a node group ended, for people.
struct NodeGroupText {
    let result: NodeGroupResult
    let terminal: Terminal

    var text: String {
        var text = terminal.styled(result.name, .strong) + ": "
        text += terminal.styled(result.outcome.rawValue, result.isGood ? .good : .bad)
        if let status = result.status { text += " (\(status))" }
        text += "\n"
        if !result.nodes.isEmpty {
            var table = Table(["node", "architecture", "ready", "instance type", "zone"])
            for node in result.nodes {
                table.add([
                    node.name, node.architecture, node.ready ? "yes" : "no", node.instanceType ?? "", node.zone ?? "",
                ])
            }
            text += table.text
        }
        if let join = result.join, !join.findings.isEmpty || !join.gaps.isEmpty {
            text += JoinText.lines(join).map { $0 + "\n" }.joined()
        }
        if let request = result.request, let bytes = try? request.encoded(pretty: true) {
            text += String(decoding: bytes, as: UTF8.self) + "\n"
        }
        for reason in result.reasons { text += reason + "\n" }
        return text
    }
}

extension OutputOptions {
    /// Prints a change's result; a "no" becomes the exit status.
    /// - Parameter result: how the change ended.
    func show(_ result: NodeGroupResult) throws {
        try show(result) { NodeGroupText(result: result, terminal: $0).text }
        guard result.isGood else { throw Answer.negative }
    }
}
