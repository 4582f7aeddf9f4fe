/// Branches and loops of shell scripts.
extension ShellStatements {
    /// Longer heads of branches and loops are not understood.
    private static let headLimit = 4096

    mutating func close(_ kind: Kind, _ word: Range<Int>) {
        position = word.upperBound
        stack.close(kind)
        endList()
        list = .unknown
    }

    mutating func closeInner(to kind: Kind) {
        while let inner = stack.kind, inner != kind { stack.close() }
    }

    mutating func openBranch(_ word: Range<Int>) {
        let (test, next) = head(word.upperBound)
        stack.open(.branch, pending && value(ofList: test))
        position = next
        endList()
    }

    mutating func nextBranch(_ word: Range<Int>) {
        let (test, next) = head(word.upperBound)
        if stack.contains(.branch) {
            closeInner(to: .branch)
            stack.alternative(value(ofList: test))
        }
        position = next
        endList()
    }

    /// What stands between `if` and `then`.
    private mutating func head(_ offset: Int) -> (test: Range<Int>, next: Int) {
        guard let then = endOfHead("then", from: offset) else { return (offset..<offset, offset) }
        return (offset..<then, then + "then".utf8.count)
    }

    /// Goes on at a loop's `do`.
    mutating func skipHead(_ word: Range<Int>) {
        position = endOfHead("do", from: word.upperBound) ?? word.upperBound
    }

    private mutating func endOfHead(_ word: String, from offset: Int) -> Int? {
        guard !isBroken, let end = text.endOfHead(word, from: offset, limit: Self.headLimit) else {
            // No condition: the word that it begins with is an argument.
            broken += 1
            return nil
        }
        return end
    }
}
