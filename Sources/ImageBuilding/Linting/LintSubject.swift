import DockerfileModel
import Platforms
import Reporting

/// A planned Dockerfile that checks look at.
struct LintSubject {
    let plan: BuildPlan
    /// What is known of images, by the name that the Dockerfile gives them.
    let baseImages: [String: BaseImageFacts]

    var dockerfile: Dockerfile { plan.dockerfile }
    /// The stages that are needed.
    var stages: [DockerfileStage] { dockerfile.stages.filter { plan.commands[$0.index] != nil } }

    func commands(_ stage: DockerfileStage) -> [RunCommand] { plan.commands[stage.index]?.commands ?? [] }

    /// Whether a stage, or what it begins with, names a platform that all targets share.
    func isPinned(_ stage: DockerfileStage) -> Bool { plan.placements.named[stage.index] != nil }

    func finding(
        _ rule: LintRule, _ severity: Severity = .warning, at position: SourcePosition, _ message: String,
        _ remedy: String
    ) -> LintFinding {
        LintFinding(
            rule: rule.rawValue, severity: severity, file: dockerfile.name, position: position, message: message,
            remedy: remedy)
    }

    /// Where a command's word stands: in the Dockerfile, or else at the RUN that starts the script with it.
    func place(of command: RunCommand, _ range: Range<Int>?, in run: Instruction) -> SourcePosition {
        guard command.file == nil, let range, let place = command.script.position(at: range.lowerBound) else {
            return run.position
        }
        return place
    }

    /// The uses of a variable in an instruction, `$NAME` or `${NAME…}`.
    func uses(of name: String, in instruction: Instruction) -> [SourcePosition] {
        instruction.lines.flatMap { number -> [SourcePosition] in
            let line = dockerfile.lines[number - 1]
            if line.drop(while: \.isWhitespace).first == "#" { return [] }
            return VariableText.places(of: name, in: line).map { SourcePosition(line: number, column: $0 + 1) }
        }
    }
}

/// One thing that is looked for.
protocol LintCheck: Sendable {
    func findings(in subject: LintSubject) -> [LintFinding]
}
