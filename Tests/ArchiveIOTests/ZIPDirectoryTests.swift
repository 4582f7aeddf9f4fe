import ArchiveIO
import ArchiveTestSupport
import Reporting
import Testing

@Suite struct ZIPDirectoryTests {
    private static func sample() -> ZIPFixture {
        var zip = ZIPFixture()
        zip.add("a.txt", pattern(300))
        zip.add(deflated: "b.txt", pattern(5000))
        zip.add("zeros", zeros: 4000)
        return zip
    }

    @Test func everyTruncationIsCorruptionAndNoCrash() {
        let whole = Self.sample().bytes
        for length in 0..<whole.count {
            #expect(failure { _ = try contents(of: Array(whole.prefix(length)), formats: .zip) } != nil)
        }
    }

    @Test func anyByteMayBeAnyOther() {
        let whole = Self.sample().bytes
        for place in whole.indices where place < 60 || place > whole.count - 260 {
            for value: UInt8 in [0, 1, 0x50, 0x7F, 0xFF] {
                var bytes = whole
                bytes[place] = value
                _ = try? contents(of: bytes, formats: .zip, limits: ArchiveLimits(bytes: 1 << 20))
            }
        }
    }

    @Test func commentsMayHoldWhatEndsAnArchive() throws {
        let end = Array(Self.sample().bytes.suffix(22))
        for comment in [end, end + [0], Array("PK\u{5}\u{6}".utf8), [UInt8](repeating: 0x50, count: 65_535)] {
            let bytes = Self.sample().bytes(comment: comment)
            try #expect(paths(of: bytes, formats: .zip) == ["a.txt", "b.txt", "zeros"])
        }
    }

    @Test func ofTwoArchivesTheLastCounts() throws {
        let bytes = Self.sample().bytes(comment: ZIPFixture([("other", [1])]).bytes)
        try #expect(paths(of: bytes, formats: .zip) == ["other"])
    }

    @Test(arguments: ["#!/bin/sh\nexec java -jar \"$0\"\n", "JM\u{1}\u{0}", "PK is how this begins"])
    func whatStandsBeforeIsPassedOver(start: String) throws {
        let bytes = Array(start.utf8) + Self.sample().bytes
        try #expect(contents(of: bytes, formats: .zip).map { $0.bytes.count } == [300, 5000, 4000])
    }

    @Test func zip64() throws {
        var zip = ZIPFixture()
        zip.add("a", pattern(300), ZIPFixture.Oddity(isLarge: true))
        zip.add("b", [1])
        for start: [UInt8] in [[], pattern(100)] {
            let members = try contents(of: start + zip.bytes(isLarge: true), formats: .zip)
            #expect(members.map { $0.entry.path } == ["a", "b"])
            #expect(members.map { $0.bytes } == [pattern(300), [1]])
        }
    }

    @Test func moreMembersThanTheOldFormatCounts() throws {
        var zip = ZIPFixture()
        for index in 0..<65_540 { zip.add("\(index)") }
        try #expect(paths(of: zip.bytes, formats: .zip).count == 65_540)
        try #expect(paths(of: zip.bytes(isLarge: true), formats: .zip).count == 65_540)
    }

    @Test(arguments: [
        ZIPFixture.Oddity(method: 8, size: 10), ZIPFixture.Oddity(size: 5), ZIPFixture.Oddity(size: 500),
        ZIPFixture.Oddity(offset: 1 << 30), ZIPFixture.Oddity(offset: 7), ZIPFixture.Oddity(checksum: 1),
    ])
    func whatOneMemberSaysWronglyDamagesItAlone(oddity: ZIPFixture.Oddity) throws {
        var zip = ZIPFixture()
        zip.add("lie", pattern(100), oddity)
        zip.add("good", [7])
        var good: [UInt8] = []
        var code: Failure.Code?
        try ArchiveReader.read(.bytes(zip.bytes, name: "test"), formats: .zip) { entry, content in
            if entry.path == "good" { good = try content.bytes(limit: 10) }
            if entry.path == "lie" { code = failure { _ = try content.bytes(limit: .max) }?.code }
            return .next
        }
        #expect(good == [7])
        #expect(code == .corruptArchive)
    }

    @Test func membersMayOverlapAndShareNames() throws {
        var zip = ZIPFixture()
        zip.add("a", pattern(100))
        zip.add("a", pattern(100), ZIPFixture.Oddity(offset: 0))
        zip.add("../../etc/passwd", [1])
        let members = try contents(of: zip.bytes, formats: .zip)
        #expect(members.map { $0.entry.path } == ["a", "a", "../../etc/passwd"])
        #expect(members[0].bytes == members[1].bytes)
    }

    @Test func encryptedMembersSaySo() throws {
        var zip = ZIPFixture()
        zip.add("secret", [1], ZIPFixture.Oddity(flags: 0x801))
        #expect(failure { _ = try contents(of: zip.bytes, formats: .zip) }?.code == .encryptedMember)
        try #expect(paths(of: zip.bytes, formats: .zip) == ["secret"])
    }

    @Test func unwantedMembersAreNotTouched() throws {
        var zip = ZIPFixture()
        zip.add("broken.txt", [0xFF], ZIPFixture.Oddity(method: 8, size: 1 << 30))
        zip.add("lib.so", [7])
        var seen: [String] = []
        let limits = ArchiveLimits(bytes: 1)
        try ArchiveReader.read(.bytes(zip.bytes, name: "test"), formats: .zip, limits: limits) { name in
            name.last == UInt8(ascii: "o")
        } visit: { entry, content in
            _ = try content.bytes(limit: 10)
            seen.append(entry.path)
            return .next
        }
        #expect(seen == ["lib.so"])
    }

    @Test func rareCompressionsGoThroughTheLibrary() throws {
        var zip = ZIPFixture()
        zip.add("plain", [1])
        zip.add(
            "zstd", zstd(raw: pattern(500)), ZIPFixture.Oddity(checksum: crc32(pattern(500)), method: 93, size: 500))
        var outer = ZIPFixture()
        outer.add("inner.zip", zip.bytes)
        var seen: [String: Int] = [:]
        try ArchiveReader.read(.bytes(outer.bytes, name: "test"), formats: .zip) { _, content in
            try content.readArchive(formats: .zip) { entry, content in
                seen[entry.path] = try content.bytes(limit: 1000).count
                return .next
            }
            return .next
        }
        #expect(seen == ["plain": 1, "zstd": 500])
    }

    @Test func datesAreThoseOfTheCalendar() throws {
        let members = try contents(of: ZIPFixture([("a", [])]).bytes, formats: .zip)
        // 1980-01-01, the format's first day.
        #expect(members.first?.entry.modificationTime == 315_532_800)
    }
}
