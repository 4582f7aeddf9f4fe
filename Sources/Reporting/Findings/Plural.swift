/// Counts in words.
package enum Plural {
    /// - Parameters:
    ///   - count: how many there are.
    ///   - one: the word for one of them.
    ///   - many: the word for several, when it is not made by an `s`.
    /// - Returns: such as `1 file`, `2 files`.
    package static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }
}
