import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

/// Whole builds that need no engine: what layers and configurations hold.
@Suite struct AssemblyTests {
    private func failure(_ body: () async throws -> Void) async -> Failure? {
        do {
            try await body()
            return nil
        } catch {
            return error as? Failure
        }
    }

    @Test func sameInputSameDigest() async throws {
        try await Workbench.with { bench in
            try bench.write("app/b", "b")
            try bench.write("app/a", "a", mode: 0o755)
            let text = "FROM scratch\nCOPY app /app\nCMD [\"/app/a\"]\n"
            let first = try await bench.build(text, tag: "one")
            // Neither the clock nor the files' times count.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: bench.context + "/app/a")
            let second = try await bench.build(text, tag: "two")
            #expect(first.result.digest == second.result.digest)
            try bench.write("app/b", "c")
            #expect(try await bench.build(text, tag: "three").result.digest != first.result.digest)
            let later = try await bench.build(text, tag: "four", epoch: 1_700_000_000)
            #expect(try await later.manifest().1.created == "2023-11-14T22:13:20Z")
        }
    }

    @Test func oneIndexWithOneLayerForAllPlatforms() async throws {
        try await Workbench.with { bench in
            try bench.write("page", "hello")
            let image = try await bench.build("FROM scratch\nCOPY page /\n")
            let document = try await image.store.manifest(.digest(try Digest(parsing: image.result.digest)))
            #expect(document.index?.platforms == [.linuxAMD64, .linuxARM64])
            let (amd, amdConfiguration) = try await image.manifest(.linuxAMD64)
            let (arm, armConfiguration) = try await image.manifest(.linuxARM64)
            #expect(amd.layers == arm.layers && amd.layers.count == 1)
            #expect(amdConfiguration.platform == .linuxAMD64 && armConfiguration.platform == .linuxARM64)
            #expect(amd.config.digest != arm.config.digest)
        }
    }

    @Test(
        arguments: [(nil, [:], "last"), ("two", [:], "two"), ("TWO", ["TARGETSTAGE": "given"], "given")]
            as [(String?, [String: String], String)])
    func theTargetStageIsAVariable(_ target: String?, _ arguments: [String: String], _ expected: String) async throws {
        try await Workbench.with { bench in
            let image = try await bench.build(
                "FROM scratch AS two\nARG TARGETSTAGE\nLABEL stage=$TARGETSTAGE\nFROM two AS last\n",
                arguments: arguments,
                target: target
            )
            #expect(try await image.manifest().1.settings.labels["stage"] == expected)
        }
    }

