import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Archives that mixarch writes, and what refers to images: read by other people's tools.
    @Suite struct ArchivesAndReferrers {
        private static let image = "test/hello:1"

        @Test func archivesAreReadByOthers() async throws {
            let source = "\(try Mixarch.registry())/\(Self.image)"
            try await withFolder { folder in
                let archive = "oci-archive:\(folder)/all.tar:v1"
                for _ in 0..<2 {
                    let written = try await Mixarch.run("image", "copy", source, archive, "--no-progress")
                    #expect(written.status == 0, "can be run twice: \(written.errors)")
                }
                let digest = try await Command.run("crane", "digest", "--insecure", source)
                let seen = try await Command.run("skopeo", "inspect", "--raw", archive)
                #expect(seen.status == 0, "\(seen.errors)")
                let (status, inspected) = try await Mixarch.json("image", "inspect", archive)
                #expect(status == 0 && inspected["digest"]?.string.map { $0 + "\n" } == digest.output)
                let copied = try await Command.run(
                    "skopeo", "--insecure-policy", "copy", "--quiet", "--all", archive, "oci:\(folder)/copy:1")
                #expect(copied.status == 0, "\(copied.errors)")

                let several = try await Mixarch.run("image", "copy", source, "docker-archive:\(folder)/one.tar")
                #expect(several.status == 64 && several.errors.contains("--platform"), "\(several.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder + "/one.tar"))
                let dry = try await Mixarch.run(
                    "image", "copy", source, "docker-archive:\(folder)/one.tar", "--platform", "linux/arm64",
                    "--dry-run")
                #expect(dry.status == 0 && dry.output.contains("would be copied"), "\(dry.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder + "/one.tar"))
                let one = try await Mixarch.run(
                    "image", "copy", source, "docker-archive:\(folder)/one.tar:hello:arm", "--platform", "linux/arm64",
                    "--no-progress")
                #expect(one.status == 0, "\(one.errors)")
                let read = try await Command.run(
                    "skopeo", "inspect", "--config", "docker-archive:\(folder)/one.tar:hello:arm")
                let configuration = try JSONValue(parsing: read.output.utf8, source: "skopeo: \(read.errors)")
                #expect(configuration["architecture"] == "arm64")
                let loaded = try await Command.run("docker", "load", "--input", folder + "/one.tar")
                #expect(loaded.status == 0 && loaded.output.contains("hello:arm"), "\(loaded.errors)")
                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(left.sorted() == ["all.tar", "copy", "one.tar"], "nothing half-written is left")
            }
        }

        @Test func whatRefersToAnImageGoesWithIt() async throws {
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let source = "\(try Mixarch.registry())/\(Self.image)"
                    let first = try await Mixarch.run("image", "copy", source, "\(address)/one:1", "--no-progress")
                    #expect(first.status == 0, "\(first.errors)")
                    try "a list of parts\n".write(to: folder + "/sbom.txt")
                    let attached = try await Program(
                        "oras",
                        [
                            "attach", "--plain-http", "--artifact-type", "application/x-lab.sbom", "\(address)/one:1",
                            "sbom.txt",
                        ], workingDirectory: folder
                    ).run()
                    #expect(attached.status == 0, "\(attached.errors)")
                    for _ in 0..<2 {
                        let result = try await Mixarch.run(
                            "image", "copy", "\(address)/one:1", "\(address)/two:1", "--referrers", "--no-progress")
                        #expect(result.status == 0 && result.output.contains("1 that refer to it"), "\(result.errors)")
                    }
                    let found = try await Command.run(
                        "oras", "discover", "--plain-http", "--format", "json", "\(address)/two:1")
                    let text = found.output
                    #expect(text.contains("application/x-lab.sbom"), "\(text)\(found.errors)")
                    // Without being asked for it stays behind.
                    let plain = try await Mixarch.run(
                        "image", "copy", "\(address)/one:1", "\(address)/three:1", "--no-progress")
                    #expect(plain.status == 0, "\(plain.errors)")
                    let none = try await Command.run(
                        "oras", "discover", "--plain-http", "--format", "json", "\(address)/three:1")
                    #expect(!none.output.contains("application/x-lab.sbom"), "\(none.output)")
                }
            }
        }

        @Test(arguments: ["true", "mode=max,version=v1"])
        func provenanceIsReadByBuildx(_ form: String) async throws {
            let registry = try Mixarch.registry()
            let reference = registry + "/test/provenance:1"
            try await withFolder { folder in
                try "FROM \(registry)/base/tools:1\nCOPY note /note\n".write(to: folder + "/app/Dockerfile")
                try "a note\n".write(to: folder + "/app/note")
                let built = try await Mixarch.run(
                    "build", folder + "/app", "--tag", reference, "--push", "--provenance", form, "--no-progress",
                    environment: ["MIXARCH_CACHE": folder + "/cache"])
                #expect(built.status == 0, "\(built.errors)")
                let docker = try DockerFolder(in: folder)
                try "[registry.\"\(registry)\"]\n  http = true\n".write(to: folder + "/judge.toml")
                let made = try await docker.run(
                    "buildx", "create", "--name", "judge", "--driver", "docker-container", "--buildkitd-config",
                    folder + "/judge.toml")
                try #require(made.status == 0, "\(made.errors)")
                let seen = try await docker.run(
                    "buildx", "imagetools", "inspect", "--builder", "judge", "--format", "{{json .Provenance}}",
                    reference)
                let provenance = try JSONValue(parsing: seen.output.utf8, source: "imagetools: \(seen.errors)")
                let base = try await Command.run("crane", "digest", "--insecure", registry + "/base/tools:1")
                for platform in ["linux/amd64", "linux/arm64"] {
                    let said = provenance[platform]?["SLSA"]
                    let definition = said?["buildDefinition"]
                    let named =
                        definition?[path: "externalParameters", "platform"]
                        ?? said?[path: "invocation", "environment", "platform"]
                    #expect(named?.string == platform, "\(seen.output)")
                    let material = (definition?["resolvedDependencies"] ?? said?["materials"])?[0]
                    #expect(material?["uri"]?.string?.contains("base/tools@1") == true, "\(seen.output)")
                    let digest = material?[path: "digest", "sha256"]?.string
                    #expect("sha256:\(digest ?? "")\n" == base.output)
                }
                // crane validate takes every layer for gzip, and refuses BuildKit's own attestations too.
                let copied = try await Command.run(
                    "skopeo", "--insecure-policy", "copy", "--quiet", "--all", "--src-tls-verify=false",
                    "docker://\(reference)", "oci:\(folder)/copy:1")
                #expect(copied.status == 0, "\(copied.errors)")
                let (verified, _) = try await Mixarch.json("image", "verify", reference)
                #expect(verified == 0)
            }
        }
    }
}
