import Reporting

/// Recognises texts that become manifests only when a program has filled them in.
enum TemplateText {
    /// Objects that only Helm knows. Other actions in braces are found in whole manifests too: alerting rules and
    /// workflows fill in their own.
    private static let objects = [".Values.", ".Release.", ".Chart.", ".Capabilities."]

    /// - Parameters:
    ///   - text: a file's text.
    ///   - source: the file's name.
    ///   - isBroken: whether the text is no YAML as it is, so that anything in braces is a reason.
    /// - Returns: the failure to throw; nil when it is no template.
    static func failure(for text: String, source: String, isBroken: Bool) -> Failure? {
        firstAction(in: text) { action in isBroken || objects.contains { action.firstRange(of: $0) != nil } }
            .map { line, action in
                Failure(
                    .invalidInput, "\(source):\(line): a template, not a manifest: \(action.prefix(80))",
                    hint: "fill it in first: helm template CHART | mixarch deploy -f -")
            }
    }

    /// The line and the content of the first action that fits, in a line that is no comment.
    private static func firstAction(in text: String, _ fits: (Substring) -> Bool) -> (line: Int, action: String)? {
        guard text.firstRange(of: "{{") != nil else { return nil }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.first(where: { !$0.isWhitespace }) != "#" else { continue }
            var rest = line
            while let start = rest.firstRange(of: "{{") {
                rest = rest[start.upperBound...]
                let action = rest[..<(rest.firstRange(of: "}}")?.lowerBound ?? rest.endIndex)]
                if fits(action) { return (index + 1, "{{\(action)}}") }
            }
        }
        return nil
    }
}
