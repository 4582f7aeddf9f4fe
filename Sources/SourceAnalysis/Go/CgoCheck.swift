import Reporting
import ScanModel

/// The comment in front of `import "C"`: flags for the C compiler and C code.
struct CgoCheck {
    private let text: SourceText
    private let file: FileName
    private let range: Range<Int>

    init(_ text: SourceText, preamble: Range<Int>, _ file: FileName) {
        self.text = text
        self.file = file
        range = preamble
    }

    func findings() -> [Finding] { flags() + code() }

    // MARK: flags

    private struct Directive {
        let offset: Int
        let condition: GoCondition?
        let variable: Substring
        let values: [String]
    }

    private func flags() -> [Finding] {
        let directives = directives()
        let hasARM64 = directives.contains { ArchitectureWords.namesARM64($0.values.joined(separator: " ")) }
        return directives.flatMap { directive in
            guard GoAvailability(directive.condition).arm64.isPossible else { return [Finding]() }
            return directive.values.compactMap { value in
                problem(of: value, in: directive, hasARM64: hasARM64).map { finding($0.0, directive, value, $0.1) }
            }
        }
    }

    private func problem(of value: String, in directive: Directive, hasARM64: Bool) -> (Severity, String)? {
        if directive.variable.hasSuffix("FLAGS"), X86Flags.contains(value) {
            return (.blocker, "the C compiler for arm64 refuses \(value)")
        }
        let isPath = value.hasPrefix("-L") || value.hasPrefix("-I") || value.contains("/")
        guard isPath, ArchitectureWords.namesX86(value), !ArchitectureWords.namesARM64(value), !hasARM64 else {
            return nil
        }
        // The linker looks in the system's own folders for itself, whatever the architecture.
        let isSystem = value.contains("/usr/") || value.contains("/lib/x86_64-linux-gnu")
        let isLibrary = directive.variable == "LDFLAGS"
        return (isSystem || !isLibrary ? .warning : .blocker, "builds for arm64 take \(value), which is for x86")
    }

    private func finding(_ severity: Severity, _ directive: Directive, _ value: String, _ message: String) -> Finding {
        let line = text.range(ofLine: text.line(at: directive.offset))
        let offset = text.bytes.firstIndex(of: value, in: line) ?? directive.offset
        return Finding(GoRules.cgo, in: text, at: offset, severity: severity.lowered(in: file), message: message)
    }

    private func directives() -> [Directive] {
        text.bytes.indices(of: "#cgo ", in: range).compactMap { offset in
            let line = text.bytes[offset..<range.upperBound].prefix { $0 != UInt8(ascii: "\n") }.prefix(
                SourceText.reach)
            let content = String(decoding: line.dropFirst(5), as: UTF8.self)
            guard let colon = content.firstIndex(of: ":") else { return nil }
            let words = content[..<colon].split { $0 == " " || $0 == "\t" }
            guard let variable = words.last else { return nil }
            let options = words.dropLast().joined(separator: " ")
            return Directive(
                offset: offset, condition: GoCondition.options(options[...]), variable: variable,
                values: content[content.index(after: colon)...].split { " \t\r\"".contains($0) }.map { String($0) })
        }
    }

    // MARK: C code

    private static let headers = [
        "immintrin.h", "xmmintrin.h", "emmintrin.h", "pmmintrin.h", "tmmintrin.h", "smmintrin.h", "nmmintrin.h",
        "wmmintrin.h", "x86intrin.h", "cpuid.h", "sys/io.h",
    ]
    private static let calls = ["_mm_", "_mm256_", "_mm512_", "__builtin_ia32_", "__get_cpuid", "__rdtsc", "__cpuid"]
    private static let assembly = ["__asm__", "__asm", "asm"]

    private func code() -> [Finding] {
        let bytes = plainCode()
        let lines = ConditionalLines(bytes, in: range)
        var known: Set<Int> = []
        var result: [Finding] = []
        func add(_ offset: Int, _ message: String) {
            let state = lines.isLive(at: offset)
            guard state.isPossible, known.insert(text.line(at: offset)).inserted else { return }
            let severity: Severity = state == .yes ? .blocker : .warning
            result.append(
                Finding(GoRules.cgo, in: text, at: offset, severity: severity.lowered(in: file), message: message))
        }
        for header in Self.headers {
            for offset in bytes.indices(of: header, in: range) where isInclude(bytes, offset) {
                add(offset, "\(header) exists for x86 only")
            }
        }
        // What a header brings is said once.
        if result.isEmpty, let first = Self.calls.compactMap({ bytes.firstIndex(of: $0, in: range) }).min() {
            add(first, "this function of the compiler exists for x86 only")
        }
        for word in Self.assembly {
            for offset in bytes.indices(of: word, in: range) where isX86Assembly(bytes, offset, word) {
                add(offset, "x86 instructions in C code that arm64 compiles too")
            }
        }
        for error in lines.errors { add(error.offset, "this #error is reached on aarch64") }
        return result
    }

    /// The C code without Go's comment characters and without C's comments.
    private func plainCode() -> [UInt8] {
        var bytes = text.bytes
        var start = range.lowerBound
        var isInBlock = false
        while start < range.upperBound {
            let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            let line = bytes[start..<end]
            if !isInBlock, line.starts(with: Array("//".utf8)) || line.starts(with: Array("/*".utf8)) {
                isInBlock = line.dropFirst().first == UInt8(ascii: "*")
                CommentBlanking.blank(&bytes, start..<(start + 2))
            }
            if isInBlock, let close = bytes.firstIndex(of: "*/", in: start..<end) {
                isInBlock = false
                CommentBlanking.blank(&bytes, close..<(close + 2))
            }
            start = end + 1
        }
        let inner = CommentBlanking.slashes(Array(bytes[range]))
        bytes.replaceSubrange(range, with: inner)
        return bytes
    }

    private func isInclude(_ bytes: [UInt8], _ offset: Int) -> Bool {
        bytes.contains("include", in: text.range(ofLine: text.line(at: offset)).lowerBound..<offset)
    }

    private func isX86Assembly(_ bytes: [UInt8], _ offset: Int, _ word: String) -> Bool {
        let end = offset + word.utf8.count
        let isWord = { (byte: UInt8) in byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") }
        guard offset == 0 || !isWord(bytes[offset - 1]), end < bytes.count, !isWord(bytes[end]),
            let open = bytes[end..<min(range.upperBound, end + 64)].firstIndex(of: UInt8(ascii: "("))
        else { return false }
        let close = bytes[open..<range.upperBound].firstIndex(of: UInt8(ascii: ";")) ?? range.upperBound
        return InlineAssembly.isX86(bytes[open..<min(close, open + SourceText.reach)])
    }
}
