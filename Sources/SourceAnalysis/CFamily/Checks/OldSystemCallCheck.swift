import ScanModel

/// Numbers of system calls that arm64 lacks, wherever a program names them: in filters, tables and comparisons.
///
/// A call by its number is looked at by ``MachineInterfaceCheck``.
enum OldSystemCallCheck: CCheck {
    /// The headers that give the kernel's numbers: under the same names programs have numbers of their own.
    private static let headers: Set<String> = [
        "sys/syscall.h", "syscall.h", "asm/unistd.h", "linux/unistd.h", "linux/seccomp.h", "seccomp.h",
    ]

    /// Those of systems with other calls under the same names: Solaris, the BSDs.
    private static let otherSystems: Set<String> = ["sys/fault.h", "sys/sysent.h", "mach/mach.h", "sys/proc.h"]

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.includes.contains(where: { !$0.isQuoted && headers.contains($0.name) }),
            !source.includes.contains(where: { otherSystems.contains($0.name) })
        else { return }
        let own = Set(source.definitions.map { NameHash.of(source.bytes[$0.name]) })
        for (index, token) in source.tokens.enumerated() where token.kind == .identifier && token.word == .other {
            guard let call = call(token, in: source), !isArgument(index, in: source) else { continue }
            let name = NameHash.of(source.bytes[token.range])
            guard !own.contains(name) else { continue }
            collector.add(
                CFamilyRules.systemCall, at: token.range.lowerBound, region: token.region, family: call,
                requirement: .foreignMacro(name),
                message:
                    "Linux on arm64 has no system call \"\(call)\", so \(source.text(token)) is not defined there")
        }
    }

    private static func call(_ token: CToken, in source: CSource) -> String? {
        let first = source.bytes[token.range.lowerBound]
        guard first == UInt8(ascii: "_") || first == UInt8(ascii: "S") else { return nil }
        return PredefinedMacros.absentSystemCall(namedBy: source.text(token))
    }

    /// Whether it stands in a call of `syscall`.
    private static func isArgument(_ index: Int, in source: CSource) -> Bool {
        source.isPunctuation(UInt8(ascii: "("), at: index - 1) && source.word(at: index - 2) == .systemCall
    }
}
