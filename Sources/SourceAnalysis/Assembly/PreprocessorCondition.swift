import ScanModel

/// The value of an `#if` on aarch64 Linux, as far as the compiler's own macros decide it.
struct PreprocessorCondition {
    private var tokens: ArraySlice<Substring>
    /// Nesting that no person writes.
    private static let depthLimit = 64

    static func value(_ text: Substring) -> Ternary {
        let tokens = tokens(text)
        var parser = Self(tokens: tokens[...])
        guard let value = parser.disjunction(0), parser.tokens.isEmpty else { return .unknown }
        return value
    }

    /// Whether aarch64's compilers define a macro.
    static func defined(_ name: Substring) -> Ternary {
        if onARM64.contains(name) { return .yes }
        if never.contains(name) { return .no }
        // ARCH_X86_64, HAVE_AVX2, __SSE4_2__: settings of builds for x86 alone.
        let upper = Array(name.uppercased().utf8)
        if upper.containsAny(["X86", "AMD64"], in: 0..<upper.count) { return .no }
        let words = upper.split(separator: UInt8(ascii: "_")).map { String(decoding: $0, as: UTF8.self) }
        return words.contains { x86Words.contains($0) } ? .no : .unknown
    }

    static func namesArchitecture(_ text: Substring) -> Bool {
        tokens(text).contains { onARM64Architecture.contains($0) || (defined($0) == .no && !otherSystems.contains($0)) }
    }

    private static let onARM64Architecture: Set<Substring> = ["__aarch64__", "__ARM_NEON", "__arm64__", "_M_ARM64"]
    private static let onARM64: Set<Substring> = [
        "__aarch64__", "__ARM_NEON", "__ARM_64BIT_STATE", "__AARCH64EL__", "__linux__", "__linux", "linux", "__unix__",
        "__unix", "__ELF__", "__LP64__", "_LP64", "__GNUC__", "__ASSEMBLER__",
    ]
    private static let otherSystems: Set<Substring> = [
        "_WIN32", "_WIN64", "WIN32", "__APPLE__", "__MACH__", "_MSC_VER", "__CYGWIN__", "__MINGW32__", "__FreeBSD__",
        "__OpenBSD__", "__NetBSD__", "__sun", "__ANDROID__", "__ILP32__",
    ]
    private static let never: Set<Substring> = otherSystems.union([
        "__arm64__", "_M_ARM64", "__AARCH64EB__", "__i386__", "__i386", "i386", "__i486__", "__i586__", "__i686__",
        "_M_IX86", "_M_X64", "__arm__", "__ARM_ARCH_7A__", "__powerpc__", "__powerpc64__", "__ppc__", "__PPC__",
        "__PPC64__", "__mips__", "__mips64", "__riscv", "__s390__", "__s390x__", "__sparc__", "__sparc", "__alpha__",
        "__loongarch__", "__ia64__", "__hppa__", "__wasm__", "__wasm32__", "__KNC__", "__MIC__",
    ])
    private static let x86Words: Set<String> = [
        "I386", "I686", "IA32", "X64", "MMX", "SSE", "SSE2", "SSE3", "SSSE3", "SSE41", "SSE42", "SSE4", "AVX", "AVX2",
        "AVX512", "AVX512F", "AVX512BW", "AVX512VL", "FMA3", "FMA4", "XOP", "BMI2", "AESNI", "PCLMULQDQ", "PCLMUL",
    ]

    // MARK: the expression

    private static func tokens(_ text: Substring) -> [Substring] {
        var result: [Substring] = []
        var rest = text.utf8[...]
        while let first = rest.first {
            let next = rest.dropFirst().first
            if first == UInt8(ascii: "/"), next == first || next == UInt8(ascii: "*") { return result }
            if first.isASCIISpace || first == UInt8(ascii: "\\") {
                rest.removeFirst()
                continue
            }
            let word = rest.prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80 }
            let isPair =
                next == UInt8(ascii: "=") && "=!<>".utf8.contains(first) || next == first && "&|".utf8.contains(first)
            let token = word.isEmpty ? rest.prefix(isPair ? 2 : 1) : word
            result.append(Substring(token))
            rest = rest[token.endIndex...]
        }
        return result
    }

    private mutating func disjunction(_ depth: Int) -> Ternary? {
        guard depth < Self.depthLimit, var value = conjunction(depth) else { return nil }
        while tokens.first == "||" {
            tokens.removeFirst()
            guard let next = conjunction(depth) else { return nil }
            value = value || next
        }
        return value
    }

    private mutating func conjunction(_ depth: Int) -> Ternary? {
        guard var value = comparison(depth) else { return nil }
        while tokens.first == "&&" {
            tokens.removeFirst()
            guard let next = comparison(depth) else { return nil }
            value = value && next
        }
        return value
    }

    /// Numbers are not computed: a comparison is unknown.
    private mutating func comparison(_ depth: Int) -> Ternary? {
        guard let value = term(depth) else { return nil }
        guard let symbol = tokens.first, ["==", "!=", ">=", "<=", ">", "<"].contains(symbol) else { return value }
        tokens.removeFirst()
        guard term(depth) != nil else { return nil }
        return value == .no ? .no : .unknown
    }

    private mutating func term(_ depth: Int) -> Ternary? {
        guard depth < Self.depthLimit, let first = tokens.popFirst() else { return nil }
        switch first {
        case "!": return term(depth + 1).map { !$0 }
        case "(":
            guard let value = disjunction(depth + 1), tokens.popFirst() == ")" else { return nil }
            return value
        case "defined":
            guard tokens.first == "(" else { return tokens.popFirst().map { Self.defined($0) } }
            tokens.removeFirst()
            guard let name = tokens.popFirst(), tokens.popFirst() == ")" else { return nil }
            return Self.defined(name)
        case "0": return .no
        case "1": return .yes
        default:
            guard let start = first.first, start.isLetter || start == "_" else {
                return first.first?.isNumber == true ? .unknown : nil
            }
            skipArguments()
            return Self.defined(first)
        }
    }

    /// "__has_include(<x.h>)".
    private mutating func skipArguments() {
        guard tokens.first == "(" else { return }
        var open = 0
        while let token = tokens.popFirst() {
            if token == "(" { open += 1 }
            if token == ")" { open -= 1 }
            if open == 0 { return }
        }
    }
}
