/// A statement, a command or a line of a program, with what must hold for it to be reached.
package struct Statement: Sendable {
    /// Where it stands in the program's bytes.
    package let range: Range<Int>
    package let reach: Reach
    /// Whether it states a condition and ends the program when that does not hold; the reach is the one of the end.
    package let isAssertion: Bool

    package init(range: Range<Int>, reach: Reach, isAssertion: Bool = false) {
        self.range = range
        self.reach = reach
        self.isAssertion = isAssertion
    }
}
