/// An amount of a resource as Kubernetes writes it: `100m`, `1.5`, `2Gi`, `1e3` (API: resource.Quantity).
struct Quantity: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// In units of the resource: cores, bytes, pods.
    let value: Double

    static let zero = Quantity(0)

    private static let suffixes: [(String, Double)] = [
        ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
        ("Pi", 1_125_899_906_842_624), ("Ei", 1_152_921_504_606_846_976),
        ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
        ("E", 1e18),
    ]

    init(_ value: Double) { self.value = value }

    /// - Parameter text: a quantity; nil when it is none.
    init?(_ text: String) {
        let found = Self.suffixes.first { text.hasSuffix($0.0) }
        guard let number = Double(text.dropLast(found?.0.count ?? 0)), number.isFinite else { return nil }
        value = number * (found?.1 ?? 1)
    }

    static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    static func + (left: Self, right: Self) -> Self { Quantity(left.value + right.value) }
    static func - (left: Self, right: Self) -> Self { Quantity(left.value - right.value) }

    var description: String {
        for (suffix, factor) in [("Gi", 1_073_741_824.0), ("Mi", 1_048_576.0)] where abs(value) >= factor {
            return Self.decimals(value / factor) + suffix
        }
        return value != value.rounded() ? Self.decimals(value * 1000) + "m" : Self.decimals(value)
    }

    private static func decimals(_ number: Double) -> String {
        let tenths = (number * 10).rounded() / 10
        return tenths == tenths.rounded() && abs(tenths) < 1e15 ? String(Int64(tenths)) : String(tenths)
    }
}

/// Amounts by resource: `cpu`, `memory`, `pods`, …
typealias Resources = [String: Quantity]
