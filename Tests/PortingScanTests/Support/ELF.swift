/// Headers of ELF files.
enum ELF {
    static let x86Library = header(type: 3, machine: 62)
    static let x86Program = header(type: 2, machine: 62)
    static let x86Object = header(type: 1, machine: 62)
    static let i386Library = header(type: 3, machine: 3, bits: 1)
    static let arm64Library = header(type: 3, machine: 183)
    static let freeBSDLibrary = header(type: 3, machine: 62, abi: 9)

    /// A static library with one object file for x86.
    static var x86StaticLibrary: [UInt8] {
        let name = "a.o/".padded(to: 48)
        return Array("!<arch>\n".utf8) + Array(name.utf8) + Array("64".padded(to: 10).utf8) + Array("`\n".utf8)
            + x86Object
    }

    static func header(type: UInt8, machine: UInt8, bits: UInt8 = 2, abi: UInt8 = 0) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        bytes.replaceSubrange(0..<8, with: [0x7F, 0x45, 0x4C, 0x46, bits, 1, 1, abi])
        bytes[16] = type
        bytes[18] = machine
        return bytes
    }
}

extension String {
    fileprivate func padded(to length: Int) -> String { self + String(repeating: " ", count: length - count) }
}
