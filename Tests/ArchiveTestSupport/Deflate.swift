/// Zeros by the deflate format's fixed codes (RFC 1951): one literal, then copies of 258 bytes, then literals.
package func deflatedZeros(_ count: Int) -> [UInt8] {
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

/// Bytes as deflate's stored blocks.
package func storedDeflate(_ bytes: [UInt8]) -> [UInt8] {
    var deflated: [UInt8] = []
    var rest = bytes[...]
    repeat {
        let part = rest.prefix(65535)
        rest = rest.dropFirst(part.count)
        deflated += [rest.isEmpty ? 1 : 0] + number(part.count, 2) + number(~part.count, 2) + part
    } while !rest.isEmpty
    return deflated
}

/// gzip (RFC 1952) around deflated data.
package func gzip(deflated: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated + number(Int(crc32(bytes)), 4) + number(bytes.count, 4)
}

/// gzip without compression.
package func gzip(stored bytes: [UInt8]) -> [UInt8] { gzip(deflated: storedDeflate(bytes), of: bytes) }

/// A zstd frame (RFC 8878) of raw blocks.
package func zstd(raw bytes: [UInt8]) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0b1010_0000] + number(bytes.count, 4)
    var rest = bytes[...]
    repeat {
        let part = rest.prefix(100_000)
        rest = rest.dropFirst(part.count)
        frame += number(part.count << 3 | (rest.isEmpty ? 1 : 0), 3) + part
    } while !rest.isEmpty
    return frame
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
