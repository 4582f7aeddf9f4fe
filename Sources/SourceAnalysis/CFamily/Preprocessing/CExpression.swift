/// A condition of `#if`, as far as the file alone doesn't decide it.
indirect enum CExpression: Sendable {
    case number(Int)
    /// Nothing in a project decides it: a version of the compiler, a macro with arguments.
    case unknown
    /// A macro's value.
    case value(Macro)
    case defined(Macro)
    case not(CExpression)
    case binary(Operator, CExpression, CExpression)
    case choice(CExpression, CExpression, CExpression)
    /// A comparison with a number that is named for x86: a guard, whatever the numbers are.
    case guarding(CExpression)

    struct Macro: Sendable {
        let name: UInt64
        let hint: MacroHint
    }

    enum Operator: Sendable {
        case and, or, equal, unequal, less, lessOrEqual, greater, greaterOrEqual
        case add, subtract, multiply, divide, remainder, shiftLeft, shiftRight, bitAnd, bitOr, bitXor
    }

    /// - Parameters:
    ///   - isFinal: whether nothing more will be known, so that names decide.
    ///   - resolve: a macro's value, or nil when nothing is known; for "defined" 0 or 1.
    /// - Returns: nil when it can't be told.
    func evaluate(isFinal: Bool = false, _ resolve: (Macro, _ isDefinedTest: Bool) -> Int?) -> Int? {
        switch self {
        case .number(let value): value
        case .unknown: nil
        case .value(let macro): resolve(macro, false)
        case .defined(let macro): resolve(macro, true)
        case .not(let operand): operand.evaluate(isFinal: isFinal, resolve).map { $0 == 0 ? 1 : 0 }
        case .guarding(let comparison): comparison.evaluate(isFinal: isFinal, resolve) ?? (isFinal ? 0 : nil)
        case .choice(let test, let yes, let no):
            switch test.evaluate(isFinal: isFinal, resolve) {
            case nil: Self.same(yes.evaluate(isFinal: isFinal, resolve), no.evaluate(isFinal: isFinal, resolve))
            case 0: no.evaluate(isFinal: isFinal, resolve)
            default: yes.evaluate(isFinal: isFinal, resolve)
            }
        case .binary(let kind, let left, let right):
            Self.apply(kind, left.evaluate(isFinal: isFinal, resolve), right.evaluate(isFinal: isFinal, resolve))
        }
    }

    /// Whether it says yes or no rather than a number: another macro, or macros joined by "and", "or" and "not".
    var isLogical: Bool {
        switch self {
        case .value, .defined: true
        case .not, .guarding, .choice: true
        case .binary(.and, let left, let right), .binary(.or, let left, let right): left.isLogical || right.isLogical
        default: false
        }
    }

    private static func same(_ left: Int?, _ right: Int?) -> Int? { left == right ? left : nil }

    private static func apply(_ kind: Operator, _ first: Int?, _ second: Int?) -> Int? {
        switch kind {
        case .and:
            if first == 0 || second == 0 { return 0 }
            return first == nil || second == nil ? nil : 1
        case .or:
            if let first, first != 0 { return 1 }
            if let second, second != 0 { return 1 }
            return first == nil || second == nil ? nil : 0
        default: break
        }
        guard let first, let second else { return nil }
        return calculate(kind, first, second)
    }

    private static func calculate(_ kind: Operator, _ left: Int, _ right: Int) -> Int? {
        switch kind {
        case .and, .or: nil
        case .equal: left == right ? 1 : 0
        case .unequal: left != right ? 1 : 0
        case .less: left < right ? 1 : 0
        case .lessOrEqual: left <= right ? 1 : 0
        case .greater: left > right ? 1 : 0
        case .greaterOrEqual: left >= right ? 1 : 0
        case .add: left &+ right
        case .subtract: left &- right
        case .multiply: left &* right
        case .divide: right == 0 ? nil : left.dividedReportingOverflow(by: right).partialValue
        case .remainder: right == 0 ? nil : left.remainderReportingOverflow(dividingBy: right).partialValue
        case .shiftLeft: (0..<64).contains(right) ? left << right : nil
        case .shiftRight: (0..<64).contains(right) ? left >> right : nil
        case .bitAnd: left & right
        case .bitOr: left | right
        case .bitXor: left ^ right
        }
    }
}
