import ScanModel

/// What a header says of barriers and flags, and where a source uses them: the two halves of a ``MemoryOrderCheck``
/// that stand in two files.
enum SharedBarrierCheck: CCheck {
    private static let ending = Array("barrier".utf8)

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        // Every word of a file is asked.
        let barriers = source.tokens.withUnsafeBufferPointer { tokens in
            source.bytes.withUnsafeBufferPointer { bytes in
                tokens.indices.filter { isBarrier(tokens[$0], in: bytes) }
            }
        }
        for index in barriers {
            let token = source.tokens[index]
            guard source.isPunctuation(UInt8(ascii: "("), at: index + 1),
                source.isPunctuation(UInt8(ascii: ")"), at: index + 2),
                source.isPunctuation(UInt8(ascii: ";"), at: index + 3),
                let flag = assigned(behind: index + 4, in: source)
            else { continue }
            collector.add(
                CFamilyRules.memoryOrder, at: token.range.lowerBound, region: token.region, family: "shared",
                requirement: .ordersOnlyCompiler(barrier: NameHash.of(source.bytes[token.range]), flag: flag),
                message:
                    "this barrier holds the compiler only; on arm64 the processor may reorder the data and the volatile flag"
            )
        }
    }

    @inline(__always)
    private static func isBarrier(_ token: CToken, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = Int(token.end)
        guard token.kind == .identifier, token.word == .other, end - Int(token.start) >= 7,
            bytes[end - 1] | 0x20 == UInt8(ascii: "r"), bytes[end - 2] | 0x20 == UInt8(ascii: "e")
        else { return false }
        return zip(bytes[..<end].suffix(ending.count), ending).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }

    /// The last name before the `=` of the next statement.
    private static func assigned(behind start: Int, in source: CSource) -> UInt64? {
        var name: CToken?
        for index in start..<min(max(start, source.tokens.count), start + 12) {
            let token = source.tokens[index]
            if token.kind == .identifier {
                name = token
            } else if source.isPunctuation(UInt8(ascii: "="), at: index) {
                guard !source.isPunctuation(UInt8(ascii: "="), at: index + 1) else { return nil }
                return name.map { NameHash.of(source.bytes[$0.range]) }
            } else if source.isPunctuation(UInt8(ascii: ";"), at: index) || token.kind == .macroEnd {
                return nil
            }
        }
        return nil
    }
}
