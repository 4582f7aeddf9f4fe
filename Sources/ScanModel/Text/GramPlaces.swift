/// Looks for the places of a text that have the three bytes of some word: every byte of a tree passes through here.
///
/// One place in eighty or so has them, as good as at random: a processor that guesses what comes next is wrong each time,
/// and loses what it takes to look at forty places. So nothing is decided in these loops: each place is written down, and
/// the next one is written over it unless it counts.
struct GramPlaces {
    /// The places of a step, counted from its beginning.
    let found: UnsafeMutableBufferPointer<UInt16>
    /// The first places of four neighbours, one of which counts.
    private let quartets: UnsafeMutableBufferPointer<UInt16>

    /// How much of a text is looked at in one go: at first little, where one word is all that is asked for.
    static let firstStep = 256
    /// The memory for it is on the stack: there is none for much more.
    static let step = 768
    private static let stride = GramWord.stride
    private static let quartet = 4 * stride
    /// How far is read from the first place of a quartet on.
    private static let reach = quartet - stride + 4
    private static let quartetLimit = step / quartet

    /// Lends memory for the places of one step after the other.
    @inline(__always)
    static func withMemory(_ body: (GramPlaces) -> Void) {
        // One more of each is written down than counts.
        let placeLimit = 4 * quartetLimit + 1
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: placeLimit + quartetLimit + 1) { memory in
            body(
                GramPlaces(
                    found: UnsafeMutableBufferPointer(rebasing: memory[..<placeLimit]),
                    quartets: UnsafeMutableBufferPointer(rebasing: memory[placeLimit...])))
        }
    }

    /// How many bytes of a step are looked at: whole quartets, and what is read for them, lie within the text.
    /// - Returns: nil when not one of them does.
    @inline(__always)
    static func length(of step: Int, from start: Int, in count: Int) -> Int? {
        let quartets = min(step, count &- start &- (reach &- quartet)) / quartet
        return quartets > 0 ? quartets &* quartet : nil
    }

    /// - Parameters:
    ///   - text: from the step's beginning on; every other place is looked at.
    ///   - length: as ``length(of:from:in:)`` tells it.
    ///   - known: for each hash of three bytes 1 when some word has them, otherwise 0.
    /// - Returns: how many there are in ``found``.
    @inline(never)
    func find(in text: UnsafeRawPointer, _ length: Int, _ known: UnsafePointer<UInt8>) -> Int {
        @inline(__always) func hit(_ index: Int) -> UInt8 {
            let four = text.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
            return known[Int(GramWord.hash(four))]
        }
        guard let found = found.baseAddress, let quartets = quartets.baseAddress else { return 0 }
        var quartetCount = 0
        var index = 0
        while index < length {
            quartets[quartetCount] = UInt16(truncatingIfNeeded: index)
            let near = hit(index) | hit(index &+ Self.stride)
            let far = hit(index &+ 2 &* Self.stride) | hit(index &+ 3 &* Self.stride)
            quartetCount = quartetCount &+ Int(near | far)
            index = index &+ Self.quartet
        }
        var count = 0
        var quartet = 0
        while quartet < quartetCount {
            var place = Int(quartets[quartet])
            for _ in 0..<4 {
                found[count] = UInt16(truncatingIfNeeded: place)
                count = count &+ Int(hit(place))
                place = place &+ Self.stride
            }
            quartet = quartet &+ 1
        }
        return count
    }
}
