import ScanModel

/// Finds the instructions in a Dockerfile: continuations joined, comments dropped, here-documents stepped over.
struct DockerfileLines {
    /// An instruction's keyword and where its arguments are.
    struct Line {
        let keyword: String
        let arguments: Range<Int>
    }

    /// The bytes with spaces in the place of comments and continuations.
    private(set) var code: [UInt8]
    private(set) var instructions: [Line] = []

    private static let newline = UInt8(ascii: "\n")
    private var escape = UInt8(ascii: "\\")
    private var position = 0

    init(_ bytes: [UInt8]) {
        code = bytes
        readDirectives()
        while position < code.count { readInstruction() }
    }

    /// `# escape=` in the comments at the very top.
    private mutating func readDirectives() {
        var start = 0
        while start < code.count {
            let end = lineEnd(from: start)
            guard code[start..<end].first(where: { !$0.isASCIISpace }) == UInt8(ascii: "#") else { return }
            let text = String(decoding: code[start..<end], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
            guard text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { return }
            let value = text[text.index(after: equals)...]
            if text[..<equals] == "#escape", value == "`" { escape = UInt8(ascii: "`") }
            start = end + 1
        }
    }

    private mutating func readInstruction() {
        let start = position
        var end = lineEnd(from: start)
        position = end + 1
        guard let first = code[start..<end].firstIndex(where: { !$0.isASCIISpace }) else { return }
        guard code[first] != UInt8(ascii: "#") else { return CommentBlanking.blank(&code, first..<end) }
        while let mark = continuation(in: first..<end) {
            code[mark] = UInt8(ascii: " ")
            join(&end)
        }
        let keywordEnd = code[first..<end].firstIndex { $0.isASCIISpace } ?? end
        var keyword = String(decoding: code[first..<keywordEnd], as: UTF8.self).uppercased()
        var arguments = keywordEnd..<end
        if keyword == "ONBUILD", let inner = Dockerfile.words(arguments, in: code).first {
            // What it announces is done in the image that is built on this one.
            keyword = inner.text.uppercased()
            arguments = (inner.offset + inner.text.utf8.count)..<end
        }
        if ["RUN", "COPY", "ADD"].contains(keyword) {
            let bodyEnd = skipHereDocuments(of: arguments)
            if keyword == "RUN" { arguments = arguments.lowerBound..<max(end, bodyEnd) }
        }
        instructions.append(Line(keyword: keyword, arguments: arguments))
    }

    /// Takes the next line into the instruction, over comments and empty lines.
    private mutating func join(_ end: inout Int) {
        while end < code.count {
            code[end] = UInt8(ascii: " ")
            let start = end + 1
            end = lineEnd(from: min(start, code.count))
            position = end + 1
            let first = code[min(start, end)..<end].first { !$0.isASCIISpace }
            guard first == nil || first == UInt8(ascii: "#") else { return }
            CommentBlanking.blank(&code, min(start, end)..<end)
        }
    }

    /// The escape character at the end of a line.
    private func continuation(in range: Range<Int>) -> Int? {
        guard let last = code[range].lastIndex(where: { !$0.isASCIISpace }), code[last] == escape else { return nil }
        // The range may span joined lines; only its very end can continue.
        return last
    }

    private func lineEnd(from start: Int) -> Int { code[start...].firstIndex(of: Self.newline) ?? code.count }

    /// Goes over the here-documents that a line announces.
    /// - Returns: where the last one ends.
    private mutating func skipHereDocuments(of arguments: Range<Int>) -> Int {
        var end = arguments.upperBound
        guard code.contains("<<", in: arguments) else { return end }
        for word in Dockerfile.words(arguments, in: code) {
            guard let marks = word.text.firstRange(of: "<<") else { continue }
            let name = word.text[marks.upperBound...].drop { $0 == "-" }.filter { !"\"'".contains($0) }
            guard let first = name.first, first.isLetter || first == "_" else { continue }
            while position < code.count {
                let start = position
                end = lineEnd(from: start)
                position = end + 1
                let line = String(decoding: code[start..<end], as: UTF8.self).drop { $0 == "\t" }.filter { $0 != "\r" }
                if line == name { break }
                if line.first(where: { !$0.isWhitespace }) == "#" { CommentBlanking.blank(&code, start..<end) }
            }
        }
        return end
    }
}
