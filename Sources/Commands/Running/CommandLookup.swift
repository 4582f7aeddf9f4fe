import ArgumentParser
import Reporting

/// Finds the command that a command line begins with, and lets it read the rest. The library would look at every
/// option of every command on the way there first: a sixth of the time that a short command takes.
struct CommandLookup {
    /// What the command line begins with: a command, or a group of commands.
    let type: any ParsableCommand.Type
    private let arguments: [String]
    private let rest: ArraySlice<String>
    /// The library has a command `help`, of the whole program alone; it would show the program's help for any word.
    private let isHelp: Bool

    /// - Parameter arguments: the words after the program's name.
    init(_ arguments: [String]) {
        self.arguments = arguments
        isHelp = arguments.first == "help"
        var type: any ParsableCommand.Type = MixarchCommand.self
        var rest = arguments[(isHelp ? 1 : 0)...]
        while let word = rest.first, let next = type.configuration.subcommands.first(where: { $0._commandName == word })
        {
            type = next
            rest = rest.dropFirst()
        }
        self.type = type
        self.rest = rest
    }

    /// - Returns: the command, its options set.
    /// - Throws: the library's errors, as for the whole program; also for help and version.
    func command() throws -> sending any ParsableCommand {
        if let word = rest.first, !word.hasPrefix("-"), !type.configuration.subcommands.isEmpty {
            let groups = arguments.dropLast(rest.count).dropFirst(isHelp ? 1 : 0)
            throw Self.unknown(word, after: groups, type.configuration.subcommands)
        }
        // What is wrong is said by the program as a whole, which names the command in full; so does help, which the
        // library takes for a command of its own.
        if !isHelp, type.configuration.subcommands.isEmpty, let command = try? type.parseAsRoot(Array(rest)),
            Swift.type(of: command) == type
        {
            return command
        }
        return try MixarchCommand.parseAsRoot(arguments)
    }

    private static func unknown(
        _ word: String, after groups: ArraySlice<String>, _ commands: [any ParsableCommand.Type]
    ) -> Failure {
        let place = (["mixarch"] + groups).joined(separator: " ")
        let slip = Suggestion.nearest(to: word.lowercased(), in: commands.map { $0._commandName })
        return Failure(
            .usage, "there is no command \"\(place) \(word)\"",
            hint: (slip.map { "did you mean \(place) \($0)? " } ?? "") + "\(place) --help lists the commands")
    }
}
