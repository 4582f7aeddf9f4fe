import ScanModel

/// The lines of a qmake project, with their scopes: `contains(QT_ARCH, x86_64) { … }` and `linux: …`.
struct ScopedStatements {
    private enum Kind: Equatable, Sendable { case scope }

    static func read(_ code: [UInt8], _ condition: Condition) -> [BuildStatement] {
        var stack = BranchStack<Kind>()
        var statements: [BuildStatement] = []
        var position = 0
        while position < code.count {
            let end = code[position...].firstIndex(of: UInt8(ascii: "\n")) ?? code.count
            var line = code.trimmed(position..<end)
            position = end + 1
            if line.isEmpty { continue }
            if code[line.lowerBound] == UInt8(ascii: "}") {
                line = code.trimmed((line.lowerBound + 1)..<line.upperBound)
                if code.hasWord("else", at: line.lowerBound) {
                    stack.alternative(elseCondition(line, code, condition))
                    continue
                }
                stack.close()
                if line.isEmpty { continue }
            }
            if code[line].last == UInt8(ascii: "{") {
                stack.open(.scope, condition.reach(line.lowerBound..<(line.upperBound - 1)))
                continue
            }
            var reach = stack.current
            if let colon = code[line].firstIndex(of: UInt8(ascii: ":")), code.firstIndex(of: "=", in: line) ?? 0 > colon
            {
                reach = reach && condition.reach(line.lowerBound..<colon)
            }
            statements.append(BuildStatement(line, reach))
        }
        return statements
    }

    private static func elseCondition(_ line: Range<Int>, _ code: [UInt8], _ condition: Condition) -> Reach {
        guard let colon = code[line].firstIndex(of: UInt8(ascii: ":")) else { return .always }
        return condition.reach((colon + 1)..<max(colon + 1, line.upperBound - 1))
    }
}
