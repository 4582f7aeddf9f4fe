import ScanModel

/// A file of C as a compiler for linux/arm64 sees it, with what it can't decide left open.
struct CSource: Sendable {
    /// Lines that are compiled under one condition.
    struct Region: Sendable {
        let condition: CCondition
        let known: Ternary
        /// Whether the conditions beside it ask for an architecture.
        let asksForArchitecture: Bool
    }

    struct Include: Sendable {
        let name: String
        let isQuoted: Bool
        let offset: Int
        let region: Int32
    }

    struct Definition: Sendable {
        let name: Range<Int>
        let value: CCondition
        let isEmpty: Bool
        let isFunction: Bool
        let region: Int32
        /// Whether it stands right behind an `#ifndef` of the same name.
        let isDefault: Bool
    }

    /// An `#error`.
    struct Refusal: Sendable {
        let offset: Int
        let region: Int32
        /// Whether the conditions beside it ask for an architecture.
        let asksForArchitecture: Bool
    }

    /// A `#pragma`, by its words.
    struct Pragma: Sendable {
        let range: Range<Int>
        let region: Int32
    }

    let bytes: [UInt8]
    private(set) var tokens: [CToken] = []
    /// Where strings stand among the tokens.
    private(set) var strings: [Int] = []
    /// What identifiers mean to the checks, as far as some of these tokens does: most checks have nothing to look at.
    private(set) var words: CWord.Kinds = []
    var regions: [Region] = []
    var includes: [Include] = []
    var definitions: [Definition] = []
    var refusals: [Refusal] = []
    var pragmas: [Pragma] = []
    /// Conditionals that ask for x86, and of which no branch is compiled on arm64.
    var chainsForX86: [Range<Int>] = []
    /// What is declared in those alone.
    var namesForX86: [UInt64: X86Declarations.Declaration] = [:]
    /// Names that conditions ask for, or that are undefined somewhere.
    var askedNames: Set<UInt64> = []
    /// Whether some condition asks for arm64: somebody has thought of it.
    var knowsARM64 = false
    /// Whether some condition asks for x86.
    var asksForX86 = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func reserveTokens(_ count: Int) { tokens.reserveCapacity(count) }

    mutating func append(_ token: CToken) {
        if token.kind == .string { strings.append(tokens.count) }
        tokens.append(token)
        words.formUnion(token.word.kind)
    }

    mutating func append(_ more: ArraySlice<CToken>) {
        for (index, token) in more.enumerated() {
            if token.kind == .string { strings.append(tokens.count + index) }
            words.formUnion(token.word.kind)
        }
        tokens += more
    }

    /// Whether a token is one of these.
    func hasAny(of wanted: CWord...) -> Bool { wanted.contains { !words.isDisjoint(with: $0.kind) } }

    func text(_ token: CToken) -> Substring { text(token.range) }

    func text(_ range: Range<Int>) -> Substring {
        Substring(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// Whether two tokens are written with the same bytes.
    func isSame(_ first: CToken, _ second: CToken) -> Bool {
        guard first.end - first.start == second.end - second.start,
            bytes[Int(first.start)] == bytes[Int(second.start)]
        else { return false }
        return bytes[first.range].elementsEqual(bytes[second.range])
    }

    /// Whether a token is one character.
    func isPunctuation(_ character: UInt8, at index: Int) -> Bool {
        guard tokens.indices.contains(index), tokens[index].kind == .punctuation else { return false }
        return bytes[tokens[index].range.lowerBound] == character
    }

    /// The word of a token; `.other` where there is none.
    func word(at index: Int) -> CWord { tokens.indices.contains(index) ? tokens[index].word : .other }

    func kind(at index: Int) -> CToken.Kind { tokens.indices.contains(index) ? tokens[index].kind : .endOfFile }

    /// The index behind the bracket that closes the one at an index; within a bound, as most brackets are short.
    func skipBrackets(at index: Int, limit: Int = 4000) -> Int {
        var open = 0
        var index = index
        let end = min(tokens.count, index + limit)
        while index < end {
            if tokens[index].kind == .punctuation {
                switch bytes[tokens[index].range.lowerBound] {
                case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                    open -= 1
                    if open <= 0 { return index + 1 }
                default: break
                }
            } else if tokens[index].kind == .macroEnd {
                return index
            }
            index += 1
        }
        return index
    }
}
