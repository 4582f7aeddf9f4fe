import Reporting

/// What an instruction says, checked as far as it can be without the values of variables.
package indirect enum DockerfileCommand: Hashable, Sendable {
    case add(CopyInstruction)
    case arg([NamedDefault])
    case cmd(CommandForm)
    case copy(CopyInstruction)
    case entrypoint(CommandForm)
    case env([NamedValue])
    case expose([Instruction.Word])
    /// ``DockerfileStage`` has what it says.
    case from
    case healthcheck(HealthcheckInstruction)
    case label([NamedValue])
    case maintainer(String)
    /// The instruction that is carried out when an image is built upon this one.
    case onBuild(Instruction)
    case run(RunInstruction)
    case shell([String])
    case stopSignal(Instruction.Word)
    case user(Instruction.Word)
    case volume([Instruction.Word])
    case workDirectory(Instruction.Word)
}

/// A pair of ENV or LABEL, quotes and variables as written.
package struct NamedValue: Hashable, Sendable {
    package let name: Instruction.Word
    package let value: Instruction.Word
    /// Whether it is written in the older form, `ENV NAME value with spaces`.
    package let isLegacy: Bool
}

/// What ARG declares, quotes and variables as written.
package struct NamedDefault: Hashable, Sendable {
    package let name: Instruction.Word
    /// The default; nil when there is none.
    package let value: Instruction.Word?
}

/// A command in one of its two forms.
package enum CommandForm: Hashable, Sendable {
    /// A program and its arguments.
    case exec([String])
    /// A line for the shell.
    case shell(String)
}
