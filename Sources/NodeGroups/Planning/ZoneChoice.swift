/// The types and zones of a group: Auto Scaling fails in a zone that lacks one of the types, so that a group has the
/// zones that the best type has, and the types that all of these zones have.
struct ZoneChoice {
    let types: [String]
    let zones: Set<String>

    /// More types than this make no difference.
    private static let most = 3

    /// - Parameter matches: types that fit, the best first.
    init(of matches: [TypeMatch]) {
        let widest = matches.map(\.zones.count).max() ?? 0
        let zones = Set(matches.first { $0.zones.count == widest }?.zones ?? [])
        self.zones = zones
        types = Array(matches.filter { zones.isSubset(of: $0.zones) }.map(\.type).prefix(Self.most))
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
