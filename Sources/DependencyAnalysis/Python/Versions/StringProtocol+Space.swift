extension StringProtocol {
    /// Without blanks and line ends around it.
    var withoutOuterSpace: SubSequence {
        let start = self.firstIndex { !$0.isWhitespace } ?? endIndex
        let end = self.lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return self[start..<end]
    }
}
