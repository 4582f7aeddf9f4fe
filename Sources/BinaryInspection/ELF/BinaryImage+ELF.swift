import Platforms

extension BinaryImage {
    /// ELF header (System V ABI, chapter 4; machine numbers from the gABI's registry).
    static func elf(_ bytes: Bytes) -> BinaryImage? {
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]), let bits = bytes.byte(4), let order = bytes.byte(5),
            [1, 2].contains(bits), [1, 2].contains(order)
        else { return nil }
        let bigEndian = order == 2
        guard let type = bytes.number(16, length: 2, bigEndian: bigEndian),
            let number = bytes.number(18, length: 2, bigEndian: bigEndian)
        else { return nil }
        let segments = ELFSegments(bytes, is64: bits == 2, bigEndian: bigEndian)
        let kind: Kind =
            switch type {
            case 1: .object
            case 2: .executable
            // Position-independent programs are shared objects with a loader, or with a flag that says so.
            case 3: segments.interpreter != nil || segments.saysProgram ? .executable : .sharedLibrary
            default: .other
            }
        var image = BinaryImage(
            format: .elf, kind: kind, machines: [elfMachine(UInt32(number), is64: bits == 2, bigEndian: bigEndian)],
            interpreter: segments.interpreter)
        image.alignment = segments.alignment
        if kind == .executable, segments.areComplete {
            image.linkage =
                segments.interpreter != nil || type == 2 && segments.isDynamic
                ? .dynamic : type == 2 ? .static : .staticPIE
        }
        return image
    }

    private static func elfMachine(_ number: UInt32, is64: Bool, bigEndian: Bool) -> Machine {
        switch (number, is64, bigEndian) {
        // 62 in a 32-bit file is the x32 ABI, which runs on x86-64 kernels.
        case (62, _, false): .known(.amd64)
        case (183, true, false): .known(.arm64)
        case (3, false, false): .known(.i386)
        case (40, false, false): .known(.arm)
        case (21, true, false): .known(.ppc64le)
        case (22, true, true): .known(.s390x)
        case (243, true, false): .known(.riscv64)
        case (258, true, false): .known(.loong64)
        case (8, true, false): .known(.mips64le)
        default: .unknown(number)
        }
    }

    /// A static library (`ar`): the machine of its first member that is an object file. LLVM's bitcode is compiled
    /// when it is linked, and the objects of thin archives are files of their own.
    static func staticLibrary(_ bytes: Bytes) -> BinaryImage? {
        guard bytes.starts(with: Array("!<arch>\n".utf8)) else { return nil }
        var offset = 8
        while let size = bytes.text(offset + 48, length: 10).flatMap({ Int($0.prefix { $0 != " " }) }), size >= 0 {
            let member = bytes.from(offset + 60)
            if let object = elf(member) {
                return BinaryImage(format: .elf, kind: .object, machines: object.machines, interpreter: nil)
            }
            // Members begin at even offsets.
            let next = (offset + 60).addingReportingOverflow(size + size % 2)
            guard !next.overflow else { return nil }
            offset = next.partialValue
        }
        return nil
    }
}
