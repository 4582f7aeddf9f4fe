import DockerfileModel
import Reporting

extension LintFinding {
    /// What BuildKit's own checks say, under their own names.
    /// - Parameters:
    ///   - warning: what was found; nil comes of what the rules here say better.
    ///   - file: the Dockerfile.
    init?(_ warning: DockerfileWarning, file: String) {
        let severity: Severity
        switch warning.rule {
        case .fromPlatformFlagConstDisallowed, .redundantTargetPlatform: return nil
        case .consistentInstructionCasing, .exposeProtoCasing, .fromAsCasing, .jsonArgsRecommended,
            .legacyKeyValueFormat, .maintainerDeprecated, .noEmptyContinuation, .stageNameCasing, .workdirRelativePath:
            severity = .note
        // The base image may set it.
        case .undefinedVar: severity = .note
        case .copyIgnoredFile, .duplicateStageName, .exposeInvalidFormat, .invalidDefaultArgInFrom, .malformedExecForm,
            .multipleInstructionsDisallowed, .reservedStageName, .secretsUsedInArgOrEnv, .undefinedArgInFrom:
            severity = .warning
        }
        self.init(
            rule: warning.rule.rawValue, severity: severity, file: file, position: warning.position,
            message: warning.message, remedy: warning.hint ?? "")
    }
}
