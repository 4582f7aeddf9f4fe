/// How a layer's tar archive is compressed.
public enum LayerEncoding: Hashable, Sendable {
    case none
    /// gzip at a level from 1 (fast) to 9 (small).
    case gzip(level: Int)
    /// Zstandard at a level from 1 (fast) to 19 (small).
    case zstd(level: Int)

    /// gzip, fast: most of what goes into layers is compressed already, and the rest gains about a tenth for four times
    /// the time.
    public static let standard = LayerEncoding.gzip(level: 1)
}
