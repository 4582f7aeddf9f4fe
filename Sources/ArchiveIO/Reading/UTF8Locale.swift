import Glibc

/// libarchive converts names to the locale of the thread; in the C locale it would lose every name that is not ASCII.
enum UTF8Locale {
    nonisolated(unsafe) private static let handle = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

    /// Runs `body` with a UTF-8 locale on this thread, and sets the thread's own back.
    static func with<Result>(_ body: () throws -> Result) rethrows -> Result {
        guard let handle else { return try body() }
        let before = uselocale(handle)
        defer { uselocale(before) }
        return try body()
    }
}
