/// Little-endian numbers at places that are checked.
enum LittleEndian {
    /// - Returns: the number; nil when it is not there.
    static func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> UInt64? {
        guard offset >= 0, offset <= bytes.count - length else { return nil }
        return bytes.withUnsafeBytes { $0.number(offset, length) }
    }

    /// - Returns: the number; nil when it is not there, or too large for a place in a file.
    static func int(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int? {
        number(bytes, offset, length).flatMap { Int(exactly: $0) }
    }
}

extension UnsafeRawBufferPointer {
    /// The little-endian number of up to 8 bytes; what lies behind the end is zero.
    func number(_ offset: Int, _ length: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<length where offset + index < count {
            value |= UInt64(self[offset + index]) << UInt64(8 * index)
        }
        return value
    }
}
