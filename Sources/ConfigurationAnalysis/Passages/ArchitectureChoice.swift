import ScanModel

/// Whether a place in a script is only reached, or only used, on one architecture.
struct ArchitectureChoice {
    let code: [UInt8]
    let text: SourceText

    /// Lines around a place that are looked at.
    private static let reach = 15
    /// How far the blocks around a place are looked for.
    private static let farthest = 300

    /// Ways to ask for the architecture.
    static let queries = [
        "uname -m", "uname -p", "uname -i", "uname --machine", "uname -a", "TARGETARCH", "TARGETPLATFORM",
        "--print-architecture", "--print-arch", "$(arch)", "`arch`", "os.arch", "os.detected", "process.arch",
        "ansible_architecture", "ansible_facts.architecture", "ansible_facts['architecture']", "ansible_machine",
        "runner.arch", "RUNNER_ARCH", "matrix.arch", "dpkg-architecture", "go env GOARCH",
    ]
    private static let arm64 = ["aarch64", "aarch_64", "arm64", "AARCH64", "ARM64", "Arm64", "Aarch64", "AArch64"]
    private static let branches = [
        "if ", "if:", "if(", "ifeq", "ifneq", "case ", "[ ", "[[", "test ", "==", "!=", "when", "switch", "=~",
    ]
    /// Building for 32 bits is asked for.
    private static let widths = ["32BIT", "32bit", "32_BIT", "BITS=32"]
    private static let x86 = ["x86_64", "amd64", "X86_64", "AMD64", "x86-64", "x64", "X64", "i386", "i686"]

    private static let arm64Search = LiteralSet(arm64)

    /// Whether a whole file names arm64.
    static func namesARM64(_ code: [UInt8]) -> Bool { arm64Search.occurs(in: code) }

    /// Within one instruction of a Dockerfile: commands beside another one are not chosen by it.
    func stands(at offset: Int, inInstruction range: Range<Int>) -> Bool {
        let all = text.near(offset, in: range)
        let near = EndedChoices(code: code, text: text).rest(before: offset, in: all).map { $0..<all.upperBound } ?? all
        if code.containsAny(Self.arm64, in: near) || code.containsAny(Self.queries, in: command(at: offset, in: near)) {
            return true
        }
        guard code.containsAny(Self.branches, in: near) else { return false }
        return code.containsAny(Self.queries, in: near) || hasCaseArm(in: near)
            || Self.x86.contains { word in
                // [ "$ARCH" = amd64 ] && …
                ["= ", "= \"", "='", "=\"", "= '"].contains { code.contains($0 + word, in: near) }
            }
    }

    /// In the lines around, and in the blocks that a place is in.
    /// - Parameter part: what others stand beyond; nil for none.
    func stands(at offset: Int, within part: ClosedRange<Int>? = nil) -> Bool {
        let line = text.line(at: offset)
        let near = max(1, line - Self.reach)...min(text.lineCount, line + Self.reach)
        let ended = EndedChoices(code: code, text: text).lines(before: line, from: near.lowerBound)
        for other in part.map({ near.clamped(to: $0) }) ?? near where !ended.contains(other) {
            let range = text.near(offset, in: text.range(ofLine: other))
            guard !range.isEmpty else { continue }
            if code.containsAny(Self.arm64, in: range) || isCaseArm(range) { return true }
            let asks = code.containsAny(Self.queries, in: range)
            if asks, other == line || code.containsAny(Self.branches, in: range) { return true }
            if code.containsAny(["ifeq", "ifneq"], in: range), other < line, code.containsAny(Self.x86, in: range) {
                return true
            }
        }
        return isInChosenBlock(line)
    }

    /// The command of a list that a place is in.
    private func command(at offset: Int, in range: Range<Int>) -> Range<Int> {
        let ends: (UInt8) -> Bool = { ";|&\n".utf8.contains($0) }
        let start = code[range.lowerBound..<max(offset, range.lowerBound)].lastIndex(where: ends) ?? range.lowerBound
        let end = code[offset..<max(offset, range.upperBound)].firstIndex(where: ends) ?? range.upperBound
        return start..<end
    }

    /// Lines of less indentation before a place are the heads of the blocks around it.
    private func isInChosenBlock(_ line: Int) -> Bool {
        var indent = indentation(text.range(ofLine: line))
        let own = text.range(ofLine: line)
        if isCondition(own.prefix(SourceText.reach)) { return true }
        var other = line - 1
        while other >= 1, indent > 0, line - other < Self.farthest {
            let range = text.range(ofLine: other).prefix(SourceText.reach)
            let depth = indentation(range)
            if depth < indent, depth < range.count {
                if isCondition(range) { return true }
                indent = depth
            }
            other -= 1
        }
        return false
    }

    /// `if [ "$arch" = x86_64 ]`, `x86_64)`.
    private func isCondition(_ range: Range<Int>) -> Bool {
        if isCaseArm(range) { return true }
        guard code.containsAny(Self.branches, in: range) else { return false }
        return code.containsAny(Self.queries, in: range) || code.containsAny(Self.widths, in: range)
            || !code.contains("://", in: range) && code.containsAny(Self.x86, in: range)
    }

    /// `x86_64 | amd64)` at the beginning of a line.
    private func isCaseArm(_ range: Range<Int>) -> Bool {
        guard let close = code[range].firstIndex(of: UInt8(ascii: ")")) else { return false }
        let pattern = range.lowerBound..<close
        return code[pattern].allSatisfy { $0.isASCIILetterOrDigit || "_-|*\"' \t.".utf8.contains($0) }
            && code.containsAny(Self.x86, in: pattern)
    }

    private func hasCaseArm(in range: Range<Int>) -> Bool {
        Self.x86.contains { word in [")", "\")", "')"].contains { code.contains(word + $0, in: range) } }
    }

    private func indentation(_ range: Range<Int>) -> Int {
        code[range].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }
}

extension Range where Bound == Int {
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
