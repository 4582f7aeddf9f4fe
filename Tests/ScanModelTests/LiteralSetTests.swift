import ScanModel
import Testing

@Suite struct LiteralSetTests {
    private let set = LiteralSet(["_mm_", "__asm__", "x86", "arch=amd64"])

    @Test(arguments: 0..<40) func aWordIsFoundWhereverItStands(offset: Int) {
        for word in ["_mm_", "__asm__", "x86", "arch=amd64"] {
            for tail in [0, 1, 15, 16, 17, 40] {
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

    @Test func noWordsFindNothing() {
        #expect(!LiteralSet(["", "a"]).occurs(in: Array("a".utf8)))
    }
}
