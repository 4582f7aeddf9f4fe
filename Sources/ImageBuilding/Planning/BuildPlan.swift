import DockerfileModel
import Platforms
import Reporting

/// What has to be done to build an image for some platforms, and why so. Made without looking at anything but the
/// Dockerfile's text.
public struct BuildPlan: Sendable {
    /// How the last stage comes about.
    public enum Final: Sendable, Hashable {
        /// mixarch assembles it: the stages from the one on an image or scratch up to the last.
        case assembled(chain: [Int])
        /// An engine builds it for each platform; the stages whose platform is written into their FROM.
        case engine(pinned: [Int: Platform])
    }

    /// The Dockerfile.
    public let dockerfile: Dockerfile
    /// The number of the stage that is the image.
    public let target: Int
    /// The stage as it was asked for, by name or number; nil for the last one.
    public let targetName: String?
    /// What the image is for.
    public let platforms: [Platform]
    /// What this machine is.
    public let buildPlatform: Platform
    /// The values that were given to ARGs.
    public let buildArguments: [String: String]
    /// Each stage with how it comes about, in the Dockerfile's order.
    public let stages: [PlannedStage]
    /// How the last stage comes about.
    public let final: Final
    /// The stages that the last one copies from and that run nothing, each with those that it begins with.
    let assembledSources: [[Int]]
    /// What an engine has to make before.
    public let exports: [StageExport]
    /// The architectures whose programs an emulator has to run here.
    public let emulated: [Architecture]
    /// What may surprise the user.
    public let warnings: [String]
    /// The stages that are needed, for each platform.
    let resolutions: [Platform: [Int: StageResolution]]
    /// What these stages run.
    let commands: [Int: StageCommands]
    /// Where they run.
    let placements: StagePlacements

    /// Whether an engine is needed.
    public var needsEngine: Bool {
        if case .engine = final { return true }
        return !exports.isEmpty
    }

    /// The values for ARGs that an engine gets: it is asked for a stage of another name.
    var engineArguments: [String: String] {
        let name = "TARGETSTAGE"
        guard buildArguments[name] == nil, dockerfile.declaredArguments.contains(name) else { return buildArguments }
        let value = PlatformVariables(build: buildPlatform, target: buildPlatform, stage: targetName, of: dockerfile)
            .values[name]
        return buildArguments.merging([name: value ?? ""]) { given, _ in given }
    }

    /// The JSON form: `stages` with `name`, `runs`, `why`, `platforms`, `seconds`.
    public struct Report: Codable, Sendable {
        public let platforms: [Platform]
        public let stages: [PlannedStage]
        public let warnings: [String]
    }

    /// What programs get.
    public var report: Report { Report(platforms: platforms, stages: stages, warnings: warnings) }
}
