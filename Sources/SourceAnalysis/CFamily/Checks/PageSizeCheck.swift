import Reporting
import ScanModel

/// Pages of 4096 bytes: kernels for arm64 may have 16 or 64 KiB.
struct PageSizeCheck: CCheck {
    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        // Who asks for the size knows that it differs.
        guard !source.hasAny(of: .asksPageSize) else { return }
        let mapsMemory = source.hasAny(of: .mapsMemory, .protectsMemory)
        let calls = mapsMemory ? source.tokens.indices.filter { isMapping($0, in: source) } : []
        guard !calls.isEmpty || !source.definitions.isEmpty else { return }
        let found = candidates(in: source)
        guard !calls.isEmpty || !found.isEmpty, !asksByAnotherName(source) else { return }
        for definition in found {
            let name = source.text(definition.name)
            // Beside calls that map something else it says little.
            let isUsed = calls.isEmpty || isUsed(definition, near: calls, in: source)
            collector.add(
                CFamilyRules.pageSize, at: definition.name.lowerBound, region: definition.region,
                severity: isUsed ? nil : .note,
                requirement: calls.isEmpty ? .mapsMemory(NameHash.of(source.bytes[definition.name])) : .nothing,
                message: "\(name) is fixed at 4 KiB; the kernel's pages may have 16 or 64 KiB on arm64")
        }
        guard !calls.isEmpty else { return }
        for index in source.tokens.indices { examine(index, near: calls, in: source, &collector) }
    }

    /// Definitions of a size of pages.
    private static func candidates(in source: CSource) -> [CSource.Definition] {
        source.definitions.filter { definition in
            guard !definition.isDefault, !definition.isFunction, mayBePageSize(source.bytes[definition.name]),
                let value = definition.value.expression.evaluate({ _, _ in nil })
            else { return false }
            return isPageSize(source.text(definition.name), value)
                && source.regions[Int(definition.region)].known == .yes
        }
    }

    private static func isMapping(_ index: Int, in source: CSource) -> Bool {
        source.tokens[index].word == .mapsMemory || source.tokens[index].word == .protectsMemory
    }

    /// Whether a program asks for the size by a function of its own, such as `app_getpagesize`.
    private static func asksByAnotherName(_ source: CSource) -> Bool {
        source.tokens.contains { token in
            guard token.kind == .identifier, token.range.count >= 11,
                source.bytes[token.range].contains(where: { $0 | 0x20 == UInt8(ascii: "z") })
            else { return false }
            let name = source.text(token).lowercased()
            return name.contains("getpagesize") || name.contains("get_page_size")
        }
    }

    /// How many words a call and what it is given are apart at most.
    private static let distance = 300

    private static func isUsed(_ definition: CSource.Definition, near calls: [Int], in source: CSource) -> Bool {
        let name = source.bytes[definition.name]
        return calls.contains { call in
            (max(0, call - distance)..<min(source.tokens.count, call + distance)).contains {
                source.tokens[$0].kind == .identifier && source.bytes[source.tokens[$0].range] == name
            }
        }
    }

    /// The names of sizes of pages that a file which maps memory uses, and doesn't define.
    static func names(in source: CSource) -> Set<UInt64> {
        Set(
            source.tokens.lazy.filter { token in
                token.kind == .identifier && token.range.count >= 7
                    && suffixes.contains { ends(source.bytes[token.range], with: $0.suffix) }
            }.map { NameHash.of(source.bytes[$0.range]) })
    }

    /// Whether a name ends in a word, whatever the letters' size and the underscores between them.
    private static func ends(_ name: ArraySlice<UInt8>, with word: String) -> Bool {
        var index = name.endIndex
        for letter in word.utf8.reversed() {
            repeat { index -= 1 } while index >= name.startIndex && name[index] == UInt8(ascii: "_")
            guard index >= name.startIndex, name[index] | 0x20 == letter else { return false }
        }
        return true
    }

    /// Whether a name and a number are a size of pages, its logarithm or its mask.
    private static func isPageSize(_ name: Substring, _ value: Int) -> Bool {
        let name = name.lowercased().filter { $0 != "_" }
        guard let words = suffixes.first(where: { name.hasSuffix($0.suffix) }), words.values.contains(value) else {
            return false
        }
        // Databases, flash memory and printers have pages too.
        return owners.contains(String(name.dropLast(words.suffix.count)))
    }

    /// Whether a name ends like one of the ``suffixes``, but for underscores: every macro of a file is asked.
    private static func mayBePageSize(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.last(where: { $0 != UInt8(ascii: "_") }).map({ $0 | 0x20 }) {
        case UInt8(ascii: "e"), UInt8(ascii: "z"), UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "k"): true
        default: false
        }
    }

    private static let suffixes: [(suffix: String, values: [Int])] = [
        ("pagesize", [4096]), ("pagesz", [4096]), ("pageshift", [12]), ("pagebits", [12]), ("pagemask", [4095, ~4095]),
    ]
    private static let owners: Set<String> = [
        "", "k", "system", "sys", "os", "vm", "host", "kernel", "mem", "memory", "hw", "mmu", "cpu", "linux", "my",
        "native", "target", "small", "std", "standard", "base", "arch", "x86", "virtual", "def",
    ]

    private static func examine(
        _ index: Int, near calls: [Int], in source: CSource, _ collector: inout CandidateCollector
    ) {
        let token = source.tokens[index]
        if token.word == .protectsMemory, source.isPunctuation(UInt8(ascii: "("), at: index + 1) {
            let arguments = (index + 2)..<source.skipBrackets(at: index + 1, limit: 80)
            guard arguments.contains(where: { number(at: $0, in: source) == 4096 }) else { return }
            return collector.add(
                CFamilyRules.pageSize, at: token.range.lowerBound, region: token.region, family: "protect",
                message: "\(source.text(token))() with 4096: pages may have 16 or 64 KiB on arm64, and the call fails")
        }
        if let value = number(at: index, in: source), isConstant(index, value, in: source) {
            let isNear = calls.contains { abs($0 - index) < distance }
            collector.add(
                CFamilyRules.pageSize, at: token.range.lowerBound, region: token.region, family: "mask",
                severity: isNear ? nil : .note,
                message:
                    "addresses are rounded to 4 KiB beside calls that want whole pages, which may be larger on arm64")
        }
    }

    /// `~4095`, `~0xfff`, `~(4096 - 1)`, `const int kPageSize = 4096`.
    private static func isConstant(_ index: Int, _ value: Int, in source: CSource) -> Bool {
        let tilde = UInt8(ascii: "~")
        if value == 4095, isRoundedUp(index, in: source) { return true }
        if value == 4095 || value == ~4095 {
            return value < 0 || source.isPunctuation(tilde, at: index - 1)
                || source.isPunctuation(UInt8(ascii: "("), at: index - 1) && source.isPunctuation(tilde, at: index - 2)
                || source.isPunctuation(UInt8(ascii: ")"), at: index - 1)
                    && source.tokens[max(0, index - 6)..<index]
                        .contains { source.bytes[$0.range.lowerBound] == tilde }
        }
        guard value == 4096 else { return false }
        if source.isPunctuation(UInt8(ascii: "("), at: index - 1), source.isPunctuation(tilde, at: index - 2) {
            return source.isPunctuation(UInt8(ascii: "-"), at: index + 1)
        }
        guard source.isPunctuation(UInt8(ascii: "="), at: index - 1), source.kind(at: index - 2) == .identifier else {
            return false
        }
        return isPageSize(source.text(source.tokens[index - 2]), value)
    }

    /// `(n + 4095) / 4096`, `(n + 0xfff) >> 12`: a number of pages.
    private static func isRoundedUp(_ index: Int, in source: CSource) -> Bool {
        guard source.isPunctuation(UInt8(ascii: "+"), at: index - 1),
            source.isPunctuation(UInt8(ascii: ")"), at: index + 1)
        else { return false }
        let sign = UInt8(ascii: ">")
        return source.isPunctuation(UInt8(ascii: "/"), at: index + 2) && number(at: index + 3, in: source) == 4096
            || source.isPunctuation(sign, at: index + 2) && source.isPunctuation(sign, at: index + 3)
                && number(at: index + 4, in: source) == 12
    }

    private static func number(at index: Int, in source: CSource) -> Int? {
        guard source.kind(at: index) == .number else { return nil }
        return ConditionParser.number(source.bytes[source.tokens[index].range])
    }
}
