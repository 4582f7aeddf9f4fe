import Reporting
import ScanModel

/// Inline assembly, judged by its text.
struct InlineAssemblyCheck: CCheck {
    /// Other names of `asm` in the file.
    private let aliases: Set<UInt64>
    private let source: CSource

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        let check = InlineAssemblyCheck(source: source)
        guard source.hasAny(of: .assembly) else {
            // Macros that another file defines.
            for string in source.strings where string >= 2 && check.isCall(string - 2) {
                check.examineCall(string - 2, &collector)
            }
            return
        }
        var index = 0
        while index < source.tokens.count {
            defer { index += 1 }
            let token = source.tokens[index]
            if token.word == .assembly {
                index = max(index, check.examine(index, .nothing, &collector) - 1)
            } else if check.isCall(index) {
                check.examineCall(index, &collector)
            }
        }
    }

    /// Whether a name, or a word such as `volatile` behind one, has something between itself and a string.
    private func isCall(_ index: Int) -> Bool {
        let token = source.tokens[index]
        return token.kind == .identifier && (token.word == .other || Self.isQualifier(token.word))
            && index + 2 < source.tokens.count
            && source.tokens[index + 2].kind == .string && source.tokens[index + 1].kind == .punctuation
    }

    /// The macros of a file that are other names of `asm`, wherever they are used.
    static func aliases(in source: CSource) -> Set<UInt64> {
        guard source.hasAny(of: .assembly) else { return [] }
        var names: Set<UInt64> = []
        for (index, token) in source.tokens.enumerated() where token.kind == .macroStart {
            guard source.word(at: index + 1) == .assembly else { continue }
            var end = index + 2
            while isQualifier(source.word(at: end)) { end += 1 }
            // "#define ASM asm volatile", and "#define ASM(x) asm volatile(x)".
            let isForwarding =
                source.isPunctuation(UInt8(ascii: "("), at: end) && source.kind(at: end + 1) == .identifier
                && source.isPunctuation(UInt8(ascii: ")"), at: end + 2)
            if source.kind(at: end) == .macroEnd || isForwarding {
                names.insert(NameHash.of(source.bytes[token.range]))
            }
        }
        return names
    }

    /// Whether a file has assembly for a processor of eight bits, whose instructions x86 has in part.
    static func isForSmallMachine(_ source: CSource) -> Bool {
        guard source.hasAny(of: .assembly) else { return false }
        return source.tokens.indices.contains { index in
            guard source.word(at: index) == .assembly else { return false }
            var place = index + 1
            while isQualifier(source.word(at: place)) { place += 1 }
            guard source.isPunctuation(UInt8(ascii: "("), at: place), source.kind(at: place + 1) == .string else {
                return false
            }
            var template: [UInt8] = []
            StringLiteral.append(source.bytes[source.tokens[place + 1].range], to: &template)
            return InlineAssemblyText.isForSmallMachine(template)
        }
    }

    private init(source: CSource) {
        self.source = source
        aliases = Self.aliases(in: source)
    }

    private static func isQualifier(_ word: CWord) -> Bool { word == .qualifier || word == .volatile }

    /// A call of something that may be another name of `asm`: `NAME("...`, `NAME volatile ("...` with x86's
    /// instructions in it.
    private func examineCall(_ last: Int, _ collector: inout CandidateCollector) {
        let open = last + 1
        guard source.isPunctuation(UInt8(ascii: "("), at: open), source.kind(at: open + 1) == .string else { return }
        var index = last
        while index > 0, Self.isQualifier(source.word(at: index)) { index -= 1 }
        guard source.kind(at: index) == .identifier, source.word(at: index) == .other else { return }
        let hash = NameHash.of(source.bytes[source.tokens[index].range])
        if aliases.contains(hash) {
            _ = examine(index, .nothing, &collector)
        } else if looksLikeAssembly(source.tokens[open + 1]) {
            _ = examine(index, .assemblyMacro(hash), &collector)
        }
    }

    /// Whether a string has registers in it, and is no format of printf, or begins with an instruction without operands.
    private func looksLikeAssembly(_ token: CToken) -> Bool {
        let bytes = source.bytes[token.range]
        if InlineAssemblyText.beginsWithInstruction(bytes.dropFirst()) { return true }
        guard bytes.contains(UInt8(ascii: "%")) else { return false }
        let text = source.text(token)
        return text.contains("%%e") || text.contains("%%r") || text.contains("%%xmm")
            || text.contains("\\n") && (text.contains("mov") || text.contains("lock"))
    }

    /// - Returns: the index behind the statement.
    private func examine(
        _ index: Int, _ requirement: CandidateFinding.Requirement, _ collector: inout CandidateCollector
    ) -> Int {
        var open = index + 1
        while Self.isQualifier(source.word(at: open)) { open += 1 }
        let token = source.tokens[index]
        guard source.isPunctuation(UInt8(ascii: "("), at: open) else {
            examineMicrosoft(index, &collector)
            return open
        }
        let end = source.skipBrackets(at: open)
        let parts = parts(of: (open + 1)..<max(open + 1, end - 1))
        if open == index + 1, parts.operands.isEmpty, isLabel(index, parts.template) {
            if source.tokens[max(0, index - 6)..<index].contains(where: { $0.word == .register }),
                InlineAssemblyText.isX86Register(parts.template.drop { $0 == UInt8(ascii: "%") })
            {
                let name = String(decoding: parts.template, as: UTF8.self)
                report(token, "a variable in the register \(name)", name, requirement, &collector)
            }
            return end
        }
        let text = InlineAssemblyText(parts.template)
        switch text.verdict(isWhole: parts.isWhole, operands: parts.operands) {
        case .x86(let what):
            let isAmbiguous = requirement == .nothing && text.maySuitSmallMachine(operands: parts.operands)
            report(
                token, "inline assembly for x86 (\(what))", what, isAmbiguous ? .noSmallMachine : requirement,
                &collector)
        case .empty, .neutral: break
        case .unknown:
            guard requirement == .nothing, parts.isWhole else { break }
            collector.add(
                CFamilyRules.assembly, at: token.range.lowerBound, region: token.region, family: "?", severity: .note,
                message: "inline assembly of an unknown machine is compiled on arm64 too")
        }
        return end
    }

    private func report(
        _ token: CToken, _ what: String, _ family: String, _ requirement: CandidateFinding.Requirement,
        _ collector: inout CandidateCollector
    ) {
        collector.add(
            CFamilyRules.assembly, at: token.range.lowerBound, region: token.region, family: family,
            requirement: requirement, message: "\(what) is compiled on arm64 too, where the assembler refuses it")
    }

    /// `int f(void) asm("name")` and `register long x asm("name")` give names only.
    private func isLabel(_ index: Int, _ template: [UInt8]) -> Bool {
        guard !template.isEmpty, template.allSatisfy({ Self.isInLabels($0) }) else { return false }
        let before = index - 1
        return source.isPunctuation(UInt8(ascii: ")"), at: before) && !isCondition(before)
            || source.kind(at: before) == .identifier && source.word(at: before) != .keyword
            || source.isPunctuation(UInt8(ascii: "]"), at: before)
    }

    private static func isInLabels(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte >= 0x80 || "_.$@%".utf8.contains(byte)
    }

    /// Whether a parenthesis belongs to an `if` or a loop, so that a statement follows it.
    private func isCondition(_ close: Int) -> Bool {
        var open = 0
        for index in stride(from: close, to: max(-1, close - 200), by: -1) {
            if source.isPunctuation(UInt8(ascii: ")"), at: index) { open += 1 }
            if source.isPunctuation(UInt8(ascii: "("), at: index) { open -= 1 }
            if open == 0 { return source.word(at: index - 1) == .keyword }
        }
        return false
    }

    /// The beginning of a long routine tells the machine as well as all of it.
    private static let templateLimit = 4096

    private struct Parts {
        var template: [UInt8] = []
        /// Whether there is nothing but strings before the first colon.
        var isWhole = true
        var operands: [String] = []
    }

    private func parts(of range: Range<Int>) -> Parts {
        var parts = Parts()
        var isTemplate = true
        var depth = 0
        for index in range.clamped(to: 0..<source.tokens.count) {
            let token = source.tokens[index]
            switch token.kind {
            case .string:
                if !isTemplate {
                    if depth == 0 { parts.operands.append(StringLiteral.text(source.bytes[token.range])) }
                } else if parts.template.count < Self.templateLimit {
                    StringLiteral.append(source.bytes[token.range], to: &parts.template)
                }
            case .punctuation:
                switch source.bytes[token.range.lowerBound] {
                case UInt8(ascii: ":") where depth == 0: isTemplate = false
                case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            case .identifier where isTemplate:
                parts.isWhole = false
                parts.template.append(UInt8(ascii: " "))
            default: break
            }
        }
        return parts
    }

    /// `__asm { mov eax, 1 }` and `__asm mov eax, 1`.
    private func examineMicrosoft(_ index: Int, _ collector: inout CandidateCollector) {
        let token = source.tokens[index]
        let isBlock = source.isPunctuation(UInt8(ascii: "{"), at: index + 1)
        let first = index + (isBlock ? 2 : 1)
        guard source.kind(at: first) == .identifier, !isInMacro(index) else { return }
        let end =
            isBlock
            ? source.tokens[min(source.skipBrackets(at: index + 1), source.tokens.count) - 1].range.upperBound
            : min(source.bytes.count, token.range.upperBound + 80)
        let start = token.range.upperBound
        let text = source.bytes[start..<max(start, end)].filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
        let line = isBlock ? text : Array(text.prefix { $0 != UInt8(ascii: "\n") })
        if case .x86(let what) = InlineAssemblyText(line).verdict(isWhole: true, operands: []) {
            report(token, "inline assembly for x86 (\(what))", what, .nothing, &collector)
        }
    }

    /// In a macro it is for Microsoft's compiler alone: nothing else expands it.
    private func isInMacro(_ index: Int) -> Bool {
        for place in stride(from: index - 1, to: max(-1, index - 64), by: -1) {
            if source.kind(at: place) == .macroEnd { return false }
            if source.kind(at: place) == .macroStart { return true }
        }
        return false
    }
}
