import ArchiveIO
import ArchiveTestSupport
import Reporting
import Testing

@Suite struct TarReadingTests {
    private static func sample() -> [UInt8] {
        var tar = TarFixture()
        tar.add("usr/bin/", type: "5", mode: 0o755)
        tar.add("usr/bin/tool", pattern(70_000), mode: 0o4755)
        tar.add("usr/bin/link", type: "2", link: "tool")
        tar.add("usr/bin/hard", type: "1", link: "usr/bin/tool")
        tar.add("dev/null", type: "3")
        return tar.bytes
    }

    @Test(arguments: ["plain", "gzip", "zstd"])
    func givesMembersWhateverTheCompression(compression: String) throws {
        let tar = Self.sample()
        let bytes =
            switch compression {
            case "gzip": gzip(stored: tar)
            case "zstd": zstd(raw: tar)
            default: tar
            }
        let members = try contents(of: bytes, formats: .tar)
        #expect(members.map(\.entry.path) == ["usr/bin/", "usr/bin/tool", "usr/bin/link", "usr/bin/hard", "dev/null"])
        #expect(
            members.map(\.entry.kind) == [
                .directory, .file, .symbolicLink(target: "tool"), .hardLink(target: "usr/bin/tool"), .other,
            ])
        let tool = try #require(members.dropFirst().first)
        #expect(tool.bytes == pattern(70_000))
        #expect(tool.entry.mode == 0o4755)
        #expect(tool.entry.uid == 1000)
        #expect(tool.entry.gid == 1001)
        #expect(tool.entry.modificationTime == 1_600_000_000)
        try #expect(paths(of: bytes, formats: .tar).count == 5)
    }

    @Test func longAndForeignNames() throws {
        let long = String(repeating: "deep/", count: 60) + "file"
        var tar = TarFixture()
        tar.add("././@LongLink", type: "L", Array(long.utf8) + [0])
        tar.add("short", [1])
        tar.add(pax: "path", "données/中文")
        tar.add("short", [2])
        try #expect(paths(of: tar.bytes) == [long, "données/中文"])
    }

    @Test func holesOfSparseFilesAreZeros() throws {
        var tar = TarFixture()
        tar.add("disk", type: "S", pattern(512), sparse: (offset: 200_000, realSize: 300_000))
        tar.add("after", [9])
        let members = try contents(of: tar.bytes)
        let zeros = { [UInt8](repeating: 0, count: $0) }
        #expect(members.first?.entry.size == 300_000)
        #expect(members.first?.bytes == zeros(200_000) + pattern(512) + zeros(300_000 - 200_512))
        #expect(members.last?.bytes == [9])
    }

    @Test func aTarInsideATarStreamsBy() throws {
        var outer = TarFixture()
        outer.add("layer.tar", gzip(stored: Self.sample()))
        outer.add("next", [3])
        var seen: [String] = []
        try ArchiveReader.read(.bytes(outer.bytes, name: "image"), formats: .tar) { entry, content in
            seen.append(entry.path)
            guard entry.path == "layer.tar" else { return .next }
            try #expect(content.prefix(2) == [0x1F, 0x8B])
            try content.readArchive(formats: .tar) { entry, content in
                seen.append(entry.path)
                if entry.path == "usr/bin/tool" { try #expect(content.bytes(limit: 70_000) == pattern(70_000)) }
                return entry.path == "usr/bin/link" ? .stop : .next
            }
            return .next
        }
        #expect(seen == ["layer.tar", "usr/bin/", "usr/bin/tool", "usr/bin/link", "next"])
    }

    @Test func truncationIsCorruption() {
        let whole = gzip(stored: Self.sample())
        let found = failure { _ = try paths(of: Array(whole.prefix(whole.count / 2))) }
        #expect(found?.code == .corruptArchive)
    }

    /// RFC 1952: a file is a series of members; gzip(1) passes over what follows the last one.
    @Test(arguments: [[], [0, 0, 0], Array("text".utf8), [0x1F, 0x8B, 8, 1]] as [[UInt8]])
    func gzipMayHaveSeveralMembersAndATail(tail: [UInt8]) throws {
        let tar = Self.sample()
        let members = stride(from: 0, to: tar.count, by: 7777).flatMap { start in
            gzip(stored: Array(tar[start..<min(tar.count, start + 7777)]))
        }
        #expect(try paths(of: members + tail, formats: .tar).count == 5)
    }

    @Test func whatCameBeforeDamageIsGiven() throws {
        var damaged = gzip(stored: Self.sample())
        damaged[damaged.count - 6] ^= 0xFF
        #expect(try paths(of: damaged, formats: .tar).count == 5)
        var cut = TarFixture()
        cut.add("first", [1])
        let bytes = gzip(stored: Array(cut.bytes.prefix(1024)) + pattern(100))
        var seen: [String] = []
        let found = failure {
            try ArchiveReader.read(.bytes(bytes, name: "a.tar.gz"), formats: .tar) { entry, _ in
                seen.append(entry.path)
                return .next
            }
        }
        #expect(seen == ["first"])
        #expect(found?.code == .corruptArchive)
    }
}
