import ArchiveIO
import ImageBuilding
import Platforms
import Reporting
import Synchronization
import Testing

/// What is presumed of stages by their commands, and what comes out of them.
@Suite struct PresumptionTests {
    /// Files that a stage gives which ran once for both architectures.
    @Test(arguments: [
        (
            "parts for both in folders",
            ["p/prebuilds/linux-x64/a.node": "amd64", "p/prebuilds/linux-arm64/a.node": "arm64"], true
        ),
        ("parts for one in a folder", ["p/prebuilds/linux-x64/a.node": "amd64"], false),
        (
            "one package for both, one for one",
            ["p/linux-amd64/a.so": "amd64", "p/linux-arm64/a.so": "arm64", "q/linux-amd64/b.so": "amd64"], false
        ),
        ("a module of Python", ["site-packages/x.cpython-312-x86_64-linux-gnu.so": "amd64"], false),
        ("a module without a name", ["node_modules/x/build/Release/x.node": "amd64"], false),
        ("test data for a third machine", ["x/testdata/mips.elf": "mips"], true),
        ("a wheel", ["dist/x-1-py3-none-any.whl": "wheel"], false),
        ("no program", ["a.js": "text"], true),
    ])
    func programsAreLookedFor(_ what: String, _ files: [String: String], _ isShared: Bool) async throws {
        try await Workbench.with { bench in
            let engine = FakeEngine { platform in
                let folder = try LayerEntry(path: "0/x", content: .directory, mode: 0o755)
                // Built for arm64, the stage would give nothing that is wrong.
                guard platform == .linuxAMD64 else { return [folder] }
                return [folder]
                    + (try files.sorted { $0.key < $1.key }.map { path, content in
                        try LayerEntry(path: "0/x/" + path, content: .bytes(Self.bytes(content)), mode: 0o644)
                    })
            }
            try bench.installEmulator()
            let image = try await bench.build(
                "FROM a AS build\nRUN npm ci\nFROM scratch\nCOPY --from=build /app /app\n",
                platforms: [.linuxAMD64, .linuxARM64], engine: engine)
            #expect(engine.asked.count == (isShared ? 1 : 3), "\(what): \(image.result.stages)")
            #expect(image.result.stages[0].platforms.count == (isShared ? 2 : 1))
        }
    }

    private static func bytes(_ content: String) -> [UInt8] {
        switch content {
        case "amd64": return elf(.amd64, type: 3)
        case "arm64": return elf(.arm64, type: 3)
        case "mips":
            var bytes = elf(.amd64)
            bytes[18] = 8
            return bytes
        case "wheel": return jar([("x/fast.so", elf(.amd64, type: 3))])
        default: return Array(content.utf8)
        }
    }

