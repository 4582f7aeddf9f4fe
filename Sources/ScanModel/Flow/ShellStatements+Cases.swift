/// `case` of shell scripts.
extension ShellStatements {
    mutating func openCase(_ word: Range<Int>) {
        let head = word.upperBound..<min(end, word.upperBound + 1024)
        guard let place = code.indices(ofName: "in", in: head).first(where: { code[$0 - 1].isASCIISpace }) else {
            position = word.upperBound
            return
        }
        subjects.append(word.upperBound..<place)
        stack.open(.choice)
        position = place + 2
        endList()
        readPattern()
    }

    /// `(a|b)` before an arm's commands, or `esac`.
    mutating func readPattern() {
        skipLineEnds()
        guard !code.hasWord("esac", at: position), let subject = subjects.last else { return }
        let limit = min(end, position + 2048)
        var index = code.byte(at: position) == UInt8(ascii: "(") ? position + 1 : position
        let start = index
        var depth = 0
        while index < limit {
            switch code[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = code.endOfString(at: index, to: limit)
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ")") where depth <= 0:
                let pattern = code.trimmed(start..<index)
                let isDefault = code.text(pattern).filter { $0 != "\"" } == "*"
                let reach = isDefault ? .always : condition.arm(pattern, subject: subject)
                if stack.kind == .arm { stack.alternative(reach) } else { stack.open(.arm, reach) }
                position = index + 1
                return
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            index += 1
        }
        // Not closed: no pattern.
    }
}
