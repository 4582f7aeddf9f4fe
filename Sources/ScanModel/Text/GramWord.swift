/// A word that is looked for by three neighbouring bytes of it.
struct GramWord: Sendable {
    /// The word's bytes, ``shortest`` or more.
    let bytes: [UInt8]
    /// The three bytes, as numbers, by which it is found at two neighbouring places, and where these are in it: one of the
    /// places is looked at, wherever the word stands.
    let grams: [(offset: Int, bytes: UInt32)]
    /// The first eight bytes as a number, as far as there are so many, and which bits of it count.
    let head: UInt64
    let headMask: UInt64

    /// Words shorter than this have no three bytes.
    static let shortest = 3
    /// Every other place of a text is looked at.
    static let stride = 2
    static let hashBits: UInt32 = 15
    private static let multiplier: UInt32 = 0x9E37_79B1 << 8

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        grams = Self.grams(of: bytes)
        let count = min(8, bytes.count)
        head = bytes.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        headMask = count == 8 ? .max : (1 << UInt64(8 * count)) - 1
    }

    private static func grams(of word: [UInt8]) -> [(offset: Int, bytes: UInt32)] {
        if word.count == shortest {
            // The place behind its beginning has its last two bytes, and any other behind them.
            let behind = UInt32(word[1]) | UInt32(word[2]) << 8
            return [(0, gram(word, 0))] + (0..<256).map { (1, behind | UInt32($0) << 16) }
        }
        var best = 0
        var least = weight(word, 0)
        for offset in 0...max(0, word.count - 2 - stride) {
            let weight = weight(word, offset)
            if weight < least { (best, least) = (offset, weight) }
        }
        return (best..<(best + stride)).map { ($0, gram(word, $0)) }
    }

    private static func gram(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
    }

    /// The hash of three bytes, whatever the fourth one is: it falls off.
    @inline(__always) static func hash(_ gram: UInt32) -> UInt32 { (gram &* multiplier) &>> (32 - hashBits) }

    private static func weight(_ word: [UInt8], _ offset: Int) -> Int {
        var sum = 0
        for at in offset..<(offset + stride) {
            sum += LiteralSet.weight(word[at]) * LiteralSet.weight(word[at + 1]) * LiteralSet.weight(word[at + 2])
        }
        return sum
    }
}
