/// How long a server asks to be left alone.
///
/// Source: RFC 9110, section 10.2.3: seconds, or a date.
package enum RetryAfter {
    /// - Parameters:
    ///   - headers: the answer's header fields.
    ///   - now: the time in seconds since 1970, for an answer that doesn't tell its own.
    /// - Returns: seconds, 0 for a time that is over; nil when the field is missing or makes no sense.
    package static func seconds(in headers: HTTPHeaders, now: Int) -> Int? {
        guard let field = headers["Retry-After"] else { return nil }
        if let seconds = Int(field) { return max(seconds, 0) }
        guard let end = HTTPDate.seconds(field) else { return nil }
        // The server's own clock, so that ours may be wrong.
        let begin = headers["Date"].flatMap(HTTPDate.seconds) ?? now
        return max(end - begin, 0)
    }
}
