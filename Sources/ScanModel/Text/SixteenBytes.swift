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

extension UnsafeBufferPointer<UInt8> {
    /// Goes over bytes that don't matter.
    /// - Parameters:
    ///   - start: where to begin.
    ///   - hits: which of sixteen bytes matter; a zero never does.
    /// - Returns: the first place whose byte matters, or the end.
    @inline(__always) package func place(from start: Int, where hits: (SixteenBytes) -> SixteenHits) -> Int {
        let text = UnsafeRawBufferPointer(self)
        var index = start
        while index &+ SixteenBytes.scalarCount <= count {
            let found = hits(text.loadUnaligned(fromByteOffset: index, as: SixteenBytes.self))
            if !found.areNone, let place = found.firstAnswer({ $0 }) { return index &+ place }
            index = index &+ SixteenBytes.scalarCount
        }
        guard index < count else { return count }
        var rest = SixteenBytes(repeating: 0)
        for place in index..<count { rest[place &- index] = self[place] }
        return hits(rest).firstAnswer { index &+ $0 } ?? count
    }
}
