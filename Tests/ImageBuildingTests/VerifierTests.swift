import ArchiveIO
import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

@Suite struct VerifierTests {
    private func verify(
        _ image: Image, in bench: Workbench, platforms: [Platform]? = nil, _ reference: ManifestReference? = nil
    ) async throws -> ImageVerification {
        let reference = try reference ?? .digest(Digest(parsing: image.result.digest))
        return try await ImageVerifier(listings: LayerListings(cacheFolder: bench.folder + "/cache")).verify(
            StoredImage(store: image.store, reference: reference), platforms: platforms)
    }

    /// An image whose program fits each platform.
    private let honest = "FROM scratch\nARG TARGETARCH\nCOPY bin/$TARGETARCH /bin/shop\nENTRYPOINT [\"shop\"]\n"

    private func writePrograms(_ bench: Workbench) throws {
        try bench.write("bin/amd64", elf(.amd64), mode: 0o755)
        try bench.write("bin/arm64", elf(.arm64), mode: 0o755)
    }

    @Test func honestImagesPass() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            let image = try await bench.build(honest)
            let found = try await verify(image, in: bench)
            #expect(found.ok)
            #expect(found.platforms.map(\.platform) == ["linux/amd64", "linux/arm64"])
            #expect(found.platforms.map(\.programs) == [["amd64": 1], ["arm64": 1]])
        }
    }

    @Test func aBuildNeverStoresALie() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            await #expect {
                try await bench.build("FROM scratch\nCOPY bin/amd64 /bin/shop\nENTRYPOINT [\"shop\"]\n")
            } throws: { error in
                let failure = error as? Failure
                return failure?.code == .wrongImage && failure?.code.kind == .negative
                    && failure?.message.contains("linux/arm64: 1 amd64 program") == true
                    && failure?.message.contains("linux/amd64:") == false
            }
            #expect(throws: Failure.self) { try OCILayout(reading: bench.folder + "/out") }
        }
    }

    /// Debian's Java lies in a folder that is called after the architecture.
    @Test func aStartThatOneArchitectureLacks() async throws {
        try await Workbench.with { bench in
            try bench.write("bin/amd64", elf(.amd64), mode: 0o755)
            try bench.write("bin/arm64", elf(.arm64), mode: 0o755)
            await #expect {
                try await bench.build(
                    """
                    FROM scratch
                    ARG TARGETARCH
                    COPY bin/$TARGETARCH /jvm/java-17-$TARGETARCH/bin/java
                    ENTRYPOINT ["/jvm/java-17-amd64/bin/java"]
                    """)
            } throws: { error in
                let message = (error as? Failure)?.message ?? ""
                return message.contains(
                    "linux/arm64: it starts with /jvm/java-17-amd64/bin/java, which is not in the image")
                    && message.contains("/jvm/java-17-arm64/bin/java") && !message.contains("linux/amd64:")
            }
            // What a volume may bring is no problem.
            let image = try await bench.build(
                "FROM scratch\nARG TARGETARCH\nCOPY bin/$TARGETARCH /bin/\nENTRYPOINT [\"/data/amd64/run\"]\n")
            #expect(image.result.verification.ok)
        }
    }

    @Test func anIndexThatLiesIsFound() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            let image = try await bench.build(honest)
            let (manifest, _) = try await image.manifest(.linuxAMD64)
            let entry = ManifestDocument.image(manifest).descriptor
            let lie = ManifestDocument.index(
                try ImageIndex(manifests: [entry.with(platform: .linuxAMD64), entry.with(platform: .linuxARM64)]))
            let tag = ManifestReference.tag(try Tag(parsing: "lie"))
            try await image.store.put(lie, as: tag)
            let found = try await verify(image, in: bench, tag)
            #expect(!found.ok)
            #expect(found.platforms.map(\.ok) == [true, false])
            let problems = found.platforms[1].problems
            #expect(problems.contains { $0.contains("/bin/shop") && $0.contains("amd64") })
            #expect(problems.contains { $0.contains("linux/amd64") && $0.contains("configuration") })
        }
    }

    @Test func missingChildrenAndPlatforms() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            let image = try await bench.build(honest, platforms: [.linuxAMD64])
            let missing = try await verify(image, in: bench, platforms: [.linuxAMD64, .linuxARM64])
            #expect(!missing.ok)
            #expect(missing.platforms.contains { $0.platform == "linux/arm64" && !$0.ok })
            let (manifest, _) = try await image.manifest()
            let entry = ManifestDocument.image(manifest).descriptor
            let gone = Descriptor(
                mediaType: .ociManifest, digest: Digest(of: Array("gone".utf8)), size: 4, platform: .linuxARM64)
            let index = ManifestDocument.index(
                try ImageIndex(manifests: [entry.with(platform: .linuxAMD64), gone]))
            let tag = ManifestReference.tag(try Tag(parsing: "hole"))
            try await image.store.put(index, as: tag)
            let hole = try await verify(image, in: bench, tag)
            #expect(hole.platforms.map(\.ok) == [true, false])
        }
    }

    /// The files of an arm64 image, and whether it is right.
    @Test(arguments: [
        (["usr/lib/node/prebuilds/linux-x64/fast.node"], true),
        (["usr/x86_64-linux-gnu/lib/libc.so.6"], true),
        (["usr/lib/libfast.so.1.2"], false),
        (["usr/lib/tools-amd64/bin/tool"], true),
        (["usr/local/bin/tool-linux-amd64"], false),
        (["opt/app/fast.node"], false),
        (["opt/samples/data.elf"], true),
    ])
    func whatNamesItsArchitectureIsChosenByName(_ paths: [String], _ isRight: Bool) async throws {
        try await Workbench.with { bench in
            try bench.write("tree/bin/own", elf(.arm64), mode: 0o755)
            for path in paths {
                // Commands are executable; libraries and data need not be.
                let mode = path.contains("bin/") ? 0o755 : 0o644
                try bench.write("tree/" + path, elf(.amd64, type: 3), mode: mode)
            }
            do {
                let image = try await bench.build(
                    "FROM scratch\nCOPY tree /\nENTRYPOINT [\"/bin/own\"]\n", platforms: [.linuxARM64])
                #expect(isRight)
                #expect(try await verify(image, in: bench).platforms[0].programs == ["arm64": 1, "amd64": paths.count])
            } catch let failure as Failure where failure.code == .wrongImage {
                #expect(!isRight, "\(failure.message)")
            }
        }
    }

    /// What JARs of an image for amd64 and arm64 have, and what is said of each platform.
    @Test(
        arguments: [
            ([("app/one.jar", ["x/l.so": Architecture.amd64])], ["/app/one.jar!/x/l.so is for amd64"], false),
            ([("app/one.jar", ["a/l.so": .arm64])], ["/app/one.jar!/a/l.so is for arm64"], true),
            ([("app/both.whl", ["a/l.so": .arm64, "x/l.so": .amd64])], [], false),
            (
                [("lib/n-linux-x86_64.jar", ["l.so": .amd64]), ("lib/n-linux-aarch_64.jar", ["l.so": .arm64])], [],
                false
            ),
            ([("lib/n-linux-x86_64.jar", ["l.so": .amd64])], ["/lib/n-linux-x86_64.jar!/l.so is for amd64"], false),
            ([("app/plain.jar", [:])], [], false),
        ] as [([(String, [String: Architecture])], [String], Bool)])
    func archivesAreLookedInto(
        _ archives: [(String, [String: Architecture])], _ expected: [String], isForAMD64: Bool
    ) async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            for (path, members) in archives {
                let libraries = members.sorted { $0.key < $1.key }.map { ($0.key, elf($0.value, type: 3)) }
                try bench.write("tree/" + path, jar([("A.class", [0xCA, 0xFE])] + libraries))
            }
            let image = try await bench.build(
                "FROM scratch\nARG TARGETARCH\nCOPY bin/$TARGETARCH /bin/shop\nCOPY tree /\nENTRYPOINT [\"shop\"]\n")
            for _ in 0..<2 {
                // The second time from what is remembered of the layers.
                let found = try await verify(image, in: bench)
                #expect(found.ok)
                let (own, other) = isForAMD64 ? (0, 1) : (1, 0)
                let lacking = isForAMD64 ? "amd64" : "arm64"
                #expect(
                    found.platforms[own].notes
                        == expected.map {
                            "\($0), and its archive has nothing for \(lacking): what loads it fails there"
                        })
                #expect(found.platforms[other].notes.isEmpty)
            }
        }
    }

    /// A library in an archive in an archive, and one that is broken.
    @Test func archivesInArchives() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            let inner = jar([("l.so", elf(.amd64, type: 3))])
            try bench.write("app.war", jar([("lib/inner.jar", inner), ("lib/A.class", [0])]))
            try bench.write("broken.jar", Array(inner.dropLast(30)))
            let image = try await bench.build(honest + "COPY app.war broken.jar /\n")
            let found = try await verify(image, in: bench)
            #expect(found.ok)
            #expect(
                found.platforms[1].notes.map { $0.prefix(while: { $0 != " " }) } == ["/app.war!/lib/inner.jar!/l.so"])
        }
    }

    @Test func scriptsAndLinksLeadToTheProgram() async throws {
        try await Workbench.with { bench in
            try bench.write("bin/real-sh", elf(.amd64), mode: 0o755)
            try bench.link("bin/sh", to: "real-sh")
            try bench.write("start", "#!/bin/env -S sh -e\n", mode: 0o755)
            try bench.write("bin/env", elf(.amd64), mode: 0o755)
            let text = "FROM scratch\nCOPY bin /bin\nCOPY start /start\nCMD [\"/start\"]\n"
            #expect(try await bench.build(text, platforms: [.linuxAMD64]).result.verification.ok)
            try bench.write("bin/real-sh", elf(.arm64), mode: 0o644)
            try bench.write("start", "#!/bin/sh\n", mode: 0o755)
            let unproven = try await bench.build(text, platforms: [.linuxAMD64])
            let notes = unproven.result.verification.platforms[0].notes
            #expect(notes.contains { $0.contains("real-sh") && $0.contains("not executable") })
        }
    }

    /// What the image starts with, and what that starts in turn: an x86 program in a folder that names its architecture.
    @Test(arguments: [
        ("CMD [\"/opt/java-amd64/bin/java\"]", false),
        ("CMD exec java -jar app.jar", false),
        ("CMD cd /app && JAVA_HOME=/opt exec \"java\" -version", false),
        ("ENTRYPOINT [\"/bin/bash\", \"-ec\", \"java\"]", false),
        ("ENTRYPOINT [\"tini\", \"--\", \"java\"]", false),
        ("ENTRYPOINT [\"/entry\"]\nCMD [\"java\", \"-jar\"]", false),
        ("ENTRYPOINT [\"tini\", \"--\", \"/entry\"]\nCMD [\"--help\"]", true),
        ("CMD echo java", true),
        ("CMD own java", true),
    ]) func whatIsStartedInTurnIsFollowed(_ start: String, _ isRight: Bool) async throws {
        try await Workbench.with { bench in
            for name in ["sh", "bash", "tini", "own"] { try bench.write("tree/bin/" + name, elf(.arm64), mode: 0o755) }
            try bench.write("tree/entry", "#!/bin/sh\nexec \"$@\"\n", mode: 0o755)
            try bench.write("tree/opt/java-amd64/bin/java", elf(.amd64), mode: 0o755)
            do {
                let image = try await bench.build(
                    "FROM scratch\nCOPY tree /\nENV PATH=/opt/java-amd64/bin:/bin\n\(start)\n", platforms: [.linuxARM64]
                )
                #expect(isRight)
                #expect(image.result.verification.ok)
            } catch let failure as Failure where failure.code == .wrongImage {
                #expect(!isRight && failure.message.contains("/opt/java-amd64/bin/java is a program for amd64"))
            }
        }
    }

    /// That a layer is known from before does not mean that it is there.
    @Test func aLayerThatIsGoneIsMissed() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            let image = try await bench.build(honest)
            #expect(try await verify(image, in: bench).ok)
            let (manifest, _) = try await image.manifest(.linuxARM64)
            let layer = try #require(manifest.layers.first)
            try FileManager.default.removeItem(atPath: "\(bench.folder)/out/blobs/sha256/\(layer.digest.hex)")
            let found = try await verify(image, in: bench)
            #expect(found.platforms.map(\.ok) == [true, false])
            #expect(found.platforms[1].problems.contains { $0.contains(layer.digest.hex) })
            // A single image is judged in the same way.
            let alone = try await verify(image, in: bench, .digest(manifest.digest))
            #expect(!alone.ok && alone.platforms[0].problems.contains { $0.contains(layer.digest.hex) })
        }
    }

    @Test func anIndexThatCanBeReadInTwoWays() async throws {
        try await Workbench.with { bench in
            try writePrograms(bench)
            let image = try await bench.build(honest)
            let (intel, _) = try await image.manifest(.linuxAMD64)
            let other = try await bench.build(honest + "LABEL a=b\n", tag: "other")
            let (second, _) = try await other.manifest(.linuxAMD64)
            let orphan = Descriptor(
                mediaType: .ociManifest, digest: Digest(of: Array("attestation".utf8)), size: 11,
                annotations: [
                    "vnd.docker.reference.type": "attestation-manifest",
                    "vnd.docker.reference.digest": Digest(of: Array("gone".utf8)).description,
                ])
            let entries = [intel, second].map { ManifestDocument.image($0).descriptor.with(platform: .linuxAMD64) }
            let tag = ManifestReference.tag(try Tag(parsing: "twice"))
            try await image.store.put(.index(try ImageIndex(manifests: entries + [orphan])), as: tag)
            let found = try await verify(image, in: bench, tag)
            #expect(found.ok && found.platforms.count == 2)
            #expect(found.platforms[0].notes.contains { $0.contains("2 images for linux/amd64") })
            #expect(found.platforms[0].notes.contains { $0.contains("1 attestation") })
        }
    }

    @Test func whiteoutsAndReplacementsCount() async throws {
        try await Workbench.with { bench in
            try bench.write("old", elf(.amd64), mode: 0o755)
            try bench.write("new", elf(.arm64), mode: 0o755)
            try bench.write("data", "x")
            // The lower layers hold a foreign program, the final file system doesn't.
            let replaced = try await bench.build(
                "FROM scratch\nCOPY old /bin/a\nCOPY new /bin/a\nCMD [\"/bin/a\"]\n", tag: "r",
                platforms: [.linuxARM64])
            #expect(replaced.result.verification.platforms[0].programs == ["arm64": 1])

            let writer = LayerWriter()
            let tool = try LayerEntry(path: "opt/tool", content: .bytes(elf(.amd64)), mode: 0o755)
            let layers = [
                try await writer.write([tool], to: "\(bench.folder)/layer0"),
                try await writer.write([try LayerEntry.whiteout(of: "opt/tool")], to: "\(bench.folder)/layer1"),
            ]
            var draft = ImageConfiguration.Draft(platform: .linuxARM64)
            var blobs: [ImageContents.Blob] = []
            for layer in layers {
                draft.append(layer: try Digest(parsing: layer.diffID), history: HistoryEntry(createdBy: "test"))
                let descriptor = Descriptor(
                    mediaType: .ociLayerGzip, digest: try Digest(parsing: layer.digest), size: layer.size)
                blobs.append(ImageContents.Blob(descriptor, from: .file(path: layer.path)))
            }
            let configuration = try draft.finished()
            let manifest = try ImageManifest(
                config: configuration.descriptor(), layers: blobs.map(\.descriptor))
            blobs.append(ImageContents.Blob(configuration.descriptor(), from: .bytes(configuration.bytes)))
            let tag = ManifestReference.tag(try Tag(parsing: "whiteout"))
            try await ImageTransfer().push(
                ImageContents(blobs: blobs, manifests: [], root: .image(manifest)), to: replaced.store, as: [tag])
            let found = try await verify(replaced, in: bench, tag)
            #expect(found.ok && found.platforms[0].programs.isEmpty)
            #expect(found.platforms[0].notes.contains { $0.contains("nothing to verify") })
        }
    }
}
