import ArchiveIO
import ArchiveTestSupport
import Reporting
import Testing

@Suite struct ZIPReadingTests {
    @Test func givesMembersInOrderWithTheirBytes() throws {
        var zip = ZIPFixture()
        zip.add("dir/")
        zip.add("dir/a.txt", pattern(100_000))
        zip.add("zeros", zeros: 70_000)
        zip.add("grüße/中文", [1])
        let members = try contents(of: zip.bytes)
        #expect(members.map(\.entry.path) == ["dir/", "dir/a.txt", "zeros", "grüße/中文"])
        #expect(members.map(\.entry.kind) == [.directory, .file, .file, .file])
        #expect(members.map(\.entry.size) == [0, 100_000, 70_000, 1])
        #expect(members.map(\.bytes) == [[], pattern(100_000), [UInt8](repeating: 0, count: 70_000), [1]])
    }

    @Test func nestedArchivesAreReadAndNamed() throws {
        var inner = ZIPFixture()
        inner.add("lib.so", pattern(5000))
        var middle = ZIPFixture()
        middle.add("b.jar", inner.bytes)
        var outer = ZIPFixture()
        outer.add("a.war", middle.bytes)
        var seen: [String: [UInt8]] = [:]
        try ArchiveReader.read(.bytes(outer.bytes, name: "app.ear"), formats: .zip) { _, content in
            try content.readArchive(formats: .zip) { _, content in
                // Looking at the beginning first must not lose it.
                try #expect(content.prefix(2) == [0x50, 0x4B])
                try content.readArchive(formats: .zip) { _, content in
                    seen[content.name] = try content.bytes(limit: 5000)
                    return .next
                }
                return .next
            }
            return .next
        }
        #expect(seen == ["app.ear!/a.war!/b.jar!/lib.so": pattern(5000)])
    }

    @Test func bigNestedArchivesGoThroughAFile() throws {
        var inner = ZIPFixture()
        inner.add("padding", [UInt8](repeating: 7, count: 17 << 20), checksum: 0)
        inner.add("last", pattern(300))
        var outer = ZIPFixture()
        outer.add("big.jar", inner.bytes, checksum: crc32(inner.bytes))
        var last: [UInt8] = []
        try ArchiveReader.read(.bytes(outer.bytes, name: "test")) { _, content in
            try content.readArchive { entry, content in
                if entry.path == "last" { last = try content.bytes(limit: 300) }
                return .next
            }
            return .next
        }
        #expect(last == pattern(300))
    }

    @Test func aWrongChecksumIsCorruption() {
        var zip = ZIPFixture()
        zip.add("a", pattern(100), checksum: 1)
        let found = failure { _ = try contents(of: zip.bytes) }
        #expect(found?.code == .corruptArchive)
    }

    @Test(arguments: [10, 60, 200, 1000])
    func truncationIsCorruptionThatNamesTheArchive(kept: Int) {
        var zip = ZIPFixture()
        zip.add("a", pattern(2000))
        let found = failure { _ = try contents(of: Array(zip.bytes.prefix(kept))) }
        #expect(found?.code == .corruptArchive)
        #expect(found?.message.contains("test") == true)
    }

    @Test func aBrokenNestedArchiveIsNamedByItsPath() {
        var zip = ZIPFixture()
        zip.add("lib/broken.jar", Array("PK nothing more".utf8))
        let found = failure {
            try ArchiveReader.read(.bytes(zip.bytes, name: "app.war")) { _, content in
                try content.readArchive { _, _ in .next }
                return .next
            }
        }
        #expect(found?.code == .corruptArchive)
        #expect(found?.message.contains("app.war!/lib/broken.jar") == true)
    }
}
