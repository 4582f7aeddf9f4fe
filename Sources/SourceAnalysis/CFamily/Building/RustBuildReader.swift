import ScanModel

/// Reads a `build.rs` for the sources of C that it compiles on x86 only: `if arch == "x86_64" { build.file("a.c"); }`.
enum RustBuildReader {
    private static let processors = ["\"x86_64\"", "\"x86\"", "\"i686\""]
    /// A list of sources may be one long statement: what stands farther before is no head.
    private static let reach = 512

    /// - Returns: a fact that says nothing of sources without a condition: others may be taken by a pattern.
    static func read(_ bytes: [UInt8]) -> BuildFact {
        let code = CommentBlanking.slashes(bytes)
        var fact = BuildFact()
        var others: Set<String> = []
        /// Whether each of the blocks that are open is for x86.
        var blocks: [Bool] = []
        /// Where the statement began, or the head of a block.
        var start = 0
        var index = 0
        while index < code.count {
            switch code[index] {
            case UInt8(ascii: "\""):
                let end = max(index + 1, code.endOfString(at: index, to: code.count))
                let word = code[(index + 1)..<max(index + 1, end - 1)]
                if BuildFileWords.isSource(word), let source = BuildFileWords.source(word) {
                    let isForX86 = blocks.contains(true) || isForX86(code, start..<index)
                    if isForX86 { fact.x86Sources.insert(source) } else { others.insert(source) }
                }
                index = end
                continue
            case UInt8(ascii: "{"):
                blocks.append(isForX86(code, start..<index))
                start = index + 1
            case UInt8(ascii: "}"):
                _ = blocks.popLast()
                start = index + 1
            case UInt8(ascii: ";"): start = index + 1
            case UInt8(ascii: ",") where code.contains("=>", in: max(start, index - reach)..<index): start = index + 1
            default: break
            }
            index += 1
        }
        fact.x86Sources.subtract(others)
        return fact
    }

    /// The head of a block, or an arm of a `match`.
    private static func isForX86(_ code: [UInt8], _ statement: Range<Int>) -> Bool {
        let head = max(statement.lowerBound, statement.upperBound - reach)..<statement.upperBound
        return code.containsAny(["if ", "=>"], in: head) && code.containsAny(processors, in: head)
            && !code[head].contains(UInt8(ascii: "!")) && !code.containsAny(["aarch64", "arm"], in: head)
    }
}