    @Test func triggersKeepTheirHereDocuments() async throws {
        try await Workbench.with { bench in
            let base = try await bench.build(
                "FROM scratch\nONBUILD COPY <<-'one' <<two /d/\n\t$kept\n\tone\n${FLAVOUR}\ntwo\nENV FLAVOUR=sweet\n",
                tag: "base", platforms: [.linuxAMD64])
            #expect(
                try await base.manifest().1.settings.onBuild == [
                    "COPY <<-'one' <<two /d/\n$kept\none\n${FLAVOUR}\ntwo"
                ])
            let image = try await bench.build("FROM base:base\n", platforms: [.linuxAMD64])
            #expect(try await image.layers() == [["755 0:0 d/", "644 0:0 d/one", "644 0:0 d/two"]])
            #expect(try await image.text("d/one") == "$kept\n")
            #expect(try await image.text("d/two") == "sweet\n")
        }
    }

    @Test func copyFollowsTheLinksOfTheBase() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            try bench.write("tool", elf(.amd64), mode: 0o755)
            try bench.write("tree/bin/other", elf(.amd64), mode: 0o700)
            try bench.write("tree/srv/data/new", "new")
            let image = try await bench.build(
                """
                FROM base:base
                COPY tool /bin
                COPY tool /bin/renamed
                COPY tree/ /
                COPY tree/srv/data/new /srv/data
                """, platforms: [.linuxAMD64])
            let layers = try await image.layers(skipping: 1)
            #expect(
                layers[0] == ["755 0:0 usr/", "755 0:0 usr/bin/", "755 0:0 usr/bin/tool"],
                "into the folder behind the link")
            #expect(layers[1] == ["755 0:0 usr/", "755 0:0 usr/bin/", "755 0:0 usr/bin/renamed"])
            #expect(
                layers[2] == [
                    "755 0:0 srv/", "755 0:0 srv/data/", "644 0:0 srv/data/new", "755 0:0 usr/", "755 0:0 usr/bin/",
                    "700 0:0 usr/bin/other",
                ], "bin stays a link")
            #expect(layers[3] == ["755 0:0 srv/", "755 0:0 srv/data/", "644 0:0 srv/data/new"])
        }
    }

    @Test func ownersModesWildcardsAndIgnoredFiles() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            try bench.write("a1.txt", "1")
            try bench.write("a2.txt", "2")
            try bench.write("a3.log", "3")
            try bench.write("conf/keep", "k")
            try bench.write("conf/secret", "s")
            try bench.link("conf/to", to: "keep")
            try bench.write(".dockerignore", "**/secret\n*.log\n")
            let image = try await bench.build(
                """
                FROM base:base
                WORKDIR /work
                COPY --chown=shop a* ./texts/
                COPY --chown=shop:staff --chmod=640 conf conf
                COPY --chown=7 a1.txt /srv/data
                USER shop
                WORKDIR sub
                """, platforms: [.linuxAMD64])
            let layers = try await image.layers(skipping: 1)
            #expect(layers[0] == ["755 0:0 work/"])
            #expect(
                layers[1] == [
                    "755 0:0 work/", "755 100:101 work/texts/", "644 100:101 work/texts/a1.txt",
                    "644 100:101 work/texts/a2.txt",
                ])
            #expect(
                layers[2] == [
                    "755 0:0 work/", "755 100:50 work/conf/", "640 100:50 work/conf/keep",
                    "777 100:50 work/conf/to -> keep",
                ])
            #expect(layers[3] == ["755 0:0 srv/", "755 0:0 srv/data/", "644 7:7 srv/data/a1.txt"])
            #expect(layers[4] == ["755 0:0 work/", "755 100:101 work/sub/"])
            #expect(try await image.manifest().1.settings.workingDirectory == "/work/sub")
        }
    }

    @Test func hereDocumentsAndVariables() async throws {
        try await Workbench.with { bench in
            let image = try await bench.build(
                """
                ARG GREETING=hello
                FROM scratch
                ARG GREETING
                ARG NAME=nobody
                ARG TARGETARCH
                ENV WHO=$NAME EMPTY=
                COPY <<plain.txt <<'raw.txt' /etc/
                ${GREETING} ${WHO:-x} ${EMPTY:-none} ${EMPTY:+some} \\$WHO on $TARGETARCH
                plain.txt
                $WHO stays
                raw.txt
                LABEL who="$WHO's ${UNSET-dash}" 'a b'=c\\ d
                """, arguments: ["NAME": "shop"])
            #expect(try await image.text("etc/plain.txt", .linuxARM64) == "hello shop none  $WHO on arm64\n")
            #expect(try await image.text("etc/raw.txt") == "$WHO stays\n")
            let labels = try await image.manifest().1.settings.labels
            #expect(labels == ["who": "shop's dash", "a b": "c d"])
        }
    }

    /// What a variable is at a place of a file, as BuildKit 0.13 had it for each of these.
    @Test(
        arguments: [
            // The last of ARG and ENV counts.
            ("FROM scratch\nARG A=1\nENV A=2\nLABEL x=$A\n", "2"),
            ("FROM scratch\nENV A=2\nARG A=3\nLABEL x=$A\n", "3"),
            ("FROM scratch\nARG A=1\nENV A=2\nARG A=$A-3\nLABEL x=$A\n", "2-3"),
            ("FROM scratch\nENV GIVEN=2\nARG GIVEN\nLABEL x=$GIVEN\n", "given"),
            // An ARG that nobody gives a value leaves what is there.
            ("FROM scratch\nARG A=1\nARG A\nLABEL x=$A\n", "1"),
            ("FROM scratch\nENV A=1\nARG A\nLABEL x=$A\n", "1"),
            ("ARG A=1\nARG A\nFROM scratch\nARG A\nLABEL x=$A\n", "1"),
            ("FROM scratch\nARG A=\nARG A\nLABEL x=${A-unset}\n", ""),
            ("FROM scratch\nARG A\nLABEL x=${A-unset}\n", "unset"),
            // A stage begins with all that the one below ended with.
            ("FROM scratch AS a\nARG A=1\nFROM a\nLABEL x=$A\n", "1"),
            ("FROM scratch AS a\nARG A=1\nFROM a AS b\nARG A=$A-2\nFROM b\nENV A=$A-3\nLABEL x=$A\n", "1-2-3"),
            ("FROM scratch AS a\nARG A=1\nFROM scratch\nLABEL x=$A\n", ""),
            ("FROM scratch AS a\nARG TARGETARCH\nFROM a\nLABEL x=$TARGETARCH\n", "amd64"),
            ("FROM scratch AS a\nONBUILD ARG A=1\nFROM a\nLABEL x=$A\n", "1"),
            // What ENV gives to the image is what it said, whatever ARG says afterwards.
            ("FROM scratch AS a\nARG A=1\nENV E=$A\nARG E=2\nFROM a\nLABEL x=$E\n", "2"),
        ])
    func theLastOfArgAndEnvCounts(_ text: String, _ expected: String) async throws {
        try await Workbench.with { bench in
            let image = try await bench.build(text, platforms: [.linuxAMD64], arguments: ["GIVEN": "given"])
            let settings = try await image.manifest().1.settings
            #expect(settings.labels["x"] == expected)
            #expect(!settings.environment.contains("E=2"))
        }
    }

    @Test func theConfigurationIsDockers() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let image = try await bench.build(
                """
                FROM base:base
                ARG PORT=8080
                ENV A="1 2" PATH=/opt:$PATH
                EXPOSE $PORT 53/udp 90-91
                VOLUME ["/data"]
                STOPSIGNAL SIGINT
                USER 1000:1000
                HEALTHCHECK --interval=1m30s --retries=2 CMD check me
                SHELL ["/bin/sh", "-ec"]
                ENTRYPOINT run $A
                """, platforms: [.linuxAMD64])
            let (_, configuration) = try await image.manifest()
            let settings = configuration.settings
            #expect(settings.environment == ["PATH=/opt:/usr/bin", "FLAVOUR=plain", "A=1 2"])
            #expect(settings.exposedPorts == ["8080/tcp", "53/udp", "90/tcp", "91/tcp"])
            #expect(settings.volumes == ["/data"] && settings.stopSignal == "SIGINT" && settings.user == "1000:1000")
            #expect(settings.healthcheck?.test == ["CMD-SHELL", "check me"])
            #expect(settings.healthcheck?.interval == .seconds(90) && settings.healthcheck?.retries == 2)
            #expect(settings.entrypoint == ["/bin/sh", "-ec", "run $A"])
            #expect(settings.command == nil, "the base's CMD was for the base's program")
            let steps = configuration.history.suffix(9)
            #expect(steps.allSatisfy { $0.isEmptyLayer && $0.created == "1970-01-01T00:00:00Z" })
            #expect(steps.last?.createdBy == #"ENTRYPOINT ["/bin/sh" "-ec" "run $A"]"#)
            #expect(configuration.history.filter { !$0.isEmptyLayer }.count == configuration.diffIDs.count)
        }
    }

    @Test func aCommandOfTheSameStageStays() async throws {
        try await Workbench.with { bench in
            let image = try await bench.build("FROM scratch\nCMD [\"-v\"]\nENTRYPOINT [\"/run\"]\n")
            let settings = try await image.manifest().1.settings
            #expect(settings.command == ["-v"] && settings.entrypoint == ["/run"])
            #expect(settings[environment: "PATH"]?.contains("/usr/bin") == true)
        }
    }

    @Test func nothingIsWrittenWhenSomethingIsMissing() async throws {
        try await Workbench.with { bench in
            let found = await failure { try await bench.build("FROM scratch\nCOPY a b\n") }
            #expect(found?.code == .missingSource && found?.code.kind == .input)
            #expect(found?.message.contains("Dockerfile:2:1") == true)
            try bench.write("secret", "x")
            try bench.write(".dockerignore", "secret\n")
            #expect(await failure { try await bench.build("FROM scratch\nCOPY secret /\n") }?.code == .missingSource)
            #expect(!FileManager.default.fileExists(atPath: bench.folder + "/out"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder + "/cache/scratch").isEmpty)
        }
    }

    @Test func linksDoNotLeadOutOfTheContext() async throws {
        try await Workbench.with { bench in
            try bench.link("out", to: "../../../../../../etc/passwd")
            try bench.link("loop", to: "loop")
            for name in ["out", "loop", "../../etc/passwd"] {
                let found = await failure { try await bench.build("FROM scratch\nCOPY \(name) /\n") }
                #expect(found?.code == .missingSource, "\(name)")
            }
        }
    }

    @Test(arguments: [
        ("COPY file /srv/data/old/", "is a file"), ("COPY tree /srv/", "can't become a file"),
        ("COPY --chown=nobody file /x", "nobody"), ("EXPOSE web", "no port"),
        ("HEALTHCHECK ls", "NONE"), ("SHELL /bin/sh", "JSON"),
    ])
    func whatCannotBeIsSaidWithItsPlace(_ instruction: String, _ reason: String) async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            try bench.write("file", "x")
            try bench.write("tree/data", "a file where the base has a folder")
            let text = "FROM base:base\n\(instruction)\n"
            let found = await failure { try await bench.build(text, platforms: [.linuxAMD64]) }
            #expect(found?.code.kind == .input)
            #expect(found?.message.contains("Dockerfile:2") == true, "\(found?.message ?? "")")
            #expect(found?.description.contains(reason) == true, "\(found?.message ?? "")")
        }
    }

    @Test func aBaseWithoutThePlatformIsNamed() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let found = await failure { try await bench.build("FROM base:base\nLABEL a=b\n") }
            #expect(found?.code == .platformMissing)
            #expect(found?.message.contains("linux/arm64") == true)
        }
    }
}
