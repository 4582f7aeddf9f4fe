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
        let common = PECommonLanguageHeader(bytes, header: header)
        let kind: Kind = flags & 0x2000 != 0 ? .sharedLibrary : .executable
        // i386 in the header of bytecode alone means any processor, unless its flags ask for 32 bits.
        let runsAnywhere = common.map { $0.isBytecodeOnly && !$0.needs32Bits && machine == 0x14C } ?? false
        var image = BinaryImage(
            format: .pe, kind: kind, machines: runsAnywhere ? [] : [peMachine(UInt32(machine))], interpreter: nil)
        image.isManaged = common != nil
        return image
    }

    private static func peMachine(_ number: UInt32) -> Machine {
        switch number {
        case 0x8664: .known(.amd64)
        case 0xAA64: .known(.arm64)
        case 0x14C: .known(.i386)
        case 0x1C0, 0x1C4: .known(.arm)
        // .NET's compiled code for Linux has the machine's number with a mask.
        case 0x8664 ^ 0x7B79: .known(.amd64)
        case 0xAA64 ^ 0x7B79: .known(.arm64)
        default: .unknown(number)
        }
    }
}

/// The header that .NET's bytecode has within a PE file (ECMA-335, II.25.3.3).
struct PECommonLanguageHeader {
    private let flags: UInt64
    private let nativeLength: UInt64

    private static let directory = 14
    private static let mostSections = 96

    /// - Parameters:
    ///   - bytes: the file.
    ///   - header: the file from its PE signature on.
    /// - Returns: nil when there is none within the bytes.
    init?(_ bytes: Bytes, header: Bytes) {
        guard let optionalLength = header.number(20, length: 2, bigEndian: false),
            let sections = header.number(6, length: 2, bigEndian: false),
            let magic = header.number(24, length: 2, bigEndian: false)
        else { return nil }
        let directories = 24 + (magic == 0x20B ? 112 : 96)
        guard let count = header.number(directories - 4, length: 4, bigEndian: false), count > Self.directory,
            let address = header.number(directories + Self.directory * 8, length: 4, bigEndian: false), address != 0
        else { return nil }
        let table = 24 + Int(optionalLength)
        for index in 0..<min(Int(sections), Self.mostSections) {
            let section = table + index * 40
            guard let length = header.number(section + 16, length: 4, bigEndian: false),
                let start = header.number(section + 12, length: 4, bigEndian: false),
                let place = header.number(section + 20, length: 4, bigEndian: false)
            else { return nil }
            guard address >= start, address - start < length else { continue }
            let found = Int(place + address - start)
            flags = bytes.number(found + 16, length: 4, bigEndian: false) ?? 1
            nativeLength = bytes.number(found + 68, length: 4, bigEndian: false) ?? 0
            return
        }
        return nil
    }

    /// Whether there is no machine code beside the bytecode.
    var isBytecodeOnly: Bool { flags & 1 != 0 && nativeLength == 0 }

    var needs32Bits: Bool { flags & 2 != 0 && flags & 0x20000 == 0 }
}
