import ScanModel

/// The words and signs of an `#if`'s condition.
struct ConditionTokens {
    enum Kind: Sendable {
        case or, and, not, open, close, comparison, defined, zero, one, number, name, other
    }

    struct Token: Sendable {
        let kind: Kind
        let isDefined: Ternary
    }

    private(set) var tokens: [Token] = []
    /// Whether one of the words is about the processor.
    private(set) var namesArchitecture = false

    /// - Parameter text: to the end of the line; a comment ends it too.
    init(_ bytes: Span<UInt8>, _ text: Range<Int>) {
        tokens.reserveCapacity(16)
        var index = text.lowerBound
        while index < text.upperBound {
            let first = bytes[index]
            let next = index + 1 < text.upperBound ? bytes[index + 1] : 0
            if first == UInt8(ascii: "/"), next == first || next == UInt8(ascii: "*") { return }
            if first.isASCIISpace || first == UInt8(ascii: "\\") {
                index += 1
                continue
            }
            var end = index
            while end < text.upperBound, Self.isWord(bytes[end]) { end += 1 }
            if end > index {
                add(bytes, index..<end)
                index = end
            } else {
                let sign = Self.sign(first, next)
                tokens.append(Token(kind: sign.kind, isDefined: .unknown))
                index += sign.length
            }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private mutating func add(_ bytes: Span<UInt8>, _ word: Range<Int>) {
        let name = MacroName(bytes, word)
        if name.isOfArchitecture { namesArchitecture = true }
        tokens.append(Token(kind: Self.kind(bytes, word), isDefined: name.isDefined))
    }

    private static func kind(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Kind {
        let first = bytes[word.lowerBound]
        if first &- UInt8(ascii: "0") < 10 {
            if word.count > 1 { return .number }
            return first == UInt8(ascii: "0") ? .zero : first == UInt8(ascii: "1") ? .one : .number
        }
        return word.count == 7 && bytes.firstIndex(of: "defined", in: word) != nil ? .defined : .name
    }

    private static func sign(_ first: UInt8, _ next: UInt8) -> (kind: Kind, length: Int) {
        switch (first, next) {
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): (.or, 2)
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): (.and, 2)
        case (UInt8(ascii: "="), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
            (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")):
            (.comparison, 2)
        case (UInt8(ascii: "<"), _), (UInt8(ascii: ">"), _): (.comparison, 1)
        case (UInt8(ascii: "!"), _): (.not, 1)
        case (UInt8(ascii: "("), _): (.open, 1)
        case (UInt8(ascii: ")"), _): (.close, 1)
        default: (.other, 1)
        }
    }
}
