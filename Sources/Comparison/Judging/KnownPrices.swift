/// What instance types of AWS cost where nobody says what is paid for them: on demand, with Linux, in us-east-1, in dollars
/// for an hour.
///
/// Within a family the price goes by the size. Source: https://aws.amazon.com/ec2/pricing/on-demand/, as it is quoted in the
/// middle of 2026.
enum KnownPrices {
    /// What they are, for people.
    static let words = "on demand, Linux, us-east-1, middle of 2026"

    /// The price of the size `large`.
    private static let large: [Substring: Double] = [
        "m5": 0.096, "m5a": 0.086, "m6i": 0.096, "m6g": 0.077, "m7i": 0.1008, "m7g": 0.0816,
        "c5": 0.085, "c5a": 0.077, "c6i": 0.085, "c6g": 0.068, "c7i": 0.08925, "c7g": 0.0725,
        "r5": 0.126, "r5a": 0.113, "r6i": 0.126, "r6g": 0.1008, "r7i": 0.1323, "r7g": 0.1071,
        "t3": 0.0832, "t3a": 0.0752, "t4g": 0.0672,
    ]

    private static let sizes: [Substring: Double] = [
        "nano": 1 / 16, "micro": 1 / 8, "small": 1 / 4, "medium": 1 / 2, "large": 1, "xlarge": 2,
    ]

    /// - Parameter type: an instance type: `m7g.2xlarge`.
    /// - Returns: nil for one that is not known.
    static func perHour(_ type: String) -> Double? {
        let parts = type.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let price = large[parts[0]] else { return nil }
        if let size = sizes[parts[1]] { return price * size }
        guard parts[1].hasSuffix("xlarge"), let count = Int(parts[1].dropLast("xlarge".count)), (2...48).contains(count)
        else { return nil }
        return price * 2 * Double(count)
    }
}
