import ScanModel

/// Reads a Go file once: its constraint, what it declares, what it uses. No grammar is needed for that: comments,
/// strings, braces and words are.
struct GoReader {
    private let text: SourceText
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0
    /// The depth inside of the parentheses of `var (`, when the reader is there.
    private var isInGroup = false
    private var isLineStart = true
    private var words = WordCollector()
    private var file = GoFile()
    private var header: GoCondition?
    private var hasExpression = false
    private var oldOptions: [GoCondition] = []
    private var constraintOffset: Int?
    /// The word before a dot, and where it ends.
    private var lastWord: (hash: UInt64, end: Int) = (0, -1)
    private var comments = 0..<0
    /// The comment in front of `import "C"`, with C code.
    private(set) var preamble: Range<Int>?
    private var linkNames: Set<String> = []
    /// Whether something stands in the file that has to be looked at in its place.
    private(set) var wantsLook = false

    init(_ text: SourceText) {
        self.text = text
        bytes = text.bytes
    }

    /// - Parameter name: the file's own name, as it is written.
    mutating func read(name: Substring) -> GoFile {
        while index < bytes.count, isOfInterest { step(name: name) }
        if !file.availability.isX86Only { file.words = WordSet(words) }
        file.bodyless.removeAll { linkNames.contains($0.name) }
        return file
    }

    /// Whether more than the header is needed: not of a file for another system.
    private var isOfInterest = true

