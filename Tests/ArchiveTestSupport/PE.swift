/// The least of PE files, which Windows and .NET have.
package enum PE {
    /// A library for Windows on x86-64.
    package static let x86Library =
        Array("MZ".utf8) + [UInt8](repeating: 0, count: 58) + number(64, 4) + Array("PE\0\0".utf8) + [0x64, 0x86]
        + [UInt8](repeating: 0, count: 240)

    /// A PE file with .NET's header in its only section.
    package static func assembly(machine: Int, flags: Int, native: Int = 0) -> [UInt8] {
        let is64 = machine != 0x14C
        let optionalLength = is64 ? 240 : 224
        var bytes = Array("MZ".utf8) + [UInt8](repeating: 0, count: 58) + number(64, 4)
        bytes += Array("PE\0\0".utf8) + number(machine, 2) + number(1, 2) + number(0, 12)
        bytes += number(optionalLength, 2) + number(0x2002, 2)
        var optional = number(is64 ? 0x20B : 0x10B, 2) + [UInt8](repeating: 0, count: optionalLength - 2)
        let directories = is64 ? 112 : 96
        optional.replaceSubrange((directories - 4)..<directories, with: number(16, 4))
        optional.replaceSubrange(
            (directories + 14 * 8)..<(directories + 14 * 8 + 8), with: number(0x2008, 4) + number(72, 4))
        bytes += optional
        let place = bytes.count + 40
        bytes += Array(".text\0\0\0".utf8) + number(200, 4) + number(0x2000, 4) + number(200, 4) + number(place, 4)
        bytes += number(0, 16) + number(0, 8)
        bytes += number(72, 4) + number(0, 12) + number(flags, 4) + number(0, 44) + number(0, 4) + number(native, 4)
        return bytes + [UInt8](repeating: 0, count: 200)
    }
}
