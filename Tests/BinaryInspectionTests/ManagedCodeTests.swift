import ArchiveTestSupport
import BinaryInspection
import Platforms
import Testing

@Suite struct ManagedCodeTests {
    @Test(arguments: [
        (0x14C, 1, 0, [BinaryImage.Machine]()), (0x14C, 0x20003, 0, []), (0x14C, 3, 0, [.known(.i386)]),
        (0x14C, 1, 9, [.known(.i386)]), (0x14C, 0, 0, [.known(.i386)]), (0x8664, 1, 0, [.known(.amd64)]),
        (0xAA64, 1, 0, [.known(.arm64)]), (0x8664 ^ 0x7B79, 1, 9, [.known(.amd64)]),
    ])
    func bytecodeRunsWhereItIsNotBound(machine: Int, flags: Int, native: Int, expected: [BinaryImage.Machine]) throws {
        let image = try #require(BinaryImage.inspect(PE.assembly(machine: machine, flags: flags, native: native)))
        #expect(image.isManaged)
        #expect(image.machines == expected)
    }

    @Test func anyTruncationIsNoCrash() {
        let whole = PE.assembly(machine: 0x8664, flags: 1)
        for length in whole.indices { _ = BinaryImage.inspect(Array(whole.prefix(length))) }
        for place in whole.indices {
            var bytes = whole
            bytes[place] = 0xFF
            _ = BinaryImage.inspect(bytes)
        }
    }
}
