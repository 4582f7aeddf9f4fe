import ScanModel

/// Code that compares the architecture with x86's names and stops on others, in languages with braces.
struct ArchitectureRefusal {
    /// What stands for the machine's architecture, such as `runtime.GOARCH`.
    let subject: String
    /// x86's names, as they are written there.
    let x86: [String]
    let arm64: [String]
    /// What ends the program or the call.
    let refusals: [String]
    /// What `switch` is called.
    let choices: [String]

    /// - Parameter code: without comments.
    /// - Returns: where the subject stands in a check that refuses arm64.
    func places(in code: [UInt8]) -> [Int] {
        // One line of several comparisons is one check.
        var end = 0
        return code.indices(of: subject, in: 0..<code.count).filter { offset in
            guard offset >= end, let found = refusal(in: code, at: offset) else { return false }
            end = found
            return true
        }
    }

    /// - Returns: where the check ends.
    private func refusal(in code: [UInt8], at offset: Int) -> Int? {
        let start = startOfLine(code, offset)
        guard
            let block = CodeBlocks.statement(in: code, from: offset) ?? CodeBlocks.block(in: code, from: offset)
        else { return nil }
        let head = start..<block.lowerBound
        if code.containsAny(choices, in: start..<offset) {
            return isRefusingChoice(code, block) ? block.upperBound : nil
        }
        guard let isNegated = isNegated(code, subject: offset, head), !code.containsAny(arm64, in: head) else {
            return nil
        }
        if isNegated { return refuses(code, block) ? block.upperBound : nil }
        if let other = CodeBlocks.elseBlock(in: code, behind: block.upperBound) {
            return refuses(code, other) ? other.upperBound : nil
        }
        return isEarlyReturn(code, block) ? block.upperBound : nil
    }

    /// Whether the comparison is true for everything but x86; nil when it does not name x86.
    private func isNegated(_ code: [UInt8], subject: Int, _ head: Range<Int>) -> Bool? {
        let end = subject + self.subject.utf8.count
        let behind = x86.compactMap { code.firstIndex(of: $0, in: end..<max(end, head.upperBound)) }.min()
        let before = x86.compactMap { code.indices(of: $0, in: head.lowerBound..<subject).last }.max()
        let between = behind.map { end..<$0 } ?? before.map { $0..<subject }
        guard let between else { return nil }
        if code.contains("!=", in: between) { return true }
        if code.contains("==", in: between) { return false }
        // "!contains(names, subject)"
        return code[head].indices.contains { index in
            code[index] == UInt8(ascii: "!") && index + 1 < code.count && code[index + 1].isASCIILetterOrDigit
        }
    }

    /// `if subject == "amd64" { return nil }`, and behind it the refusal.
    private func isEarlyReturn(_ code: [UInt8], _ block: Range<Int>) -> Bool {
        guard code.contains("return", in: block) else { return false }
        let rest = block.upperBound..<min(code.count, block.upperBound + 256)
        let end = code[rest].firstIndex(of: UInt8(ascii: "}")) ?? rest.upperBound
        let statement = rest.lowerBound..<end
        return code.containsAny(refusals, in: statement) && !code.containsAny(arm64, in: statement)
            && code.containsAny(["nsupported", "not supported", " only", "requires"], in: statement)
    }

    private func refuses(_ code: [UInt8], _ block: Range<Int>) -> Bool {
        code.containsAny(refusals, in: block) && !code.containsAny(arm64, in: block)
    }

    /// Cases for x86, none for arm64, and a last one that refuses.
    private func isRefusingChoice(_ code: [UInt8], _ block: Range<Int>) -> Bool {
        guard code.containsAny(x86, in: block), !code.containsAny(arm64, in: block) else { return false }
        let other = ["default", "_ =>"].compactMap { code.indices(of: $0, in: block).last }.max()
        return other.map { code.containsAny(refusals, in: $0..<block.upperBound) } ?? false
    }

    private func startOfLine(_ code: [UInt8], _ offset: Int) -> Int {
        let low = max(0, offset - SourceText.reach)
        return (code[low..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? low - 1) + 1
    }
}
