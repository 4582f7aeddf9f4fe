/// What single instructions and stages do that is probably not meant.
struct InstructionChecks {
    let dockerfile: Dockerfile

    var warnings: [DockerfileWarning] {
        dockerfile.allInstructions.flatMap(generalWarnings)
            + dockerfile.stages.flatMap { repetitions($0) + formWarnings($0) + folderWarnings($0) }
    }

    private func generalWarnings(_ instruction: Instruction) -> [DockerfileWarning] {
        var warnings = instruction.emptyContinuations.map { line in
            DockerfileWarning(
                rule: .noEmptyContinuation, message: "an empty line within an instruction",
                position: SourcePosition(line: line, column: 1), hint: "take it away: it will be an error some day")
        }
        func warn(_ rule: DockerfileRule, _ message: String, at position: SourcePosition, hint: String) {
            warnings.append(DockerfileWarning(rule: rule, message: message, position: position, hint: hint))
        }
        switch instruction.command {
        case .maintainer(let name):
            warn(
                .maintainerDeprecated, "MAINTAINER is deprecated", at: instruction.position,
                hint: "write LABEL org.opencontainers.image.authors=\"\(name)\"")
        case .env(let pairs), .label(let pairs):
            let keyword = instruction.keyword.rawValue
            if let pair = pairs.first(where: \.isLegacy) {
                warn(
                    .legacyKeyValueFormat, "\(keyword) NAME VALUE is an old form", at: pair.name.position,
                    hint: "write \(keyword) \(pair.name.text)=\"…\"")
            }
        case .expose(let words):
            for word in words {
                let parts = word.text.split(separator: "/", maxSplits: 1)
                if parts.count == 2, parts[1] != parts[1].lowercased(), !parts[1].contains("$") {
                    warn(
                        .exposeProtoCasing, "the protocol of \"\(word.text)\" has capital letters", at: word.position,
                        hint: "write it as \(parts[0])/\(parts[1].lowercased())")
                }
                if !word.text.contains("$"), (try? ExposedPorts(parsing: word.text))?.isMapping == true {
                    warn(
                        .exposeInvalidFormat, "\"\(word.text)\" names an address or a port of the host",
                        at: word.position, hint: "EXPOSE takes the container's port alone")
                }
            }
        default: break
        }
        return warnings
    }

    /// Instructions of which only the last one of a stage counts.
    private func repetitions(_ stage: DockerfileStage) -> [DockerfileWarning] {
        [Instruction.Keyword.cmd, .entrypoint, .healthcheck].flatMap { keyword in
            stage.instructions.filter { $0.keyword == keyword }.dropLast().map { instruction in
                DockerfileWarning(
                    rule: .multipleInstructionsDisallowed,
                    message: "a later \(keyword.rawValue) of this stage takes the place of this one",
                    position: instruction.position, hint: "leave the last one")
            }
        }
    }

    private func formWarnings(_ stage: DockerfileStage) -> [DockerfileWarning] {
        // Who chooses a shell means to use it.
        let shell = stage.instructions.first { $0.keyword == .shell }?.position.line ?? .max
        return stage.instructions.flatMap { instruction -> [DockerfileWarning] in
            guard let text = shellForm(of: instruction) else { return [] }
            let words = text.dropFirst().drop(while: \.isWhitespace)
            if text.hasPrefix("["), words.hasPrefix("\"") || words.hasPrefix("'") {
                return [
                    DockerfileWarning(
                        rule: .malformedExecForm,
                        message:
                            "\(instruction.keyword.rawValue) looks like a JSON array and is none: the shell gets it",
                        position: instruction.position,
                        hint: "put each argument between double quotes, commas between them")
                ]
            }
            guard instruction.keyword == .cmd || instruction.keyword == .entrypoint, instruction.position.line < shell
            else { return [] }
            return [
                DockerfileWarning(
                    rule: .jsonArgsRecommended,
                    message: "the shell that runs \(instruction.keyword.rawValue) keeps signals from the program",
                    position: instruction.position,
                    hint: "write \(instruction.keyword.rawValue) [\"program\", \"argument\"]")
            ]
        }
    }

    private func shellForm(of instruction: Instruction) -> String? {
        switch instruction.command {
        case .cmd(.shell(let text)), .entrypoint(.shell(let text)): text
        case .run(let run): if case .shell(let text) = run.program { text } else { nil }
        default: nil
        }
    }

    private func folderWarnings(_ stage: DockerfileStage) -> [DockerfileWarning] {
        var isSet = parentSetsFolder(stage)
        return stage.instructions.compactMap { instruction in
            guard case .workDirectory(let path) = instruction.command else { return nil }
            let isRelative = !path.text.hasPrefix("/") && !path.text.contains("$") && !path.text.hasPrefix("\"/")
            defer { isSet = true }
            guard isRelative, !isSet, !isWindowsPath(path.text) else { return nil }
            return DockerfileWarning(
                rule: .workdirRelativePath,
                message: "WORKDIR \(path.text) is relative to a folder that only the base image knows",
                position: path.position, hint: "begin with an absolute path")
        }
    }

    private func isWindowsPath(_ path: String) -> Bool {
        path.count > 2 && path.first?.isLetter == true && path.dropFirst().hasPrefix(":")
    }

    private func parentSetsFolder(_ stage: DockerfileStage) -> Bool {
        guard let parent = dockerfile.stage(below: stage, called: stage.base.text) else { return false }
        return parent.instructions.contains { $0.keyword == .workDirectory } || parentSetsFolder(parent)
    }
}
