import ScanModel

/// Filters of system calls that let only programs of x86 through.
enum SystemCallFilterCheck: CCheck {
    /// How many tokens stand between the comparison and the architecture.
    private static let reach = 14

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .auditArchitecture) else { return }
        for (index, token) in source.tokens.enumerated()
        where token.word == .auditArchitecture && isCompared(index, in: source) {
            collector.add(
                CFamilyRules.systemCallFilter, at: token.range.lowerBound, region: token.region,
                requirement: .filtersX86Only,
                message: "the filter knows x86 only: on arm64 it refuses every system call")
        }
    }

    /// Whether a file names arm64 to a filter.
    static func knowsARM64(_ source: CSource) -> Bool { source.hasAny(of: .auditARM64) }

    /// `BPF_JUMP(…, AUDIT_ARCH_X86_64, …)`, `arch != AUDIT_ARCH_X86_64`; a table of names says nothing.
    private static func isCompared(_ index: Int, in source: CSource) -> Bool {
        if source.isPunctuation(UInt8(ascii: "="), at: index - 1),
            source.isPunctuation(UInt8(ascii: "="), at: index - 2)
                || source.isPunctuation(UInt8(ascii: "!"), at: index - 2)
        {
            return true
        }
        return source.tokens[max(0, index - reach)..<index].contains {
            $0.kind == .identifier && source.bytes[$0.range].starts(with: "BPF_J".utf8)
        }
    }
}
