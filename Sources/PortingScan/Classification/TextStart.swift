/// Texts whose names end as those of archives do.
enum TextStart {
    /// How many of the first bytes are looked at: a tar's header is no longer.
    private static let length = 512
    /// Shorter ones may be the beginning of anything.
    private static let shortest = 16
    /// Programs that unpack what stands behind them, pointers to archives, and archives that begin with text.
    private static let starts = ["#!", "version https://git-lfs", "!<arch>", "07070"].map { Array($0.utf8) }

    /// Whether a file is nothing that can be unpacked, by its first bytes.
    static func isText(_ prefix: some Collection<UInt8>) -> Bool {
        let first = prefix.prefix(length)
        return first.count >= shortest && first.contains(UInt8(ascii: "\n")) && isPrintable(first)
            && !starts.contains { first.starts(with: $0) }
    }

    /// Whether there is nothing but text in a file's first bytes.
    static func isPrintable(_ prefix: some Collection<UInt8>) -> Bool {
        prefix.prefix(length).allSatisfy { isPrintable($0) }
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || "\t\n\r\u{C}".utf8.contains(byte)
    }
}
