/// A ZIP built by hand (PKWARE's APPNOTE): members stored, or deflated when they are all zeros.
package struct ZIPFixture {
    private var local: [UInt8] = []
    private var central: [UInt8] = []
    private var count = 0

    package init() {}

    /// With members as they are.
    package init(_ members: [(String, [UInt8])]) {
        for (name, content) in members { add(name, content) }
    }

    /// The whole archive.
    package var bytes: [UInt8] { bytes() }

    /// The whole archive, with what may stand around it.
    /// - Parameters:
    ///   - comment: the archive's comment.
    ///   - isLarge: whether the end is written as ZIP64 has it.
    package func bytes(comment: [UInt8] = [], isLarge: Bool = false) -> [UInt8] {
        var end: [UInt8] = []
        if isLarge {
            end += number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
            end += number(count, 8) + number(count, 8) + number(central.count, 8) + number(local.count, 8)
            end += number(0x0706_4B50, 4) + number(0, 4) + number(local.count + central.count, 8) + number(1, 4)
        }
        let short = isLarge ? 0xFFFF : count
        end += number(0x0605_4B50, 4) + number(0, 4) + number(short, 2) + number(short, 2)
        end += number(isLarge ? 0xFFFF_FFFF : central.count, 4) + number(isLarge ? 0xFFFF_FFFF : local.count, 4)
        return local + central + end + number(comment.count, 2) + comment
    }

    /// What can be wrong, or rare, about a member.
    package struct Oddity {
        package var checksum: UInt32?
        package var method = 0
        package var flags = 0x800  // the name is UTF-8
        package var size: Int?
        package var offset: Int?
        /// The sizes and the place stand in ZIP64's extra field.
        package var isLarge = false

        package init(
            checksum: UInt32? = nil, method: Int = 0, flags: Int = 0x800, size: Int? = nil, offset: Int? = nil,
            isLarge: Bool = false
        ) {
            self.checksum = checksum
            self.method = method
            self.flags = flags
            self.size = size
            self.offset = offset
            self.isLarge = isLarge
        }
    }

    /// Adds a member as it is.
    package mutating func add(_ name: String, _ content: [UInt8] = [], checksum: UInt32? = nil) {
        add(name, content, Oddity(checksum: checksum))
    }

    /// Adds a member that deflates to almost nothing.
    package mutating func add(_ name: String, zeros: Int) {
        let checksum = crc32([UInt8](repeating: 0, count: zeros))
        add(name, deflatedZeros(zeros), Oddity(checksum: checksum, method: 8, size: zeros))
    }

    /// Adds a member in blocks of the deflate format that are not compressed.
    package mutating func add(deflated name: String, _ content: [UInt8]) {
        add(name, storedDeflate(content), Oddity(checksum: crc32(content), method: 8, size: content.count))
    }

    /// Adds a member that says of itself what is wanted.
    package mutating func add(_ name: String, _ stored: [UInt8], _ oddity: Oddity) {
        let size = oddity.size ?? stored.count
        let place = oddity.offset ?? local.count
        var common = number(20, 2) + number(oddity.flags, 2) + number(oddity.method, 2) + number(0, 2)
        common += number(0x21, 2) + number(Int(oddity.checksum ?? crc32(stored)), 4)
        let sizes = number(stored.count, 4) + number(size, 4)
        let extra =
            oddity.isLarge
            ? number(1, 2) + number(24, 2) + number(size, 8) + number(stored.count, 8) + number(place, 8) : []
        let directorySizes = oddity.isLarge ? [UInt8](repeating: 0xFF, count: 8) : sizes
        central += number(0x0201_4B50, 4) + number(0x0314, 2) + common + directorySizes
        central += number(name.utf8.count, 2) + number(extra.count, 2) + number(0, 6) + number(0o100644 << 16, 4)
        central += number(oddity.isLarge ? 0xFFFF_FFFF : place, 4) + name.utf8 + extra
        local += number(0x0403_4B50, 4) + common + sizes + number(name.utf8.count, 2) + number(0, 2)
        local += Array(name.utf8) + stored
        count += 1
    }
}

/// A little-endian number.
package func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The checksum of ZIP and gzip.
package func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = sum >> 8 ^ checksumTable[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
}

private let checksumTable: [UInt32] = (0..<256).map { byte in
    var value = UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320 }
    return value
}
