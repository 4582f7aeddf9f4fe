/// Sixteen bytes of a text that are looked at together: every processor of both architectures does that in one step.
package typealias SixteenBytes = SIMD16<UInt8>

/// Which of sixteen bytes are what is looked for.
package typealias SixteenHits = SIMDMask<SIMD16<Int8>>

extension SIMDMask<SIMD16<Int8>> {
    private var halves: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }

    package static var none: Self { Self(repeating: false) }

    @inline(__always) package var areNone: Bool { halves[0] | halves[1] == 0 }

    /// Asks about each of the hits in order, until there is an answer.
    /// - Parameter ask: takes which of the sixteen it is.
    @inline(__always) package func firstAnswer<Answer>(_ ask: (Int) -> Answer?) -> Answer? {
        for half in 0..<2 {
            // All bits of a hit's byte are set: one of them is enough.
            var hits = halves[half].littleEndian & 0x0101_0101_0101_0101
            while hits != 0 {
                if let answer = ask(8 &* half &+ hits.trailingZeroBitCount / 8) { return answer }
                hits &= hits &- 1
            }
        }
        return nil
    }
}
