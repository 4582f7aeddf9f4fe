import Reporting

/// A namespace's name, checked: a DNS label (RFC 1123).
public struct NamespaceName: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public static let `default` = NamespaceName(known: "default")

    private init(known name: String) { description = name }

    /// - Parameter text: the name as typed or read.
    /// - Throws: ``Failure`` with code `usage` when no namespace can have that name.
    public init(_ text: String) throws(Failure) {
        let isLabel = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isLabel, (1...63).contains(text.utf8.count), !text.hasPrefix("-"), !text.hasSuffix("-") else {
            throw Failure(
                .usage, "\"\(text)\" can't be a namespace",
                hint: "a namespace has lower case letters, digits and hyphens, at most 63")
        }
        description = text
    }
}
