extension String {
    /// Where a byte of ASCII stands last. Paths are asked for their slashes and dots by the million: a collection of any
    /// type goes back byte by byte, and takes a hundred times as long for each.
    package func lastIndex(ofByte byte: UInt8) -> Index? { self[...].lastIndex(ofByte: byte) }
}

extension Substring {
    /// Where a byte of ASCII stands last.
    package func lastIndex(ofByte byte: UInt8) -> Index? {
        let place = utf8.withContiguousStorageIfAvailable { bytes -> Int in
            var index = bytes.count
            while index > 0 {
                index &-= 1
                if bytes[index] == byte { return index }
            }
            return -1
        }
        guard let place else { return utf8.lastIndex(of: byte) }
        return place < 0 ? nil : utf8.index(startIndex, offsetBy: place)
    }
}
