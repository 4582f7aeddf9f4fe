import Reporting

/// One FROM and the instructions up to the next.
public struct DockerfileStage: Hashable, Sendable {
    /// Its number, counted from 0.
    public let index: Int
    /// Its name in lower case, when `AS` gives one.
    public let name: String?
    /// The base: an image, an earlier stage or `scratch`; variables as written.
    public let base: Instruction.Word
    /// The FROM instruction.
    public let from: Instruction
    /// What follows it.
    public internal(set) var instructions: [Instruction] = []

    /// What people call it: its name, or its number.
    public var title: String { name ?? "\(index)" }

    init(from: Instruction, index: Int, file: String) throws(Failure) {
        let words = from.words
        guard words.count == 1 || words.count == 3 && words[1].text.uppercased() == "AS" else {
            let isComment = words.count > 1 && words[1].text.hasPrefix("#")
            throw Failure(
                .invalidDockerfile, "\(file):\(from.position): FROM takes a base image and, after AS, a name",
                hint: isComment
                    ? "a comment needs a line of its own" : "write it as FROM [--platform=PLATFORM] IMAGE [AS NAME]")
        }
        self.index = index
        self.from = from
        self.base = words[0]
        guard words.count == 3 else {
            name = nil
            return
        }
        let name = words[2].text.lowercased()
        guard let first = name.utf8.first, Self.isLetter(first), name.utf8.allSatisfy(Self.isNamePart) else {
            throw Failure(
                .invalidDockerfile, "\(file):\(words[2].position): \"\(words[2].text)\" can't be a stage's name",
                hint: "begin with a letter; go on with letters, digits, '-', '_' and '.'")
        }
        self.name = name
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_.".utf8.contains(byte)
    }
}
