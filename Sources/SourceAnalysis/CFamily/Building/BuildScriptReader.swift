import ScanModel

/// Reads the sources that a program in Python takes on x86 only.
///
/// What it is called, and what it says of itself, are no conditions: only `if`, the conditional expression and the key
/// of a table are.
struct BuildScriptReader {
    private static let probes = ["machine()", "processor()", "uname()", "get_platform()"]

    private let code: [UInt8]
    private let condition: Condition
    private var fact = BuildFact()

    /// - Parameter takesLists: whether sources without a condition are told too.
    static func read(_ bytes: [UInt8], isX86File: Bool, takesLists: Bool) -> BuildFact {
        var reader = BuildScriptReader(bytes)
        for statement in IndentedStatements.read(reader.code, reader.condition) {
            let isX86 = isX86File || isForX86(statement.reach)
            reader.read(statement.range, isX86: isX86, isPlain: takesLists && statement.reach == .always)
        }
        return reader.fact
    }

    private init(_ bytes: [UInt8]) {
        code = CommentBlanking.hashes(bytes, docStrings: true)
        condition = Condition(code: code, names: MachineNames(code: code, probes: Self.probes))
    }

    private static func isForX86(_ reach: Reach) -> Bool {
        reach.x86.isPossible && reach.arm64 == .no && reach.place != nil
    }

    private mutating func read(_ range: Range<Int>, isX86: Bool, isPlain: Bool) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard code[index] == UInt8(ascii: "\"") || code[index] == UInt8(ascii: "'") else {
                index += 1
                continue
            }
            let end = max(index + 1, min(code.endOfString(at: index, to: range.upperBound), range.upperBound))
            let text = code[(index + 1)..<max(index + 1, end - 1)]
            if text.count < 400, BuildFileWords.isSource(text), let source = BuildFileWords.source(text) {
                if isX86 || isKeyed(index, in: range) || isChosen(behind: end, in: range) {
                    fact.x86Sources.insert(source)
                } else if isPlain {
                    fact.plainSources.insert(source)
                }
            }
            index = end
        }
    }

    /// Whether the list that a string stands in has a key for x86: `{'x86_64': ['fast.c']}`.
    private func isKeyed(_ place: Int, in range: Range<Int>) -> Bool {
        var depth = 0
        for index in stride(from: place - 1, to: max(range.lowerBound, place - SourceText.reach), by: -1) {
            switch code[index] {
            case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"):
                if depth == 0, isKey(before: index, from: range.lowerBound) { return true }
                depth = max(0, depth - 1)
            default: break
            }
        }
        return false
    }

    private func isKey(before bracket: Int, from start: Int) -> Bool {
        let before = code[start..<bracket].reversed().drop { $0.isASCIISpace }
        guard before.first == UInt8(ascii: ":") else { return false }
        let key = before.dropFirst().prefix { !"\n,{".utf8.contains($0) }
        return key.count < 80 && BuildFileWords.namesX86(Array(key.reversed())[...])
    }

    /// Whether a condition for x86 stands behind the list that a string is in: `['fast.c'] if is_x86 else []`.
    private func isChosen(behind place: Int, in range: Range<Int>) -> Bool {
        var index = place
        while index < min(range.upperBound, place + SourceText.reach) {
            let isEnd = code[index] == UInt8(ascii: "]") || code[index] == UInt8(ascii: ")")
            index += 1
            guard isEnd else { continue }
            let word = code.skippingSpaces(index, to: range.upperBound)
            guard code.hasWord("if", at: word) else { continue }
            let test = (word + 2)..<range.upperBound
            guard let other = code.indices(ofName: "else", in: test).first else { return false }
            return Self.isForX86(condition.reach(test.lowerBound..<other))
        }
        return false
    }
}
