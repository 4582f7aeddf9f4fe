import ScanModel

/// The commands that a Dockerfile runs, where they stand in it.
enum DockerfileCommands {
    private static let run = Array("RUN".utf8)

    /// - Returns: the bytes with spaces in the place of comments, of the word RUN and of all other instructions.
    static func only(_ bytes: [UInt8]) -> [UInt8] {
        var result = CommentBlanking.hashLines(bytes)
        var start = 0
        // An instruction goes on behind a backslash, and commands go on in lines that were comments.
        var isContinued = false
        var isRun = false
        while start < result.count {
            let end = result[start...].firstIndex(of: UInt8(ascii: "\n")) ?? result.count
            let line = result.trimmed(start..<end)
            if !isContinued {
                isRun = isInstruction(line, result)
                if isRun { blank(&result, line.prefix(upTo: run.count)) }
            }
            let last = line.isEmpty ? nil : result[line.upperBound - 1]
            if !line.isEmpty { isContinued = last == UInt8(ascii: "\\") }
            if !isRun { blank(&result, line) }
            start = end + 1
        }
        return result
    }

    private static func isInstruction(_ line: Range<Int>, _ code: [UInt8]) -> Bool {
        line.count > run.count && code[line].prefix(run.count).map { $0 & 0xDF }.elementsEqual(run)
            && code[line.lowerBound + run.count].isASCIISpace
    }

    private static func blank(_ code: inout [UInt8], _ range: Range<Int>) {
        for index in range { code[index] = UInt8(ascii: " ") }
    }
}
