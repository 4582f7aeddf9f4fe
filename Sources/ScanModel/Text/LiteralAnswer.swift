/// Whether a word of a set stands in a text.
package struct LiteralAnswer: Sendable {
    package let set: LiteralSet
    package let isFound: Bool

    package init(set: LiteralSet, isFound: Bool) {
        self.set = set
        self.isFound = isFound
    }
}
