import Reporting

/// A node group's name, checked as EKS does.
public struct NodeGroupName: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// - Parameter text: the name as typed or read.
    /// - Throws: ``Failure`` with code `usage` when no group can have that name.
    public init(_ text: String) throws(Failure) {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, (1...63).contains(text.utf8.count), !text.hasPrefix("-"), !text.hasPrefix("_") else {
            throw Failure(
                .usage, "\"\(text)\" can't be a node group's name",
                hint:
                    "it has letters, digits, hyphens and underscores, begins with a letter or digit, and has at most 63"
            )
        }
        description = text
    }

    /// The name of the arm64 twin of a group: what says x86 in it goes.
    init(twinOf name: String) throws(Failure) {
        var base = name[...]
        for suffix in ["-amd64", "-x86-64", "-x86_64", "-x86", "-intel"] where base.hasSuffix(suffix) {
            base = base.dropLast(suffix.count)
        }
        try self.init(String(base.prefix(57)) + "-arm64")
    }
}
