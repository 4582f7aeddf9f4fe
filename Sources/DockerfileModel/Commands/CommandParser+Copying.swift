import Reporting

extension CommandParser {
    /// COPY and ADD.
    func copying() throws(Failure) -> CopyInstruction {
        let words =
            header.form.words?.map { Instruction.Word(text: $0, position: header.argumentsPosition) } ?? header.words
        guard let destination = words.last, words.count >= 2 else {
            throw failure(
                nil, "\(header.keyword.rawValue) needs a source and a destination", hint: header.keyword.example)
        }
        guard Heredoc(word: destination.text) == nil || !header.form.isShell else {
            throw failure(
                destination.position, "a here-document can't be the destination of \(header.keyword.rawValue)",
                hint: "name the file that it becomes: \(header.keyword.rawValue) \(destination.text) /path")
        }
        var waiting = heredocs[...]
        let sources = words.dropLast().map { word -> CopyInstruction.Source in
            guard let name = Heredoc(word: word.text)?.name, waiting.first?.name == name,
                let heredoc = waiting.popFirst()
            else { return .path(word) }
            return .heredoc(heredoc)
        }
        if let heredoc = waiting.first {
            throw failure(
                nil, "the here-document \"\(heredoc.name)\" is no source",
                hint: "write \"<<\" and its name as one word, without quotes around it all")
        }
        try checkFlags()
        let result = CopyInstruction(sources: sources, destination: destination)
        if header.keyword == .add { try check(result.paths) }
        return result
    }

    private func checkFlags() throws(Failure) {
        for flag in header.flags {
            guard let value = flag.value.flatMap(constant) else { continue }
            switch flag.name {
            case "chmod" where !value.isEmpty && !CopyInstruction.isMode(value):
                throw failure(
                    flag.position, "\"\(value)\" is no octal or symbolic mode",
                    hint: "such as --chmod=755 or --chmod=u=rwX,go=rX")
            case "checksum" where !value.isEmpty && !CopyInstruction.isChecksum(value):
                throw failure(
                    flag.position, "\"\(value)\" is no checksum",
                    hint: "such as --checksum=sha256:… for a file, or a commit for a git repository")
            case "exclude":
                do {
                    _ = try PathPattern(value, crossesFolders: true)
                } catch {
                    throw failure(flag.position, error.message, hint: error.hint)
                }
            default: break
            }
        }
    }

    private func check(_ paths: [Instruction.Word]) throws(Failure) {
        var remote = 0
        for path in paths {
            guard let text = constant(path.text) else { return }
            do {
                if case .path = try AddSource(parsing: text) { continue }
                remote += 1
            } catch {
                throw failure(path.position, error.message, hint: error.hint)
            }
        }
        guard let checksum = header.flags.first(where: { $0.name == "checksum" }), checksum.value?.isEmpty == false
        else { return }
        if paths.count > 1 {
            throw failure(
                checksum.position, "--checksum is for one source", hint: "write an ADD of its own for each source")
        }
        if remote == 0 {
            throw failure(
                checksum.position, "--checksum is for sources that are fetched", hint: "take it away for local files")
        }
    }
}
