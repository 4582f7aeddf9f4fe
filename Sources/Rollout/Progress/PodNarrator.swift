import Reporting

/// Tells what changed between two looks, and nothing twice.
struct PodNarrator {
    private let id: String
    private var lines: [String: String] = [:]
    private var lastText = ""

    /// - Parameter id: the step that the events belong to.
    init(id: String) { self.id = id }

    /// - Parameters:
    ///   - progress: how far the rollout is.
    ///   - pods: all pods.
    ///   - problems: the current template's pods' problems.
    /// - Returns: the events to report.
    mutating func events(_ progress: RolloutProgress, _ pods: [PodSummary], _ problems: [PodProblem]) -> [ProgressEvent]
    {
        var events: [ProgressEvent] = []
        for pod in pods {
            let problem = problems.first { $0.pod == pod.name }
            let line = pod.line + (problem.map { ": \($0.text)" } ?? "")
            if lines.updateValue(line, forKey: pod.name) != line { events.append(.note(line)) }
        }
        for gone in lines.keys.filter({ name in !pods.contains { $0.name == name } }).sorted() {
            lines[gone] = nil
            events.append(.note("pod \(gone): gone"))
        }
        if case .waiting(let text, let done, let total) = progress, text != lastText {
            lastText = text
            events.append(.note(text))
            events.append(.advanced(id: id, completed: Int64(done), total: Int64(total)))
        }
        return events
    }
}
