import Glibc
import ScanModel

extension String {
    /// Whether its bytes begin with those of another text.
    func beginsByBytes(with other: Substring) -> Bool { self[...].hasBytes(of: other, atEnd: false) }

    /// What stands behind the last slash.
    var lastPathPart: Substring {
        guard let slash = lastIndex(ofByte: UInt8(ascii: "/")) else { return self[...] }
        return self[utf8.index(after: slash)...]
    }
}

extension Substring {
    /// Whether its bytes end with those of another text.
    func endsByBytes(with other: Substring) -> Bool { hasBytes(of: other, atEnd: true) }

    /// Paths are compared by the thousand: in memory, and not byte by byte.
    fileprivate func hasBytes(of other: Substring, atEnd: Bool) -> Bool {
        let answer = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { wanted -> Bool in
                guard let base = own.baseAddress, let other = wanted.baseAddress, own.count >= wanted.count else {
                    return wanted.isEmpty
                }
                return memcmp(base + (atEnd ? own.count - wanted.count : 0), other, wanted.count) == 0
            }
        }
        if case .some(.some(let isSame)) = answer { return isSame }
        return atEnd ? utf8.suffix(other.utf8.count).elementsEqual(other.utf8) : utf8.starts(with: other.utf8)
    }
}
