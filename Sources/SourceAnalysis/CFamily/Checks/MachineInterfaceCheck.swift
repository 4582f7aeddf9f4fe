import Reporting
import ScanModel

/// What Linux and the C library have on x86 only: ports, names of registers, old system calls.
enum MachineInterfaceCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        guard source.hasAny(of: .portIO, .x86Register, .x86Call, .x86MapFlag, .systemCall) else { return }
        let own = Set(source.definitions.map { NameHash.of(source.bytes[$0.name]) })
        for (index, token) in source.tokens.enumerated() {
            switch token.word {
            case .portIO where source.isPunctuation(UInt8(ascii: "("), at: index + 1):
                // A declaration or a method of the same name is something else.
                guard source.kind(at: index - 1) != .identifier || source.word(at: index - 1) == .keyword,
                    !isMember(index, in: source), !own.contains(NameHash.of(source.bytes[token.range]))
                else { continue }
                collector.add(
                    CFamilyRules.portIO, at: token.range.lowerBound, region: token.region,
                    message: "\(source.text(token))() opens I/O ports, which arm64 does not have")
            case .x86Register
            where isRegister(index, in: source) && !own.contains(NameHash.of(source.bytes[token.range])):
                collector.add(
                    CFamilyRules.registers, at: token.range.lowerBound, region: token.region,
                    message: "\(source.text(token)) names registers of x86 in a saved context")
            case .x86Call where isCall(index, in: source) && !own.contains(NameHash.of(source.bytes[token.range])):
                collector.add(
                    CFamilyRules.registers, at: token.range.lowerBound, region: token.region,
                    family: String(source.text(token)),
                    message: "\(source.text(token)) exists in Linux for x86 only")
            case .x86MapFlag:
                let name = NameHash.of(source.bytes[token.range])
                guard !own.contains(name) else { continue }
                collector.add(
                    CFamilyRules.mapFlag, at: token.range.lowerBound, region: token.region,
                    requirement: .foreignMacro(name),
                    message: "\(source.text(token)) is not defined on arm64")
            case .systemCall where source.isPunctuation(UInt8(ascii: "("), at: index + 1):
                systemCall(index + 2, in: source, &collector)
            default: continue
            }
        }
    }

    /// The names of registers are common words; as an index they are those of a context.
    private static func isRegister(_ index: Int, in source: CSource) -> Bool {
        let name = source.text(source.tokens[index])
        if name == "gregs" { return isContext(index, in: source) }
        if name.hasPrefix("REG_") { return source.isPunctuation(UInt8(ascii: "["), at: index - 1) }
        // `int32_t orig_eax;` is a field of a type of the program's own.
        return source.kind(at: index - 1) != .identifier || source.word(at: index - 1) == .keyword
    }

    /// `c->uc_mcontext.gregs`, or what is indexed by a register of x86: other programs call other things so.
    private static func isContext(_ index: Int, in source: CSource) -> Bool {
        if source.isPunctuation(UInt8(ascii: "["), at: index + 1), source.kind(at: index + 2) == .identifier,
            source.text(source.tokens[index + 2]).hasPrefix("REG_")
        {
            return true
        }
        let dot = source.isPunctuation(UInt8(ascii: "."), at: index - 1) ? index - 1 : index - 2
        guard isMember(index, in: source), source.kind(at: dot - 1) == .identifier,
            source.text(source.tokens[dot - 1]).hasSuffix("mcontext")
        else { return false }
        // Solaris keeps contexts of its threads in files.
        return !source.tokens[max(0, dot - 4)..<dot].contains {
            $0.kind == .identifier && source.text($0) == "pr_context"
        }
    }

    /// A call, or what is asked of ptrace.
    private static func isCall(_ index: Int, in source: CSource) -> Bool {
        source.isPunctuation(UInt8(ascii: "("), at: index + 1) && source.kind(at: index - 1) != .identifier
            || source.isPunctuation(UInt8(ascii: "("), at: index - 1) && source.kind(at: index - 2) == .identifier
                && source.text(source.tokens[index - 2]).hasSuffix("ptrace")
    }

    private static func isMember(_ index: Int, in source: CSource) -> Bool {
        source.isPunctuation(UInt8(ascii: "."), at: index - 1) || source.isPunctuation(UInt8(ascii: ">"), at: index - 1)
            || source.isPunctuation(UInt8(ascii: ":"), at: index - 1)
    }

    private static func systemCall(_ index: Int, in source: CSource, _ collector: inout CandidateCollector) {
        guard source.kind(at: index) == .identifier else { return numbered(index, in: source, &collector) }
        let token = source.tokens[index]
        let name = source.text(token)
        for prefix in ["__NR_", "SYS_"] where name.hasPrefix(prefix) {
            let call = String(name.dropFirst(prefix.count))
            guard PredefinedMacros.absentSystemCalls.contains(call) else { continue }
            collector.add(
                CFamilyRules.systemCall, at: token.range.lowerBound, region: token.region, family: call,
                message: "Linux on arm64 has no system call \"\(call)\", so \(name) is not defined there")
        }
    }

    /// Behind it (rseq) x86-64 has no calls up to those that have one number on all architectures.
    private static let lastNumber = 334
    private static let systemHeaders: Set<String> = ["unistd.h", "sys/syscall.h", "syscall.h"]

    /// `syscall(186)`: the number is x86's, and another call's on arm64.
    private static func numbered(_ index: Int, in source: CSource, _ collector: inout CandidateCollector) {
        guard source.kind(at: index) == .number, let number = Int(source.text(source.tokens[index])),
            number <= lastNumber,
            source.isPunctuation(UInt8(ascii: ")"), at: index + 1)
                || source.isPunctuation(UInt8(ascii: ","), at: index + 1),
            source.includes.contains(where: { !$0.isQuoted && systemHeaders.contains($0.name) })
        else { return }
        let token = source.tokens[index]
        collector.add(
            CFamilyRules.systemCall, at: token.range.lowerBound, region: token.region, family: "number",
            severity: .warning,
            message:
                "system call \(number) is another one on arm64: the name, such as SYS_gettid, has its number on each")
    }
}
