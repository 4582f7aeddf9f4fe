import ArchiveIO
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

/// What engines are asked for, and what becomes of what they make.
@Suite struct EngineTests {
    private let shop = """
        ARG BASE=registry/base
        FROM python AS docs
        RUN make html
        FROM ${BASE}/jdk AS build
        RUN <<EOF
        mvn package
        EOF
        FROM scratch
        COPY --from=build /out/$x* /app
        COPY --from=1 /lib /lib
        """

    @Test func theUsersTextWithThreeChanges() async throws {
        try await Workbench.with { bench in
            let engine = FakeEngine { _ in
                [
                    try LayerEntry(path: "0/x", content: .bytes([1]), mode: 0o640, owner: 5, group: 6),
                    try LayerEntry(path: "0/n/shop", content: .bytes([1]), mode: 0o640),
                    try LayerEntry(path: "1/x", content: .directory, mode: 0o700),
                    try LayerEntry(path: "1/x/a", content: .bytes([2]), mode: 0o644),
                    try LayerEntry(path: "1/x/b", content: .hardLink(target: "1/x/a"), mode: 0o644),
                    try LayerEntry(path: "1/x/c", content: .symbolicLink(target: "a"), mode: 0o777),
                ]
            }
            let image = try await bench.build(shop, engine: engine)
            let asked = try #require(engine.asked.first)
            #expect(engine.asked.count == 1, "once for both platforms")
            #expect(asked.platform == .linuxAMD64)
            #expect(
                asked.dockerfile == [
                    "ARG BASE=registry/base", "FROM scratch AS docs", "",
                    "FROM --platform=linux/amd64 ${BASE}/jdk AS build", "RUN <<EOF", "mvn package", "EOF",
                    "FROM scratch AS mixarch-image", "", "", "FROM scratch AS \(asked.target)",
                    #"COPY --from=1 ["/out/*", "/0/x"]"#, #"COPY --from=1 ["/out/*", "/0/n/"]"#,
                    #"COPY --from=1 ["/lib", "/1/x"]"#, "",
                ])
            for platform in [Platform.linuxAMD64, .linuxARM64] {
                let layers = try await image.layers(platform)
                #expect(layers[0] == ["640 5:6 app"])
                #expect(layers[1] == ["755 0:0 lib/", "644 0:0 lib/a", "777 0:0 lib/c -> a", "644 0:0 lib/b"])
            }
            let build = image.result.stages.first { $0.name == "build" }
            #expect(build?.runs == .native && build?.seconds != nil)
        }
    }

    /// A stage's `setcap` is worth nothing when the image loses it.
    @Test func whatAFileMayDoAndItsOtherNamesAreKept() async throws {
        try await Workbench.with { bench in
            let capability: [UInt8] = [1, 0, 0, 2, 0, 4] + Array(repeating: 0, count: 14)
            let engine = FakeEngine { _ in
                [
                    try LayerEntry(path: "0/x", content: .directory, mode: 0o755),
                    try LayerEntry(path: "0/x/a", content: .bytes([1]), mode: 0o755, capability: capability),
                    try LayerEntry(path: "0/x/b", content: .hardLink(target: "0/x/a"), mode: 0o755),
                ]
            }
            let image = try await bench.build(
                "FROM a AS b\nRUN javac A.java\nFROM scratch\nCOPY --from=b /o /o\n", engine: engine)
            let layer = try #require(try await image.manifest().0.layers.first)
            var found: [String] = []
            try ArchiveReader.read(.file(try #require(image.store.file(of: layer))), formats: .tar) { entry, _ in
                if entry.path == "o/a" { #expect(entry.capability == capability) }
                if case .hardLink(let target) = entry.kind { found.append("\(entry.path) = \(target)") }
                return .next
            }
            #expect(found == ["o/b = o/a"])
        }
    }

    @Test func severalFilesGoIntoAFolder() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let engine = FakeEngine { _ in
                [
                    try LayerEntry(path: "0/x", content: .directory, mode: 0o755),
                    try LayerEntry(path: "0/x/a", content: .bytes([1]), mode: 0o644),
                    try LayerEntry(path: "0/x/b", content: .bytes([1]), mode: 0o644),
                ]
            }
            let image = try await bench.build(
                "FROM a AS b\nRUN javac A.java\nFROM base:base\nCOPY --from=b /o/a /o/b* /srv/data\n",
                platforms: [.linuxAMD64], engine: engine)
            #expect(engine.asked[0].dockerfile.contains(#"COPY --from=0 ["/o/a", "/o/b*", "/0/x/"]"#))
            #expect(!engine.asked[0].dockerfile.contains { $0.contains("/0/n/") })
            #expect(
                try await image.layers(skipping: 1) == [
                    ["755 0:0 srv/", "755 0:0 srv/data/", "644 0:0 srv/data/a", "644 0:0 srv/data/b"]
                ])
        }
    }

    @Test func aFileKeepsItsNameInAFolderOfTheBase() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let engine = FakeEngine { _ in
                [
                    try LayerEntry(path: "0/x", content: .bytes([1]), mode: 0o644),
                    try LayerEntry(path: "1/x", content: .bytes([1]), mode: 0o644),
                    try LayerEntry(path: "1/n/wild", content: .bytes([1]), mode: 0o644),
                ]
            }
            let image = try await bench.build(
                """
                FROM a AS build
                RUN javac A.java
                FROM base:base
                COPY --from=build /out/plain /bin
                COPY --from=build /out/w* /srv/data
                """, platforms: [.linuxAMD64], engine: engine)
            #expect(
                try await image.layers(skipping: 1) == [
                    ["755 0:0 usr/", "755 0:0 usr/bin/", "644 0:0 usr/bin/plain"],
                    ["755 0:0 srv/", "755 0:0 srv/data/", "644 0:0 srv/data/wild"],
                ])
        }
    }

    /// What a stage that ran once gave, and whether that was good enough for both architectures.
    @Test(arguments: [
        ("a program", elf(.amd64), false),
        ("a JAR with classes", jar([("A.class", [0xCA, 0xFE, 0xBA, 0xBE])]), true),
        ("a JAR for one", jar([("linux-x86_64/l.so", elf(.amd64, type: 3))]), false),
        ("a JAR for both", jar([("x/l.so", elf(.amd64, type: 3)), ("a/l.so", elf(.arm64, type: 3))]), true),
        ("a JAR in a JAR", jar([("in.jar", jar([("l.so", elf(.amd64, type: 3))]))]), false),
        ("what looks like a JAR", [0x50, 0x4B, 3, 4, 0, 0], true),
    ])
    func theClaimIsChecked(_ what: String, _ bytes: [UInt8], _ isShared: Bool) async throws {
        try await Workbench.with { bench in
            let recorder = Recorder()
            // Built for arm64, the stage would give an arm64 program.
            let engine = FakeEngine { platform in
                let content = platform == .linuxARM64 && !isShared ? elf(.arm64) : bytes
                return [try LayerEntry(path: "0/x", content: .bytes(content), mode: 0o755)]
            }
            try bench.installEmulator()
            let image = try await bench.build(
                "FROM a AS build\nRUN npm ci\nFROM scratch\nCOPY --from=build /out /opt/x\n", engine: engine,
                progress: recorder)
            let warned = recorder.events.contains {
                if case .warning(let text) = $0 { text.contains("build") && text.contains("/out") } else { false }
            }
            #expect(
                engine.asked.map(\.platform) == (isShared ? [.linuxAMD64] : [.linuxAMD64, .linuxAMD64, .linuxARM64]))
            #expect(warned == !isShared)
            #expect(image.result.verification.ok)
        }
    }

    /// What the context brings is as it is, but a library for Java that one of the platforms can't load is worth a word.
    @Test(arguments: [
        ("COPY one.jar /", ["/one.jar!/l.so is for amd64, and its archive has nothing for arm64"]),
        ("COPY both.jar plain.jar data.bin /", []),
        ("COPY fat.war /", ["/fat.war!/lib/one.jar!/l.so is for amd64, and its archive has nothing for arm64"]),
        ("ARG TARGETARCH\nCOPY $TARGETARCH.jar /own.jar", []),
        (
            "ARG TARGETARCH\nCOPY other-$TARGETARCH.jar /own.jar",
            ["/own.jar!/l.so is for amd64, and its archive has nothing for arm64"]
        ),
    ])
    func archivesOfTheContextAreLookedInto(_ instructions: String, _ expected: [String]) async throws {
        try await Workbench.with { bench in
            let one = jar([("l.so", elf(.amd64, type: 3))])
            try bench.write("one.jar", one)
            try bench.write("data.bin", one)
            try bench.write("both.jar", jar([("x/l.so", elf(.amd64, type: 3)), ("a/l.so", elf(.arm64, type: 3))]))
            try bench.write("plain.jar", jar([("A.class", [0xCA, 0xFE, 0xBA, 0xBE])]))
            try bench.write("fat.war", jar([("lib/one.jar", one), ("lib/A.class", [0])]))
            try bench.write("amd64.jar", one)
            try bench.write("arm64.jar", jar([("l.so", elf(.arm64, type: 3))]))
            try bench.write("other-amd64.jar", one)
            try bench.write("other-arm64.jar", one)
            let recorder = Recorder()
            try await bench.build("FROM scratch\n\(instructions)\n", progress: recorder)
            let warnings = recorder.events.compactMap { if case .warning(let text) = $0 { text } else { nil } }
            #expect(warnings == expected.map { $0 + ": what loads it fails there" })
        }
    }

    @Test func emulationIsNeverASurprise() async throws {
        try await Workbench.with { bench in
            let engine = FakeEngine { _ in [try LayerEntry(path: "0/x", content: .bytes([1]), mode: 0o644)] }
            let text = "FROM a AS b\nRUN make\nFROM scratch\nCOPY --from=b /x /x\n"
            await #expect { try await bench.build(text, engine: engine) } throws: { error in
                (error as? Failure)?.code == .emulatorMissing
            }
            try bench.installEmulator()
            await #expect { try await bench.build(text, engine: engine, emulates: false) } throws: { error in
                (error as? Failure)?.code == .emulationRefused
            }
            #expect(engine.asked.isEmpty, "both are said before anything runs")
            try await bench.build(text, engine: engine)
            #expect(engine.asked.map(\.platform) == [.linuxAMD64, .linuxARM64])
        }
    }

    @Test func whatTheEngineSaysIsReported() async throws {
        try await Workbench.with { bench in
            let recorder = Recorder()
            let engine = FakeEngine { _ in throw Failure(.toolFailed, "javac: no such file") }
            await #expect(throws: Failure.self) {
                try await bench.build(
                    "FROM a AS b\nRUN javac A.java\nFROM scratch\nCOPY --from=b /x /x\n", engine: engine,
                    progress: recorder)
            }
            let started = recorder.events.compactMap { if case .started(let id, _) = $0 { id } else { nil } }
            #expect(
                recorder.events.contains {
                    if case .output(let id, "exporting") = $0 { started.contains(id) } else { false }
                })
            #expect(recorder.events.contains { if case .failed(_, "javac: no such file") = $0 { true } else { false } })
        }
    }
}
