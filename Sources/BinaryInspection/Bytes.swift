/// Numbers out of bytes, with every access checked: what is not there is nil.
struct Bytes {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
    private init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    func from(_ offset: Int) -> Bytes { Bytes(bytes.dropFirst(max(0, offset))) }

    func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

    func byte(_ offset: Int) -> UInt8? { number(offset, length: 1, bigEndian: false).map { UInt8($0) } }

    /// - Returns: the unsigned number of `length` bytes at an offset.
    func number(_ offset: Int, length: Int, bigEndian: Bool) -> UInt64? {
        guard offset >= 0, offset <= bytes.count - length else { return nil }
        var value: UInt64 = 0
        for index in 0..<length {
            let place = bytes.startIndex + offset + (bigEndian ? index : length - 1 - index)
            value = value << 8 | UInt64(bytes[place])
        }
        return value
    }

    /// - Returns: the text up to the first zero byte within `length` bytes at an offset.
    func text(_ offset: Int, length: Int) -> String? {
        guard offset >= 0, length > 0, offset <= bytes.count - length else { return nil }
        let part = bytes.dropFirst(offset).prefix(length).prefix { $0 != 0 }
        return String(validating: part, as: UTF8.self)
    }
}