    @Test func aCompilerThatIgnoresTheTargetIsFound() async throws {
        try await Workbench.with { bench in
            let recorder = Recorder()
            let runs = Mutex(0)
            let engine = FakeEngine { platform in
                let isFirst = runs.withLock { runs in
                    runs += 1
                    return runs <= 2
                }
                let program = isFirst ? elf(.amd64) : elf(platform.architecture)
                return [try LayerEntry(path: "0/x", content: .bytes(program), mode: 0o755)]
            }
            try bench.installEmulator()
            let image = try await bench.build(
                """
                FROM golang AS build
                ARG TARGETARCH
                RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /shop
                FROM scratch
                COPY --from=build /shop /shop
                """, platforms: [.linuxAMD64, .linuxARM64], engine: engine, progress: recorder)
            #expect(engine.asked.map(\.platform) == [.linuxAMD64, .linuxAMD64, .linuxARM64, .linuxARM64])
            #expect(engine.asked[2].dockerfile[0] == "FROM --platform=linux/amd64 golang AS build")
            #expect(engine.asked[3].dockerfile[0] == "FROM --platform=linux/arm64 golang AS build")
            #expect(image.result.stages.map(\.runs) == [.native, .emulated, .assembled])
            #expect(
                recorder.events.contains {
                    if case .warning(let text) = $0 { text.contains("/shop, a program for amd64") } else { false }
                })
        }
    }

    @Test func aCompilerThatFailsForTheTargetRunsOnIt() async throws {
        try await Workbench.with { bench in
            let runs = Mutex(0)
            let engine = FakeEngine { platform in
                let count = runs.withLock { runs in
                    runs += 1
                    return runs
                }
                if count == 1 { throw Failure(.toolFailed, "build constraints exclude all Go files") }
                return [try LayerEntry(path: "0/x", content: .bytes(elf(platform.architecture)), mode: 0o755)]
            }
            try bench.installEmulator()
            let image = try await bench.build(
                """
                FROM golang AS build
                ARG TARGETARCH
                RUN GOARCH=$TARGETARCH go build -o /shop
                FROM scratch
                COPY --from=build /shop /shop
                """, platforms: [.linuxAMD64, .linuxARM64], engine: engine)
            #expect(image.result.stages.map(\.runs) == [.native, .emulated, .assembled])
            #expect(image.result.stages[1].why.contains("Go files"))
        }
    }

    @Test func onlyTheStageThatMadeItIsBuiltAgain() async throws {
        try await Workbench.with { bench in
            let engine = FakeEngine { platform in
                [
                    try LayerEntry(
                        path: "0/x", content: .bytes(jar([("l.so", elf(platform.architecture, type: 3))])), mode: 0o644)
                ]
            }
            try bench.installEmulator()
            let image = try await bench.build(
                """
                FROM node AS web
                RUN npm ci
                FROM maven AS build
                WORKDIR /src
                COPY --from=web /dist static
                RUN mvn package
                FROM scratch
                COPY --from=build /src/target/app.jar /app.jar
                """, platforms: [.linuxAMD64, .linuxARM64], engine: engine)
            #expect(
                image.result.stages.map { "\($0.name) \($0.runs.rawValue) \($0.platforms.count)" } == [
                    "web native 2", "build native 1", "build emulated 1", "2 assembled 2",
                ])
            #expect(engine.asked[2].dockerfile[0] == "FROM --platform=linux/amd64 node AS web", "in arm64's build")
            #expect(engine.asked[2].dockerfile[2] == "FROM --platform=linux/arm64 maven AS build")
        }
    }

    @Test func aBaseThatTwoPlatformsNeedIsWrittenTwice() async throws {
        try await Workbench.with { bench in
            try await bench.build("FROM scratch\nENV PATH=/usr/bin\n", tag: "base")
            let engine = FakeEngine { platform in
                [try LayerEntry(path: "0/x", content: .bytes(elf(platform.architecture)), mode: 0o755)]
            }
            _ = try await bench.build(
                """
                FROM base:base AS base
                ENV A=b
                FROM base AS get
                ARG TARGETARCH
                RUN curl -o /x https://example.com/$TARGETARCH
                FROM base
                COPY --from=get /x /x
                """, platforms: [.linuxAMD64, .linuxARM64], engine: engine)
            #expect(
                engine.asked.last?.dockerfile.prefix(6).map(\.self) == [
                    "FROM --platform=linux/arm64 base:base AS base", "ENV A=b",
                    "FROM --platform=linux/amd64 base:base AS get", "ENV A=b", "ARG TARGETARCH",
                    "RUN curl -o /x https://example.com/$TARGETARCH",
                ])
        }
    }

    @Test func nativeBuildersElsewhereRunWhatWouldBeEmulated() throws {
        let text = "FROM gcc AS b\nRUN make\nFROM debian\nCOPY --from=b /x /x\n"
        let plan = try planned(text, native: [.amd64, .arm64])
        #expect(plan.lines == ["b native amd64", "b remote arm64", "1 assembled amd64+arm64"])
        #expect(plan.emulated.isEmpty)
        #expect(plan.stages[1].why.contains("arm64") && plan.stages[1].proposal == nil)
    }
}
