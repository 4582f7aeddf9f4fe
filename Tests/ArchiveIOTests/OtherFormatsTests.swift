import ArchiveIO
import ArchiveTestSupport
import Reporting
import Testing

@Suite struct OtherFormatsTests {
    @Test func debianPackages() throws {
        let data = gzip(stored: TarFixture([("./usr/bin/tool", pattern(700))]).bytes)
        let package = ar([("debian-binary", Array("2.0\n".utf8)), ("data.tar.gz", data)])
        var found: [UInt8] = []
        try ArchiveReader.read(.bytes(package, name: "a.deb"), formats: .ar) { entry, content in
            guard entry.path.hasPrefix("data.tar") else { return .next }
            try content.readArchive(formats: .tar) { _, content in
                found = try content.bytes(limit: 1000)
                return .next
            }
            return .next
        }
        #expect(found == pattern(700))
    }

    @Test func cpioAndRPM() throws {
        let payload = cpio([("./usr/bin/tool", pattern(700)), ("b", [1])])
        for archive in [payload, gzip(stored: payload), rpm(payload: payload), rpm(payload: gzip(stored: payload))] {
            let members = try contents(of: archive, formats: .cpio)
            #expect(members.map { $0.bytes } == [pattern(700), [1]])
        }
    }

    @Test func oneCompressedFile() throws {
        let file = try contents(of: gzip(stored: pattern(700)), formats: [.tar, .compressedFile])
        #expect(file.map { $0.bytes } == [pattern(700)])
        #expect(file.first?.entry.size == nil)
        let tar = gzip(stored: TarFixture([("a", pattern(700))]).bytes)
        let members = try contents(of: tar, formats: [.tar, .compressedFile])
        #expect(members.map { $0.entry.path } == ["a"])
        #expect(members.first?.entry.size == 700)
    }

    private static let header = """
        {"files":{"node_modules":{"files":{"b.node":{"size":4,"offset":"3","executable":true},"link":{"link":"a.js"}}},
        "a.js":{"size":3,"offset":"0"},"beside.so":{"size":9,"unpacked":true}}}
        """

    @Test func electronArchives() throws {
        let archive = asar(header: Self.header, [1, 2, 3, 4, 5, 6, 7])
        let members = try contents(of: archive, formats: .asar)
        #expect(members.map { $0.entry.path } == ["a.js", "node_modules/b.node"])
        #expect(members.map { $0.bytes } == [[1, 2, 3], [4, 5, 6, 7]])
        var zip = ZIPFixture()
        zip.add(deflated: "resources/app.asar", archive)
        var nested: [String] = []
        try ArchiveReader.read(.bytes(zip.bytes, name: "app.zip"), formats: .zip) { _, content in
            try content.readArchive(formats: .asar) { _, content in
                nested.append(content.name)
                return .next
            }
            return .next
        }
        #expect(nested == ["app.zip!/resources/app.asar!/a.js", "app.zip!/resources/app.asar!/node_modules/b.node"])
    }

    @Test(arguments: [
        "", "{", "{\"files\":1}", "{\"files\":{\"a\":{\"size\":-1,\"offset\":\"0\"}}}",
        "{\"files\":{\"a\":{\"size\":1,\"offset\":\"9223372036854775807\"}}}",
        String(repeating: "{\"files\":{\"a\":", count: 5000),
    ])
    func electronArchivesThatLie(header: String) {
        let archive = asar(header: header, [1, 2, 3])
        for length in [archive.count, archive.count - 3, 17, 16, 15, 3, 0] {
            _ = try? contents(of: Array(archive.prefix(length)), formats: .asar)
        }
        #expect((try? contents(of: archive, formats: .asar).isEmpty) != false)
    }
}
