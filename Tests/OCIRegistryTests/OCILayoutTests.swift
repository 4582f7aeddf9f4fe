import FoundationEssentials
import OCIModel
import OCIRegistry
import RawJSON
import Reporting
import Testing

@Suite struct OCILayoutTests {
    @Test func isWhatTheSpecificationSays() async throws {
        try await withFolder { folder in
            let layout = try OCILayout(writing: folder)
            let sample = try SampleImage()
            try await ImageTransfer().push(sample.contents, to: layout, as: [.tag(Tag(parsing: "1.0"))])
            let marker = try JSONValue(
                parsing: Data(contentsOf: URL(filePath: folder + "/oci-layout")), source: "oci-layout")
            #expect(marker["imageLayoutVersion"]?.string == "1.0.0")
            let entry = try #require(try layout.index().manifests.first)
            #expect(entry.annotations["org.opencontainers.image.ref.name"] == "1.0")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/blobs/sha256")
            // A layer, two configurations and an attestation's, three manifests and the index; nothing half-written.
            #expect(files.count == 8 && files.allSatisfy { $0.utf8.count == 64 })
            #expect(try OCILayout(reading: folder).onlyImage() == .digest(sample.contents.root.digest))
        }
    }

    /// Also where it is read in one go.
    @Test func aMarkerLongerThanMakesSenseIsRefused() async throws {
        try await withFolder { folder in
            _ = try OCILayout(writing: folder)
            let padding = String(repeating: " ", count: 4096)
            try Data((#"{"imageLayoutVersion":"1.0.0"}"# + padding).utf8).write(
                to: URL(filePath: folder + "/oci-layout"))
            let failure = #expect(throws: Failure.self) { try OCILayout(reading: folder) }
            #expect(failure?.message.contains("more than 4096 bytes") == true)
        }
    }

    @Test func aTagMovesAndOthersStay() async throws {
        try await withFolder { folder in
            let layout = try OCILayout(writing: folder)
            let one = ManifestDocument.index(try ImageIndex(manifests: [], annotations: ["n": "1"]))
            let two = ManifestDocument.index(try ImageIndex(manifests: [], annotations: ["n": "2"]))
            try await layout.put(one, as: .tag(.latest))
            try await layout.put(one, as: .tag(Tag(parsing: "v1")))
            try await layout.put(two, as: .tag(.latest))
            #expect(try await layout.manifest(.tag(.latest)) == two)
            #expect(try await layout.resolve(.tag(Tag(parsing: "v1"))).digest == one.digest)
            #expect(try layout.index().manifests.count == 2)
            // Several images: "latest" is meant when none is named.
            #expect(try layout.onlyImage() == .digest(two.digest))
        }
    }

    @Test func manyWritersLoseNothing() async throws {
        try await withFolder { folder in
            let layout = try OCILayout(writing: folder)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...20 {
                    group.addTask {
                        let index = try ImageIndex(manifests: [], annotations: ["n": "\(number)"])
                        try await layout.put(.index(index), as: .tag(Tag(parsing: "v\(number)")))
                    }
                }
                try await group.waitForAll()
            }
            #expect(try layout.index().manifests.count == 20)
        }
    }

    @Test func damageIsFound() async throws {
        try await withFolder { folder in
            let layout = try OCILayout(writing: folder)
            let index = ManifestDocument.index(try ImageIndex(manifests: []))
            try await layout.put(index, as: .tag(.latest))
            let path = "\(folder)/blobs/sha256/\(index.digest.hex)"
            try Data("{}".utf8).write(to: URL(filePath: path))
            let failure = await #expect(throws: Failure.self) { try await layout.manifest(.tag(.latest)) }
            #expect(failure?.code == .digestMismatch)
            let sample = try SampleImage()
            await #expect(throws: Failure.self) {
                try await layout.upload(sample.layerBlob, from: .bytes([1]), progress: SilentProgress())
            }
            #expect(try await !layout.hasBlob(sample.layerBlob))
        }
    }

    @Test func saysWhatIsThere() async throws {
        try await withFolder { folder in
            let failure = #expect(throws: Failure.self) { try OCILayout(reading: folder) }
            #expect(failure?.code == .unreadableInput && failure?.message.contains(folder) == true)
            let layout = try OCILayout(writing: folder)
            try await layout.put(.index(try ImageIndex(manifests: [])), as: .tag(Tag(parsing: "v1")))
            let unknown = await #expect(throws: Failure.self) { try await layout.manifest(.tag(.latest)) }
            #expect(unknown?.code == .manifestUnknown && unknown?.hint == "it has: v1")
        }
    }
}
