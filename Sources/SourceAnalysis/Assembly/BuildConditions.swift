import ScanModel

/// Which sources a build file names under a condition on the architecture, or on assembly being wanted at all.
enum BuildConditions {
    private static let endings = [".s", ".asm", ".nasm", ".o", ".obj", ".lo", ".$"]
    private static let words: Set<Substring> = [
        "asm", "nasm", "yasm", "simd", "sse", "avx", "x86asm", "haveasm", "havenasm", "haveyasm",
    ]
    private static let assemblers: Set<Substring> = ["nasm", "yasm", "as", "fasm"]
    private static let lineLimit = 1024
    private static let separators = Set(" \t\"'(),;:=[]{}\\".utf8)
    /// How far above a source the line is looked for that it is indented under.
    private static let linesAbove = 60

    /// - Returns: names without folder and ending, in small letters.
    /// - Parameter isPython: whether only `if` and the keys of tables are conditions, whatever else names x86.
    static func conditionalSources(_ text: SourceText, isPython: Bool = false) -> Set<String> {
        var result: Set<String> = []
        var open: [Bool] = []
        for number in 1...max(1, text.lineCount) {
            let range = text.range(ofLine: number)
            guard range.count <= lineLimit else { continue }
            let keyword = keyword(text.bytes[range])
            guard keyword != nil || maySource(text.bytes, range) else { continue }
            let line = String(decoding: text.bytes[range], as: UTF8.self).lowercased()
            if let keyword { follow(keyword, line, &open) }
            guard !isAssemblerCommand(line) else { continue }
            let sources = sources(in: line)
            guard !sources.isEmpty else { continue }
            let rest = sources.reduce(line) { $0.replacingFirst($1.text, with: "") }
            if !isPython || asks(rest), namesArchitecture(rest) || open.contains(true) {
                result.formUnion(sources.map { $0.name })
            } else if isUnderCondition(text, number, isPython: isPython) {
                result.formUnion(sources.map { $0.name })
            }
        }
        return result
    }

    /// The first word of a line that opens or closes a condition.
    private static func keyword(_ line: ArraySlice<UInt8>) -> String? {
        guard let first = line.firstIndex(where: { !$0.isASCIISpace }), "iecfIECF".utf8.contains(line[first]) else {
            return nil
        }
        let word = line[first...].prefix { $0.isASCIILetterOrDigit }
        guard (2...6).contains(word.count) else { return nil }
        return String(decoding: word, as: UTF8.self).lowercased()
    }

    /// "nasm -f elf64 sum.asm" says how a file is assembled, not when.
    private static func isAssemblerCommand(_ line: String) -> Bool {
        let first = line.utf8.drop { !$0.isASCIILetterOrDigit }.prefix { $0.isASCIILetterOrDigit }
        return assemblers.contains(Substring(first))
    }

    private static func maySource(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        range.contains { index in
            guard bytes[index] == UInt8(ascii: "."), index + 1 < range.upperBound else { return false }
            return "sanolSAN$".utf8.contains(bytes[index + 1])
        }
    }

    /// Whether a line further up, with less in front of it, is about an architecture: Python, Meson, Bazel, CMake.
    private static func isUnderCondition(_ text: SourceText, _ number: Int, isPython: Bool) -> Bool {
        var least = indentation(text, number)
        for above in stride(from: number - 1, through: max(1, number - linesAbove), by: -1) where least > 0 {
            let range = text.range(ofLine: above)
            let indentation = indentation(text, above)
            guard indentation < least, range.count <= lineLimit, indentation < range.count else { continue }
            least = indentation
            let line = String(decoding: text.bytes[range], as: UTF8.self).lowercased()
            if !isPython || asks(line), namesArchitecture(line) { return true }
        }
        return false
    }

    /// Whether a line of Python asks for something: `if`, `elif`, or the key of a table.
    private static func asks(_ line: String) -> Bool {
        let words = line.split { " \t".contains($0) }
        return words.contains { ["if", "elif"].contains($0) } || line.contains("':") || line.contains("\":")
    }

    private static func indentation(_ text: SourceText, _ number: Int) -> Int {
        text.bytes[text.range(ofLine: number)].prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    /// Keeps count of `if … endif` in CMake, make, Meson and shell.
    private static func follow(_ keyword: String, _ line: String, _ open: inout [Bool]) {
        switch keyword {
        case "if", "ifeq", "ifneq", "ifdef", "ifndef", "case": open.append(namesArchitecture(line))
        case "elif", "elseif", "else":
            // The other side of a condition on the architecture is one too.
            if let last = open.popLast() { open.append(last || namesArchitecture(line)) }
        case "endif", "fi", "esac": _ = open.popLast()
        default: return
        }
    }

    private static func namesArchitecture(_ line: String) -> Bool {
        ArchitectureWords.namesX86(line) || ArchitectureWords.namesARM64(line)
            || line.utf8.split { !$0.isASCIILetterOrDigit }.contains { words.contains(Substring($0)) }
    }

    private static func sources(in line: String) -> [(text: String, name: String)] {
        line.utf8.split { separators.contains($0) }.compactMap { part in
            let token = Substring(part)
            guard let ending = endings.first(where: { token.hasSuffix($0) }) else { return nil }
            let last = token.split(separator: "/").last ?? token
            return (String(token), String(last.dropLast(ending.count)))
        }
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        let bytes = Array(utf8)
        guard let start = bytes.firstIndex(of: part, in: 0..<bytes.count) else { return self }
        return String(
            decoding: bytes[..<start] + Array(other.utf8) + bytes[(start + part.utf8.count)...], as: UTF8.self)
    }
}
