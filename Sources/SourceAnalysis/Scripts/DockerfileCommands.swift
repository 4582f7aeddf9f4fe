import ScanModel

/// The commands that a Dockerfile runs, where they stand in it.
enum DockerfileCommands {
    private static let run = "RUN"
    /// Instructions that may have here-documents.
    private static let documented = [run, "COPY", "ADD"]

    /// - Returns: the bytes with spaces in the place of comments, of the word RUN and of all other instructions.
    static func only(_ bytes: [UInt8]) -> [UInt8] {
        var result = CommentBlanking.hashLines(bytes)
        var start = 0
        // An instruction goes on behind a backslash, and commands go on in lines that were comments.
        var isContinued = false
        var isRun = false
        // Where the arguments begin of an instruction that may have here-documents.
        var arguments: Int?
        while start < result.count {
            let end = result[start...].firstIndex(of: UInt8(ascii: "\n")) ?? result.count
            let line = result.trimmed(start..<end)
            if !isContinued {
                let keyword = documented.first { isInstruction($0, line, result) }
                isRun = keyword == run
                arguments = keyword.map { line.lowerBound + $0.utf8.count }
                if isRun { blank(&result, line.prefix(upTo: run.utf8.count)) }
            }
            let last = line.isEmpty ? nil : result[line.upperBound - 1]
            if !line.isEmpty { isContinued = last == UInt8(ascii: "\\") }
            start = end + 1
            if !isContinued, let begin = arguments, begin < line.upperBound,
                let document = DockerfileDocument(of: begin..<line.upperBound, below: start, in: result)
            {
                if isRun, document.isScript(in: result, written: bytes) {
                    blank(&result, begin..<line.upperBound)
                } else {
                    blank(&result, document.mark)
                    blankLines(&result, document.body)
                }
                blank(&result, document.end)
                start = document.end.upperBound
            }
            if !isContinued { arguments = nil }
            if !isRun { blank(&result, line) }
        }
        return result
    }

    private static func isInstruction(_ keyword: String, _ line: Range<Int>, _ code: [UInt8]) -> Bool {
        let count = keyword.utf8.count
        return line.count > count && code[line].prefix(count).elementsEqual(keyword.utf8) { $0 & 0xDF == $1 }
            && code[line.lowerBound + count].isASCIISpace
    }

    private static func blank(_ code: inout [UInt8], _ range: Range<Int>) {
        for index in range { code[index] = UInt8(ascii: " ") }
    }

    private static func blankLines(_ code: inout [UInt8], _ range: Range<Int>) {
        for index in range where code[index] != UInt8(ascii: "\n") { code[index] = UInt8(ascii: " ") }
    }
}
