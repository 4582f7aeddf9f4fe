/// A ZIP built by hand (PKWARE's APPNOTE): members stored, or deflated when they are all zeros.
struct ZIPFixture {
    private var local: [UInt8] = []
    private var central: [UInt8] = []
    private var count = 0

    /// The whole archive.
    var bytes: [UInt8] {
        var end = number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
        end += number(central.count, 4) + number(local.count, 4) + number(0, 2)
        return local + central + end
    }

    /// Adds a member as it is.
    mutating func add(_ name: String, _ content: [UInt8] = [], checksum: UInt32? = nil) {
        add(name, stored: content, method: 0, size: content.count, checksum: checksum ?? crc32(content))
    }

    /// Adds a member that deflates to almost nothing.
    mutating func add(_ name: String, zeros: Int) {
        let checksum = crc32([UInt8](repeating: 0, count: zeros))
        add(name, stored: deflatedZeros(zeros), method: 8, size: zeros, checksum: checksum)
    }

    private mutating func add(_ name: String, stored: [UInt8], method: Int, size: Int, checksum: UInt32) {
        let flags = 0x800  // the name is UTF-8
        var fields = number(20, 2) + number(flags, 2) + number(method, 2) + number(0, 4) + number(Int(checksum), 4)
        fields += number(stored.count, 4) + number(size, 4) + number(name.utf8.count, 2) + number(0, 2)
        central += number(0x0201_4B50, 4) + number(20, 2) + fields + number(0, 2) + number(0, 2) + number(0, 2)
        central += number(0, 4) + number(local.count, 4) + name.utf8
        local += number(0x0403_4B50, 4) + fields + name.utf8 + stored
        count += 1
    }
}

/// A little-endian number.
func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The checksum of ZIP and gzip.
func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = sum >> 8 ^ checksumTable[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
}

private let checksumTable: [UInt32] = (0..<256).map { byte in
    var value = UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320 }
    return value
}

/// Zeros by the deflate format's fixed codes (RFC 1951): one literal, then copies of 258 bytes, then literals.
func deflatedZeros(_ count: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.append(0b011, 3)  // the last block, fixed codes; low bit first
    let copies = max(0, count - 1) / 258
    let literal = (code: 0b0011_0000, length: 8)
    let copy = (code: 0b1100_0101, length: 8)  // length symbol 285
    for _ in 0..<min(count, 1) { bits.append(reversed: literal.code, literal.length) }
    for _ in 0..<copies {
        bits.append(reversed: copy.code, copy.length)
        bits.append(0, 5)  // distance 1
    }
    for _ in 0..<(max(0, count - 1) - copies * 258) { bits.append(reversed: literal.code, literal.length) }
    bits.append(0, 7)  // end of block
    return bits.bytes
}

private struct BitWriter {
    var bytes: [UInt8] = []
    private var used = 8

    mutating func append(_ value: Int, _ length: Int) {
        for position in 0..<length { append(bit: value >> position & 1) }
    }

    mutating func append(reversed value: Int, _ length: Int) {
        for position in (0..<length).reversed() { append(bit: value >> position & 1) }
    }

    private mutating func append(bit: Int) {
        if used == 8 {
            bytes.append(0)
            used = 0
        }
        bytes[bytes.count - 1] |= UInt8(bit << used)
        used += 1
    }
}
