import DockerfileModel
import Processes
import RawJSON
import Reporting

/// `docker buildx`, as far as its builders are concerned.
package struct Buildx: Sendable {
    /// A builder may have to be started first; one whose image must be fetched takes its time.
    private static let patience: Duration = .seconds(90)

    private static let attempts = 3

    package init() {}

    /// - Parameters:
    ///   - name: the builder; nil for the one that is selected, or `BUILDX_BUILDER`'s.
    ///   - starts: whether it is started when it is not running.
    /// - Throws: ``Failure`` with code `engine-missing`, saying why buildx can't be used.
    package func inspect(_ name: String? = nil, starts: Bool = false) async throws -> BuilderInspection {
        let arguments = ["buildx", "inspect"] + (starts ? ["--bootstrap"] : []) + (name.map { [$0] } ?? [])
        var attempt = 1
        while true {
            let result = try await run(arguments)
            let inspection = BuilderInspection(parsing: result.output, selected: name == nil)
            // buildx answers with status 0 although a node could not be started.
            guard let inspection, result.status == 0 else { throw try await Self.problem(result) }
            guard starts, let problem = Self.problem(of: inspection) else { return inspection }
            // It gives a pod that is being started no more than 20 seconds.
            guard problem.contains("eadline"), attempt < Self.attempts else {
                throw Failure(
                    .engineMissing, "the builder \(inspection.builder.name) does not answer: \(problem)",
                    hint: BuildKitProblem.hint(for: problem) ?? "see: docker buildx inspect \(inspection.builder.name)")
            }
            attempt += 1
        }
    }

    /// What is wrong with all of its nodes.
    private static func problem(of inspection: BuilderInspection) -> String? {
        let problems = inspection.builder.nodes.map(\.problem)
        return problems.contains(nil) ? nil : problems.first ?? nil
    }

    /// - Returns: the names of all builders, and of the selected one.
    /// - Throws: ``Failure`` with code `engine-missing`.
    package func names() async throws -> (all: [String], selected: String?) {
        let result = try await run(["buildx", "ls", "--format", "json"])
        guard result.status == 0 else { throw try await Self.problem(result) }
        var all: [String] = []
        var selected: String?
        for line in result.output.split(whereSeparator: \.isNewline) {
            let builder = try JSONValue(parsing: line.utf8, source: "docker buildx ls")
            guard let name = builder["Name"]?.string else { continue }
            all.append(name)
            if builder["Current"]?.bool == true { selected = name }
        }
        return (all, selected)
    }

    private func run(_ arguments: [String]) async throws -> ProgramResult {
        guard await Program.isInstalled("docker") else {
            throw Failure(.engineMissing, "docker is not installed", hint: "install it: apt-get install docker.io")
        }
        do {
            return try await Program("docker", arguments, deadline: Self.patience).run()
        } catch let failure as Failure where failure.code == .timedOut {
            throw Failure(
                .engineMissing, "docker buildx does not answer within \(Self.patience)",
                hint: "see what it waits for: docker \(arguments.joined(separator: " "))")
        }
    }

    private static func problem(_ result: ProgramResult) async throws -> Failure {
        // Without the plugin, docker complains of whatever word comes first.
        let version = try await Program("docker", ["buildx", "version"], deadline: patience).run()
        guard version.status == 0 else {
            return Failure(
                .engineMissing, "docker has no buildx plugin here",
                hint: BuildKitProblem.hint(for: "unknown command: docker buildx"))
        }
        let text = result.errors + result.output
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
        let said = lines.first { $0.contains("ERROR") } ?? lines.last ?? "it printed nothing"
        return Failure(
            .engineMissing, "docker buildx does not work here: \(said)",
            hint: BuildKitProblem.hint(for: text) ?? "see: docker buildx inspect --bootstrap")
    }
}
