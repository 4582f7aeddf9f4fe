import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting
import Synchronization
import Testing

@Suite struct DownloadTests {
    /// A registry that holds the sample's layer, and answers the first `cuts` requests for it with a part only.
    private func registry(cuts: Int, ranges: Bool = true, ends: @escaping @Sendable () throws -> Void) async throws
        -> (ScriptedRegistry, any ImageStore, SampleImage)
    {
        let sample = try SampleImage()
        let left = Atomic(cuts)
        let content = sample.layer
        let registry = ScriptedRegistry { request, _ in
            guard request.method == "GET", request.url.contains("/blobs/") else { return nil }
            let isCut = left.subtract(1, ordering: .relaxed).newValue >= 0
            if !isCut, ranges { return nil }
            let begin =
                ranges ? Int((request.headers["Range"] ?? "bytes=0-").dropFirst(6).prefix { $0 != "-" }) ?? 0 : 0
            let bytes = isCut ? Array(content[begin..<begin + 1000]) : content
            let chunks = Mutex([bytes])
            let body = HTTPResponseBody {
                {
                    if let chunk = chunks.withLock({ $0.popLast() }) { return HTTPChunk(chunk) }
                    if isCut { try ends() }
                    return nil
                }
            }
            let headers: HTTPHeaders = ["Content-Range": "bytes \(begin)-\(content.count - 1)/\(content.count)"]
            return HTTPResponse(status: begin > 0 ? 206 : 200, headers: headers, body: body, url: request.url)
        }
        let store = stores(registry).store(for: try ImageReference(parsing: "localhost:5000/shop"))
        try await store.upload(sample.layerBlob, from: .bytes(sample.layer), progress: SilentProgress())
        return (registry, store, sample)
    }

    @Test func aCutConnectionGoesOnWhereItStopped() async throws {
        let (registry, store, sample) = try await registry(cuts: 1) { throw Failure(.unreachable, "cut") }
        #expect(try await store.bytes(of: sample.layerBlob, limit: 10_000) == sample.layer)
        #expect(registry.ranges == ["bytes=1000-\(sample.layer.count - 1)"])
    }

    @Test func anAnswerThatEndsEarlyIsNoBlob() async throws {
        let (_, store, sample) = try await registry(cuts: 1, ranges: false) {}
        // This registry can't begin in the middle: the download begins anew.
        #expect(try await store.bytes(of: sample.layerBlob, limit: 10_000) == sample.layer)
    }

    @Test func damagedContentNeverReachesItsPlace() async throws {
        try await withFolder { folder in
            let registry = ScriptedRegistry()
            let store = stores(registry).store(for: try ImageReference(parsing: "localhost:5000/shop"))
            let blob = try SampleImage().layerBlob
            registry.damage(blob, in: "shop")
            let failure = await #expect(throws: Failure.self) { try await store.download(blob, to: folder + "/x/blob") }
            #expect(failure?.code == .digestMismatch)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/x").isEmpty)
            #expect(registry.log.filter { $0.hasPrefix("GET") }.count == 2)
        }
    }

    @Test func moreThanWasAnnouncedIsNotTaken() async throws {
        let sample = try SampleImage()
        let registry = ScriptedRegistry { request, _ in
            HTTPResponse(200, [:], sample.layer + [0], for: request)
        }
        let store = stores(registry).store(for: try ImageReference(parsing: "localhost:5000/shop"))
        let failure = await #expect(throws: Failure.self) { try await store.bytes(of: sample.layerBlob, limit: 10_000) }
        #expect(failure?.code == .digestMismatch)
        await #expect(throws: Failure.self) { try await store.bytes(of: sample.layerBlob, limit: 100) }
    }

    @Test func aCachedBlobIsNotFetchedAgain() async throws {
        try await withFolder { folder in
            let (registry, store, sample) = try await registry(cuts: 0) {}
            let cache = BlobCache(environment: ["XDG_CACHE_HOME": folder])
            #expect(cache.file(of: sample.layerBlob) == nil)
            let path = try await cache.file(of: sample.layerBlob, from: store)
            #expect(path.hasPrefix(folder + "/mixarch/blobs/sha256/"))
            #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == sample.layer)
            #expect(try await cache.file(of: sample.layerBlob, from: store) == path)
            #expect(registry.log.filter { $0.hasPrefix("GET") }.count == 1)
        }
    }

    @Test func whatAKilledProcessLeftIsRemovedInTime() async throws {
        try await withFolder { folder in
            let (_, store, sample) = try await registry(cuts: 0) {}
            let blobs = folder + "/sha256"
            try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
            for name in ["old.1.1.part", "new.1.1.part", "old"] {
                try Data([1]).write(to: URL(filePath: "\(blobs)/\(name)"))
                guard name.hasPrefix("old") else { continue }
                let yesterday = Date(timeIntervalSinceNow: -100_000)
                try FileManager.default.setAttributes(
                    [.modificationDate: yesterday], ofItemAtPath: "\(blobs)/\(name)")
            }
            let path = try await BlobCache(folder: folder).file(of: sample.layerBlob, from: store)
            let names = try FileManager.default.contentsOfDirectory(atPath: blobs).sorted()
            #expect(names.count == 3 && names.contains("new.1.1.part") && names.contains("old"))
            #expect(path.hasPrefix(blobs))
        }
    }
}
