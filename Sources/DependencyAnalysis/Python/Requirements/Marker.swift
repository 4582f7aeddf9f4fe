import ScanModel

/// The condition behind a requirement's semicolon (PEP 508): `sys_platform == "linux" and python_version < "3.9"`.
package indirect enum Marker: Sendable {
    case all([Marker])
    case any([Marker])
    case comparison(Operand, String, Operand)

    /// A side of a comparison.
    package enum Operand: Sendable, Hashable {
        case variable(String)
        case text(String)
    }

    /// Whether it holds: what depends on something that is not known is unknown.
    package func evaluate(_ environment: MarkerEnvironment) -> Ternary {
        switch self {
        case .all(let markers): markers.reduce(.yes) { $0 && $1.evaluate(environment) }
        case .any(let markers): markers.reduce(.no) { $0 || $1.evaluate(environment) }
        case .comparison(let left, let sign, let right): Self.compare(left, sign, right, environment)
        }
    }

    private static let mirrored = ["<": ">", ">": "<", "<=": ">=", ">=": "<="]

    private static func compare(
        _ left: Operand, _ sign: String, _ right: Operand, _ environment: MarkerEnvironment
    ) -> Ternary {
        switch (left, right) {
        case (.variable(let name), .text(let text)): compare(name, sign, text, environment)
        case (.text(let text), .variable(let name)):
            // "linux" in sys_platform: the text is looked for in the variable.
            sign.hasSuffix("in")
                ? environment.value(of: name).map { Ternary($0.contains(text) == (sign == "in")) } ?? .unknown
                : compare(name, mirrored[sign] ?? sign, text, environment)
        default: .unknown
        }
    }

    private static func compare(
        _ name: String, _ sign: String, _ text: String, _ environment: MarkerEnvironment
    ) -> Ternary {
        if name == "python_version" || name == "python_full_version" {
            return comparePython(sign, text, environment, isFull: name == "python_full_version")
        }
        guard let value = environment.value(of: name) else { return .unknown }
        switch sign {
        case "==", "===": return Ternary(value == text)
        case "!=": return Ternary(value != text)
        case "in": return Ternary(text.contains(value))
        case "not in": return Ternary(!text.contains(value))
        default: return .unknown
        }
    }

    private static func comparePython(
        _ sign: String, _ text: String, _ environment: MarkerEnvironment, isFull: Bool
    ) -> Ternary {
        if sign.hasSuffix("in") {
            let versions = text.split { ", |".contains($0) }.compactMap { VersionSpecifier("==\($0)") }
            let found = versions.map { environment.holds($0, isFull: isFull) }.reduce(.no) { $0 || $1 }
            return sign == "in" ? found : !found
        }
        return VersionSpecifier(sign + text).map { environment.holds($0, isFull: isFull) } ?? .unknown
    }
}
