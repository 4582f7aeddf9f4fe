/// Sizes and times in few characters, for people.
public enum Measures {
    /// - Parameter bytes: a size.
    /// - Returns: such as `75.5MB`, in powers of 1000 as docker prints sizes.
    public static func size(_ bytes: Int64) -> String {
        var value = Double(bytes)
        var unit = "B"
        for next in ["kB", "MB", "GB", "TB"] where value >= 1000 {
            value /= 1000
            unit = next
        }
        return unit == "B" ? "\(bytes)B" : decimals(value, value < 100 ? 1 : 0) + unit
    }

    /// - Parameter duration: a time.
    /// - Returns: such as `0.4s`, `12s`, `3m05s`.
    public static func time(_ duration: Duration) -> String {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        if seconds < 10 { return decimals(seconds, 1) + "s" }
        let whole = Int(seconds.rounded())
        guard whole >= 60 else { return "\(whole)s" }
        let rest = whole % 60
        return "\(whole / 60)m\(rest < 10 ? "0" : "")\(rest)s"
    }

    private static func decimals(_ value: Double, _ places: Int) -> String {
        guard places > 0 else { return "\(Int(value.rounded()))" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
