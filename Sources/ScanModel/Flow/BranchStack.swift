/// The branches that a reader of a program is in: what must hold for the next statement to be reached.
package struct BranchStack<Kind: Equatable & Sendable>: Sendable {
    private struct Level {
        var kind: Kind
        /// What holds around it.
        let outside: Reach
        /// One of the earlier branches of the same chain is taken.
        var earlier: Reach
        /// The condition of the branch that is read.
        var condition: Reach
        /// What holds behind the chain, because some branches leave.
        var after = Reach.always
        /// What holds in the branch that is read, because some of its own conditions leave.
        var rest = Reach.always
        /// Whether its branches leave into code behind it, as those of a function do not.
        let isTransparent: Bool

        var branch: Reach { !earlier && condition }
    }

    /// Deeper nesting is not told apart.
    private static var limit: Int { 128 }
    private var levels: [Level] = []
    private var rest = Reach.always
    /// Levels beyond the limit, that are counted only.
    private var overflow = 0

    package init() {}

    /// What must hold for the next statement.
    package var current: Reach {
        levels.last.map { $0.outside && $0.branch && $0.rest } ?? rest
    }

    /// The innermost level.
    package var kind: Kind? { levels.last?.kind }

    package var isEmpty: Bool { levels.isEmpty }

    /// Whether a level of a kind is open.
    package func contains(_ kind: Kind) -> Bool { levels.contains { $0.kind == kind } }

    /// Begins a chain of branches.
    /// - Parameter condition: of the first branch; nil for what is no branch, such as a function.
    package mutating func open(_ kind: Kind, _ condition: Reach? = nil) {
        guard levels.count < Self.limit else {
            overflow += 1
            return
        }
        levels.append(
            Level(
                kind: kind, outside: current, earlier: Reach(.no), condition: condition ?? .always,
                isTransparent: condition != nil))
    }

    /// Goes on to the next branch of the innermost chain.
    /// - Parameter kind: when it is another one than that of the branch before.
    package mutating func alternative(_ condition: Reach, _ kind: Kind? = nil) {
        guard overflow == 0, !levels.isEmpty else { return }
        let last = levels.count - 1
        levels[last].kind = kind ?? levels[last].kind
        levels[last].earlier = levels[last].earlier || levels[last].condition
        levels[last].condition = condition
        levels[last].rest = .always
    }

    /// Ends the innermost chain.
    package mutating func close() {
        guard overflow == 0 else {
            overflow -= 1
            return
        }
        guard let level = levels.popLast(), level.isTransparent else { return }
        leave(unless: level.after)
    }

    /// Ends the innermost chain of a kind, and those within it; nothing when there is none.
    package mutating func close(_ kind: Kind) {
        guard overflow == 0 else { return close() }
        guard contains(kind) else { return }
        while let last = levels.last {
            close()
            if last.kind == kind { return }
        }
    }

    /// The branch that is read ends here: what follows it is reached by the others only.
    /// - Parameter condition: when it ends under a condition of its own.
    package mutating func exit(when condition: Reach = .always) {
        guard overflow == 0, !levels.isEmpty else {
            if overflow == 0 { rest = rest && !condition }
            return
        }
        let last = levels.count - 1
        let isWhole = condition == .always
        if isWhole {
            levels[last].after = levels[last].after && !levels[last].branch
        } else {
            levels[last].rest = levels[last].rest && !condition
        }
    }

    private mutating func leave(unless condition: Reach) {
        guard condition != .always else { return }
        if levels.isEmpty {
            rest = rest && condition
        } else {
            levels[levels.count - 1].rest = levels[levels.count - 1].rest && condition
        }
    }
}
