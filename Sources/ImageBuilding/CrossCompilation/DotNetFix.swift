import DockerfileModel

/// `dotnet publish -a $TARGETARCH`.
struct DotNetFix {
    let command: RunCommand
    let run: Instruction

    func apply(to fix: inout StageFix) throws(ByHand) {
        let dotnet = DotNetCommand(command)
        if case .native(_, let reason) = dotnet.effect, reason.contains("PublishAot") {
            throw ByHand("by hand: \(reason)")
        }
        fix.use("TARGETARCH")
        fix.note(
            "publish with -a $TARGETARCH on the build platform",
            "the SDK writes for every architecture; what it restores has to be for the same one")
        try target(command, &fix)
        for other in fix.commands.commands where other.command.program == "dotnet" {
            guard other.file == nil, !other.isNested, other.command.operands.first == "restore" else { continue }
            try target(other, &fix)
        }
    }

    /// Adds the architecture, or puts it where another one is written.
    private func target(_ command: RunCommand, _ fix: inout StageFix) throws(ByHand) {
        let words = command.original.words
        guard words.count > 1 else { return }
        if let place = words.firstIndex(where: { ["-r", "--runtime", "-a", "--arch"].contains($0.text) }) {
            guard words.indices.contains(place + 1), !RunCommand.namesTarget(words[place + 1].text) else { return }
            let isMusl = words[place + 1].text.contains("musl")
            try change(words[place], "-a", command, &fix)
            return try change(words[place + 1], isMusl ? "$TARGETARCH --os linux-musl" : "$TARGETARCH", command, &fix)
        }
        if let word = words.first(where: { $0.text.hasPrefix("--runtime=") || $0.text.hasPrefix("--arch=") }) {
            return try change(word, "-a $TARGETARCH", command, &fix)
        }
        let edit = DockerfileEdit.insert(" -a $TARGETARCH", at: try fix.end(of: words[1], command))
        if !fix.edits.contains(edit) { fix.edits.append(edit) }
    }

    private func change(
        _ word: ShellWord, _ text: String, _ command: RunCommand, _ fix: inout StageFix
    ) throws(ByHand) {
        let place = try fix.place(of: word, command)
        guard !fix.edits.contains(where: { $0.position == place }) else { return }
        try fix.replace(word, of: command, with: text)
    }
}
