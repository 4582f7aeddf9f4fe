import DockerfileModel
import FoundationEssentials
import Glibc
import OCIModel
import Platforms
import Processes
import Reporting

/// buildah's command lines for a storage of our own.
struct BuildahCommand {
    private let global: [String]
    private let environment: [String: String]
    /// Docker pulls unsigned images; buildah wants to be told so where no policy is installed.
    let policy: [String]

    private static let systemPolicy = "/etc/containers/policy.json"
    private static let systemRegistries = "/etc/containers/registries.conf"

    /// - Parameters:
    ///   - folder: where the storage and the settings are.
    ///   - insecureRegistries: hosts that are spoken to without TLS.
    /// - Throws: ``Failure`` with code `cache-not-writable`.
    init(folder: String, insecureRegistries: [String]) throws(Failure) {
        var global = ["--root", folder + "/root", "--runroot", Self.runFolder(for: folder)]
        // Without root it takes what it can do by default.
        if geteuid() == 0 { global += ["--storage-driver", "overlay"] }
        self.global = global

        var environment = ["CONTAINERS_REGISTRIES_CONF": folder + "/registries.conf"]
        let base = FileManager.default.contents(atPath: Self.systemRegistries)
        try TextFile.write(
            Self.registries(base.map { String(decoding: $0, as: UTF8.self) } ?? "", insecure: insecureRegistries),
            to: folder + "/registries.conf")
        let variables = ProcessInfo.processInfo.environment
        let docker = variables["DOCKER_CONFIG"] ?? (variables["HOME"] ?? "/root") + "/.docker"
        if access(docker + "/config.json", R_OK) != 0 {
            // buildah fails when there is no such file.
            try TextFile.write("{}", to: folder + "/config.json")
            environment["DOCKER_CONFIG"] = folder
        }
        self.environment = environment

        if access(Self.systemPolicy, R_OK) == 0 {
            policy = []
        } else {
            try TextFile.write(#"{"default":[{"type":"insecureAcceptAnything"}]}"#, to: folder + "/policy.json")
            policy = ["--signature-policy", folder + "/policy.json"]
        }
    }

    /// The arguments of a build, without its output and context.
    func build(_ request: EngineRequest) -> [String] {
        var arguments = ["build"] + policy
        arguments += [
            "--isolation", "chroot", "--network", request.inputs.network == RunNetwork.none ? "none" : "host",
            "--platform", request.platform.description,
            "--target", request.target, "--file", request.dockerfile,
            // A stage that fails leaves no container, and no mount, behind.
            "--force-rm",
            // A tag that has moved is noticed; layers that are here are not fetched again.
            "--pull-always",
        ]
        arguments += request.usesCache ? ["--layers"] : ["--no-cache"]
        if let ignoreFile = request.context.ignoreFile { arguments += ["--ignorefile", ignoreFile] }
        // The values stay out of the process list: buildah takes them from the environment.
        for name in request.buildArguments.keys.sorted() { arguments += ["--build-arg", name] }
        let inputs = request.inputs
        for secret in inputs.secrets { arguments += ["--secret", secret.argument] }
        for agent in inputs.agents { arguments += ["--ssh", agent] }
        for context in inputs.contexts { arguments += ["--build-context", context.argument] }
        for host in inputs.hosts { arguments += ["--add-host", "\(host.name):\(host.address)"] }
        return arguments
    }

    func program(_ arguments: [String], environment extra: [String: String] = [:]) -> Program {
        Program("buildah", global + arguments, environment: extra.merging(environment) { _, ours in ours })
    }

    func run(
        _ arguments: [String], to purpose: String, environment extra: [String: String] = [:],
        _ onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        do {
            try await program(arguments, environment: extra).runChecked(to: purpose, onLine: onLine)
        } catch let failure as Failure {
            // It was told to end.
            try Task.checkCancellation()
            guard Self.isOfCommand(failure.message) else { throw failure }
            throw Failure(.commandFailed, failure.message, hint: failure.hint, cause: failure.cause)
        }
    }

    /// `…: building at STEP "RUN false": exit status 1`, or `…: while running runtime: exit status 1`.
    private static func isOfCommand(_ message: String) -> Bool {
        guard message.contains(" at STEP \"RUN "), let end = message.ranges(of: "\": ").last?.upperBound else {
            return false
        }
        let reason = message[end...]
        return reason.hasPrefix("exit status ") || reason.hasPrefix("while running runtime: exit status ")
    }

    /// The machine's own registry settings, and what Docker implies: short names are Docker Hub's.
    static func registries(_ base: String, insecure: [String]) -> String {
        let lines = base.split(whereSeparator: \.isNewline).map(\.trimmed)
        var text = base
        if !lines.contains(where: { $0.hasPrefix("unqualified-search-registries") }) {
            text = "unqualified-search-registries = [\"docker.io\"]\n" + text
        }
        for host in insecure where !base.contains("\"\(host)\"") {
            text += "\n[[registry]]\nlocation = \"\(host)\"\ninsecure = true\n"
        }
        return text
    }

    /// What is mounted must be forgotten when the machine restarts: a folder that does not survive that.
    private static func runFolder(for folder: String) -> String {
        let name = "/mixarch-" + Digest(of: [UInt8](folder.utf8)).hex.prefix(12)
        let candidates = [ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"], "/run"].compactMap(\.self)
        return (candidates.first { access($0, W_OK) == 0 } ?? folder) + name
    }
}
