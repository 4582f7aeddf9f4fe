import ScanModel

/// Which sources a build file names under a condition on the architecture, or on assembly being wanted at all.
enum BuildConditions {
    private static let endings = [".s", ".asm", ".nasm", ".o", ".obj", ".lo"]
    private static let words = ["asm", "nasm", "yasm", "simd", "sse", "avx"]
    private static let lineLimit = 1024

    /// - Returns: names without folder and ending, in small letters.
    static func conditionalSources(_ text: SourceText) -> Set<String> {
        var result: Set<String> = []
        var open: [Bool] = []
        var above: [(indentation: Int, names: Bool)] = []
        for number in 1...max(1, text.lineCount) {
            let bytes = text.bytes[text.range(ofLine: number)]
            guard bytes.count <= lineLimit, let first = bytes.firstIndex(where: { !$0.isASCIISpace }) else { continue }
            let line = String(decoding: bytes[first...], as: UTF8.self).lowercased()
            let indentation = first - bytes.startIndex
            follow(line, &open)
            above.removeAll { $0.indentation >= indentation }
            let sources = sources(in: line)
            let rest = sources.reduce(line) { $0.replacingFirst($1.text, with: "") }
            let names = namesArchitecture(rest)
            if names || open.contains(true) || above.contains(where: { $0.names }) {
                result.formUnion(sources.map { $0.name })
            }
            if above.count < 64 { above.append((indentation, names)) }
        }
        return result
    }

    /// Keeps count of `if … endif` in CMake, make, Meson and shell.
    private static func follow(_ line: String, _ open: inout [Bool]) {
        let word = line.prefix { $0.isLetter }
        switch word {
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
            || line.split { !($0.isLetter || $0.isNumber) }.contains { part in
                words.contains { part == $0 || part == "x86" + $0 || part == "have" + $0 }
            }
    }

    private static func sources(in line: String) -> [(text: String, name: String)] {
        line.split { " \t\"'(),;:=[]{}\\".contains($0) }.compactMap { token in
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
