/// Counts in words.
package enum Plural {
    /// - Parameters:
    ///   - count: how many there are.
    ///   - one: the word for one of them.
    ///   - many: the word for several, when it is not made by an `s`.
    /// - Returns: such as `1 file`, `2 files`.
    package static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
    }

    /// A number as people read it: `12,345`.
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }
}
