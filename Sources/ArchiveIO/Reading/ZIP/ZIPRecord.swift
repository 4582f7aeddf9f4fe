/// What the central directory says about one member.
struct ZIPRecord {
    let flags: Int
    let method: Int
    let time: Int
    let date: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    /// Where the member's own header is, counted from the archive's first byte.
    let header: Int
    /// The upper half of the attributes: a Unix mode, when the archive was made on Unix.
    let mode: Int
    /// Where the name stands in the directory.
    let name: Range<Int>
    /// Where the next record begins.
    let end: Int

    private static let signature: UInt64 = 0x0201_4B50
    private static let length = 46

    init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        guard offset <= bytes.count - Self.length, bytes.number(offset, 4) == Self.signature else { return nil }
        func field(_ place: Int, _ length: Int) -> Int { Int(bytes.number(offset + place, length)) }
        flags = field(8, 2)
        method = field(10, 2)
        time = field(12, 2)
        date = field(14, 2)
        checksum = UInt32(truncatingIfNeeded: field(16, 4))
        let nameStart = offset + Self.length
        let extraStart = nameStart + field(28, 2)
        let extraEnd = extraStart + field(30, 2)
        end = extraEnd + field(32, 2)
        guard extraEnd <= bytes.count else { return nil }
        name = nameStart..<extraStart
        mode = field(5, 1) == 3 ? field(40, 2) : 0
        var sizes = [field(24, 4), field(20, 4), field(42, 4)]
        if sizes.contains(0xFFFF_FFFF) { Self.enlarge(&sizes, bytes, extraStart..<extraEnd) }
        size = sizes[0]
        compressedSize = sizes[1]
        header = sizes[2]
    }

    /// The extra field of ZIP64 has those numbers that don't fit, in this order.
    private static func enlarge(_ sizes: inout [Int], _ bytes: UnsafeRawBufferPointer, _ extra: Range<Int>) {
        var offset = extra.lowerBound
        while offset + 4 <= extra.upperBound {
            let end = offset + 4 + Int(bytes.number(offset + 2, 2))
            guard end <= extra.upperBound else { return }
            if bytes.number(offset, 2) == 1 {
                var place = offset + 4
                for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && place + 8 <= end {
                    sizes[index] = Int(clamping: bytes.number(place, 8))
                    place += 8
                }
                return
            }
            offset = end
        }
    }

    var isEncrypted: Bool { flags & 1 != 0 }

    /// Seconds since 1970, as if the archive's clock had been UTC: the format doesn't tell its zone.
    var modificationTime: Int64 {
        let (year, month, day) = (Int64(date >> 9) + 1980, Int64(date >> 5 & 15), Int64(date & 31))
        // Days since 1970 of a date in the Gregorian calendar, with years that begin in March.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return days * 86_400 + Int64(time >> 11) * 3600 + Int64(time >> 5 & 63) * 60 + Int64(time & 31) * 2
    }
}
