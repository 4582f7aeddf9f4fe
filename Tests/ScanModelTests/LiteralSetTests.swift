import ScanModel
import Testing

@Suite struct LiteralSetTests {
    private let set = LiteralSet(["_mm_", "__asm__", "x86", "arch=amd64"])

    @Test(arguments: 0..<70) func aWordIsFoundWhereverItStands(offset: Int) {
        for word in ["_mm_", "__asm__", "x86", "arch=amd64"] {
            for tail in [0, 1, 15, 16, 17, 31, 32, 33, 40, 70] {
                let text = String(repeating: "a", count: offset) + word + String(repeating: "m", count: tail)
                #expect(set.occurs(in: Array(text.utf8)), "\(text)")
                let place = Array(text.utf8).withUnsafeBytes { set.firstIndex(in: $0, from: 0) }
                #expect(place == offset)
            }
        }
    }

    @Test(arguments: ["", "_", "x8", "__asm_", "_m_m", "arch=amd6", String(repeating: "_m", count: 50)])
    func whatIsNoWordIsNotFound(text: String) {
        #expect(!set.occurs(in: Array(text.utf8)))
    }

    @Test func wordsBehindAPlaceOnly() {
        let bytes = Array("x86 and then x86".utf8)
        #expect(bytes.withUnsafeBytes { set.firstIndex(in: $0, from: 1) } == 13)
    }

    @Test func aWordThatBeginsBeforeAPlaceDoesNotStandBehindIt() {
        // It is found by its last two letters.
        let set = LiteralSet(["\"mov", "\"lock"])
        let bytes = Array("say \"lock\" twice".utf8)
        #expect(bytes.withUnsafeBytes { set.firstIndex(in: $0, from: 4) } == 4)
        #expect(bytes.withUnsafeBytes { set.firstIndex(in: $0, from: 5) } == nil)
    }

    /// Texts are looked at in steps: words before, on and behind their bounds.
    @Test(arguments: [250, 255, 256, 257, 1020, 1023, 1024, 1025, 1790, 1792, 1793])
    func wordsAreFoundAcrossTheBoundsOfSteps(offset: Int) {
        let set = LiteralSet(Self.many)
        for shift in 0..<6 {
            let text = Array((String(repeating: "-", count: offset - shift) + "__asm__ and asm(").utf8)
            let places = [0, offset - shift + 1].map { start in
                text.withUnsafeBytes { set.firstIndex(in: $0, from: start) }
            }
            #expect(places == [offset - shift, text.count - 4])
        }
    }

    @Test func wordsThatShareTheirPairs() {
        let set = LiteralSet(["_mm_", "__m128", "__m256", "_mm256_", "mm"])
        for word in ["_mm_", "__m128", "__m256", "_mm256_", "mm"] {
            #expect(set.occurs(in: Array("some text before \(word) and behind it, long enough for a stride".utf8)))
        }
        #expect(!set.occurs(in: Array("__m12 _m256 m_m __m".utf8)))
    }

    @Test func noWordsFindNothing() {
        #expect(!LiteralSet(["", "a"]).occurs(in: Array("a".utf8)))
    }

    private static let many = (0..<40).map { "word\($0)" } + ["_mm_", "__asm__", "x86_", "arch=amd64", "asm("]

    @Test(arguments: 0..<20) func oneOfManyWordsIsFoundWhereverItStands(offset: Int) {
        let set = LiteralSet(Self.many)
        for word in Self.many {
            for tail in [0, 1, 2, 3, 17] {
                let text = String(repeating: "a", count: offset) + word + String(repeating: "m", count: tail)
                #expect(set.occurs(in: Array(text.utf8)), "\(text)")
                #expect(
                    !set.occurs(in: Array(text.utf8.dropLast(tail + 1 + (word.hasPrefix("word") ? 1 : 0)))), "\(text)")
            }
        }
    }

    @Test(arguments: ["", "_", "x8", "x86", "wor", "word", String(repeating: "_m", count: 50)])
    func whatIsNoneOfManyWordsIsNotFound(text: String) {
        #expect(!LiteralSet(Self.many).occurs(in: Array(text.utf8)))
    }

    @Test func oneOfManyWordsBehindAPlaceOnly() {
        let bytes = Array("asm( and then asm(".utf8)
        #expect(bytes.withUnsafeBytes { LiteralSet(Self.many).firstIndex(in: $0, from: 1) } == 14)
    }
}
