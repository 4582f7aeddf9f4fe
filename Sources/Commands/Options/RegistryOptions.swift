import ArgumentParser
import FoundationEssentials
import HTTPTransport
import OCIRegistry

/// How registries are reached.
struct RegistryOptions: ParsableArguments {
    @Option(
        name: .customLong("insecure-registry"),
        help: ArgumentHelp(
            "A registry that is spoken to without TLS; can be given several times, also in MIXARCH_INSECURE_REGISTRIES.",
            valueName: "host"))
    var insecureRegistries: [String] = []

    @Option(
        name: .customLong("registry-mirror"),
        help: ArgumentHelp(
            "Read a registry's images from another one first; can be given several times, also in MIXARCH_REGISTRY_MIRRORS.",
            valueName: "host=mirror"))
    var mirrors: [String] = []

    /// Opens the way to every image store, and closes its connections afterwards.
    func open<Result: Sendable>(_ body: (ImageStores) async throws -> Result) async throws -> Result {
        let settings = try self.settings()
        return try await NetworkSender.open(silence: settings.silence) { sender in
            try await body(ImageStores(sender: sender, settings: settings))
        }
    }

    /// Opens a way for many questions: a registry that asks to be left alone is left alone by all of them.
    /// - Parameter body: gets what sends, and how registries are reached.
    func openPaced<Result: Sendable>(
        _ body: (any HTTPSender, RegistrySettings) async throws -> Result
    ) async throws -> Result {
        let settings = try self.settings()
        let retries = Retries(RetryPolicy(busyStatuses: []))
        return try await NetworkSender.open(retries: retries, silence: settings.silence) { sender in
            try await body(PacedSender(sender), settings)
        }
    }

    /// What the environment and the command line say.
    func settings() throws -> RegistrySettings {
        try RegistrySettings(
            environment: ProcessInfo.processInfo.environment, insecureRegistries: insecureRegistries, mirrors: mirrors)
    }
}
