import ScanModel

/// The lines of build files with few conditions, each with what it stands under.
enum ConditionalStatements {
    private static let onX86 = Reach(x86: .yes, arm64: .no)
    private static let x86 = ["arch(x86_64)", "arch(i386)"]

    /// `#if arch(x86_64)` around settings of a `Package.swift`; other conditions say nothing.
    static func swift(_ text: SourceText) -> [BuildStatement] {
        var stack: [Bool] = []
        return (1...max(1, text.lineCount)).map { number in
            let line = text.range(ofLine: number)
            let head = text.bytes.text(text.bytes.trimmed(line).prefix(upTo: 256))
            if head.hasPrefix("#endif") {
                _ = stack.popLast()
            } else if head.hasPrefix("#if") {
                stack.append(isForX86(head))
            } else if head.hasPrefix("#else"), !stack.isEmpty {
                stack[stack.count - 1] = head.hasPrefix("#elseif") && isForX86(head)
            }
            return BuildStatement(line, stack.contains(true) ? onX86 : .always)
        }
    }

    /// `if arch(x86_64)` of a description of a Haskell package, which holds for what is indented under it.
    static func cabal(_ text: SourceText) -> [BuildStatement] {
        var conditions: [(indent: Int, isForX86: Bool)] = []
        return (1...max(1, text.lineCount)).compactMap { number in
            let line = text.range(ofLine: number)
            let content = text.bytes.trimmed(line)
            let head = text.bytes.text(content.prefix(upTo: 256)).lowercased()
            guard !head.isEmpty, !head.hasPrefix("--") else { return nil }
            let indent = content.lowerBound - line.lowerBound
            while let last = conditions.last, last.indent >= indent { conditions.removeLast() }
            guard !["if ", "elif ", "else"].contains(where: { head.hasPrefix($0) }) else {
                conditions.append((indent, isForX86(head)))
                return nil
            }
            let isForX86 = conditions.contains { $0.isForX86 }
            return BuildStatement(line, isForX86 ? onX86 : conditions.isEmpty ? .always : .unknown)
        }
    }

    private static func isForX86(_ condition: String) -> Bool {
        x86.contains { condition.contains($0) } && !condition.contains("!")
            && !ArchitectureWords.namesARM64(condition)
    }
}
