import ArchiveIO
import ArchiveTestSupport
import Reporting
import Testing

@Suite struct ArchiveLimitsTests {
    private static let bomb: [UInt8] = {
        var zip = ZIPFixture()
        zip.add("zeros", zeros: 3_000_000)
        return zip.bytes
    }()

    @Test func bytesAreBounded() throws {
        let found = failure { _ = try contents(of: Self.bomb, limits: ArchiveLimits(bytes: 2_999_999)) }
        #expect(found?.code == .archiveLimit)
        try #expect(contents(of: Self.bomb, limits: ArchiveLimits(bytes: 3_000_000)).count == 1)
    }

    @Test func aBombThatIsPassedOverCostsNothing() throws {
        try #expect(paths(of: Self.bomb, limits: ArchiveLimits(bytes: 10)) == ["zeros"])
    }

    @Test func skippingBehindADecompressorCounts() throws {
        var tar = TarFixture()
        tar.add("zeros", [UInt8](repeating: 0, count: 1_000_000))
        tar.add("after", [1])
        let bytes = gzip(stored: tar.bytes)
        #expect(failure { _ = try paths(of: bytes, limits: ArchiveLimits(bytes: 999_999)) }?.code == .archiveLimit)
        try #expect(paths(of: bytes, limits: ArchiveLimits(bytes: 1_000_001)) == ["zeros", "after"])
    }

    @Test func theRatioOfAMemberIsBounded() throws {
        let strict = ArchiveLimits(ratio: 100, ratioFloor: 100_000)
        #expect(failure { _ = try contents(of: Self.bomb, limits: strict) }?.code == .archiveLimit)
        try #expect(contents(of: Self.bomb, limits: ArchiveLimits(ratio: 100, ratioFloor: 3_000_000)).count == 1)
        var plain = ZIPFixture()
        plain.add("a", pattern(1_000_000))
        try #expect(contents(of: plain.bytes, limits: strict).count == 1)
    }

    @Test func membersAreBounded() throws {
        var zip = ZIPFixture()
        for index in 0..<20 { zip.add("\(index)") }
        #expect(failure { _ = try paths(of: zip.bytes, limits: ArchiveLimits(entries: 19)) }?.code == .archiveLimit)
        try #expect(paths(of: zip.bytes, limits: ArchiveLimits(entries: 20)).count == 20)
    }

    @Test func nestingIsBounded() throws {
        var bytes: [UInt8] = []
        for _ in 0..<12 {
            var zip = ZIPFixture()
            zip.add("x.zip", bytes)
            bytes = zip.bytes
        }
        var depth = 0
        func descend(_ content: EntryContent) throws {
            depth += 1
            try content.readArchive(formats: .zip) { _, content in
                try descend(content)
                return .next
            }
        }
        let found = failure {
            try ArchiveReader.read(.bytes(bytes, name: "deep"), formats: .zip, limits: ArchiveLimits(depth: 5)) {
                try descend($1)
                return .next
            }
        }
        #expect(found?.code == .archiveLimit)
        #expect(depth == 5)
    }

    @Test func nestedArchivesShareTheLimit() {
        var outer = ZIPFixture()
        outer.add("bomb.zip", Self.bomb)
        let limits = ArchiveLimits(bytes: 2_999_999)
        let found = failure {
            try ArchiveReader.read(.bytes(outer.bytes, name: "test"), limits: limits) { _, content in
                try content.readArchive { _, content in
                    try content.forEachChunk { _ in }
                    return .next
                }
                return .next
            }
        }
        #expect(found?.code == .archiveLimit)
    }
}
