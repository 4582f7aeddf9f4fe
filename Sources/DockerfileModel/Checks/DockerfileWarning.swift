/// Something in a Dockerfile that is allowed, and probably not meant.
package struct DockerfileWarning: Hashable, Sendable {
    /// The check that found it.
    package let rule: DockerfileRule
    /// One sentence: what is wrong.
    package let message: String
    /// Where.
    package let position: SourcePosition
    /// What to do about it; nil when that goes without saying.
    package let hint: String?
}

/// The checks: BuildKit's own, under its own names.
///
/// Source: docs.docker.com, "Build checks".
package enum DockerfileRule: String, Hashable, Sendable, CaseIterable {
    case consistentInstructionCasing = "ConsistentInstructionCasing"
    case copyIgnoredFile = "CopyIgnoredFile"
    case duplicateStageName = "DuplicateStageName"
    case exposeInvalidFormat = "ExposeInvalidFormat"
    case exposeProtoCasing = "ExposeProtoCasing"
    case fromAsCasing = "FromAsCasing"
    case fromPlatformFlagConstDisallowed = "FromPlatformFlagConstDisallowed"
    case invalidDefaultArgInFrom = "InvalidDefaultArgInFrom"
    case jsonArgsRecommended = "JSONArgsRecommended"
    case legacyKeyValueFormat = "LegacyKeyValueFormat"
    case maintainerDeprecated = "MaintainerDeprecated"
    /// BuildKit has no such check: it takes a broken JSON array for a command line without a word.
    case malformedExecForm = "MalformedExecForm"
    case multipleInstructionsDisallowed = "MultipleInstructionsDisallowed"
    case noEmptyContinuation = "NoEmptyContinuation"
    case redundantTargetPlatform = "RedundantTargetPlatform"
    case reservedStageName = "ReservedStageName"
    case secretsUsedInArgOrEnv = "SecretsUsedInArgOrEnv"
    case stageNameCasing = "StageNameCasing"
    case undefinedArgInFrom = "UndefinedArgInFrom"
    case undefinedVar = "UndefinedVar"
    case workdirRelativePath = "WorkdirRelativePath"
}
