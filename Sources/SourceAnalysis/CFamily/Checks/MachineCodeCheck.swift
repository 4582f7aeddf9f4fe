import ScanModel

/// Bytes of x86's machine code that a program puts into executable memory.
enum MachineCodeCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .executable) else { return }
        for index in source.tokens.indices where source.isPunctuation(UInt8(ascii: "{"), at: index) {
            guard source.isPunctuation(UInt8(ascii: "="), at: index - 1), source.kind(at: index + 1) == .number else {
                continue
            }
            let end = source.skipBrackets(at: index, limit: 600)
            let bytes = source.tokens[index..<end].filter { $0.kind == .number }
                .compactMap { ConditionParser.number(source.bytes[$0.range]) }
            guard isCode(bytes) || isJump(bytes) || isRoutine(bytes) && isCopied(index, in: source) else { continue }
            let token = source.tokens[index + 1]
            collector.add(
                CFamilyRules.machineCode, at: token.range.lowerBound, region: token.region,
                message: "these bytes are machine code of x86, and the program makes memory executable for them")
        }
    }

    /// `movabs $target, %rax; jmp *%rax`, or a call, by any register.
    private static func isJump(_ bytes: [Int]) -> Bool {
        guard bytes.count >= 12, bytes.allSatisfy({ (0...255).contains($0) }) else { return false }
        let loads = (0x48...0x49).contains(bytes[0]) && (0xB8...0xBF).contains(bytes[1])
        let target = bytes[10] == 0x41 ? 11 : 10
        return loads && target + 1 < bytes.count && bytes[target] == 0xFF
            && ((0xE0...0xE7).contains(bytes[target + 1]) || (0xD0...0xD7).contains(bytes[target + 1]))
    }

    /// Bytes with a return of x86 at the end; those of arm64 end with c0 03 5f d6.
    private static func isRoutine(_ bytes: [Int]) -> Bool {
        bytes.count >= 3 && bytes.last == 0xC3 && bytes.allSatisfy { (0...255).contains($0) }
    }

    /// Whether the array whose brace stands at an index is copied somewhere: into the memory that is executable.
    private static func isCopied(_ open: Int, in source: CSource) -> Bool {
        // "code[] = {"
        guard
            let name = (max(0, open - 6)..<open).first(where: {
                source.kind(at: $0) == .identifier && source.isPunctuation(UInt8(ascii: "["), at: $0 + 1)
            })
        else { return false }
        let bytes = source.bytes[source.tokens[name].range]
        return source.tokens.indices.contains { index in
            guard source.kind(at: index) == .identifier, source.bytes[source.tokens[index].range] == bytes,
                source.isPunctuation(UInt8(ascii: ","), at: index - 1)
            else { return false }
            return source.tokens[max(0, index - 10)..<index].contains {
                $0.kind == .identifier && ["memcpy", "memmove", "copy"].contains(source.text($0))
            }
        }
    }

    /// A return at the end, and a beginning that functions have.
    private static func isCode(_ bytes: [Int]) -> Bool {
        guard bytes.count >= 3, bytes.allSatisfy({ (0...255).contains($0) }), bytes.suffix(2).contains(0xC3) else {
            return false
        }
        let pairs = zip(bytes, bytes.dropFirst())
        return bytes[0] == 0xB8 && bytes.count >= 6
            || pairs.contains { first, second in
                first == 0x48 && [0x89, 0x8B, 0x8D, 0x83, 0x01, 0x31, 0xB8, 0xC7, 0x0F].contains(second)
                    || first == 0x55 && second == 0x48 || first == 0x31 && second == 0xC0
                    || first == 0x89 && second == 0xF8
            }
    }
}
