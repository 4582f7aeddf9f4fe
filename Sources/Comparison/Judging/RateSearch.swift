/// Finds the highest rate that is kept up with, from trials that are made elsewhere: doubles the rate until one is too
/// much, then halves the gap.
///
/// Rates lie on one ladder, each rung a twelfth higher than the one below (2^⅛), so that searches of two servers that are
/// alike end on the same rung.
package struct RateSearch: Sendable {
    private static let rungsPerOctave = 8
    /// Below a rate of a 256th of the first one nothing is looked for.
    private static let lowest = -8 * rungsPerOctave

    private let base: Double
    private let start: Int
    private let highest: Int
    /// The highest rung that was kept up with.
    private var kept: Int?
    /// The lowest rung that was too much.
    private var tooMuch: Int?

    /// - Parameters:
    ///   - base: the rate at the ladder's beginning, above 0.
    ///   - limit: the highest rate that may be tried.
    ///   - near: the rate that an earlier search on the ladder found; nil to begin at `base`.
    package init(base: Double, limit: Double, near: Double? = nil) {
        func rung(_ rate: Double) -> Int {
            Self.rung(of: rate, base)
        }
        self.base = base
        highest = max(0, rung(limit))
        // The first trial shall be an easy one, and the second tell something.
        start = min(highest, max(Self.lowest, near.map { rung($0) - Self.rungsPerOctave / 2 } ?? 0))
    }

    private static func rung(of rate: Double, _ base: Double) -> Int {
        var rung = 0
        while rung < 1000, Self.rate(rung + 1, base) <= rate * 1.000_001 { rung += 1 }
        while rung > lowest, Self.rate(rung, base) > rate * 1.000_001 { rung -= 1 }
        return rung
    }

    private static func rate(_ rung: Int, _ base: Double) -> Double {
        let step = ((rung % rungsPerOctave) + rungsPerOctave) % rungsPerOctave
        let root = 1.090_507_732_665_257_7
        var rate = (0..<step).reduce(base) { product, _ in product * root }
        // Doubled and halved without an error, so that round rates stay round.
        let octave = (rung - step) / rungsPerOctave
        for _ in 0..<abs(octave) { rate = octave > 0 ? rate * 2 : rate / 2 }
        return rate
    }

    /// The rung to try next; nil when the search is over.
    private var nextRung: Int? {
        switch (kept, tooMuch) {
        case (nil, nil): start
        case (let kept?, nil): kept < highest ? min(highest, kept + Self.rungsPerOctave) : nil
        case (nil, let tooMuch?): tooMuch > Self.lowest ? max(Self.lowest, tooMuch - Self.rungsPerOctave) : nil
        case (let kept?, let tooMuch?): tooMuch - kept > 1 ? kept + (tooMuch - kept) / 2 : nil
        }
    }

    /// The rate to try next; nil when the search is over.
    package var next: Double? { nextRung.map { Self.rate($0, base) } }

    /// - Parameter isKept: whether the server kept up with ``next``.
    package mutating func note(isKept: Bool) {
        guard let rung = nextRung else { return }
        if isKept { kept = rung } else { tooMuch = rung }
    }

    /// The highest rate that was kept up with; nil when none was.
    package var found: Double? { kept.map { Self.rate($0, base) } }

    /// Whether it is the highest that might be tried.
    package var isAtLimit: Bool { kept == highest }
}
