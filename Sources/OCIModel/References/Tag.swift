import Reporting

/// A movable name of a manifest in a repository: `latest`, `1.2-alpine`.
///
/// Source: OCI distribution-spec, "Pulling manifests": `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`.
public struct Tag: Hashable, Sendable, CustomStringConvertible {
    /// The tag as written.
    public let description: String

    /// What a reference without tag and digest means.
    public static let latest = Tag(known: "latest")

    private init(known text: String) { self.description = text }

    /// - Parameter text: at most 128 letters, digits, `_`, `.` and `-`; the last two not at the beginning.
    /// - Throws: ``Failure`` with code `invalid-reference`.
    public init(parsing text: some StringProtocol) throws(Failure) {
        let bytes = text.utf8
        guard let first = bytes.first, Self.isWord(first), bytes.count <= 128,
            bytes.allSatisfy({ Self.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
        else {
            throw Failure(
                .invalidReference, "\"\(text.prefix(200))\" is no tag",
                hint: "a tag has at most 128 letters, digits, '_', '.' and '-', and begins with neither '.' nor '-'")
        }
        self.description = String(text)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_")
    }
}
