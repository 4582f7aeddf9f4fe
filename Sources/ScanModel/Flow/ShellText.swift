/// A piece of a shell script by its signs: blanks, words, quotes and where commands end. It knows nothing of what
/// commands mean.
struct ShellText {
    let code: [UInt8]
    /// Where the piece ends.
    let end: Int

    /// The first place that is no space of the same line; joined lines are one.
    func skippingBlanks(_ offset: Int) -> Int {
        var index = offset
        while index < end {
            if code[index] == UInt8(ascii: " ") || code[index] == UInt8(ascii: "\t")
                || code[index] == UInt8(ascii: "\r")
            {
                index += 1
            } else if code[index] == UInt8(ascii: "\\"), code.byte(at: index + 1) == UInt8(ascii: "\n") {
                index += 2
            } else {
                break
            }
        }
        return min(index, end)
    }

    /// Whether no word goes on at an offset.
    func isWordEnd(_ offset: Int) -> Bool {
        guard offset < end, let byte = code.byte(at: offset) else { return true }
        return byte.isASCIISpace || ";&|()".utf8.contains(byte)
    }

    /// Where the word stands that ends the head of a branch or a loop: `then`, `do`.
    /// - Parameters:
    ///   - word: that word; it stands where a command would begin.
    ///   - start: where the head begins.
    ///   - limit: longer heads are not understood.
    /// - Returns: nil when there is none.
    func endOfHead(_ word: String, from start: Int, limit: Int) -> Int? {
        var index = start
        let end = min(end, start + limit)
        while index < end {
            let command = skippingBlanks(index)
            if code.hasWord(word, at: command) { return command }
            index = min(end, max(command + 1, endOfCommand(command)))
            while index < end, ";&|\n".utf8.contains(code[index]) { index += 1 }
        }
        return nil
    }

    /// The end of a command with its pipes: strings, substitutions and joined lines are stepped over.
    func endOfCommand(_ start: Int) -> Int {
        var index = start
        while index < end {
            switch code[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "'"):
                index = endOfQuote(index, escapes: false)
                continue
            case UInt8(ascii: "\""), UInt8(ascii: "`"):
                index = endOfQuote(index, escapes: true)
                continue
            case UInt8(ascii: "$") where "({".utf8.contains(code.byte(at: index + 1) ?? 0):
                index = code.closingBracket(of: index + 1, to: min(end, index + 4096)) ?? index + 1
            case UInt8(ascii: "["):
                // "[[ a && b ]]" is one command.
                if code.has("[[", at: index), let close = code.closingBracket(of: index, to: min(end, index + 2048)) {
                    index = close
                }
            case UInt8(ascii: ">") where code.byte(at: index + 1) == UInt8(ascii: "&"),
                UInt8(ascii: "<") where code.byte(at: index + 1) == UInt8(ascii: "&"):
                index += 1
            case UInt8(ascii: "|") where code.byte(at: index + 1) != UInt8(ascii: "|") && !isPipeToBlock(index): break
            case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
                UInt8(ascii: ")"):
                return index
            default: break
            }
            index += 1
        }
        return end
    }

    private func isPipeToBlock(_ index: Int) -> Bool {
        let next = code.skippingSpaces(index + 1, to: end)
        return code.byte(at: next).map { "{(".utf8.contains($0) } == true
            || ["while", "for", "if", "case", "until"].contains { code.hasWord($0, at: next) }
    }

    private func endOfQuote(_ start: Int, escapes: Bool) -> Int {
        var index = start + 1
        while index < end, code[index] != code[start] {
            index += escapes && code[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, end)
    }
}
