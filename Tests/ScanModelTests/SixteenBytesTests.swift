import ScanModel
import Testing

@Suite struct SixteenBytesTests {
    private static func place(in text: [UInt8], from start: Int) -> Int {
        text.withUnsafeBufferPointer { bytes in
            bytes.place(from: start) { $0 .== SixteenBytes(repeating: UInt8(ascii: "#")) }
        }
    }

    /// Within sixteen bytes, at their ends, and in what is left behind them.
    @Test func theFirstIsFoundWhereverItStands() {
        for count in 1...50 {
            for place in 0..<count {
                var text = [UInt8](repeating: UInt8(ascii: "a"), count: count)
                text[place] = UInt8(ascii: "#")
                text[count - 1] = UInt8(ascii: "#")
                #expect(Self.place(in: text, from: 0) == place)
                #expect(Self.place(in: text, from: place) == place)
                #expect(Self.place(in: text, from: min(place + 1, count - 1)) == count - 1)
            }
        }
    }

    @Test func nothingIsTheEnd() {
        for count in [0, 1, 15, 16, 17, 32, 40] {
            let text = [UInt8](repeating: 0, count: count)
            for start in 0...count { #expect(Self.place(in: text, from: start) == count) }
        }
    }

    @Test func hitsAreAskedAboutInOrder() {
        let text = SixteenBytes(1, 2, 3, 2, 5, 6, 7, 8, 2, 10, 11, 12, 13, 14, 15, 2)
        let hits = text .== SixteenBytes(repeating: 2)
        var asked: [Int] = []
        let answer = hits.firstAnswer { place -> Int? in
            asked.append(place)
            return place == 8 ? 80 : nil
        }
        #expect(asked == [1, 3, 8])
        #expect(answer == 80)
        #expect((text .== SixteenBytes(repeating: 99)).areNone)
    }
}
