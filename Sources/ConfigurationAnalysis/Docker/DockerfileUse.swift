import ScanModel

/// What an image is there for, as far as its Dockerfile's instructions tell.
struct DockerfileUse: Sendable, Hashable {
    /// Whether files of the project are put into it, other than scripts and settings.
    let takesProject: Bool
    /// Whether it says what is run in it.
    let runsProgram: Bool
    /// Whether it is more than a base image with another name.
    let hasCommands: Bool

    /// What images in which something is built take too: they are no part of a product.
    private static let helpers: Set<Substring> = [
        "sh", "bash", "conf", "cfg", "ini", "repo", "list", "sources", "asc", "gpg", "key", "crt", "pem", "txt", "h",
    ]

    init(_ dockerfile: Dockerfile) {
        runsProgram = dockerfile.instructions.contains { ["CMD", "ENTRYPOINT"].contains($0.keyword) }
        hasCommands = dockerfile.instructions.contains { $0.keyword == "RUN" }
        takesProject = dockerfile.instructions.contains { Self.takesProject($0, dockerfile.code) }
    }

    private static func takesProject(_ instruction: Dockerfile.Instruction, _ code: [UInt8]) -> Bool {
        let words = Dockerfile.words(instruction.arguments, in: code).map { $0.text }
        switch instruction.keyword {
        case "COPY", "ADD":
            guard !words.contains(where: { $0.hasPrefix("--from=") }) else { return false }
            // The last word is where it goes to.
            return words.filter { !$0.hasPrefix("--") }.dropLast().contains { isOfProject($0) }
        case "RUN":
            return words.contains { $0.hasPrefix("--mount=") && $0.contains("bind") && !$0.contains("from=") }
        default: return false
        }
    }

    private static func isOfProject(_ word: String) -> Bool {
        let name = word.filter { !"[]\",'".contains($0) }
        guard !name.isEmpty, !name.contains("://"), !name.hasPrefix("<<") else { return false }
        let file = name.split(separator: "/").last ?? ""
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return true }
        return !helpers.contains(file[file.index(after: dot)...])
    }
}
