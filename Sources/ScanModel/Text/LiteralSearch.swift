/// Asks about the words of several sets with one pass over a text.
///
/// Files of one kind interest the same analyses, so that there are few combinations of sets in a whole tree.
package struct LiteralSearch {
    private struct Union {
        /// Held so that no other set gets the identity of one of them.
        let sets: [LiteralSet]
        let table: GramTable
    }

    private var unions: [[ObjectIdentifier]: Union] = [:]
    /// The union of the last text: those beside each other in a tree are of one kind.
    private var last: Union?

    /// Combinations that are kept; more of them are no kinds of files.
    private static let unionLimit = 512

    package init() {}

    /// - Parameters:
    ///   - sets: what is asked for; at most 64.
    ///   - bytes: the text.
    /// - Returns: for each set, as a bit, whether one of its words stands in the text.
    package mutating func occurring(_ sets: [LiteralSet], in bytes: UnsafeRawBufferPointer) -> UInt64 {
        var found: UInt64 = 0
        var united: [Int] = []
        for (index, set) in sets.enumerated() {
            if set.longWords != nil {
                united.append(index)
            } else if set.occurs(in: bytes) {
                found |= 1 << UInt64(index)
            }
        }
        guard united.count > 1 else {
            for index in united where sets[index].occurs(in: bytes) { found |= 1 << UInt64(index) }
            return found
        }
        let groups = table(for: united.map { sets[$0] }).groups(in: bytes)
        for (group, index) in united.enumerated() where groups & (1 << UInt64(group)) != 0 {
            found |= 1 << UInt64(index)
        }
        return found
    }

    private mutating func table(for sets: [LiteralSet]) -> GramTable {
        if let last, last.sets.elementsEqual(sets, by: ===) { return last.table }
        let key = sets.map { ObjectIdentifier($0) }
        let union = unions[key] ?? Union(sets: sets, table: GramTable(groups: sets.map { $0.longWords ?? [] }))
        if unions.count < Self.unionLimit { unions[key] = union }
        last = union
        return union.table
    }
}
