import Reporting

/// The name of a piece of content: a hash algorithm and the hash in lower-case hexadecimal.
///
/// Source: OCI image-spec, descriptor.md, "Digests".
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The registered hash algorithms that every tool understands.
    public enum Algorithm: String, Sendable, CaseIterable {
        case sha256
        case sha512

        /// How many hexadecimal digits a hash has.
        var digits: Int {
            switch self {
            case .sha256: 64
            case .sha512: 128
            }
        }
    }

    /// How the content was hashed.
    public let algorithm: Algorithm
    /// The hash in lower-case hexadecimal.
    public let hex: String

    /// - Parameter text: `sha256:` and 64 hexadecimal digits in lower case, or `sha512:` and 128.
    /// - Throws: ``Failure`` with code `invalid-digest`.
    public init(parsing text: some StringProtocol) throws(Failure) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        // A text of its own: of which type the part is, the runtime would have to find out.
        let hex = parts.count == 2 ? String(parts[1]) : ""
        guard let algorithm = Algorithm(rawValue: String(parts[0])),
            hex.utf8.count == algorithm.digits, hex.utf8.allSatisfy(Self.isHexadecimal)
        else {
            throw Failure(
                .invalidDigest, "\"\(text.prefix(140))\" is no digest",
                hint: "a digest is \"sha256:\" and 64 hexadecimal digits in lower case")
        }
        self.algorithm = algorithm
        self.hex = hex
    }

    /// The SHA-256 digest of a whole content.
    /// - Parameter bytes: the content.
    public init(of bytes: [UInt8]) {
        var digester = Digester()
        digester.update(bytes)
        self = digester.digest
    }

    init(algorithm: Algorithm, hash: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        hex.reserveCapacity(algorithm.digits)
        for byte in hash {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        self.algorithm = algorithm
        self.hex = String(decoding: hex, as: UTF8.self)
    }

    public var description: String { "\(algorithm.rawValue):\(hex)" }

    /// The algorithm and the first twelve digits, for people.
    public var short: String { "\(algorithm.rawValue):\(hex.prefix(12))" }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

extension Failure.Code {
    /// A digest is not written as one.
    public static let invalidDigest = Self("invalid-digest", .input)
}
