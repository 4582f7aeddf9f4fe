import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    @Suite struct Build {
        private let sample = Mixarch.checkout + "/examples/petstore"

        @Test func pushesOneIndexThatOtherToolsUnderstand() async throws {
            let registry = try Mixarch.registry()
            let reference = registry + "/test/petstore-build:1"
            let (status, first) = try await Mixarch.json(
                "build", sample, "-t", reference, "--platform", "linux/amd64,linux/arm64", "--push")
            #expect(status == 0)
            let (_, second) = try await Mixarch.json(
                "build", sample, "-t", reference, "--platform", "linux/amd64,linux/arm64", "--push")
            #expect(first["digest"]?.string?.hasPrefix("sha256:") == true)
            #expect(first["digest"] == second["digest"], "the same input gives the same digest")

            let raw = try await Command.run(
                "skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + reference)
            let index = try JSONValue(parsing: raw.output.utf8, source: "skopeo inspect: \(raw.errors)")
            let architectures = index["manifests"]?.array?.compactMap { $0[path: "platform", "architecture"]?.string }
            #expect(architectures?.sorted() == ["amd64", "arm64"])
            try await withFolder { folder in
                let copied = try await Command.run(
                    "skopeo", "copy", "--all", "--src-tls-verify=false", "docker://" + reference,
                    "oci:\(folder)/copy:1")
                #expect(copied.status == 0, "\(copied.errors)")
            }
            let (verified, _) = try await Mixarch.json("image", "verify", reference)
            #expect(verified == 0)
        }

        @Test func writesALayout() async throws {
            try await withFolder { folder in
                let result = try await Mixarch.run(
                    "build", sample, "-t", "petstore:1", "--platform", "linux/amd64,linux/arm64", "--output",
                    "oci:\(folder)/layout")
                #expect(result.status == 0, "\(result.errors)")
                let text = try String(contentsOf: URL(filePath: folder + "/layout/index.json"), encoding: .utf8)
                #expect(text.contains("sha256:"))
                let copied = try await Command.run(
                    "skopeo", "copy", "--all", "oci:\(folder)/layout:1", "oci:\(folder)/copy:1")
                #expect(copied.status == 0, "\(copied.errors)")
            }
        }

        @Test func thePlanSaysWhatRunsWhereAndWhy() async throws {
            let (status, plan) = try await Mixarch.json(
                "build", sample, "-t", "petstore:1", "--platform", "linux/amd64,linux/arm64", "--plan")
            #expect(status == 0)
            let stages = plan["stages"]?.array ?? []
            #expect(stages.contains { $0["runs"]?.string == "native" })
            #expect(stages.contains { $0["runs"]?.string == "assembled" })
            #expect(stages.allSatisfy { $0["why"]?.string?.isEmpty == false })
        }

        @Test func badInputIsNamedAndChangesNothing() async throws {
            try await withFolder { folder in
                let missing = try await Mixarch.run("build", folder, "-t", "a:1", "--output", "oci:\(folder)/out")
                #expect(missing.status == 66)
                #expect(missing.errors.contains("Dockerfile"))
                let platform = try await Mixarch.run(
                    "build", sample, "-t", "a:1", "--platform", "linux/arm65", "--output", "oci:\(folder)/out")
                #expect(platform.status == 64)
                #expect(platform.errors.contains("linux/arm65"))
                try "FROM scratch\nCOPPY a b\n".write(to: folder + "/Dockerfile")
                let typo = try await Mixarch.run("build", folder, "-t", "a:1", "--output", "oci:\(folder)/out")
                #expect(typo.status == 66)
                #expect(typo.errors.contains("Dockerfile:2"))
                let down = try await Mixarch.run("build", sample, "-t", "127.0.0.1:1/a:1", "--push")
                #expect(down.status == 69)
                #expect(down.errors.contains("127.0.0.1:1"))
                #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
            }
        }
    }
}
