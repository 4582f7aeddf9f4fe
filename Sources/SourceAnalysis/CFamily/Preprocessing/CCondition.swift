import ScanModel

/// Under what condition a piece of a file is compiled on linux/arm64.
struct CCondition: Sendable {
    let expression: CExpression
    /// How many nodes ``expression`` has: hostile files nest conditions without end.
    let nodes: Int
    /// What the file alone says. Each condition is asked for it many times.
    let known: Ternary

    static let yes = CCondition(.number(1), size: 1)
    static let no = CCondition(.number(0), size: 1)
    static let unknown = CCondition(.unknown, size: 1)

    private static let sizeLimit = 96

    init(_ expression: CExpression, size: Int) {
        if size > Self.sizeLimit {
            self = .unknown
        } else {
            let known: Ternary =
                switch expression.evaluate({ _, _ in nil }) {
                case nil: .unknown
                case 0: .no
                default: .yes
                }
            self.init(expression, nodes: size, known)
        }
    }

    private init(_ expression: CExpression, nodes: Int, _ known: Ternary) {
        self.expression = expression
        self.nodes = nodes
        self.known = known
    }

    /// What is made of conditions of which the file alone decides none.
    private static func open(_ expression: CExpression, size: Int) -> Self {
        size > sizeLimit ? .unknown : CCondition(expression, nodes: size, .unknown)
    }

    static prefix func ! (condition: Self) -> Self {
        switch condition.known {
        case .yes: .no
        case .no: .yes
        case .unknown: .open(.not(condition.expression), size: condition.nodes + 1)
        }
    }

    static func && (left: Self, right: Self) -> Self {
        if left.known == .no || right.known == .no { return .no }
        if left.known == .yes { return right }
        if right.known == .yes { return left }
        guard left.nodes + right.nodes < sizeLimit else {
            return .open(.binary(.and, .unknown, right.expression), size: right.nodes + 2)
        }
        return .open(.binary(.and, left.expression, right.expression), size: left.nodes + right.nodes + 1)
    }

    static func || (left: Self, right: Self) -> Self {
        if left.known == .yes || right.known == .yes { return .yes }
        if left.known == .no { return right }
        if right.known == .no { return left }
        return .open(.binary(.or, left.expression, right.expression), size: left.nodes + right.nodes + 1)
    }

    /// This where a test holds, otherwise another one.
    static func choice(_ test: Self, _ yes: Self, _ no: Self) -> Self {
        switch test.known {
        case .yes: yes
        case .no: no
        case .unknown:
            CCondition(
                .choice(test.expression, yes.expression, no.expression), size: test.nodes + yes.nodes + no.nodes + 1)
        }
    }
}
