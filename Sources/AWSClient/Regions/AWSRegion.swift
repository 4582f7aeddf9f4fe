import Reporting

/// A region's name: `us-west-2`.
public struct AWSRegion: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let name: String

    /// - Parameters:
    ///   - text: a region's name. Regions that are not known yet are good as well.
    ///   - source: where it was named, for the message.
    /// - Throws: ``Failure`` with code `usage` when it can't be part of a host name.
    public init(_ text: String, from source: String = "the region") throws(Failure) {
        let isLabel =
            !text.isEmpty && text.utf8.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") }
        guard isLabel else {
            throw Failure(.usage, "\(source) is \"\(text)\", which is no region", hint: "write it as us-west-2")
        }
        name = text
    }

    init(known name: String) { self.name = name }

    /// The partition that it belongs to.
    public var partition: AWSPartition { AWSPartition(ofRegion: name) }

    public var description: String { name }
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
