import ArchiveIO
import FoundationEssentials
import Reporting
import Testing

@Suite struct LayerEncodingTests {
    /// More than fits into a few blocks, half of it hard to compress.
    private static let bytes: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: 3_000_017)
        var state: UInt32 = 1
        for place in bytes.indices {
            state = state &* 1_664_525 &+ 1_013_904_223
            bytes[place] = place % 8192 < 4096 ? UInt8(truncatingIfNeeded: state >> 16) : UInt8(place % 7)
        }
        return bytes
    }()

    private func entries() throws -> [LayerEntry] {
        [
            try LayerEntry(path: "big", content: .bytes(Self.bytes), mode: 0o644),
            try LayerEntry(
                path: "ping", content: .bytes([1]), mode: 0o755,
                capability: [1, 0, 0, 2, 0, 32] + Array(repeating: 0, count: 14)),
        ]
    }

    private func inFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/mixarch-encoding-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    @Test(arguments: [
        (LayerEncoding.none, [UInt8]("big".utf8)), (.gzip(level: 1), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]),
        (.gzip(level: 9), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), (.zstd(level: 3), [0x28, 0xB5, 0x2F, 0xFD]),
    ])
    func whatIsWrittenIsReadAgain(_ encoding: LayerEncoding, _ start: [UInt8]) async throws {
        try await inFolder { folder in
            let writer = LayerWriter(encoding: encoding)
            let layer = try await writer.write(entries(), to: folder + "/a")
            let again = try await writer.write(entries().reversed(), to: folder + "/b")
            #expect(layer.digest == again.digest && layer.size == again.size)
            let plain = try await LayerWriter(encoding: .none).write(entries(), to: folder + "/plain")
            #expect(layer.diffID == plain.digest && plain.digest == plain.diffID)
            let file = try Data(contentsOf: URL(filePath: layer.path))
            #expect(file.starts(with: start) && Int64(file.count) == layer.size)
            var found: [String: [UInt8]] = [:]
            var capability: [UInt8]?
            try ArchiveReader.read(.file(layer.path), formats: .tar) { entry, content in
                found[entry.path] = try content.bytes(limit: 4_000_000)
                if entry.path == "ping" { capability = entry.capability }
                return .next
            }
            #expect(found["big"] == Self.bytes && found["ping"] == [1])
            #expect(capability?.starts(with: [1, 0, 0, 2, 0, 32]) == true)
        }
    }

    /// The sizes at which something begins or ends: nothing, one block of tar, one of compression, two.
    @Test(arguments: [0, 1, 511, 512, 513, 522_752, 522_753, 523_264, 524_288, 1_048_576])
    func everySizeEndsWell(_ count: Int) async throws {
        try await inFolder { folder in
            let bytes = Array(Self.bytes.prefix(count))
            try Data(bytes).write(to: URL(filePath: folder + "/source"))
            let entries = [
                try LayerEntry(path: "a", content: .file(path: folder + "/source", size: Int64(count)), mode: 0o644),
                try LayerEntry(path: "b", content: .bytes([7]), mode: 0o644),
            ]
            let layer = try await LayerWriter().write(entries, to: folder + "/layer")
            var found: [[UInt8]] = []
            try ArchiveReader.read(.file(layer.path), formats: .tar) { _, content in
                found.append(try content.bytes(limit: 2_000_000))
                return .next
            }
            #expect(found == [bytes, [7]])
        }
    }

    @Test func anEmptyLayerIsTheOneThatEverybodyHas() async throws {
        try await inFolder { folder in
            let layer = try await LayerWriter().write([], to: folder + "/layer")
            #expect(layer.diffID == "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")
        }
    }
}
