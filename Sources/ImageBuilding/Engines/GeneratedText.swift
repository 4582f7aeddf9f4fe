/// A Dockerfile that was made of another one, and where its lines come from.
struct GeneratedText: Sendable {
    /// The text, each line with its end.
    private(set) var text = ""
    /// For each line of the text the number of the line that it was made of, counted from 1.
    private(set) var origins: [Int] = []

    /// - Parameters:
    ///   - lines: one line or several, without the last one's end.
    ///   - origin: the number of the line that they were made of.
    mutating func append(_ lines: String, for origin: Int) {
        text += lines + "\n"
        let count = lines.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        origins += Array(repeating: origin, count: count)
    }
}
