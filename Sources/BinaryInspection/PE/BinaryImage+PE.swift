import Platforms

extension BinaryImage {
    /// PE header behind its MS-DOS stub (Microsoft's PE format specification).
    static func pe(_ bytes: Bytes) -> BinaryImage? {
        guard bytes.starts(with: [0x4D, 0x5A]), let place = bytes.number(0x3C, length: 4, bigEndian: false) else {
            return nil
        }
        let header = bytes.from(Int(place))
        guard header.starts(with: [0x50, 0x45, 0, 0]), let machine = header.number(4, length: 2, bigEndian: false),
            let flags = header.number(22, length: 2, bigEndian: false)
        else { return nil }
        let known: Machine =
            switch machine {
            case 0x8664: .known(.amd64)
            case 0xAA64: .known(.arm64)
            case 0x14C: .known(.i386)
            case 0x1C0, 0x1C4: .known(.arm)
            default: .unknown(UInt32(machine))
            }
        let kind: Kind = flags & 0x2000 != 0 ? .sharedLibrary : .executable
        return BinaryImage(format: .pe, kind: kind, machines: [known], interpreter: nil)
    }
}
