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
    /// What `# check=` says of the checks.
    package let checks: CheckDirective
    /// The file's lines without their line feeds.
    package let lines: [String]

    /// - Parameters:
    ///   - text: the file's content.
    ///   - name: its name, for messages.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, naming line and column.
    public init(parsing text: String, name: String = "Dockerfile") throws(Failure) {
        let lines = Self.lines(of: text)
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
        self.escape = Character(directives.escape)
        self.checks = directives.checks
        self.lines = lines.map { String($0) }
    }

    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - name: its name, for messages.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, naming line and column; also where it isn't UTF-8.
    public init(parsing bytes: [UInt8], name: String = "Dockerfile") throws(Failure) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            // Everything that isn't UTF-8 is repaired with this character, which few files have of their own.
            let start = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
            let lines = start.split(separator: "\n", omittingEmptySubsequences: false)
            let position = SourcePosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
            throw Failure(
                .invalidDockerfile, "\(name):\(position): this is no text in UTF-8", hint: "save the file as UTF-8")
        }
        try self.init(parsing: text, name: name)
    }

    /// - Parameters:
    ///   - name: a stage's name in any case, or its number.
    ///   - index: only stages before this one count.
    /// - Returns: the stage; nil when there is none, and the name means an image.
    public func stage(_ name: String, before index: Int = .max) -> DockerfileStage? {
        if let found = stage(named: name, before: index) { return found }
        guard let number = Int(name), stages.indices.contains(number), number < index else { return nil }
        return stages[number]
    }

    /// The stage that FROM means. Names are in small letters whatever AS says, and FROM takes them as they are.
    /// - Parameters:
    ///   - stage: the stage that the FROM begins.
    ///   - base: what it names, variables replaced.
    /// - Returns: the stage; nil when the name means an image.
    public func stage(below stage: DockerfileStage, called base: String) -> DockerfileStage? {
        stages.last { $0.index < stage.index && $0.name == base }
    }

    /// The stage that `RUN --mount=from` means: it knows no numbers, and "0" is an image's name to it.
    /// - Parameters:
    ///   - name: a stage's name in any case.
    ///   - index: only stages before this one count.
    /// - Returns: the stage; nil when there is none, and the name means an image.
    public func stage(named name: String, before index: Int) -> DockerfileStage? {
        // A later stage of the same name hides an earlier one.
        stages.last { $0.index < index && $0.name == name.lowercased() }
    }

    /// - Returns: a failure at a place in this file.
    package func failure(_ position: SourcePosition, _ message: String, hint: String? = nil) -> Failure {
        Failure(.invalidDockerfile, "\(name):\(position): \(message)", hint: hint)
    }

    private static func lines(of text: String) -> [Substring] {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? Substring(text.unicodeScalars.dropFirst()) : text[...]
        // Only a line feed ends a line; a carriage return before it is left to the line.
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
