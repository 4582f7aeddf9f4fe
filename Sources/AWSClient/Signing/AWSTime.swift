import FoundationEssentials

/// The forms in which AWS writes times.
enum AWSTime {
    /// `20150830T123600Z`.
    static func basic(_ time: Date) -> String {
        extended(time).filter { $0 != "-" && $0 != ":" }
    }

    /// `2015-08-30T12:36:00Z`.
    static func extended(_ time: Date) -> String {
        // Signatures know whole seconds, cut off.
        Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down)).formatted(.iso8601)
    }

    /// - Parameter text: RFC 3339 with or without fractions, also with `UTC` instead of `Z` as SSO caches have had it.
    /// - Returns: nil when it is no time.
    static func parse(_ text: String) -> Date? {
        let text = text.hasSuffix("UTC") ? text.dropLast(3) + "Z" : text
        return (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}
