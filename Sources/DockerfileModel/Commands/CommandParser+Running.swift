import Reporting

extension CommandParser {
    /// RUN.
    func run() throws(Failure) -> RunInstruction {
        var mounts: [Instruction.Word] = []
        for flag in header.flags where flag.name == "mount" {
            let text = flag.value ?? ""
            do {
                if text.utf8.contains(UInt8(ascii: "$")) {
                    try RunMount.checkKeys(of: text)
                } else {
                    let expander = WordExpander(escape: escape) { _ in nil }
                    _ = try RunMount(parsing: text) { value throws(Failure) in try expander.expand(value) }
                }
            } catch {
                throw failure(flag.position, error.message, hint: error.hint)
            }
            mounts.append(Instruction.Word(text: text, position: flag.position))
        }
        return RunInstruction(
            program: program, mounts: mounts, network: try choice("network", or: .default),
            security: try choice("security", or: .sandbox))
    }

    private var program: RunInstruction.Program {
        if let words = header.form.words { return .exec(words) }
        let line = header.arguments.text
        if let first = heredocs.first, Heredoc(word: line) != nil {
            return first.content.hasPrefix("#!")
                ? .script(name: first.name, content: first.content) : .shell(first.content)
        }
        // The shell reads the here-documents itself.
        return .shell(heredocs.reduce(line) { $0 + "\n" + $1.content + $1.name })
    }

    private func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, or usual: Value
    ) throws(Failure) -> Value where Value.RawValue == String {
        guard let flag = header.flags.first(where: { $0.name == name }) else { return usual }
        if let value = flag.value.flatMap({ Value(rawValue: $0) }) { return value }
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw failure(flag.position, "--\(name) can't be \"\(flag.value ?? "")\"", hint: "it can be \(names)")
    }

    // MARK: HEALTHCHECK

    func healthcheck() throws(Failure) -> HealthcheckInstruction {
        let word = header.arguments.prefix { !$0.isSpace }
        let rest = header.arguments[word.endIndex...].trimmed
        switch word.text.uppercased() {
        case "NONE":
            guard rest.isEmpty else {
                throw failure(nil, "HEALTHCHECK NONE takes no arguments", hint: "take them away")
            }
            return HealthcheckInstruction(
                command: nil, interval: nil, timeout: nil, startPeriod: nil, startInterval: nil, retries: nil)
        case "CMD":
            return HealthcheckInstruction(
                command: try healthcheckCommand(rest.text), interval: try duration("interval"),
                timeout: try duration("timeout"), startPeriod: try duration("start-period"),
                startInterval: try duration("start-interval"), retries: try retries())
        default:
            throw failure(
                header.argumentsPosition, "HEALTHCHECK can't begin with \"\(word.text)\"",
                hint: "it needs NONE, or CMD and a command, \(header.keyword.example)")
        }
    }

    private func healthcheckCommand(_ text: String) throws(Failure) -> CommandForm {
        switch ExecForm.read(text) {
        case .words(let words) where !words.isEmpty: return .exec(words)
        case .shell where !text.isEmpty: return .shell(text)
        case .words, .shell: throw failure(nil, "HEALTHCHECK CMD needs a command", hint: header.keyword.example)
        case .otherArray:
            throw failure(
                nil, "the JSON array of HEALTHCHECK holds something that is no string",
                hint: "put every element between double quotes")
        }
    }

    /// - Returns: nil when it isn't there, or is zero, which means the same.
    private func duration(_ name: String) throws(Failure) -> Duration? {
        guard let flag = header.flags.first(where: { $0.name == name }), let text = flag.value, !text.isEmpty else {
            return nil
        }
        guard let duration = GoValue.duration(text) else {
            throw failure(flag.position, "--\(name) needs a duration, found \"\(text)\"", hint: "such as 30s or 1m30s")
        }
        guard duration == .zero || duration >= .milliseconds(1) else {
            throw failure(flag.position, "--\(name) can't be less than 1ms", hint: "such as 30s")
        }
        return duration == .zero ? nil : duration
    }

    private func retries() throws(Failure) -> Int? {
        guard let flag = header.flags.first(where: { $0.name == "retries" }), let text = flag.value, !text.isEmpty
        else { return nil }
        guard let retries = Int32(text), retries >= 0 else {
            throw failure(flag.position, "--retries needs a number, found \"\(text)\"", hint: "such as --retries=3")
        }
        return retries == 0 ? nil : Int(retries)
    }
}
