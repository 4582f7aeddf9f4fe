import DockerfileModel

/// A command that a RUN starts, itself or through scripts.
struct RunCommand: Sendable {
    /// Variables filled in as far as they are known.
    var command: ShellCommand
    /// As it is written.
    let original: ShellCommand
    /// What is set where it runs: ARG, ENV, and the script's own.
    var variables: [String: String]
    /// The script that it stands in.
    let script: ScriptText
    /// The script's path in the context; nil for the Dockerfile's own text.
    let file: String?
    /// Whether it is the argument of another program, or stands in a script that is run.
    var isNested: Bool

    /// Whether some text asks for the target's architecture.
    static func namesTarget(_ text: String?) -> Bool {
        guard let text else { return false }
        return ["TARGETARCH", "TARGETPLATFORM", "TARGETVARIANT"].contains {
            text.contains("$" + $0) || text.contains("${" + $0)
        }
    }

    /// Whether the command, or a variable that is set for it alone, asks for the target's architecture.
    var namesTarget: Bool {
        command.words.contains { Self.namesTarget($0.text) }
            || command.assignments.contains { Self.namesTarget($0.value.text) }
    }
}
