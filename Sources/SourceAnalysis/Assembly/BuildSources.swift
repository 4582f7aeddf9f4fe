import ScanModel

/// The sources and objects that a line of a build file names.
enum BuildSources {
    private static let endings: [[UInt8]] = [".s", ".asm", ".nasm", ".o", ".obj", ".lo", ".$"].map { Array($0.utf8) }
    private static let separators: [Bool] = (0...UInt8.max).map { " \t\"'(),;:=[]{}\\".utf8.contains($0) }
    private static let assemblers: NameSet = ["nasm", "yasm", "as", "fasm"]

    /// Where a source stands, with its folder.
    struct Source {
        /// Without its ending.
        let stem: Range<Int>
        let whole: Range<Int>
    }

    static func sources(in bytes: [UInt8], _ line: Range<Int>) -> [Source] {
        var result: [Source] = []
        var dot = line.lowerBound
        while true {
            dot = bytes.span.firstIndex(of: UInt8(ascii: "."), in: dot..<line.upperBound)
            guard dot < line.upperBound else { return result }
            if let end = endOfEnding(bytes, dot, line) {
                var start = dot
                while start > line.lowerBound, !isSeparator(bytes[start - 1]) { start -= 1 }
                result.append(Source(stem: start..<dot, whole: start..<end))
            }
            dot += 1
        }
    }

    @inline(__always) private static func isSeparator(_ byte: UInt8) -> Bool { separators[Int(byte)] }

    private static func endOfEnding(_ bytes: [UInt8], _ dot: Int, _ line: Range<Int>) -> Int? {
        guard dot + 1 < line.upperBound else { return nil }
        // "$" for "a.$(OBJEXT)".
        switch bytes[dot + 1] | 0x20 {
        case UInt8(ascii: "$") | 0x20: break
        case UInt8(ascii: "s"), UInt8(ascii: "a"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "l"): break
        default: return nil
        }
        for ending in endings where ending.count <= line.upperBound - dot {
            let end = dot + ending.count
            guard end == line.upperBound || isSeparator(bytes[end]) else { continue }
            if zip(bytes[dot..<end], ending).allSatisfy({ $0.lowercasedASCII == $1 }) { return end }
        }
        return nil
    }

    /// The beginnings of names that a line puts together with an architecture: `boot-` of `boot-$(TARGET_ARCH).o`.
    static func chosen(in bytes: [UInt8], _ line: Range<Int>) -> [String] {
        // Every line of a build file is asked, and hardly one has an ending behind a variable.
        guard hasVariableWithEnding(bytes, line) else { return [] }
        return bytes.indices(of: "$(", in: line).compactMap { place in
            let rest = bytes[(place + 2)..<line.upperBound].prefix(40)
            guard let close = rest.firstIndex(of: UInt8(ascii: ")")), close + 1 < line.upperBound,
                bytes[close + 1] == UInt8(ascii: "."), endOfEnding(bytes, close + 1, line) != nil
            else { return nil }
            let name = String(decoding: rest[..<close], as: UTF8.self).lowercased()
            guard ["arch", "cpu", "machine"].contains(where: { name.contains($0) }) else { return nil }
            var start = place
            while start > line.lowerBound, !isSeparator(bytes[start - 1]), bytes[start - 1] != UInt8(ascii: "/") {
                start -= 1
            }
            return start < place ? String(decoding: bytes[start..<place], as: UTF8.self).lowercased() : nil
        }
    }

    private static func hasVariableWithEnding(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while true {
            let close = bytes.span.firstIndex(of: UInt8(ascii: ")"), in: start..<line.upperBound)
            guard close + 1 < line.upperBound else { return false }
            if bytes[close + 1] == UInt8(ascii: ".") { return true }
            start = close + 1
        }
    }

    /// The name of a source without its folder.
    static func name(_ bytes: [UInt8], _ stem: Range<Int>) -> Range<Int> {
        (bytes[stem].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? stem.lowerBound)..<stem.upperBound
    }

    /// "nasm -f elf64 sum.asm" says how a file is assembled, not when.
    static func isAssemblerCommand(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound, !bytes[start].isASCIILetterOrDigit { start += 1 }
        var end = start
        while end < line.upperBound, bytes[end].isASCIILetterOrDigit { end += 1 }
        guard start < end, assemblers.mayContain(bytes[start].lowercasedASCII, count: end - start) else { return false }
        return assemblers.contains(bytes[start..<end].map { $0.lowercasedASCII }[...])
    }
}
