/// The commands of a shell script in the order of their text: what is run when, and whether at all, is not asked.
///
/// Source: POSIX.1-2024, Shell Command Language; with bash's `[[`, `((`, arrays and `&>`.
struct ShellScript: Sendable {
    /// All commands; those of a substitution stand before the command that they are part of.
    let commands: [ShellCommand]
    /// The functions that it defines.
    let functions: Set<String>

    init(_ characters: [Character]) {
        var reader = ShellReader(characters)
        reader.read(until: nil)
        commands = reader.commands
        functions = reader.functions
    }

    init(_ text: String) { self.init(Array(text)) }
}
