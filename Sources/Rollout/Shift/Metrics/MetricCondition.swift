import Reporting

/// What a metric has to be: a query of Prometheus, and a bound of its values.
public struct MetricCondition: Sendable, Hashable, CustomStringConvertible {
    /// How values are compared with the bound.
    enum Comparison: String, CaseIterable, Sendable {
        // Longer signs first: they begin with the shorter ones.
        case atMost = "<="
        case atLeast = ">="
        case below = "<"
        case above = ">"
    }

    /// The query, in PromQL.
    public let query: String
    let comparison: Comparison
    let bound: Double
    private let boundText: String

    /// - Parameter text: a query, `<`, `<=`, `>` or `>=`, and a number: `sum(rate(errors_total[1m])) < 0.5`.
    /// - Throws: ``Failure`` with code `usage` when it is written in another way.
    public init(parsing text: String) throws(Failure) {
        let signs = Set("<>")
        guard let sign = text.lastIndex(where: { signs.contains($0) }),
            let comparison = Comparison.allCases.first(where: { text[sign...].hasPrefix($0.rawValue) })
        else { throw Self.failure(text) }
        let number = text[sign...].dropFirst(comparison.rawValue.count).filter { !$0.isWhitespace }
        let query = text[..<sign].drop(while: \.isWhitespace)
        guard let bound = Double(number), bound.isFinite, !query.isEmpty else { throw Self.failure(text) }
        self.query = String(query.reversed().drop(while: \.isWhitespace).reversed())
        self.comparison = comparison
        self.bound = bound
        boundText = number
    }

    private static func failure(_ text: String) -> Failure {
        Failure(
            .usage, "\"\(text)\" is no condition",
            hint: "write a query, a comparison and a number: 'sum(rate(http_errors_total[1m])) < 0.5'")
    }

    func holds(for value: Double) -> Bool {
        switch comparison {
        case .atMost: value <= bound
        case .atLeast: value >= bound
        case .below: value < bound
        case .above: value > bound
        }
    }

    public var description: String { "\(query) \(comparison.rawValue) \(boundText)" }
}
