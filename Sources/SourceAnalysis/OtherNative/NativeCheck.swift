import Reporting
import ScanModel

/// Inline assembly and errors of the compiler in languages that have few of them.
struct NativeCheck {
    private let language: NativeLanguage
    private let text: SourceText
    private let file: FileName
    private let code: [UInt8]

    init(_ language: NativeLanguage, _ text: SourceText, _ file: FileName) {
        self.language = language
        self.text = text
        self.file = file
        code = language.code(text.bytes)
    }

    func findings() -> [Finding] { (assembly() + errors() + failures() + types()).sorted() }

    // MARK: assembly

    private func assembly() -> [Finding] {
        var known: Set<Int> = []
        return language.assembly.flatMap { code.indices(of: $0, in: 0..<code.count) }.sorted().compactMap { offset in
            guard offset == 0 || !isWord(code[offset - 1]), !isGuarded(offset), !ArchitectureWords.namesX86(file.name),
                InlineAssembly.isX86(code[offset..<min(code.count, offset + 1024)]),
                known.insert(text.line(at: offset)).inserted
            else { return nil }
            return Finding(
                OtherNativeRules.assembly, in: text, at: offset,
                severity: OtherNativeRules.assembly.severity.lowered(in: file),
                message: "x86 instructions in code that is compiled for arm64 too")
        }
    }

    /// Whether the lines in front ask for the architecture: the whole file up to there is looked at, because silence
    /// is better than a wrong word.
    private func isGuarded(_ offset: Int) -> Bool { code.containsAny(language.guards, in: 0..<offset) }

    private func isWord(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") }

    // MARK: errors

    private func errors() -> [Finding] {
        lastBranches(
            language.errors, OtherNativeRules.guarded, "the compiler stops here on every architecture but x86"
        ) { lastGuard(in: $0) }
    }

    /// `#if arch(x86_64) … #else fatalError("unsupported") #endif`.
    private func failures() -> [Finding] {
        lastBranches(
            language.failures, RuntimeArchitectureRule.rule, "the program stops here on every architecture but x86"
        ) { window in
            code.indices(of: "#if ", in: window).last.flatMap { start in
                code.containsAny(language.guards, in: start..<window.upperBound) ? start : nil
            }
        }
    }

    /// What stands in the last branch of a choice that knows x86 and does not know arm64.
    /// - Parameter start: where such a choice begins in the lines before a word.
    private func lastBranches(
        _ words: [String], _ rule: Rule, _ message: String, from start: (Range<Int>) -> Int?
    ) -> [Finding] {
        words.flatMap { code.indices(of: $0, in: 0..<code.count) }.sorted().compactMap { offset in
            let window = text.window(around: offset, before: 12, after: 0).lowerBound..<offset
            guard let start = start(window),
                !code.containsAny(["aarch64", "arm64", "AARCH64"], in: start..<offset),
                isLastBranch(start..<offset)
            else { return nil }
            return Finding(rule, in: text, at: offset, severity: rule.severity.lowered(in: file), message: message)
        }
    }

    // MARK: types

    /// The first use of a type that is not there; a file that asks for the architecture or the system is silent.
    private func types() -> [Finding] {
        guard !code.containsAny(language.guards + ["os("], in: 0..<code.count) else { return [] }
        let places = language.types.flatMap { code.indices(ofName: $0, in: 0..<code.count) }.sorted()
        return places.filter { isType($0) }.prefix(1).map { place in
            Finding(
                CFamilyRules.extendedFloat, in: text, at: place,
                severity: CFamilyRules.extendedFloat.severity.lowered(in: file),
                message: "\(code.text(code.name(at: place))) does not exist on arm64")
        }
    }

    /// `: Float80`, `[Float80]`, `-> Float80`, `= Float80(1)`; not a word of a sentence between quotes.
    private func isType(_ place: Int) -> Bool {
        code[max(0, place - 8)..<place].last { !$0.isASCIISpace }.map { ":(<=[,>".utf8.contains($0) } ?? false
    }

    private func lastGuard(in window: Range<Int>) -> Int? {
        language.guards.compactMap { code.firstIndex(of: $0, in: window) }.min()
    }

    private func isLastBranch(_ range: Range<Int>) -> Bool {
        let names = code.containsAny(["x86", "X86", "amd64", "i386", "CPU386"], in: range)
        let hasElse = code.containsAny(["else", "ELSE", "!=", "!arch", "not defined", "unless"], in: range)
        return names && hasElse && !code.containsAny(["endif", "ENDIF"], in: range)
    }
}
