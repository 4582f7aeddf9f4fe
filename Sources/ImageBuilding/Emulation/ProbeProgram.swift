import Platforms

/// The smallest program of an architecture: it ends with a status that nothing else ends with.
///
/// Sources: System V ABI, chapters 4 and 5; the instruction sets' manuals; Linux' system call tables (`exit`).
package enum ProbeProgram {
    /// The status that it ends with.
    package static let status = 42

    /// - Parameter architecture: what it is for.
    /// - Returns: a static ELF file; nil for an architecture that is not known here.
    package static func bytes(for architecture: Architecture) -> [UInt8]? {
        guard let magic = ELFMagic(architecture), let code = code[architecture] else { return nil }
        return architecture.is64 ? file64(magic, code, architecture) : file32(magic, code, architecture)
    }

    /// exit(42).
    private static let code: [Architecture: [UInt8]] = [
        // mov eax, 60; mov edi, 42; syscall
        .amd64: [0xB8, 60, 0, 0, 0, 0xBF, 42, 0, 0, 0, 0x0F, 0x05],
        // mov x0, 42; mov x8, 93; svc 0
        .arm64: [0x40, 0x05, 0x80, 0xD2, 0xA8, 0x0B, 0x80, 0xD2, 0x01, 0, 0, 0xD4],
        // mov eax, 1; mov ebx, 42; int 0x80
        .i386: [0xB8, 1, 0, 0, 0, 0xBB, 42, 0, 0, 0, 0xCD, 0x80],
        // mov r0, 42; mov r7, 1; svc 0
        .arm: [42, 0, 0xA0, 0xE3, 1, 0x70, 0xA0, 0xE3, 0, 0, 0, 0xEF],
        // li a0, 42; li a7, 93; ecall
        .riscv64: [0x13, 0x05, 0xA0, 0x02, 0x93, 0x08, 0xD0, 0x05, 0x73, 0, 0, 0],
        // li r3, 42; li r0, 1; sc
        .ppc64le: [42, 0, 0x60, 0x38, 1, 0, 0, 0x38, 2, 0, 0, 0x44],
        // lghi r2, 42; svc 1
        .s390x: [0xA7, 0x29, 0, 42, 0x0A, 1],
    ]

    private static let base: UInt64 = 0x10000

    private static func file64(_ magic: ELFMagic, _ code: [UInt8], _ architecture: Architecture) -> [UInt8] {
        let big = architecture == .s390x
        let headers: UInt64 = 64 + 56
        let size = headers + UInt64(code.count)
        var file = magic.bytes
        // e_version, e_entry, e_phoff, e_shoff, e_flags, e_ehsize, e_phentsize, e_phnum, e_sh*
        file.append(1, bytes: 4, big)
        file.append(base + headers, bytes: 8, big)
        file.append(64, bytes: 8, big)
        file.append(0, bytes: 8, big)
        // The second version of PowerPC's ABI.
        file.append(architecture == .ppc64le ? 2 : 0, bytes: 4, big)
        for value: UInt64 in [64, 56, 1, 0, 0, 0] { file.append(value, bytes: 2, big) }
        // PT_LOAD, readable and executable: p_offset, p_vaddr, p_paddr, p_filesz, p_memsz, p_align
        file.append(1, bytes: 4, big)
        file.append(5, bytes: 4, big)
        for value in [0, base, base, size, size, base] { file.append(value, bytes: 8, big) }
        return file + code
    }

    private static func file32(_ magic: ELFMagic, _ code: [UInt8], _ architecture: Architecture) -> [UInt8] {
        let headers: UInt64 = 52 + 32
        let size = headers + UInt64(code.count)
        var file = magic.bytes
        file.append(1, bytes: 4, false)
        for value in [base + headers, 52, 0] { file.append(value, bytes: 4, false) }
        // The fifth version of ARM's ABI.
        file.append(architecture == .arm ? 0x0500_0000 : 0, bytes: 4, false)
        for value: UInt64 in [52, 32, 1, 0, 0, 0] { file.append(value, bytes: 2, false) }
        for value in [1, 0, base, base, size, size, 5, base] { file.append(value, bytes: 4, false) }
        return file + code
    }
}

extension Architecture {
    fileprivate var is64: Bool { self != .i386 && self != .arm }
}

extension [UInt8] {
    fileprivate mutating func append(_ value: UInt64, bytes count: Int, _ isBigEndian: Bool) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
        append(contentsOf: isBigEndian ? bytes.reversed() : bytes)
    }
}
