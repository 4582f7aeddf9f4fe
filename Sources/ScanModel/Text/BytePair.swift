/// Two neighbouring bytes, each in all places of its sixteen.
struct BytePair: Sendable {
    private let first: SixteenBytes
    private let second: SixteenBytes

    init(_ first: UInt8, _ second: UInt8) {
        self.first = SixteenBytes(repeating: first)
        self.second = SixteenBytes(repeating: second)
    }

    /// - Parameters:
    ///   - text: sixteen bytes.
    ///   - next: the bytes behind each of these.
    @inline(__always) func hits(in text: SixteenBytes, _ next: SixteenBytes) -> SixteenHits {
        (text .== first) .& (next .== second)
    }
}
