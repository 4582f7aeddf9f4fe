import Reporting

/// What nodes cost for an hour: as it was given, for an architecture or for an instance type; where nothing was given, as far
/// as it is known.
public struct NodePrices: Sendable, Equatable {
    private let prices: [String: Double]

    /// - Parameter texts: `arm64=0.0385`, `m7g.large=0.0816`, also several in one, with commas between them.
    /// - Throws: ``Failure`` with code `usage`.
    public init(parsing texts: [String]) throws(Failure) {
        var prices: [String: Double] = [:]
        for text in texts.flatMap({ $0.split(separator: ",").map(String.init) }) {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let price = Double(parts[1]), price > 0, price.isFinite else {
                throw Failure(
                    .usage, "\"\(text)\" is no price",
                    hint: "give what a node costs for an hour: --price arm64=0.0385,amd64=0.0480, "
                        + "or by instance type: --price m7g.large=0.0816")
            }
            prices[parts[0]] = price
        }
        self.prices = prices
    }

    public var isEmpty: Bool { prices.isEmpty }

    /// - Returns: what a node costs for an hour; nil when nobody knows. Its type goes before its architecture.
    package func perHour(_ node: ComparedNode) -> Double? {
        // What one pays and what is published would be compared otherwise.
        if isEmpty { return node.instanceType.flatMap { KnownPrices.perHour($0) } }
        return node.instanceType.flatMap { prices[$0] } ?? prices[node.architecture]
    }

    /// Where prices are from when nothing was given; nil when none is known.
    func note(about nodes: [ComparedNode]) -> String? {
        guard isEmpty else { return nil }
        let types = Set(nodes.compactMap(\.instanceType)).sorted()
        let known = types.compactMap { type in KnownPrices.perHour(type).map { "\(type) \(Self.rounded($0))" } }
        guard !known.isEmpty else { return nil }
        return "prices are those of \(known.joined(separator: ", ")) dollars an hour (\(KnownPrices.words)): "
            + "give what you pay with --price"
    }

    /// In hundredths of a cent.
    private static func rounded(_ price: Double) -> String {
        let parts = Int((price * 10_000).rounded())
        let rest = String(parts % 10_000 + 10_000).dropFirst()
        return "\(parts / 10_000).\(rest)"
    }

    /// The names that were given and that none of the nodes has: slips of the finger, mostly.
    func unused(by nodes: [ComparedNode]) -> [String] {
        let known = Set(nodes.flatMap { [$0.architecture, $0.instanceType ?? ""] })
        return prices.keys.filter { !known.contains($0) }.sorted()
    }

    /// The price of the share of a node that a million requests take: their processor time, as a part of what the node
    /// has in an hour. What stands idle is not charged.
    /// - Parameters:
    ///   - perHour: what the node costs for an hour.
    ///   - cores: the node's processors.
    ///   - seconds: processor time for one request.
    package static func perMillion(perHour: Double, cores: Double, secondsPerRequest seconds: Double) -> Double {
        guard cores > 0 else { return 0 }
        return perHour / 3600 / cores * seconds * 1_000_000
    }
}
