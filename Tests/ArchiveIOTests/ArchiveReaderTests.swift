import ArchiveIO
import ArchiveTestSupport
import FoundationEssentials
import Glibc
import Reporting
import Testing

@Suite struct ArchiveReaderTests {
    @Test func aPrefixIsGivenAgainByTheReading() throws {
        var zip = ZIPFixture()
        zip.add("a", pattern(200_000))
        try ArchiveReader.read(.bytes(zip.bytes, name: "test")) { _, content in
            try #expect(content.prefix(10) == Array(pattern(10)))
            try #expect(content.prefix(4096) == Array(pattern(4096)))
            try #expect(content.bytes(limit: 200_000) == pattern(200_000))
            try #expect(content.prefix(1) == [])
            return .next
        }
    }

    @Test func stoppingEndsTheReadingWell() throws {
        var zip = ZIPFixture()
        for name in ["a", "b", "c"] { zip.add(name) }
        var seen: [String] = []
        try ArchiveReader.read(.bytes(zip.bytes, name: "test")) { entry, _ in
            seen.append(entry.path)
            return entry.path == "b" ? .stop : .next
        }
        #expect(seen == ["a", "b"])
    }

    @Test func contentIsGoneAfterItsVisit() throws {
        var zip = ZIPFixture()
        zip.add("a", pattern(100))
        var kept: EntryContent?
        try ArchiveReader.read(.bytes(zip.bytes, name: "test")) { _, content in
            kept = content
            return .stop
        }
        #expect(failure { _ = try kept?.prefix(1) }?.code == .bug)
    }

    @Test func visitorsErrorsComeThrough() {
        struct Mine: Error {}
        var zip = ZIPFixture()
        zip.add("a")
        #expect(throws: Mine.self) {
            try ArchiveReader.read(.bytes(zip.bytes, name: "test")) { _, _ in throw Mine() }
        }
    }

    @Test func readsFiles() throws {
        try withScratch { folder in
            var zip = ZIPFixture()
            zip.add("a", pattern(300_000))
            try Data(zip.bytes).write(to: URL(filePath: folder + "/a.jar"))
            var seen: [UInt8] = []
            try ArchiveReader.read(.file(folder + "/a.jar")) { _, content in
                try content.forEachChunk { seen.append(contentsOf: $0) }
                return .next
            }
            #expect(seen == pattern(300_000))
        }
    }

    @Test func whatIsNoRegularFileIsRefusedAtOnce() throws {
        try withScratch { folder in
            mkfifo(folder + "/fifo", 0o600)
            for path in [folder + "/fifo", folder, folder + "/missing", "/dev/zero"] {
                let found = failure { try ArchiveReader.read(.file(path)) { _, _ in .next } }
                #expect(found?.code == .unreadableInput)
                #expect(found?.message.contains(path) == true)
            }
        }
    }

    @Test(arguments: ["", "x", "#!/bin/sh\necho", String(repeating: "no archive ", count: 500)])
    func whatIsNoArchiveIsCorrupt(text: String) {
        #expect(failure { _ = try paths(of: Array(text.utf8)) }?.code == .corruptArchive)
    }

    @Test func anArchiveOfAnotherFormatIsCorrupt() {
        var zip = ZIPFixture()
        zip.add("a", [1])
        #expect(failure { _ = try paths(of: zip.bytes, formats: .tar) }?.code == .corruptArchive)
    }
}
