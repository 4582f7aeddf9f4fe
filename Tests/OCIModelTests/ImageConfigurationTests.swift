import OCIModel
import Platforms
import RawJSON
import Reporting
import Testing

@Suite struct ImageConfigurationTests {
    private func base() throws -> ImageConfiguration {
        try ImageConfiguration(parsing: Array(Documents.configuration.utf8), source: "test")
    }

    @Test func readsWithoutChangingAByte() throws {
        let base = try base()
        #expect(base.bytes == Array(Documents.configuration.utf8))
        #expect(base.platform == .linuxARM64 && base.platformName == "linux/arm64")
        #expect(base.diffIDs.map(\.description) == [Documents.digestA])
        #expect(base.history.first?.createdBy == "ADD rootfs")
        #expect(base.settings.command == ["sh"] && base.settings.entrypoint == nil)
        #expect(base.settings[environment: "JAVA_HOME"] == "/opt/java")
        #expect(base.settings.healthcheck?.interval == .seconds(5))
    }

    @Test func editsKeepWhatTheyDoNotTouch() throws {
        var draft = ImageConfiguration.Draft(base: try base())
        draft.created = "2025-01-01T00:00:00Z"
        draft.settings.workingDirectory = "/app"
        draft.settings.entrypoint = ["java", "-jar", "app.jar"]
        draft.settings.command = nil
        draft.settings.exposedPorts.insert("8080/tcp")
        draft.settings.labels["c"] = "d"
        draft.settings[environment: "PATH"] = "/opt/bin:/bin"
        draft.settings[environment: "NEW"] = "1"
        draft.settings[environment: "JAVA_HOME"] = nil
        draft.append(layer: try Digest(parsing: Documents.digestB), history: HistoryEntry(createdBy: "COPY app.jar"))
        draft.append(step: HistoryEntry(createdBy: "EXPOSE 8080"))
        let result = try draft.finished()

        let read = try ImageConfiguration(parsing: result.bytes, source: "again")
        #expect(read == result)
        #expect(read.settings.environment == ["PATH=/opt/bin:/bin", "NEW=1"])
        #expect(read.settings.entrypoint == ["java", "-jar", "app.jar"] && read.settings.command == nil)
        #expect(read.settings.exposedPorts == ["8080/tcp"] && read.settings.labels == ["a": "b", "c": "d"])
        #expect(read.created == "2025-01-01T00:00:00Z" && read.settings.workingDirectory == "/app")
        #expect(read.diffIDs.map(\.description) == [Documents.digestA, Documents.digestB])
        #expect(read.history.map(\.isEmptyLayer) == [false, false, true])
        // Fields that mixarch doesn't know.
        #expect(read.json["moby.buildkit.buildinfo.v1"]?.string == "e30=")
        #expect(read.json["history"]?[0]?["moby"]?.string == "x")
        #expect(read.json["config"]?["ArgsEscaped"]?.bool == true)
        #expect(read.json["config"]?["Healthcheck"]?["X"]?.integer == 1)
    }

    @Test func equalEditsGiveEqualBytes() throws {
        func make(_ ports: [String]) throws -> ImageConfiguration {
            var draft = ImageConfiguration.Draft(platform: .linuxAMD64)
            for port in ports { draft.settings.exposedPorts.insert(port) }
            draft.settings.volumes = Set(ports)
            return try draft.finished()
        }
        let ports = (1...20).map { "\($0)/tcp" }
        #expect(try make(ports).digest == make(ports.reversed()).digest)
        #expect(try make(ports).digest != make(["1/tcp"]).digest)
    }

    @Test func startsFromNothing() throws {
        let empty = try ImageConfiguration.Draft(platform: Platform(architecture: .arm, variant: "v7")).finished()
        #expect(empty.platformName == "linux/arm/v7" && empty.diffIDs.isEmpty)
        #expect(empty.json["rootfs"]?["diff_ids"]?.array == [])
        #expect(empty.json["rootfs"]?["type"]?.string == "layers")
    }

    @Test func healthchecksAreInNanoseconds() throws {
        var check = Healthcheck(test: ["CMD", "/health"])
        check.interval = .milliseconds(1500)
        check.retries = 3
        var draft = ImageConfiguration.Draft(platform: .linuxAMD64)
        draft.settings.healthcheck = check
        let written = try draft.finished()
        #expect(written.json["config"]?["Healthcheck"]?["Interval"]?.integer == 1_500_000_000)
        #expect(written.settings.healthcheck == check)
    }

    @Test(arguments: [
        "{}", #"{"os":"linux","rootfs":{}}"#, #"{"os":"linux","architecture":"amd64"}"#,
        #"{"os":"linux","architecture":"amd64","rootfs":{"diff_ids":["x"]}}"#,
        #"{"os":"linux","architecture":"amd64","rootfs":{"diff_ids":[7]}}"#,
        #"{"os":1,"architecture":"amd64","rootfs":{"diff_ids":[]}}"#,
    ])
    func refusesWhatMakesNoSense(text: String) {
        let failure = #expect(throws: Failure.self) {
            try ImageConfiguration(parsing: Array(text.utf8), source: "the configuration of x")
        }
        #expect(failure?.code == .invalidDocument)
        #expect(failure?.message.contains("the configuration of x") == true)
    }
}
