/// The types and zones of a group: Auto Scaling fails in a zone that lacks one of the types, so that a group has the
/// zones that the best type has, and the types that all of these zones have.
struct ZoneChoice {
    let types: [String]
    let zones: Set<String>

    /// More types than this make no difference.
    private static let most = 3

    /// - Parameters:
    ///   - matches: types that fit, the best first.
    ///   - count: how many types are wanted in any case: one for each of the types that they stand for.
    init(of matches: [TypeMatch], atLeast count: Int = 0) {
        let widest = matches.map(\.zones.count).max() ?? 0
        let zones = Set(matches.first { $0.zones.count == widest }?.zones ?? [])
        self.zones = zones
        types = Array(matches.filter { zones.isSubset(of: $0.zones) }.map(\.type).prefix(max(Self.most, count)))
    }

    /// - Parameters:
    ///   - types: the types that have to be.
    ///   - offerings: the zones that have a type.
    init(exactly types: [String], offerings: [String: Set<String>]) {
        self.types = types
        let sets = types.map { offerings[$0] ?? [] }
        zones = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
    }
}
