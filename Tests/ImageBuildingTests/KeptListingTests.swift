import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

/// What is kept of layers, so that each is read once.
@Suite struct KeptListingTests {
    /// Everything that a listing may hold is in one image.
    private func image(_ bench: Workbench) async throws -> Image {
        try bench.write("tree/bin/real", elf(.arm64), mode: 0o755)
        try bench.link("tree/bin/own", to: "real")
        try bench.write("tree/start", "#!/bin/own -e\n", mode: 0o755)
        try bench.write("tree/etc/passwd", "root:x:0:0::/:/bin/sh\n")
        try bench.write("tree/lib/libfast.so", elf(.arm64, type: 3))
        try bench.write("tree/data", [0, 1, 2])
        try bench.write(
            "tree/a b.jar", jar([("lib/x y.so", elf(.amd64, type: 3)), ("lib/A.class", [0xCA, 0xFE])]))
        let inner = jar([("l.so", elf(.amd64, type: 3))])
        try bench.write("tree/app.war", jar([("one.jar", inner), ("two.jar", inner)]))
        return try await bench.build(
            "FROM scratch\nCOPY tree /\nENTRYPOINT [\"/start\"]\n", platforms: [.linuxARM64])
    }

    @Test func aLayerThatWasReadIsNotReadAgain() async throws {
        try await Workbench.with { bench in
            let image = try await image(bench)
            func verify() async throws -> (found: ImageVerification, layersRead: Int) {
                let recorder = Recorder()
                let listings = LayerListings(cacheFolder: bench.folder + "/other")
                let found = try await ImageVerifier(listings: listings, progress: recorder).verify(
                    StoredImage(
                        store: image.store, reference: .digest(try Digest(parsing: image.result.digest))),
                    platforms: nil)
                let started = recorder.events.filter {
                    if case .started(let id, _) = $0 { id.hasPrefix("list ") } else { false }
                }
                return (found, started.count)
            }
            let first = try await verify()
            let second = try await verify()
            #expect(first.layersRead == 1 && second.layersRead == 0)
            #expect(first.found.ok && second.found == first.found)
            let notes = first.found.platforms[0].notes
            for path in ["/a b.jar!/lib/x y.so", "/app.war!/one.jar!/l.so", "/app.war!/two.jar!/l.so"] {
                #expect(notes.contains { $0.hasPrefix(path + " is for amd64") }, "\(notes)")
            }
        }
    }
}
