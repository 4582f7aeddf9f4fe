import ArgumentParser
import ImageBuilding
import Platforms
import Reporting

/// What the commands that change emulators take.
struct EmulatorChangeOptions: ParsableArguments {
    @Flag(help: "Name the next changes, make none.")
    var dryRun = false

    @OptionGroup var output: OutputOptions

    /// Makes the changes, then shows what runs.
    /// - Parameters:
    ///   - architectures: whose emulators are changed.
    ///   - mustWork: whether programs must run afterwards, or must not.
    ///   - body: makes the changes for one architecture, and returns their names.
    func perform(
        on architectures: [Architecture], mustWork: Bool,
        _ body: (EmulatorSystem, Architecture, any ProgressReporter) async throws -> [String]
    ) async throws {
        let system = EmulatorSystem()
        let progress = output.reporter()
        var changes: [String] = []
        for architecture in architectures { changes += try await body(system, architecture, progress) }
        let report = await system.report(architectures)
        let result = EmulatorChange(changes: changes, report: report)
        try output.show(result) { terminal in
            let heading = dryRun ? "would be done next:" : "done:"
            let list =
                changes.isEmpty
                ? "nothing to change\n" : heading + "\n" + changes.map { "  \($0)\n" }.joined()
            return list + "\n" + EmulatorText(report: report, terminal: terminal).text
        }
        guard dryRun || report.architectures.allSatisfy({ $0.works == mustWork }) else { throw Answer.negative }
    }
}

/// What was changed, and what runs now.
private struct EmulatorChange: Encodable {
    let changes: [String]
    let report: EmulatorReport

    private enum Keys: String, CodingKey { case changes }

    func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(changes, forKey: .changes)
    }
}
