import ArgumentParser
import Reporting

/// Finds the command that a command line begins with, and lets it read the rest. The library would look at every
/// option of every command on the way there first: a sixth of the time that a short command takes.
enum CommandLookup {
    /// - Parameter arguments: the words after the program's name.
    /// - Returns: the command, its options set.
    /// - Throws: the library's errors, as for the whole program; also for help and version.
    static func command(_ arguments: [String]) throws -> sending any ParsableCommand {
        // The library has a command `help`, of the whole program alone; it would show the program's help for any word.
        let isHelp = arguments.first == "help"
        let (type, rest) = type(arguments[(isHelp ? 1 : 0)...])
        if let word = rest.first, !word.hasPrefix("-"), !type.configuration.subcommands.isEmpty {
            let groups = arguments.dropLast(rest.count).dropFirst(isHelp ? 1 : 0)
            throw unknown(word, after: groups, type.configuration.subcommands)
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

    /// - Parameter words: those of the command line.
    /// - Returns: the type of the command that they begin with, or of a group of commands, and the words after it.
    static func type(_ words: ArraySlice<String>) -> (any ParsableCommand.Type, ArraySlice<String>) {
        var type: any ParsableCommand.Type = MixarchCommand.self
        var rest = words
        while let word = rest.first, let next = type.configuration.subcommands.first(where: { $0._commandName == word })
        {
            type = next
            rest = rest.dropFirst()
        }
        return (type, rest)
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
