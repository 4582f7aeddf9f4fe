import Synchronization

/// Asks about the words of several sets with one pass over a text.
///
/// Files of one kind interest the same analyses, so that there are few combinations of sets in a whole tree.
package struct LiteralSearch {
    /// What is made of the sets that are asked for together. Searches share it: every text asks for one.
    fileprivate final class Union: Sendable {
        /// What is asked for, and behind it what is asked for next. Held so that no other set gets the identity of one.
        let sets: [LiteralSet]
        /// How many of them are asked for.
        let count: Int
        /// Which of them the table looks for, and which are looked for one by one.
        let united: [Int]
        let others: [Int]
        let table: GramTable?

        init(of wanted: [LiteralSet]) {
            let sets = wanted + wanted.flatMap { $0.next }
            count = wanted.count
            let fit = sets.indices.filter { sets[$0].longWords != nil }
            // One set alone is looked for in its own way.
            let united = fit.count > 1 ? fit : []
            self.sets = sets
            self.united = united
            others = sets.indices.filter { !united.contains($0) }
            table = united.isEmpty ? nil : GramTable(groups: united.map { sets[$0].longWords ?? [] })
        }

        /// Whether it is made of these sets.
        func isOf(_ wanted: [LiteralSet]) -> Bool {
            guard count == wanted.count else { return false }
            for index in wanted.indices where sets[index] !== wanted[index] { return false }
            return true
        }
    }

    /// The tables that several searches share: making one takes as long as reading a small tree.
    package final class Tables: Sendable {
        private let unions: Mutex<[[ObjectIdentifier]: Union]> = Mutex([:])
        /// Combinations that are kept; more of them are no kinds of files.
        private static let limit = 512

        package init() {}

        fileprivate func union(of sets: [LiteralSet]) -> Union {
            let key = sets.map { ObjectIdentifier($0) }
            return unions.withLock { unions in
                if let union = unions[key] { return union }
                let union = Union(of: sets)
                if unions.count < Self.limit { unions[key] = union }
                return union
            }
        }
    }

    private let tables: Tables
    /// Those that this search has used.
    private var unions: [[ObjectIdentifier]: Union] = [:]
    /// The union of the last text: those beside each other in a tree are of one kind.
    private var last: Union?

    package init(_ tables: Tables = Tables()) { self.tables = tables }

    /// - Parameters:
    ///   - wanted: what is asked for; with ``LiteralSet/next`` of all of them at most 64 sets.
    ///   - bytes: the text.
    /// - Returns: for each set, as a bit, whether one of its words stands in the text: those that are wanted, and behind them
    ///   those that are asked for next, as ``next(of:)`` gives them.
    package mutating func occurring(_ wanted: [LiteralSet], in bytes: UnsafeRawBufferPointer) -> UInt64 {
        let union = union(of: wanted)
        var found: UInt64 = 0
        for index in union.others where union.sets[index].occurs(in: bytes) { found |= 1 << UInt64(index) }
        guard let groups = union.table?.groups(in: bytes) else { return found }
        for (group, index) in union.united.enumerated() where groups & (1 << UInt64(group)) != 0 {
            found |= 1 << UInt64(index)
        }
        return found
    }

    /// The sets that are asked for next in the last text.
    package func next(of wanted: [LiteralSet]) -> ArraySlice<LiteralSet> {
        guard let last, last.isOf(wanted) else { return wanted.flatMap { $0.next }[...] }
        return last.sets[last.count...]
    }

    private mutating func union(of sets: [LiteralSet]) -> Union {
        if let last, last.isOf(sets) { return last }
        let key = sets.map { ObjectIdentifier($0) }
        let union = unions[key] ?? tables.union(of: sets)
        unions[key] = union
        last = union
        return union
    }
}
