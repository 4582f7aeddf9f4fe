import ArchiveTestSupport
import BinaryInspection
import Platforms
import Testing

/// The least of an ELF file: its header, and a loader when there is one.
func elf(machine: UInt16, type: UInt16 = 3, bits: UInt8 = 2, bigEndian: Bool = false, loader: String? = nil) -> [UInt8]
{
    func number(_ value: UInt64, _ length: Int) -> [UInt8] {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
        return bigEndian ? bytes.reversed() : bytes
    }
    var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, bits, bigEndian ? 2 : 1, 1] + [UInt8](repeating: 0, count: 9)
    bytes += number(UInt64(type), 2) + number(UInt64(machine), 2) + number(1, 4)
    let word = bits == 2 ? 8 : 4
    let headerSize = bits == 2 ? 64 : 52
    bytes += number(0, word) + number(loader == nil ? 0 : UInt64(headerSize), word) + number(0, word)
    bytes += number(0, 4) + number(UInt64(headerSize), 2) + number(bits == 2 ? 56 : 32, 2)
    bytes += number(loader == nil ? 0 : 1, 2) + number(0, 6)
    if let loader {
        let text = Array(loader.utf8) + [0]
        let start = UInt64(headerSize + 56)
        bytes += number(3, 4) + number(0, 4) + number(start, 8) + number(0, 16) + number(UInt64(text.count), 8)
        bytes += number(0, 16) + text
    }
    return bytes
}

@Suite struct BinaryImageTests {
    @Test(arguments: [
        (UInt16(62), UInt8(2), false, Architecture.amd64), (183, 2, false, .arm64), (3, 1, false, .i386),
        (40, 1, false, .arm), (22, 2, true, .s390x), (62, 1, false, .amd64), (243, 2, false, .riscv64),
    ])
    func namesTheMachine(machine: UInt16, bits: UInt8, bigEndian: Bool, expected: Architecture) throws {
        let image = try #require(BinaryImage.inspect(elf(machine: machine, bits: bits, bigEndian: bigEndian)))
        #expect(image.format == .elf)
        #expect(image.runs(on: expected))
    }

    @Test func tellsProgramsFromLibrariesByTheirLoader() {
        #expect(BinaryImage.inspect(elf(machine: 183))?.kind == .sharedLibrary)
        let program = BinaryImage.inspect(elf(machine: 183, loader: "/lib/ld-linux-aarch64.so.1"))
        #expect(program?.kind == .executable)
        #expect(program?.interpreter == "/lib/ld-linux-aarch64.so.1")
        #expect(BinaryImage.inspect(elf(machine: 62, type: 1))?.kind == .object)
    }

    @Test func anyTruncationIsNoCrash() {
        let whole = elf(machine: 62, loader: "/lib64/ld-linux-x86-64.so.2")
        for length in 0..<whole.count { _ = BinaryImage.inspect(Array(whole.prefix(length))) }
        #expect(BinaryImage.inspect(Array(whole.prefix(10))) == nil)
        // Every header field at its largest.
        #expect(BinaryImage.inspect(Array(whole.prefix(20)) + [UInt8](repeating: 0xFF, count: 200))?.interpreter == nil)
    }

    @Test func javaClassesAreNotMachO() {
        #expect(BinaryImage.inspect([0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61] + [UInt8](repeating: 0, count: 500)) == nil)
        let universal: [UInt8] =
            [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 2] + [1, 0, 0, 7] + [UInt8](repeating: 0, count: 16) + [1, 0, 0, 12]
            + [UInt8](repeating: 0, count: 16)
        #expect(BinaryImage.inspect(universal)?.machines == [.known(.amd64), .known(.arm64)])
    }

    @Test func windowsPrograms() {
        var bytes = [UInt8](repeating: 0, count: 256)
        bytes.replaceSubrange(0..<2, with: [0x4D, 0x5A])
        bytes[0x3C] = 0x80
        bytes.replaceSubrange(0x80..<0x86, with: [0x50, 0x45, 0, 0, 0x64, 0x86])
        let image = BinaryImage.inspect(bytes)
        #expect(image?.format == .pe && image?.runs(on: .amd64) == true)
        #expect(BinaryImage.inspect(Array("MZ is how this text begins".utf8)) == nil)
    }

    @Test func staticLibrariesByTheirFirstObject() {
        let library = ar([("/", [0, 0, 0]), ("a.o/", elf(machine: 183, type: 1))])
        #expect(BinaryImage.inspect(library)?.runs(on: .arm64) == true)
        #expect(BinaryImage.inspect(library)?.kind == .object)
        #expect(BinaryImage.inspect(Array("!<arch>\n".utf8)) == nil)
    }
}
