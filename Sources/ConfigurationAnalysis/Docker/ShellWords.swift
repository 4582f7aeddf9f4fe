import ScanModel

/// The commands of a shell's line, as far as words and quotes go.
enum ShellWords {
    /// - Returns: the words of each command, without their quotes; the exec form's list is one command.
    static func commands(in range: Range<Int>, of code: [UInt8]) -> [[Dockerfile.Word]] {
        var reader = Reader()
        // `["pip", "install", "x"]`
        let isList = code[range].first { !$0.isASCIISpace } == UInt8(ascii: "[")
        for offset in range { reader.read(code[offset], at: offset, isList: isList) }
        reader.endCommand()
        return reader.commands
    }

    private struct Reader {
        private(set) var commands: [[Dockerfile.Word]] = []
        private var words: [Dockerfile.Word] = []
        private var word: [UInt8] = []
        private var start: Int?
        private var quote: UInt8?

        mutating func read(_ byte: UInt8, at offset: Int, isList: Bool) {
            if let open = quote {
                if byte == open { quote = nil } else { add(byte, at: offset) }
                return
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = byte
                start = start ?? offset
            case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"): endCommand()
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"):
                // In a shell these are part of a word: `celery[redis]`.
                if isList { endWord() } else { add(byte, at: offset) }
            case _ where byte.isASCIISpace: endWord()
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "`"): endWord()
            default: add(byte, at: offset)
            }
        }

        private mutating func add(_ byte: UInt8, at offset: Int) {
            start = start ?? offset
            word.append(byte)
        }

        private mutating func endWord() {
            if let start, !word.isEmpty {
                words.append(Dockerfile.Word(text: String(decoding: word, as: UTF8.self), offset: start))
            }
            word = []
            start = nil
        }

        mutating func endCommand() {
            endWord()
            if !words.isEmpty { commands.append(words) }
            words = []
        }
    }
}
