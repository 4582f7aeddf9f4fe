import ScanModel

/// A build file, taken apart.
struct BuildFile {
    let text: SourceText
    let file: FileName
    let system: BuildSystem
    /// The bytes with spaces in the place of comments.
    let code: [UInt8]
    let statements: [BuildStatement]
    /// Whether it names arm64 anywhere.
    let knowsARM64: Bool

    private static let arm64Words = LiteralSet(["aarch64", "arm64", "AARCH64", "ARM64", "neon", "NEON", "armv8"])

    init(_ text: SourceText, _ file: FileName, _ system: BuildSystem) {
        self.text = text
        self.file = file
        self.system = system
        code = system.code(text.bytes)
        statements = system.statements(code, text)
        knowsARM64 = Self.arm64Words.occurs(in: code)
    }

    /// The conditions that stand as keys and first words of the brackets around a place: Bazel's `select`, gyp's
    /// `conditions`, a dictionary of a `setup.py`.
    /// - Returns: their words, from the inside to the outside.
    func keys(around place: Int, in range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var depth = 0
        var index = place - 1
        let start = max(range.lowerBound, place - SourceText.reach)
        while index >= start {
            switch code[index] {
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"): depth += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
                depth -= 1
                if depth < 0 {
                    depth = 0
                    // The name that the whole is assigned to is no key.
                    if let key = key(before: index, from: start), code.trimmed(key).lowerBound != range.lowerBound {
                        found.append(key)
                    }
                    if let first = firstWord(behind: index, before: place) { found.append(first) }
                }
            default: break
            }
            index -= 1
        }
        return found
    }

    /// `"key": [`
    private func key(before open: Int, from start: Int) -> Range<Int>? {
        var index = open - 1
        while index > start, code[index].isASCIISpace { index -= 1 }
        guard index > start, code[index] == UInt8(ascii: ":") || code[index] == UInt8(ascii: "=") else { return nil }
        let end = index
        index -= 1
        while index > start, !"\n,{[(".utf8.contains(code[index]), end - index < 200 { index -= 1 }
        return index..<end
    }

    /// `['target_arch=="x64"', {`
    private func firstWord(behind open: Int, before place: Int) -> Range<Int>? {
        guard code[open] == UInt8(ascii: "[") else { return nil }
        let start = code.skippingSpaces(open + 1, to: place)
        guard let quote = code.byte(at: start), "\"'".utf8.contains(quote), start < place else { return nil }
        let end = code.endOfString(at: start, to: place)
        return code.contains("==", in: start..<end) || code.contains("!=", in: start..<end) ? start..<end : nil
    }

    /// The names of the calls around a place, from the inside to the outside: Autoconf's macros.
    func calls(around place: Int) -> [String] {
        var found: [String] = []
        var depth = 0
        var index = place - 1
        let start = max(0, place - SourceText.reach)
        while index >= start {
            if code[index] == UInt8(ascii: ")") { depth += 1 }
            if code[index] == UInt8(ascii: "(") {
                depth -= 1
                if depth < 0 {
                    depth = 0
                    var first = index
                    while first > start, Array.isNameByte(code[first - 1]) { first -= 1 }
                    found.append(code.text(first..<index))
                }
            }
            index -= 1
        }
        return found
    }
}
