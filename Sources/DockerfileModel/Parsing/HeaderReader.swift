import Reporting

/// Reads the keyword, the flags and the arguments of a line.
struct HeaderReader {
    let escape: Unicode.Scalar
    let file: String

    /// - Parameters:
    ///   - line: the line.
    ///   - start: where the keyword is, or white space before it.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    func header(in line: LogicalLine, from start: Int) throws(Failure) -> InstructionHeader {
        let text = line.scalars[start...].trimmed
        let word = text.prefix { !$0.isBlank }
        let position = line.position(at: word.startIndex)
        let keyword = try self.keyword(word.text, at: position)
        let (flags, arguments) = try self.flags(of: keyword, in: text[word.endIndex...], of: line)
        guard !arguments.isEmpty || keyword.canBeBare else {
            throw failure(position, "\(keyword.rawValue) needs an argument", hint: keyword.example)
        }
        let splitter = WordSplitter(escape: escape)
        let words =
            keyword.wordForm == .plain ? splitter.plainWords(of: arguments) : splitter.quotedWords(of: arguments)
        return InstructionHeader(
            keyword: keyword, keywordText: word.text, position: position, flags: flags, arguments: arguments,
            words: words.map { Instruction.Word(text: $0.text, position: line.position(at: $0.offset)) },
            form: try form(of: keyword, arguments, at: line.position(at: arguments.startIndex)))
    }

    private func keyword(_ word: String, at position: SourcePosition) throws(Failure) -> Instruction.Keyword {
        if let keyword = Instruction.Keyword(rawValue: word.uppercased()) { return keyword }
        guard !word.isEmpty else {
            throw failure(
                position, "\"\(escape)\" at the end of the file continues no instruction", hint: "take it away")
        }
        let meant = Suggestion.nearest(to: word.uppercased(), in: Instruction.Keyword.allCases.map(\.rawValue))
        throw failure(
            position, "unknown instruction \"\(word)\"",
            hint: meant.map { "did you mean \($0)?" } ?? "an instruction goes on where a line ends with \(escape)")
    }

    private func form(
        of keyword: Instruction.Keyword, _ arguments: ArraySlice<Unicode.Scalar>, at position: SourcePosition
    ) throws(Failure) -> InstructionHeader.Form {
        guard keyword.hasExecForm, arguments.first == "[" else { return .shell }
        switch ExecForm.read(arguments.text) {
        case .words(let words): return .exec(words)
        case .shell: return .shell
        case .otherArray:
            throw failure(
                position, "the JSON array of \(keyword.rawValue) holds something that is no string",
                hint: "put every element between double quotes")
        }
    }

    // MARK: Flags

    private func flags(
        of keyword: Instruction.Keyword, in text: ArraySlice<Unicode.Scalar>, of line: LogicalLine
    ) throws(Failure) -> ([Instruction.Flag], ArraySlice<Unicode.Scalar>) {
        var flags: [Instruction.Flag] = []
        var rest = text.drop(while: \.isSpace)
        while rest.starts(with: "--".unicodeScalars) {
            let position = line.position(at: rest.startIndex)
            let word = Self.takeFlag(from: &rest)
            if word == "--" { return (flags, rest.trimmed) }
            let flag = try self.flag(word, of: keyword, at: position)
            if keyword.knownFlags[flag.name] != .repeated, flags.contains(where: { $0.name == flag.name }) {
                throw failure(position, "--\(flag.name) is there twice", hint: "leave one of them")
            }
            flags.append(flag)
            rest = rest.drop(while: \.isSpace)
        }
        return (flags, rest.trimmed)
    }

    /// Takes a word off the front, quotes and backslashes taken away.
    private static func takeFlag(from rest: inout ArraySlice<Unicode.Scalar>) -> String {
        var word = ""
        var quote: Unicode.Scalar?
        while let scalar = rest.first, quote != nil || !scalar.isSpace {
            rest.removeFirst()
            if scalar == "\\" {
                if let escaped = rest.popFirst() { word.unicodeScalars.append(escaped) }
            } else if scalar == quote {
                quote = nil
            } else if quote == nil, scalar == "'" || scalar == "\"" {
                quote = scalar
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        return word
    }

    private func flag(
        _ word: String, of keyword: Instruction.Keyword, at position: SourcePosition
    ) throws(Failure) -> Instruction.Flag {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map { String($0) } ?? ""
        let value = parts.count == 2 ? String(parts[1]) : nil
        guard let kind = keyword.knownFlags[name] else {
            let known = keyword.knownFlags.keys.sorted()
            let meant = Suggestion.nearest(to: name, in: known)
            throw failure(
                position, "\(keyword.rawValue) has no flag --\(name)",
                hint: meant.map { "did you mean --\($0)?" }
                    ?? (known.isEmpty
                        ? "it has no flags" : "it has: " + known.map { "--\($0)" }.joined(separator: ", ")))
        }
        switch kind {
        case .switched:
            guard value == nil || ["true", "false"].contains(value?.lowercased()) else {
                throw failure(position, "--\(name) can't be \"\(value ?? "")\"", hint: "it can be true or false")
            }
        case .valued, .repeated:
            guard value != nil else {
                throw failure(position, "--\(name) needs a value", hint: "write it as --\(name)=VALUE")
            }
        }
        return Instruction.Flag(name: name, value: value, position: position)
    }

    private func failure(_ position: SourcePosition, _ message: String, hint: String?) -> Failure {
        Failure(.invalidDockerfile, "\(file):\(position): \(message)", hint: hint)
    }
}

extension Instruction.Keyword {
    /// How it is written, for people who left its argument out.
    var example: String {
        switch self {
        case .add, .copy: "write it as \(rawValue) SOURCE… DESTINATION"
        case .arg: "write it as ARG NAME[=DEFAULT]"
        case .cmd, .entrypoint, .run: "such as \(rawValue) [\"program\", \"argument\"], or a command line for the shell"
        case .env, .label: "write it as \(rawValue) NAME=VALUE"
        case .expose: "such as EXPOSE 8080 or EXPOSE 53/udp"
        case .from: "write it as FROM [--platform=PLATFORM] IMAGE [AS NAME]"
        case .healthcheck: "such as HEALTHCHECK CMD curl --fail localhost:8080/health"
        case .maintainer: "write LABEL org.opencontainers.image.authors=NAME instead"
        case .onBuild: "such as ONBUILD RUN make"
        case .shell: #"such as SHELL ["/bin/bash", "-c"]"#
        case .stopSignal: "such as STOPSIGNAL SIGTERM"
        case .user: "such as USER app or USER 1000:1000"
        case .volume: "such as VOLUME /data"
        case .workDirectory: "such as WORKDIR /app"
        }
    }
}
