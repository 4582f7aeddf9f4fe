import DockerfileModel
import Reporting

/// What one COPY or ADD does, variables replaced.
public struct CopyOperation: Hashable, Sendable {
    /// A source.
    enum Source: Hashable, Sendable {
        /// A path, which may have wildcards.
        case path(String)
        /// A here-document, and the name of the file it becomes.
        case inline(name: String, content: String)
    }

    /// Whether it is ADD.
    let isAdd: Bool
    let sources: [Source]
    /// Where to, as written; a slash at the end makes it a folder.
    let destination: String
    /// The stage or image that it copies from; nil for the context.
    let from: String?
    /// `user[:group]`, names or numbers.
    let owner: String?
    /// What is done to the permission bits.
    let mode: ModeChange?
    /// Whether it goes on top of the image without looking at what is there.
    let isLinked: Bool
    /// Whether sources keep the path that they are written with.
    let keepsParents: Bool
    /// Patterns of what is left out.
    let excludes: [String]
    /// The digest that a download must have.
    let checksum: String?
    /// Whether archives are unpacked; nil where the instruction leaves it to what the source is.
    let unpacks: Bool?
    let position: SourcePosition

    /// The paths among the sources.
    var paths: [String] {
        sources.compactMap { if case .path(let path) = $0 { path } else { nil } }
    }

    /// Whether the destination is written as a folder.
    var namesFolder: Bool {
        destination.isEmpty || destination.hasSuffix("/") || [".", ".."].contains(ImagePath.name(of: destination))
    }

    /// Whether a source stands for any number of files.
    var hasWildcards: Bool { paths.contains(where: PathPattern.isPattern) }

    /// - Parameters:
    ///   - instruction: COPY or ADD.
    ///   - scope: the stage's variables at that place.
    ///   - dockerfile: where it stands.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    init(_ instruction: Instruction, scope: StageScope, of dockerfile: Dockerfile) throws(Failure) {
        isAdd = instruction.keyword == .add
        position = instruction.position
        let words =
            instruction.jsonArguments?.map { Instruction.Word(text: $0, position: instruction.position) }
            ?? instruction.words
        guard let last = words.last, words.count >= 2 else {
            throw dockerfile.failure(
                instruction.position, "\(instruction.keyword.rawValue) needs a source and a destination",
                hint: "write it as \(instruction.keyword.rawValue) SOURCE… DESTINATION")
        }
        destination = try scope.expand(last)
        var heredocs = instruction.heredocs[...]
        var sources: [Source] = []
        for word in words.dropLast() {
            if Heredoc(word: word.text) != nil, let heredoc = heredocs.popFirst() {
                let content = try Self.content(of: heredoc, at: word.position, scope: scope, dockerfile)
                sources.append(.inline(name: heredoc.name, content: content))
            } else {
                sources.append(.path(try scope.expand(word)))
            }
        }
        self.sources = sources
        from = try instruction.flag("from").map { flag throws(Failure) in try Self.name(flag, of: dockerfile) }
        let owner = try instruction.flag("chown").map { flag throws(Failure) in try scope.expand(flag) }
        // Flags whose variables leave nothing of them are as if they weren't there.
        self.owner = owner == "" ? nil : owner
        mode = try instruction.flag("chmod").flatMap { flag throws(Failure) in
            let text = try scope.expand(flag)
            if text.isEmpty { return nil }
            guard let mode = ModeChange(text) else {
                throw dockerfile.failure(
                    flag.position, "\"\(text)\" is no mode", hint: "such as --chmod=755 or --chmod=u=rwX,go=rX")
            }
            return mode
        }
        isLinked = try instruction.isSet("link", of: dockerfile) ?? false
        keepsParents = try instruction.isSet("parents", of: dockerfile) ?? false
        unpacks = try instruction.isSet("unpack", of: dockerfile)
        checksum = try instruction.flag("checksum").map { flag throws(Failure) in try scope.expand(flag) }
        var excludes: [String] = []
        for flag in instruction.flags where flag.name == "exclude" { excludes.append(try scope.expand(flag)) }
        self.excludes = excludes
    }

    /// What `--from` names, which no variable is replaced in.
    private static func name(_ flag: Instruction.Flag, of dockerfile: Dockerfile) throws(Failure) -> String {
        let text = flag.value ?? ""
        guard !text.utf8.contains(UInt8(ascii: "$")) else {
            throw dockerfile.failure(
                flag.position, "--from=\(text): variables are not replaced there",
                hint: "give the image a stage of its own, FROM \(text) AS source, and write --from=source")
        }
        return text
    }

    private static func content(
        of heredoc: Heredoc, at position: SourcePosition, scope: StageScope, _ dockerfile: Dockerfile
    ) throws(Failure) -> String {
        guard heredoc.isExpanded else { return heredoc.content }
        do {
            return try WordExpander.heredoc(value: scope.value).expand(heredoc.content)
        } catch {
            throw dockerfile.failure(position, error.message, hint: error.hint)
        }
    }
}

extension Instruction {
    /// - Parameter name: a flag that is there or not; `=true` and `=false` may be written after it.
    /// - Returns: nil when it isn't there.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    fileprivate func isSet(_ name: String, of dockerfile: Dockerfile) throws(Failure) -> Bool? {
        guard let flag = flag(name) else { return nil }
        switch flag.value?.lowercased() {
        case nil, "true", "1", "t": return true
        case "false", "0", "f": return false
        case let value?:
            throw dockerfile.failure(
                flag.position, "--\(name)=\(value) is neither true nor false", hint: "write --\(name)")
        }
    }
}
