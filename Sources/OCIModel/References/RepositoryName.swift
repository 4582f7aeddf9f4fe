import Reporting

/// A repository's name within its registry: `library/alpine`.
///
/// Source: OCI distribution-spec, "Pulling manifests": `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/…)*`.
public struct RepositoryName: Hashable, Sendable, CustomStringConvertible {
    /// The name, with slashes between its components.
    public let description: String

    /// - Parameter text: components in lower case, separated by slashes.
    /// - Throws: ``Failure`` with code `invalid-reference`.
    public init(parsing text: some StringProtocol) throws(Failure) {
        let components = Substring(text).split(separator: "/", omittingEmptySubsequences: false)
        guard components.allSatisfy(Self.isComponent), text.utf8.count <= 255 else {
            throw Failure(
                .invalidReference, "\"\(text.prefix(300))\" is no repository name",
                hint: text.contains { $0.isUppercase }
                    ? "repository names are in lower case"
                    : "use lower-case letters and digits, separated by '.', '_', '-' and '/'; at most 255 of them")
        }
        self.description = String(text)
    }

    private static func isComponent(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard bytes.first.map(isAlphanumeric) == true, bytes.last.map(isAlphanumeric) == true else { return false }
        // What stands between two alphanumeric runs: one dot, one or two underscores, or any number of hyphens.
        let separators = bytes.split(whereSeparator: isAlphanumeric)
        return separators.allSatisfy { separator in
            [".", "_", "__"].contains(String(Substring(separator))) || separator.allSatisfy { $0 == UInt8(ascii: "-") }
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { byte.isASCIILower || byte.isASCIIDigit }
}
