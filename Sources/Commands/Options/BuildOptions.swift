import ArgumentParser
import ImageBuilding
import OCIModel
import OCIRegistry
import Reporting

/// How images are built on this machine.
struct EngineOptions: ParsableArguments {
    @Option(
        help:
            "What runs stages with RUN; buildkit is that of docker buildx, buildctl asks the BuildKit of BUILDKIT_HOST."
    )
    var engine: EngineChoice = .automatic

    @Option(
        help: ArgumentHelp(
            "A builder of docker buildx; without it BUILDX_BUILDER's, or the one that is selected there.",
            valueName: "name"))
    var builder: String?

    @Flag(inversion: .prefixedNo, help: "Use what earlier builds left.")
    var cache = true

    @Flag(name: .customLong("no-emulation"), help: "Fail where a stage would have to be emulated.")
    var refusesEmulation = false

    @OptionGroup var inputs: RunInputOptions

    /// - Parameter registry: which registries are spoken to without TLS.
    /// - Throws: ``Failure`` with code `usage` when `SOURCE_DATE_EPOCH` is no number.
    func settings(_ registry: RegistryOptions) throws -> BuildSettings {
        BuildSettings(
            cacheFolder: CacheFolder.path, epoch: try Self.epoch(), engine: engine, builder: builder,
            insecureRegistries: try registry.settings().insecureRegistries.map { "\($0)" }.sorted(), usesCache: cache,
            emulates: !refusesEmulation, inputs: try inputs.inputs())
    }

    /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
    private static func epoch() throws(Failure) -> Int64 {
        guard let text = Environment.variables["SOURCE_DATE_EPOCH"], !text.isEmpty else { return 0 }
        guard let seconds = Int64(text), seconds >= 0 else {
            throw Failure(.usage, "SOURCE_DATE_EPOCH is \"\(text)\"", hint: "it must be a number of seconds since 1970")
        }
        return seconds
    }
}

extension EngineChoice: WordArgument {}

/// A `NAME=VALUE` of the command line.
struct BuildArgument: ExpressibleByArgument {
    let name: String
    /// Nil for a name alone.
    let value: String?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, !name.isEmpty else { return nil }
        self.name = name
        value = parts.count == 2 ? parts[1] : nil
    }

    /// As docker has it, a name alone takes the value of the environment's variable; nil where there is none either, so
    /// that the Dockerfile's default stays.
    var valueOrEnvironments: String? { value ?? Environment.variables[name] }
}
