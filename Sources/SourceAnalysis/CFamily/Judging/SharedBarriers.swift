/// Barriers that hold the compiler only, and volatile flags, that sources get from headers.
struct SharedBarriers {
    private let facts: [Int: CSourceFact]
    private let graph: IncludeGraph
    private let macros: ProjectMacros
    /// Headers that include headers: further away nobody looks for a flag.
    private static let depth = 3

    init(_ facts: [Int: CSourceFact], _ graph: IncludeGraph, _ macros: ProjectMacros) {
        self.facts = facts
        self.graph = graph
        self.macros = macros
    }

    /// Whether a name is such a barrier on arm64 in what a file includes, and another is declared volatile there.
    /// - Parameter leftOut: files that are not compiled on arm64.
    func hold(_ barrier: UInt64, _ flag: UInt64, in file: Int, without leftOut: Set<Int>) -> Bool {
        // With both in one file, that file's own check tells.
        if let own = facts[file], own.barriers[barrier] != nil, own.volatiles.contains(flag) { return false }
        let files = reachable(from: file).subtracting(leftOut)
        let isBarrier = files.contains { index in
            guard let condition = facts[index]?.barriers[barrier] else { return false }
            switch macros.liveness(condition, in: index) {
            case .certain, .likely: return true
            case .possible, .dead: return false
            }
        }
        return isBarrier && files.contains { facts[$0]?.volatiles.contains(flag) == true }
    }

    private func reachable(from file: Int) -> Set<Int> {
        var all: Set<Int> = [file]
        var last = [file]
        for _ in 0..<Self.depth {
            last = last.flatMap { graph.included[$0] }.filter { all.insert($0).inserted }
        }
        return all
    }
}
