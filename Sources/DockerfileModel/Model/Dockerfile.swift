import Reporting

/// A Dockerfile, parsed: its stages and instructions, with the place of each.
///
/// Source: Dockerfile reference (docs.docker.com), as BuildKit reads it.
public struct Dockerfile: Sendable {
    /// The file's name, as messages show it.
    public let name: String
    /// The ARG instructions before the first FROM.
    public let globalArguments: [Instruction]
    /// The stages, in order; never empty.
    public let stages: [DockerfileStage]
    /// The frontend image that `# syntax=` asks for.
    public let syntax: String?
    /// The character that continues lines.
    public let escape: Character
    /// The file's lines.
    package let lines: [String]

    /// - Parameters:
    ///   - text: the file's content.
    ///   - name: its name, for messages.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, naming line and column.
    public init(parsing text: String, name: String = "Dockerfile") throws(Failure) {
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        // A carriage return and a line feed are one character.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        if lines.last?.isEmpty == true { lines.removeLast() }
        let directives = try ParserDirectives(lines: lines, name: name)
        var lexer = DockerfileLexer(lines: lines, directives: directives, name: name)
        var global: [Instruction] = []
        var stages: [DockerfileStage] = []
        while let instruction = try lexer.instruction() {
            if instruction.keyword == .from {
                stages.append(try DockerfileStage(from: instruction, index: stages.count, file: name))
            } else if !stages.isEmpty {
                stages[stages.count - 1].instructions.append(instruction)
            } else if instruction.keyword == .arg {
                global.append(instruction)
            } else {
                throw Failure(
                    .invalidDockerfile,
                    "\(name):\(instruction.position): \(instruction.keyword.rawValue) stands before the first FROM",
                    hint: "begin with FROM and a base image; only ARG may come first")
            }
        }
        guard !stages.isEmpty else {
            throw Failure(
                .invalidDockerfile, "\(name) has no FROM", hint: "begin with FROM and a base image, or FROM scratch")
        }
        self.name = name
        self.globalArguments = global
        self.stages = stages
        self.syntax = directives.syntax
        self.escape = directives.escape
        self.lines = lines.map { String($0) }
    }

    /// - Parameters:
    ///   - name: a stage's name in any case, or its number.
    ///   - index: only stages before this one count.
    /// - Returns: the stage; nil when there is none, and the name means an image.
    public func stage(_ name: String, before index: Int = .max) -> DockerfileStage? {
        // A later stage of the same name hides an earlier one.
        if let found = stages.last(where: { $0.index < index && $0.name == name.lowercased() }) { return found }
        guard let number = Int(name), stages.indices.contains(number), number < index else { return nil }
        return stages[number]
    }

    /// - Returns: a failure at a place in this file.
    package func failure(_ position: SourcePosition, _ message: String, hint: String? = nil) -> Failure {
        Failure(.invalidDockerfile, "\(name):\(position): \(message)", hint: hint)
    }
}