    private mutating func step(name: Substring) {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\n"):
            isLineStart = true
            index += 1
        case UInt8(ascii: "/") where next == UInt8(ascii: "/") || next == UInt8(ascii: "*"): comment()
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"):
            isLineStart = false
            string(byte)
        case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): open()
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): close()
        case _ where byte.isGoWordStart: word(fileName: name)
        case _ where byte.isASCIILetterOrDigit:
            index += 1
            // A number, with its letters: "0xFF", "1e9".
            while index < bytes.count, bytes[index].isGoWord { index += 1 }
        case 0x20, 0x09:
            // Lines begin with many of them.
            repeat { index += 1 } while index < bytes.count && (bytes[index] == 0x20 || bytes[index] == 0x09)
        default:
            if !byte.isASCIISpace { isLineStart = false }
            index += 1
        }
    }

    private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    private mutating func open() {
        depth += 1
        isLineStart = false
        index += 1
    }

    private mutating func close() {
        depth = max(0, depth - 1)
        if depth == 0 { isInGroup = false }
        isLineStart = false
        index += 1
    }

    // MARK: comments and strings

    private mutating func comment() {
        let start = index
        if next == UInt8(ascii: "/") {
            index = endOfLine(from: index)
            lineComment(start..<index)
        } else {
            index = bytes.firstIndex(of: "*/", in: (index + 2)..<bytes.count).map { $0 + 2 } ?? bytes.count
        }
        comments = isAdjacent(comments.upperBound, start) ? comments.lowerBound..<index : start..<index
    }

    /// Whether only the end of one line stands between two places.
    private func isAdjacent(_ first: Int, _ second: Int) -> Bool {
        guard first > 0, second - first <= 64 else { return false }
        let between = bytes[first..<second]
        return between.allSatisfy { $0.isASCIISpace } && between.count { $0 == UInt8(ascii: "\n") } <= 1
    }

    private mutating func lineComment(_ range: Range<Int>) {
        guard range.count > 6, range.count < SourceText.reach else { return }
        if bytes[range.lowerBound + 2] == UInt8(ascii: "g") { directive(range) }
        guard file.package.isEmpty, depth == 0, mayConstrain(range) else { return }
        let line = String(decoding: bytes[range], as: UTF8.self)
        if line.hasPrefix("//go:build ") {
            header = GoCondition.expression(line.dropFirst("//go:build ".count))
            hasExpression = true
            constraintOffset = range.lowerBound
        } else if !hasExpression {
            let content = line.dropFirst(2).drop { $0 == " " || $0 == "\t" }
            guard content.hasPrefix("+build "), let options = GoCondition.options(content.dropFirst(7)) else { return }
            oldOptions.append(options)
            constraintOffset = constraintOffset ?? range.lowerBound
        }
    }

    /// Whether a comment begins as `//go:build` and `// +build` do: licences have many lines that do not.
    private func mayConstrain(_ comment: Range<Int>) -> Bool {
        let first = bytes[comment.dropFirst(2)].first { $0 != 0x20 && $0 != 0x09 }
        return first == UInt8(ascii: "g") || first == UInt8(ascii: "+")
    }

    /// `//go:linkname`, `//go:embed`.
    private mutating func directive(_ range: Range<Int>) {
        if bytes[range].starts(with: Array("//go:linkname ".utf8)) {
            let parts = String(decoding: bytes[range], as: UTF8.self).split { $0 == " " || $0 == "\t" }
            if let name = parts.dropFirst().first { linkNames.insert(String(name)) }
        } else if bytes[range].starts(with: Array("//go:embed ".utf8)) {
            wantsLook = true
        }
    }

    private mutating func string(_ quote: UInt8) {
        index += 1
        if quote == UInt8(ascii: "`") {
            index = (bytes[index...].firstIndex(of: quote) ?? bytes.count - 1) + 1
            return
        }
        while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "\n") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(index + 1, bytes.count)
    }

    private func endOfLine(from start: Int) -> Int {
        bytes.span.firstIndex(of: UInt8(ascii: "\n"), in: min(start, bytes.count)..<bytes.count)
    }

    // MARK: words

    private mutating func word(fileName: Substring) {
        let start = index
        var hash = WordSet.seed
        while index < bytes.count, bytes[index].isGoWord {
            hash = WordSet.step(hash, bytes[index])
            index += 1
        }
        let atLineStart = isLineStart
        isLineStart = false
        if depth == 0, atLineStart, keyword(start..<index, fileName: fileName) { return }
        if isInGroup, depth == 1, atLineStart { declare(start, isMethod: false) }
        if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
            words.insert(hash, .member)
            if lastWord.end == start - 1, GoFileWords.contains(bytes[start..<index]) { wantsLook = true }
            if lastWord.end == start - 1 { words.insert(WordSet.pair(lastWord.hash, hash), .member) }
        } else {
            use(hash)
        }
        lastWord = (hash, index)
    }

    private mutating func use(_ hash: UInt64) {
        guard let byte = byteAfterSpaces else { return words.insert(hash, .plain) }
        if bytes[byte] == UInt8(ascii: ":") {
            // A key of a literal or a label, no use; ":=" names it anew.
            if byte + 1 < bytes.count, bytes[byte + 1] == UInt8(ascii: "=") { words.insert(hash, .bound) }
            return
        }
        words.insert(hash, .plain)
        if byte > index, beginsType(byte) { words.insert(hash, .bound) }
    }

    private var byteAfterSpaces: Int? {
        var place = index
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place < bytes.count ? place : nil
    }

    /// Whether a parameter's or a field's type may begin at a place: "fast bool", "fast []byte", "fast *T".
    private func beginsType(_ place: Int) -> Bool {
        if bytes[place].isGoWordStart { return true }
        guard place + 1 < bytes.count else { return false }
        let second = bytes[place + 1]
        switch bytes[place] {
        case UInt8(ascii: "["): return second == UInt8(ascii: "]") || second.isASCIILetterOrDigit
        case UInt8(ascii: "*"): return second.isGoWordStart
        default: return false
        }
    }

    // MARK: declarations

    /// - Returns: whether the word begins a declaration, and needs nothing more.
    private mutating func keyword(_ range: Range<Int>, fileName: Substring) -> Bool {
        guard range.count >= 3, range.count <= 7 else { return false }
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "p"), UInt8(ascii: "i"), UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "c"),
            UInt8(ascii: "t"):
            break
        default: return false
        }
        switch String(decoding: bytes[range], as: UTF8.self) {
        case "package" where file.package.isEmpty: packageClause(range.lowerBound, fileName: fileName)
        case "import": imports(range.lowerBound)
        case "func": function()
        case "var", "const", "type": names()
        default: return false
        }
        return true
    }

    private mutating func packageClause(_ start: Int, fileName: Substring) {
        skipSpaces()
        let name = index
        while index < bytes.count, bytes[index].isGoWord { index += 1 }
        file.package = String(decoding: bytes[name..<index], as: UTF8.self)
        let condition = hasExpression ? header : oldOptions.isEmpty ? nil : .all(oldOptions)
        file.availability = GoAvailability(fileName: fileName, header: condition)
        isOfInterest = file.availability.arm64.isPossible || file.availability.isX86Only
        if condition != nil || !GoAvailability.suffixTags(fileName).isEmpty {
            file.constraint = SourcePlace(text, at: constraintOffset ?? start)
        }
    }

    private mutating func imports(_ start: Int) {
        skipSpaces()
        let isGroup = index < bytes.count && bytes[index] == UInt8(ascii: "(")
        var before = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ")"):
                index += 1
                return
            case UInt8(ascii: "\n"):
                guard isGroup else { return }
                index += 1
            case UInt8(ascii: "/"):
                comment()
                before = index
            case UInt8(ascii: "\""), UInt8(ascii: "`"):
                let content = index + 1
                if isGroup { before = index }
                string(bytes[index])
                note(import: content..<max(content, index - 1), begins: before)
            default: index += 1
            }
        }
    }

    private mutating func note(import range: Range<Int>, begins start: Int) {
        if bytes[range].elementsEqual("C".utf8) {
            if isAdjacent(comments.upperBound, start) || comments.upperBound == start { preamble = comments }
        } else {
            words.insert(WordSet.hash(bytes[range]), .imported)
        }
    }

    private mutating func function() {
        skipSpaces()
        var isMethod = false
        if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
            isMethod = true
            index = endOfParentheses(from: index)
            skipSpaces()
        }
        let name = index
        declare(name, isMethod: isMethod)
        while index < bytes.count, bytes[index].isGoWord { index += 1 }
        if !isMethod, index > name, !hasBody(from: index) {
            file.bodyless.append(declaration(name, isMethod: false))
        }
    }

    /// Whether a function's signature, that begins behind its name, is followed by a body.
    private func hasBody(from start: Int) -> Bool {
        let line = start..<endOfLine(from: start)
        if bytes[line].last(where: { !$0.isASCIISpace }) == UInt8(ascii: "{") { return true }
        var place = start
        var open = 0
        while place < min(bytes.count, start + SourceText.reach) {
            switch bytes[place] {
            case UInt8(ascii: "("), UInt8(ascii: "["): open += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: "{") where open <= 0: return true
            case UInt8(ascii: "\n") where open <= 0, UInt8(ascii: "/") where open <= 0: return false
            default: break
            }
            place += 1
        }
        return place < bytes.count
    }

    private mutating func names() {
        skipSpaces()
        guard index < bytes.count else { return }
        if bytes[index] == UInt8(ascii: "(") {
            isInGroup = true
            open()
        } else {
            declare(index, isMethod: false)
            while index < bytes.count, bytes[index].isGoWord { index += 1 }
            while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
                index += 1
                skipSpaces()
                declare(index, isMethod: false)
                while index < bytes.count, bytes[index].isGoWord { index += 1 }
            }
        }
    }

    /// Keeps what a file declares that is not built everywhere.
    private mutating func declare(_ start: Int, isMethod: Bool) {
        if !isMethod, bytes.has("main()", at: start) { file.declaresMain = true }
        guard file.constraint != nil, start < bytes.count, bytes[start].isGoWordStart else { return }
        if file.availability.isX86Only {
            file.declarations.append(declaration(start, isMethod: isMethod))
        } else {
            words.insert(WordSet.hash(bytes[start...].prefix { $0.isGoWord }), .declared)
        }
    }

    private func declaration(_ start: Int, isMethod: Bool) -> GoDeclaration {
        let name = bytes[start...].prefix { $0.isGoWord }
        return GoDeclaration(
            name: String(decoding: name, as: UTF8.self), isMethod: isMethod, place: SourcePlace(text, at: start))
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    private func endOfParentheses(from start: Int) -> Int {
        var place = start
        var open = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "(") { open += 1 }
            if bytes[place] == UInt8(ascii: ")") {
                open -= 1
                if open == 0 { return place + 1 }
            }
            place += 1
        }
        return place
    }
}

extension UInt8 {
    /// Letters of other alphabets are letters too.
    fileprivate var isGoWordStart: Bool {
        (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_") || self >= 0x80
    }

    fileprivate var isGoWord: Bool { isGoWordStart || self &- UInt8(ascii: "0") < 10 }
}
