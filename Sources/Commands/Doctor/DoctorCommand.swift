import AWSClient
import ArgumentParser
import Console
import FoundationEssentials
import Reporting

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "doctor",
        abstract: "Show what this machine, account, registry and cluster can do, and what to do about the rest.",
        discussion: """
            Each part is looked at by itself, with a time limit, and nothing is changed: permissions are asked for (IAM's \
            simulation, the cluster's access reviews) or tried by reading. Exit status 1 when something is missing that a \
            command of --for needs; without --for, when something that was set up does not work.

            Examples:
              mixarch doctor
              mixarch doctor --for build,push --format json
            """)

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "What has to work, with commas: scan, build, push, login (to a cluster), deploy, shift, nodegroup.",
            valueName: "commands"))
    var wanted: String?

    @Option(help: ArgumentHelp("How long each part may take: 90s, 5m.", valueName: "time"))
    var timeout = TimeArgument(.seconds(20))

    @OptionGroup var aws: AWSOptions
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let ok: Bool
        let checks: [DoctorCheck]
    }

    func validate() throws { try timeout.validateTimeout() }

    func run() async throws {
        let needs = try self.needs()
        let limit = timeout.duration
        async let machine = limited("machine", limit) { await MachineChecks.run() }
        async let account = limited("aws", limit) { [aws] in await AccountChecks(options: aws).run() }
        async let kubernetes = limited("cluster", limit) { [cluster] in await ClusterChecks(options: cluster).run() }
        async let images = limited("registry", limit) { [registry] in await RegistryChecks(options: registry).run() }
        let checks = await (machine + account + kubernetes + images)
        let ok = checks.allSatisfy { check in
            check.state == .ok
                || (needs.isEmpty ? check.state == .warning : Set(needs).isDisjoint(with: check.neededFor))
        }
        try output.show(Result(ok: ok, checks: checks)) { DoctorText(checks: checks, terminal: $0).text }
        guard ok else { throw Answer.negative }
    }

    private func needs() throws -> [DoctorNeed] {
        try (wanted ?? "").split(separator: ",").map { word in
            guard let need = DoctorNeed(rawValue: String(word)) else {
                throw Failure(
                    .usage, "--for does not know \(word)",
                    hint: "it knows " + DoctorNeed.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return need
        }
    }

    /// A part that takes too long is a part that does not answer.
    private func limited(
        _ area: String, _ limit: Duration, _ look: @escaping @Sendable () async -> [DoctorCheck]
    ) async -> [DoctorCheck] {
        await withTaskGroup(of: [DoctorCheck]?.self) { tasks in
            tasks.addTask { await look() }
            tasks.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { tasks.cancelAll() }
            if let first = await tasks.next(), let checks = first { return checks }
            return [
                DoctorCheck(
                    area: area, name: area, state: .missing, detail: "no answer within \(limit)",
                    remedy: "look at the network, or give it longer: --timeout", neededFor: DoctorNeed.of(area))
            ]
        }
    }
}

extension DoctorNeed {
    /// The commands that need an area as a whole.
    static func of(_ area: String) -> [DoctorNeed] {
        switch area {
        case "aws": [.login, .nodegroup]
        case "cluster": [.deploy, .shift, .nodegroup]
        case "registry": [.push]
        case "machine", "engines": [.build]
        default: []
        }
    }
}
