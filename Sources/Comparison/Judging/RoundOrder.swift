/// Who is called when: A B B A, then B A A B, so that what changes on the machine meanwhile meets both alike.
package enum RoundOrder {
    /// - Parameter rounds: the rounds of each of the two.
    /// - Returns: false for the first, true for the second, one for each round.
    package static func order(rounds: Int) -> [Bool] {
        (0..<rounds).flatMap { pair in [1, 2].contains(pair % 4) ? [true, false] : [false, true] }
    }
}
