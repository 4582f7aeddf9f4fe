import Glibc

/// Where a byte stands next, for a reader that only goes forward: each place is looked for once.
struct NextPlace {
    private let byte: UInt8
    private var place = -1

    init(_ byte: UInt8) { self.byte = byte }

    /// - Returns: the first place from one on, or the end of the text.
    @inline(__always) mutating func place(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if place < start { place = bytes.place(of: byte, from: start) ?? bytes.count }
        return place
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where a byte stands first from a place on.
    func place(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }
}
