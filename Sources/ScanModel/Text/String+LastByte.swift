extension String {
    /// Where a byte of ASCII stands last. Paths are asked for their slashes and dots by the million: a collection of any
    /// type goes back byte by byte, and takes ten times as long for each.
    package func lastIndex(ofByte byte: UInt8) -> Index? {
        guard let place = utf8.withContiguousStorageIfAvailable({ $0.lastPlace(of: byte) }) else {
            return utf8.lastIndex(of: byte)
        }
        return place.map { utf8.index(startIndex, offsetBy: $0) }
    }
}

extension Substring {
    /// Where a byte of ASCII stands last.
    package func lastIndex(ofByte byte: UInt8) -> Index? {
        guard let place = utf8.withContiguousStorageIfAvailable({ $0.lastPlace(of: byte) }) else {
            return utf8.lastIndex(of: byte)
        }
        return place.map { utf8.index(startIndex, offsetBy: $0) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func lastPlace(of byte: UInt8) -> Int? {
        var index = count
        while index > 0 {
            index &-= 1
            if self[index] == byte { return index }
        }
        return nil
    }
}
