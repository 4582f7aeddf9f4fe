import Platforms

/// How the kernel tells whose program a file is: the first twenty bytes of an ELF header, with what of them counts.
///
/// Source: System V ABI, chapter 4; gABI's registry of e_machine.
struct ELFMagic: Hashable, Sendable {
    let bytes: [UInt8]
    let mask: [UInt8]

    private struct Kind {
        let machine: UInt16
        var is64 = true
        var isBigEndian = false
    }

    private static let kinds: [Architecture: Kind] = [
        .amd64: Kind(machine: 62), .arm64: Kind(machine: 183), .i386: Kind(machine: 3, is64: false),
        .arm: Kind(machine: 40, is64: false), .ppc64le: Kind(machine: 21),
        .s390x: Kind(machine: 22, isBigEndian: true), .riscv64: Kind(machine: 243), .loong64: Kind(machine: 258),
        .mips64le: Kind(machine: 8),
    ]

    /// - Parameter architecture: whose programs are meant; nil comes of one that is not known here.
    init?(_ architecture: Architecture) {
        guard let kind = Self.kinds[architecture] else { return nil }
        // Programs (2) and, with the last bit masked, position-independent ones (3); any operating system's ABI.
        let numbers: [UInt16] = [2, kind.machine]
        bytes =
            [0x7F, 0x45, 0x4C, 0x46, kind.is64 ? 2 : 1, kind.isBigEndian ? 2 : 1, 1] + [UInt8](repeating: 0, count: 9)
            + numbers.flatMap {
                kind.isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
            }
        mask =
            [UInt8](repeating: 0xFF, count: 7) + [0] + [UInt8](repeating: 0xFF, count: 8)
            + (kind.isBigEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]) + [0xFF, 0xFF]
    }

    /// - Parameter magic: what a handler asks for.
    /// - Returns: whose programs these bytes begin.
    static func architecture(of magic: [UInt8]) -> Architecture? {
        guard magic.count >= 20, magic.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
        return kinds.first { architecture, kind in
            guard let wanted = ELFMagic(architecture)?.bytes else { return false }
            // QEMU's own MIPS handlers look at more bytes; the machine alone tells one MIPS from the other too rarely.
            return magic.count == 20 && magic[18...19] == wanted[18...19] && magic[4...5] == wanted[4...5]
        }?.key
    }

    /// The bytes as binfmt_misc's settings write them: `\x7f\x45…`.
    static func escaped(_ bytes: [UInt8]) -> String {
        bytes.map { "\\x" + (String($0, radix: 16).count == 1 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
