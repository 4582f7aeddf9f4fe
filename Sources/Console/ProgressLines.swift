import Reporting

/// Turns progress into lines: pure, so that what people see is tested as text.
public struct ProgressLines: Sendable {
    private struct Step {
        var title: String
        var began: Duration
        var isShown = false
        var lastLines: [String] = []
    }

    private let terminal: Terminal
    private let isVerbose: Bool
    private var steps: [String: Step] = [:]
    /// How many lines of a program are kept to be shown when its step fails.
    private static let kept = 15

    /// - Parameters:
    ///   - terminal: where the lines are shown.
    ///   - isVerbose: whether the lines of programs that mixarch runs are shown as they come.
    public init(terminal: Terminal, isVerbose: Bool) {
        self.terminal = terminal
        self.isVerbose = isVerbose
    }

    /// - Parameters:
    ///   - event: what happened.
    ///   - elapsed: the time since the command began.
    /// - Returns: the lines to show now.
    public mutating func lines(for event: ProgressEvent, at elapsed: Duration) -> [String] {
        switch event {
        case .started(let id, let title):
            steps[id] = Step(title: title, began: elapsed)
            return []
        case .advanced:
            return []
        case .finished(let id, let detail):
            guard let step = steps.removeValue(forKey: id) else { return [] }
            let time = terminal.styled(Measures.time(elapsed - step.began), .faint)
            return ["\(terminal.styled("✓", .good)) \(step.title)\(detail.isEmpty ? "" : ": " + detail)  \(time)"]
        case .failed(let id, let detail):
            guard let step = steps.removeValue(forKey: id) else { return [] }
            let printed = isVerbose ? [] : step.lastLines.map { "    " + $0 }
            return printed + ["\(terminal.styled("✗", .bad)) \(step.title)\(detail.isEmpty ? "" : ": " + detail)"]
        case .note(let text):
            return ["  " + text]
        case .warning(let text):
            return [terminal.styled("warning: ", .caution) + text]
        case .output(let id, let line):
            if isVerbose { return ["    " + line] }
            steps[id]?.lastLines.append(line)
            if let count = steps[id]?.lastLines.count, count > Self.kept { steps[id]?.lastLines.removeFirst() }
            return []
        }
    }

    /// What goes on, for a command that takes longer than a second: each step once, when it is that old.
    /// - Parameter elapsed: the time since the command began.
    /// - Returns: the lines to show now.
    public mutating func waiting(at elapsed: Duration) -> [String] {
        var lines: [String] = []
        let due = steps.filter { !$0.value.isShown && elapsed - $0.value.began >= .seconds(1) }
        for (id, step) in due.sorted(by: { $0.value.began < $1.value.began }) {
            steps[id]?.isShown = true
            lines.append("\(terminal.styled("…", .faint)) \(step.title)")
        }
        return lines
    }
}
