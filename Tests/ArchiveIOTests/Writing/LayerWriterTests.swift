import ArchiveIO
import FoundationEssentials
import Reporting
import Testing

@Suite struct LayerWriterTests {
    private func inFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/mixarch-layer-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    private func sample() throws -> [LayerEntry] {
        [
            try LayerEntry(
                path: "/app/run.sh", content: .bytes(Array("#!/bin/sh\n".utf8)), mode: 0o4755, owner: 1, group: 2),
            try LayerEntry(path: "app/", content: .directory, mode: 0o1777),
            try LayerEntry(path: "a-link", content: .hardLink(target: "/app/run.sh"), mode: 0o755),
            try LayerEntry(path: "app/sh", content: .symbolicLink(target: "../bin/sh"), mode: 0o777),
            try LayerEntry.whiteout(of: "etc/gone"),
            try LayerEntry.opaqueWhiteout(of: "var/cache"),
        ]
    }

    /// What an independent reader finds: `mode uid:gid path kind`.
    private func read(_ path: String) throws -> [String] {
        var lines: [String] = []
        try ArchiveReader.read(.file(path), formats: .tar) { entry, _ in
            lines.append("\(String(entry.mode, radix: 8)) \(entry.uid):\(entry.gid) \(entry.path) \(entry.kind)")
            #expect(entry.modificationTime == 0)
            return .next
        }
        return lines
    }

    @Test func orderDoesNotMatter() async throws {
        try await inFolder { folder in
            let first = try await LayerWriter().write(sample(), to: folder + "/a")
            let second = try await LayerWriter().write(sample().reversed(), to: folder + "/b")
            #expect(first.digest == second.digest && first.diffID == second.diffID && first.digest != first.diffID)
            #expect(try await LayerWriter(time: 1).write(sample(), to: folder + "/c").diffID != first.diffID)
            #expect(
                try await LayerWriter(encoding: .gzip(level: 9)).write(sample(), to: folder + "/d").diffID
                    == first.diffID)
            let size = try FileManager.default.attributesOfItem(atPath: folder + "/a")[.size] as? Int
            #expect(size.map(Int64.init) == first.size)
            // Python's tarfile (USTAR_FORMAT) writes these very bytes, but for device numbers of 0, which GNU tar has too.
            #expect(first.diffID == "sha256:a9d32abcf8f901384cc5286913d30ea7bb65ae846d2dfaab0c151ae309ba63a6")
        }
    }

    @Test func everyKindOfEntry() async throws {
        try await inFolder { folder in
            let lines = try await read(LayerWriter().write(sample(), to: folder + "/a").path)
            #expect(
                lines == [
                    "1777 0:0 app/ directory", "4755 1:2 app/run.sh file",
                    "777 0:0 app/sh symbolicLink(target: \"../bin/sh\")", "644 0:0 etc/.wh.gone file",
                    "644 0:0 var/cache/.wh..wh..opq file", "755 0:0 a-link hardLink(target: \"app/run.sh\")",
                ])
        }
    }

    @Test func longForeignAndLargeValues() async throws {
        try await inFolder { folder in
            let long = (0..<30).map { "folder-\($0)" }.joined(separator: "/")
            let entries = [
                try LayerEntry(path: long, content: .bytes([1]), mode: 0o644, owner: 5_000_000, group: 9_000_000),
                try LayerEntry(path: "größe", content: .bytes([2]), mode: 0o644),
                try LayerEntry(path: "to", content: .symbolicLink(target: "/" + long), mode: 0o777),
            ]
            let lines = try await read(LayerWriter().write(entries, to: folder + "/a").path)
            #expect(
                lines == [
                    "644 5000000:9000000 \(long) file", "644 0:0 größe file",
                    "777 0:0 to symbolicLink(target: \"/\(long)\")",
                ])
        }
    }

    @Test func filesAreStreamedAndWatched() async throws {
        try await inFolder { folder in
            let bytes = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
            try Data(bytes).write(to: URL(filePath: folder + "/source"))
            func entry(_ size: Int) throws -> LayerEntry {
                try LayerEntry(
                    path: "big", content: .file(path: folder + "/source", size: Int64(size)), mode: 0o600)
            }
            let layer = try await LayerWriter().write([entry(bytes.count)], to: folder + "/a")
            var found: [UInt8] = []
            try ArchiveReader.read(.file(layer.path), formats: .tar) { _, content in
                found = try content.bytes(limit: 2_000_000)
                return .next
            }
            #expect(found == bytes)
            #expect(
                try await LayerWriter().write(
                    [LayerEntry(path: "big", content: .bytes(bytes), mode: 0o600)], to: folder + "/b"
                ).digest == layer.digest)
            // A file that has become longer or shorter must never end as a broken archive.
            for size in [bytes.count - 1, bytes.count + 1] {
                await #expect(throws: Failure.self) { try await LayerWriter().write([entry(size)], to: folder + "/c") }
                #expect(!FileManager.default.fileExists(atPath: folder + "/c"))
            }
        }
    }

    @Test(arguments: ["", "/", "..", "a/../../b", "a\u{0}b"])
    func pathsThatLeadElsewhere(_ path: String) {
        #expect(throws: Failure.self) { try LayerEntry(path: path, content: .directory, mode: 0o755) }
        #expect(throws: Failure.self) { try LayerEntry(path: "a", content: .hardLink(target: path), mode: 0o755) }
    }

    @Test func theLastOfEqualPathsCounts() async throws {
        try await inFolder { folder in
            let entries = try [1, 2].map { try LayerEntry(path: "a", content: .bytes([$0]), mode: 0o644) }
            let both = try await LayerWriter().write(entries, to: folder + "/a")
            #expect(try await LayerWriter().write([entries[1]], to: folder + "/b").digest == both.digest)
            await #expect(throws: Failure.self) { try await LayerWriter().write([], to: folder + "/a") }
        }
    }
}
