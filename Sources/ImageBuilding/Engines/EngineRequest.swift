import OCIModel
import Platforms

/// What an engine is asked to build.
public struct EngineRequest: Sendable {
    /// The Dockerfile's path: one that mixarch wrote for this purpose.
    public let dockerfile: String
    /// For each of its lines the place in the user's own, for messages.
    public let places: [String]
    /// What COPY takes files from.
    public let context: BuildContext
    /// What to build for.
    public let platform: Platform
    /// The stage to build.
    public let target: String
    /// Values for ARGs.
    public let buildArguments: [String: String]
    /// The time that everything made gets, in seconds since 1970.
    public let epoch: Int64
    /// Whether what earlier builds left may be used.
    public let usesCache: Bool
    /// What RUN gets beside that.
    public let inputs: RunInputs

    /// - Parameters:
    ///   - dockerfile: the Dockerfile's path.
    ///   - places: for each of its lines the place in the user's own.
    ///   - context: what COPY takes files from.
    ///   - platform: what to build for.
    ///   - target: the stage to build.
    ///   - buildArguments: values for ARGs.
    ///   - epoch: the time that everything made gets, in seconds since 1970.
    ///   - usesCache: whether what earlier builds left may be used.
    ///   - inputs: what RUN gets beside that.
    package init(
        dockerfile: String, places: [String] = [], context: BuildContext, platform: Platform, target: String,
        buildArguments: [String: String], epoch: Int64, usesCache: Bool, inputs: RunInputs = RunInputs()
    ) {
        self.dockerfile = dockerfile
        self.places = places
        self.context = context
        self.platform = platform
        self.target = target
        self.buildArguments = buildArguments
        self.epoch = epoch
        self.usesCache = usesCache
        self.inputs = inputs
    }

    /// A name for what comes out that no other build on this machine has.
    var identity: String { Digest(of: [UInt8](dockerfile.utf8)).hex }
}

/// A program that runs Dockerfile stages.
public protocol BuildEngine: Sendable {
    /// What people call it.
    var name: String { get }

    /// Whether of steps that are the same in builds that run at once, one runs and the others wait for it.
    var runsEqualStepsOnce: Bool { get }

    /// Builds a stage, and writes its files.
    /// - Parameters:
    ///   - request: what to build.
    ///   - path: the tar archive to write.
    ///   - onLine: gets each line that the engine prints.
    /// - Throws: ``Failure`` with code `tool-failed`, with what the engine said.
    func export(
        _ request: EngineRequest, to path: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws

    /// Builds an image.
    /// - Parameters:
    ///   - request: what to build.
    ///   - folder: the OCI layout to write; the image is the only one in it.
    ///   - onLine: gets each line that the engine prints.
    /// - Throws: ``Failure`` with code `tool-failed`, with what the engine said.
    func image(
        _ request: EngineRequest, to folder: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws
}

/// Which engine runs stages.
public enum EngineChoice: String, Sendable, CaseIterable {
    /// The first that works here: BuildKit (buildctl where `BUILDKIT_HOST` names a daemon), then buildah.
    case automatic = "auto"
    /// BuildKit, through `docker buildx`.
    case buildkit
    /// BuildKit, through `buildctl`, at `BUILDKIT_HOST`.
    case buildctl
    case buildah
}
