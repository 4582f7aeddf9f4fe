/// The answer to a condition of which not all is known: whether code belongs to a build may depend on a setting.
package enum Ternary: Sendable, Hashable {
    case no
    case unknown
    case yes

    package init(_ value: Bool) { self = value ? .yes : .no }

    /// Whether it may be so.
    @inlinable package var isPossible: Bool { if case .no = self { false } else { true } }

    package static prefix func ! (value: Self) -> Self {
        switch value {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    package static func && (left: Self, right: Self) -> Self {
        if left == .no || right == .no { return .no }
        return left == .yes && right == .yes ? .yes : .unknown
    }

    package static func || (left: Self, right: Self) -> Self { !(!left && !right) }
}
