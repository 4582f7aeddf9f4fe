import Reporting
import ScanModel

/// A Dockerfile's instructions and stages, by offsets into its bytes.
///
/// Continuations and comments become spaces of the same length, so an instruction is one range and every offset in it
/// is one in the file.
struct Dockerfile: Sendable {
    /// One instruction.
    struct Instruction: Sendable {
        /// In capitals.
        let keyword: String
        /// The arguments, with the here-documents of a RUN.
        let arguments: Range<Int>
        /// The stage that it is in; nil before the first FROM.
        let stage: Int?
    }

    /// A word and where it begins.
    struct Word: Sendable {
        let text: String
        let offset: Int
    }

    /// Keywords of what runs commands or holds what commands use.
    private static let telling: Set<String> = [
        "RUN", "ADD", "COPY", "ENV", "ARG", "CMD", "ENTRYPOINT", "HEALTHCHECK",
    ]

    let code: [UInt8]
    let instructions: [Instruction]
    let stages: [DockerfileStage]

    init(_ bytes: [UInt8]) {
        let lines = DockerfileLines(bytes)
        code = lines.code
        var stage: Int?
        var instructions: [Instruction] = []
        for line in lines.instructions {
            if line.keyword == "FROM" { stage = stage.map { $0 + 1 } ?? 0 }
            instructions.append(
                Instruction(keyword: line.keyword, arguments: line.arguments, stage: stage))
        }
        self.instructions = instructions
        stages = DockerfileStage.all(of: instructions, in: lines.code)
    }

    /// The instructions that run commands or hold what commands use.
    var passages: [PassageSource.Passage] {
        instructions.compactMap { instruction in
            guard Self.telling.contains(instruction.keyword) else { return nil }
            let stage = instruction.stage.map { stages[$0] }
            // A stage made for x86 beside one for arm64 is a choice by itself.
            guard stage?.hasTwin != true else { return nil }
            return PassageSource.Passage(
                range: instruction.arguments, context: instruction.arguments,
                severity: stage?.needsARM64 == true ? .blocker : .warning, keyword: instruction.keyword)
        }
    }

    private static let windowsNames = ["windows", "nanoserver", "servercore"]

    /// Whether the image is for Windows: then nothing in it is for Linux.
    var isForWindows: Bool {
        stages.contains { stage in
            stage.isShipped && Self.windowsNames.contains { stage.image.text.lowercased().contains($0) }
        }
    }

    func isInStage(_ offset: Int) -> Bool {
        instructions.contains { $0.stage != nil && $0.arguments.contains(offset) }
    }

    /// The words of a range.
    static func words(_ range: Range<Int>, in code: [UInt8]) -> [Word] {
        code[range].split { $0.isASCIISpace }.map {
            Word(text: String(decoding: $0, as: UTF8.self), offset: $0.startIndex)
        }
    }
}
