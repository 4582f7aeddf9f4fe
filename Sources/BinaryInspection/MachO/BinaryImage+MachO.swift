import Platforms

extension BinaryImage {
    /// Mach-O header, thin or universal (mach-o/loader.h, mach-o/fat.h).
    static func machO(_ bytes: Bytes) -> BinaryImage? {
        guard let magic = bytes.number(0, length: 4, bigEndian: true) else { return nil }
        switch magic {
        case 0xFEED_FACE, 0xFEED_FACF: return thin(bytes, bigEndian: true)
        case 0xCEFA_EDFE, 0xCFFA_EDFE: return thin(bytes, bigEndian: false)
        case 0xCAFE_BABE, 0xCAFE_BABF: return universal(bytes, entrySize: magic == 0xCAFE_BABE ? 20 : 32)
        default: return nil
        }
    }

    private static func thin(_ bytes: Bytes, bigEndian: Bool) -> BinaryImage? {
        guard let cpu = bytes.number(4, length: 4, bigEndian: bigEndian),
            let type = bytes.number(12, length: 4, bigEndian: bigEndian)
        else { return nil }
        let kind: Kind =
            switch type {
            case 1: .object
            case 2: .executable
            case 6, 8: .sharedLibrary
            default: .other
            }
        return BinaryImage(format: .machO, kind: kind, machines: [machine(UInt32(cpu))], interpreter: nil)
    }

    private static func universal(_ bytes: Bytes, entrySize: Int) -> BinaryImage? {
        // Java classes have the same magic; their next number is the class file version, 45 or more.
        guard let count = bytes.number(4, length: 4, bigEndian: true), (1..<20).contains(count) else { return nil }
        let machines = (0..<Int(count)).compactMap { index in
            bytes.number(8 + index * entrySize, length: 4, bigEndian: true).map { machine(UInt32($0)) }
        }
        guard machines.count == Int(count) else { return nil }
        return BinaryImage(format: .machO, kind: .other, machines: machines, interpreter: nil)
    }

    private static func machine(_ cpu: UInt32) -> Machine {
        switch cpu {
        case 0x0100_0007: .known(.amd64)
        case 0x0100_000C: .known(.arm64)
        case 7: .known(.i386)
        case 12: .known(.arm)
        default: .unknown(cpu)
        }
    }
}
