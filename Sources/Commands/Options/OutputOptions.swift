import ArgumentParser
import Console
import Reporting

/// How a command shows its result and its progress.
struct OutputOptions: ParsableArguments {
    @Option(help: "Form of the result on standard output.")
    var format: ResultFormat = .text

    @Flag(name: .long, inversion: .prefixedNo, help: "Show progress on standard error.")
    var progress = true

    /// Where progress goes.
    /// - Parameter isVerbose: whether the lines of other programs are shown as they come.
    func reporter(isVerbose: Bool = false) -> any ProgressReporter {
        Self.reporter(progress: progress, isVerbose: isVerbose)
    }

    /// Where progress goes, for commands whose results have forms of their own.
    static func reporter(progress: Bool, isVerbose: Bool) -> any ProgressReporter {
        guard progress else { return WarningsOnly() }
        return ProgressWriter(terminal: Terminal(descriptor: 2, environment: environment), isVerbose: isVerbose)
    }

    /// Standard output as it is for people.
    var terminal: Terminal { Terminal(descriptor: 1, environment: Self.environment) }

    /// Prints a result.
    /// - Parameters:
    ///   - result: what programs get.
    ///   - text: what people get.
    func show(_ result: some Encodable, text: (Terminal) -> String) throws {
        StandardStreams.write(try format.render(result) { text(terminal) })
    }

    /// The form that was asked for, also where the rest of the command line can't be parsed.
    static func format(in arguments: [String]) -> ResultFormat {
        for (index, word) in arguments.enumerated() {
            if word == "--format=json" { return .json }
            if word == "--format", arguments.dropFirst(index + 1).first == "json" { return .json }
        }
        return .text
    }

    private static var environment: [String: String] { Environment.variables }
}

/// What the commands take that run other programs.
struct ProgramOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Show every line that builders and other programs print.")
    var verbose = false
}

extension ResultFormat: WordArgument {}
