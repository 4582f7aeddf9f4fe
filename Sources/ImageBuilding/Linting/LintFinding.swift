import DockerfileModel
import Reporting

/// What is, or may be, wrong with a Dockerfile that is built for several platforms.
public struct LintFinding: Sendable, Hashable, Codable {
    /// The rule's name.
    public let rule: String
    public let severity: Severity
    /// The Dockerfile.
    public let file: String
    /// The place, counted from 1.
    public let line: Int
    public let column: Int
    /// What is wrong.
    public let message: String
    /// What to do.
    public let remedy: String

    /// - Parameters:
    ///   - rule: the rule's name.
    ///   - severity: how bad it is.
    ///   - file: the Dockerfile.
    ///   - position: the place.
    ///   - message: what is wrong.
    ///   - remedy: what to do.
    public init(
        rule: String, severity: Severity, file: String, position: SourcePosition, message: String, remedy: String
    ) {
        self.rule = rule
        self.severity = severity
        self.file = file
        line = position.line
        column = position.column
        self.message = message
        self.remedy = remedy
    }
}

/// The rules of `mixarch build --lint`.
enum LintRule: String, CaseIterable {
    /// `FROM --platform=linux/amd64`.
    case fixedPlatform = "fixed-platform"
    /// `FROM --platform=$TARGETPLATFORM`.
    case redundantPlatform = "redundant-platform"
    /// An architecture by name, where the target's is meant.
    case fixedArchitecture = "fixed-architecture"
    /// `uname -m` in a stage on the build platform.
    case machineQuestion = "machine-question"
    /// `$TARGETARCH` in a stage without `ARG TARGETARCH`.
    case undeclaredArgument = "undeclared-argument"
    /// `ARG TARGETARCH` before the first FROM only.
    case globalArgument = "global-argument"
    /// `ARG TARGETARCH=amd64`.
    case argumentDefault = "argument-default"
    /// A base image by the digest of one platform.
    case singlePlatformDigest = "single-platform-digest"
    /// A base image that is not for a platform that the stage is built for: BuildKit's own check.
    case invalidBaseImagePlatform = "InvalidBaseImagePlatform"
    /// A stage on the build platform that compiles for that platform.
    case untargetedCompiler = "untargeted-compiler"
    /// A cache that compilers for several architectures share.
    case sharedCache = "shared-cache"
    /// A stage that compiles under emulation.
    case emulatedStage = "emulated-stage"
}
