import ArgumentParser
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

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp(
            "A file of certificate authorities in PEM that registries' certificates may come from, besides the system's; also in MIXARCH_CA_FILE.",
            valueName: "file"),
        completion: .file())
    var authorities: String?

    /// Opens the way to every image store, and closes its connections afterwards.
    /// - Parameters:
    ///   - creating: whether a push makes repositories that are missing, where that is needed.
    ///   - body: what to do with it.
    func open<Result: Sendable>(
        creating: Bool = false, _ body: (ImageStores) async throws -> Result
    ) async throws -> Result {
        try await withClouds(creating: creating) { settings in
            try await NetworkSender.open(proxies: settings.proxies, silence: settings.silence) { sender in
                try await body(ImageStores(sender: sender, settings: settings))
            }
        }
    }

    /// Opens the way to every image store for a few short questions, after which the program ends.
    /// - Parameter body: what to do with it.
    func openToTheEnd<Result: Sendable>(_ body: (ImageStores) async throws -> Result) async throws -> Result {
        try await withClouds { settings in
            let sender = try NetworkSender(proxies: settings.proxies, silence: settings.silence)
            sender.keep()
            return try await body(ImageStores(sender: sender, settings: settings))
        }
    }

    /// Opens a way for many questions: a registry that asks to be left alone is left alone by all of them.
    /// - Parameter body: what to do with it.
    func openPaced<Result: Sendable>(_ body: (ImageStores) async throws -> Result) async throws -> Result {
        try await withClouds { settings in
            let retries = Retries(RetryPolicy(busyStatuses: []))
            return try await NetworkSender.open(
                retries: retries, proxies: settings.proxies, silence: settings.silence
            ) { sender in
                try await body(ImageStores(sender: PacedSender(sender), settings: settings))
            }
        }
    }

    /// Gives the settings with the clouds' logins.
    private func withClouds<Result: Sendable>(
        creating: Bool = false, _ body: (RegistrySettings) async throws -> Result
    ) async throws -> Result {
        var settings = try self.settings()
        let clouds = CloudRegistries(
            environment: Environment.variables, createsRepositories: creating)
        settings.credentials = clouds
        settings.repositories = clouds
        do {
            let result = try await body(settings)
            await clouds.close()
            return result
        } catch {
            await clouds.close()
            throw error
        }
    }

    /// What the environment and the command line say.
    func settings() throws -> RegistrySettings {
        try RegistrySettings(
            environment: Environment.variables, insecureRegistries: insecureRegistries, mirrors: mirrors,
            authorities: authorities)
    }
}
