/// One instruction of a Dockerfile as it was written: keyword, flags and the rest, with their places.
public struct Instruction: Hashable, Sendable {
    /// The keywords of the Dockerfile reference.
    public enum Keyword: String, Hashable, Sendable, CaseIterable {
        case add = "ADD"
        case arg = "ARG"
        case cmd = "CMD"
        case copy = "COPY"
        case entrypoint = "ENTRYPOINT"
        case env = "ENV"
        case expose = "EXPOSE"
        case from = "FROM"
        case healthcheck = "HEALTHCHECK"
        case label = "LABEL"
        case maintainer = "MAINTAINER"
        case onBuild = "ONBUILD"
        case run = "RUN"
        case shell = "SHELL"
        case stopSignal = "STOPSIGNAL"
        case user = "USER"
        case volume = "VOLUME"
        case workDirectory = "WORKDIR"
    }

    /// A flag such as `--from=build`.
    public struct Flag: Hashable, Sendable {
        /// The name without dashes.
        public let name: String
        /// What stands after `=`, quotes taken away; nil when nothing does.
        public let value: String?
        /// Where the flag begins.
        public let position: SourcePosition
    }

    /// A part of the arguments that stands alone, quotes and variables as written.
    public struct Word: Hashable, Sendable {
        public let text: String
        /// Where it begins.
        public let position: SourcePosition

        /// - Parameters:
        ///   - text: the word as written.
        ///   - position: where it begins.
        public init(text: String, position: SourcePosition) {
            self.text = text
            self.position = position
        }
    }

    /// What it does.
    public let keyword: Keyword
    /// The keyword as it was written.
    package let keywordText: String
    /// The flags, in order.
    public let flags: [Flag]
    /// Everything after the flags, continuation lines joined.
    public let arguments: String
    /// The arguments split as BuildKit splits them: at white space outside quotes, and at any blank for the
    /// instructions that take paths, ports or images.
    public let words: [Word]
    /// The arguments as a JSON array of strings (the exec form); nil when they aren't one, or when the instruction has
    /// no such form.
    public let jsonArguments: [String]?
    /// The here-documents that follow it.
    public let heredocs: [Heredoc]
    /// Where the keyword begins.
    public let position: SourcePosition
    /// The file's lines that it takes up, counted from 1.
    public let lines: ClosedRange<Int>
    /// Lines without anything where a continuation was expected.
    package let emptyContinuations: [Int]
    /// What it says, checked.
    package let command: DockerfileCommand

    /// - Parameter name: a flag's name without dashes.
    /// - Returns: the flag, nil when it isn't there.
    public func flag(_ name: String) -> Flag? { flags.last { $0.name == name } }

    /// - Parameter name: a flag's name without dashes.
    /// - Returns: whether it is there, and not `false`.
    package func hasFlag(_ name: String) -> Bool {
        flag(name).map { $0.value?.lowercased() != "false" } ?? false
    }
}
