import ScanModel

extension GoAssemblyFile {
    /// Headers that define no functions.
    private static let plainHeaders = ["textflag.h", "funcdata.h", "go_asm.h", "go_tls.h", "asm_amd64.h"]

    init?(_ text: SourceText, fileName: Substring) {
        let bytes = text.bytes
        let range = 0..<bytes.count
        guard bytes.contains("(SB)", in: range), bytes.contains("TEXT", in: range) else { return nil }
        symbols = Set(bytes.indices(of: "(SB)", in: range).compactMap { Self.name(bytes, before: $0) })
        includesOthers = bytes.indices(of: "#include", in: range).contains { offset in
            let line = bytes[offset...].prefix { $0 != UInt8(ascii: "\n") }
            return !Self.plainHeaders.contains { String(decoding: line, as: UTF8.self).contains($0) }
        }
        availability = GoAvailability(fileName: fileName, header: Self.header(text))
    }

    /// `TEXT ·name(SB)`, with or without a package and `<>`.
    private static func name(_ bytes: [UInt8], before end: Int) -> String? {
        let low = max(0, end - 256)
        let start = bytes[low..<end].lastIndex(of: UInt8(ascii: "\n")) ?? low
        let line = String(decoding: bytes[start..<end], as: UTF8.self)
        guard line.contains("TEXT"), let dot = line.lastIndex(of: "·") else { return nil }
        return String(line[line.index(after: dot)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }

    private static func header(_ text: SourceText) -> GoCondition? {
        var options: [GoCondition] = []
        for number in 1...min(100, text.lineCount) {
            let bytes = text.bytes[text.range(ofLine: number)].prefix(1024)
            let line = String(decoding: bytes, as: UTF8.self)
            if line.hasPrefix("//go:build ") { return GoCondition.expression(line.dropFirst(11)) }
            let content = line.dropFirst(2).drop { $0 == " " }
            if line.hasPrefix("//"), content.hasPrefix("+build "),
                let option = GoCondition.options(content.dropFirst(7))
            {
                options.append(option)
            }
            // Constraints stand in front of everything.
            if !line.hasPrefix("//"), line.contains("TEXT") || line.hasPrefix("#") { break }
        }
        return options.isEmpty ? nil : .all(options)
    }
}
