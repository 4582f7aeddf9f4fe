import ArchiveTestSupport
import BinaryInspection
import Testing

@Suite struct ELFLinkageTests {
    private static let loader = ELF.Segment(3, Array("/lib64/ld-linux-x86-64.so.2\0".utf8))
    private static let dynamic = ELF.Segment(2, number(5, 8) + number(1, 8) + number(0, 16))
    /// DF_1_PIE in DT_FLAGS_1.
    private static let program = ELF.Segment(2, number(0x6FFF_FFFB, 8) + number(0x0800_0000, 8) + number(0, 16))

    @Test(
        arguments: [
            (UInt8(2), [loader, dynamic], BinaryImage.Kind.executable, BinaryImage.Linkage.dynamic),
            (2, [dynamic], .executable, .dynamic), (2, [ELF.Segment(1)], .executable, .static),
            (3, [loader, dynamic], .executable, .dynamic), (3, [program], .executable, .staticPIE),
            (3, [dynamic], .sharedLibrary, nil), (3, [], .sharedLibrary, nil), (1, [], .object, nil),
        ] as [(UInt8, [ELF.Segment], BinaryImage.Kind, BinaryImage.Linkage?)])
    func linkage(
        type: UInt8, segments: [ELF.Segment], kind: BinaryImage.Kind, linkage: BinaryImage.Linkage?
    ) throws {
        let image = try #require(BinaryImage.inspect(ELF.file(type: type, machine: 62, segments)))
        #expect(image.kind == kind)
        #expect(image.linkage == (segments.isEmpty ? nil : linkage))
    }

    @Test(arguments: [4096, 16384, 65536])
    func alignmentIsTheLargest(alignment: Int) throws {
        #expect(BinaryImage.inspect(ELF.arm64Library(alignment: alignment))?.alignment == UInt64(alignment))
    }

    @Test func headersBeyondTheBytesTellNothing() throws {
        let whole = ELF.file(type: 2, machine: 62, [Self.loader, Self.dynamic, ELF.Segment(1, alignment: 4096)])
        for length in whole.indices {
            let image = BinaryImage.inspect(Array(whole.prefix(length)))
            if length < 64 + 3 * 56 { #expect(image?.linkage == nil) }
        }
    }

    @Test func anyByteMayBeAnyOther() {
        let whole = ELF.file(type: 3, machine: 183, [Self.program, ELF.Segment(1, alignment: 4096)])
        for place in whole.indices {
            for value: UInt8 in [0, 1, 0x80, 0xFF] {
                var bytes = whole
                bytes[place] = value
                _ = BinaryImage.inspect(bytes)
            }
        }
    }
}
