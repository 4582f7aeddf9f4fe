import Glibc

/// An IPv4 or IPv6 address, as bytes.
struct IPAddress: Hashable, Sendable {
    /// 4 or 16 of them.
    private let bytes: [UInt8]

    /// How many bits it has.
    var size: Int { bytes.count * 8 }

    /// - Parameter text: an address without brackets; nil for anything else.
    init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = withUnsafeBytes(of: &sixteen) { Array($0) }
        } else {
            return nil
        }
    }

    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// - Parameter bits: how many.
    /// - Returns: whether both begin with the same bits.
    func shares(_ bits: Int, with other: IPAddress) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        return zip(bytes, other.bytes).enumerated().allSatisfy { index, pair in
            let left = bits - index * 8
            let mask: UInt8 = left >= 8 ? 0xFF : left <= 0 ? 0 : ~(0xFF >> UInt8(left))
            return pair.0 & mask == pair.1 & mask
        }
    }
}
