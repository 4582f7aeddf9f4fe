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

        /// What a stage is presumed to do, and what it does: it "installs packages", and a program is among them.
        private func liar(_ registry: String, last: String, in folder: String) throws {
            try "#!/bin/sh\nmkdir -p /out && cp /bin/busybox /out/shop\n".write(to: folder + "/npm")
            try """
            FROM \(registry)/base/tools:1 AS build
            COPY --chmod=755 npm /usr/local/bin/npm
            RUN npm ci
            \(last)
            ENTRYPOINT ["/shop", "true"]
            """.write(to: folder + "/Dockerfile")
        }

        @Test(arguments: [
            "FROM scratch\nCOPY --from=build /out/shop /shop",
            "FROM scratch AS files\nCOPY --from=build /out /files\nFROM scratch\nCOPY --from=files /files/shop /shop",
            "FROM BASE\nRUN --mount=type=bind,from=build,source=/out,target=/mnt cp /mnt/shop /shop",
        ])
        func aWrongPresumptionIsFoundAndMended(_ last: String) async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try liar(registry, last: last.replacing("BASE", with: registry + "/base/tools:1"), in: folder)
                let (_, plan) = try await Mixarch.json("build", folder, "--plan")
                #expect(plan["stages"]?[0]?["runs"]?.string == "native", "it is presumed to run everywhere")
                #expect(plan["stages"]?[0]?["platforms"]?.array?.count == 2)

                let reference = registry + "/test/presumed:\(last.count)"
                let result = try await Mixarch.run(
                    "build", folder, "-t", reference, "--push", "--engine", "buildah", "--no-cache", "--format", "json")
                #expect(result.status == 0, "\(result.errors)")
                #expect(result.errors.contains("building it for each platform"), "it says so: \(result.errors)")
                let built = try JSONValue(parsing: result.output.utf8, source: "mixarch build")
                let stages = (built["stages"]?.array ?? []).filter { $0["name"]?.string == "build" }
                let runs = stages.compactMap { $0["runs"]?.string }
                #expect(runs == ["native", "emulated"])
                let reasons = stages.compactMap { $0["why"]?.string }
                #expect(reasons.allSatisfy { $0.contains("shop") }, "\(reasons)")
                let (verified, image) = try await Mixarch.json("image", "verify", reference)
                #expect(verified == 0)
                let programs = image["platforms"]?.array?.map { $0["programs"]?.object?.keys.sorted() ?? [] }
                #expect(programs == [["amd64"], ["arm64"]])
            }
        }

        @Test(
            arguments: [
                (["--sbom", "true"], "SBOMs are not made"), (["--attest", "type=sbom"], "SBOMs are not made"),
                (["--attest", "type=signature"], "type=signature"), (["--provenance", "mode=mid"], "mode=mid"),
                (["--provenance", "true", "--media-types", "docker"], "Docker's media types have no attestations"),
            ])
        func attestationsThatAreNotMadeAreRefusedBeforeAnythingRuns(
            _ options: [String], _ message: String
        ) async throws {
            let result = try await Mixarch.program(["build", sample, "--plan"] + options).run()
            #expect(result.status == 64)
            #expect(result.errors.contains(message))
        }

        @Test func trapsAreReportedAndMended() async throws {
            try await withFolder { folder in
                let path = folder + "/Dockerfile"
                let text = """
                    # The shop.
                    FROM golang:1.22 AS build
                    RUN CGO_ENABLED=0 go build -o /shop
                    FROM scratch
                    COPY --from=build /shop /shop
                    """
                try text.write(to: path)
                let (found, lint) = try await Mixarch.json("build", folder, "--lint")
                #expect(found == 1)
                #expect(lint["findings"]?[0]?["rule"]?.string == "emulated-stage")
                #expect(lint["findings"]?[0]?["line"]?.integer == 2)

                let refused = try await Mixarch.run("build", folder, "--plan", "--no-emulation")
                #expect(refused.status == 1)
                let dry = try await Mixarch.run("build", ".", "--fix", "--dry-run", in: folder)
                #expect(dry.status == 1, "something would change")
                let untouched = try String(contentsOf: URL(filePath: path), encoding: .utf8)
                #expect(untouched == text)
                try dry.output.write(to: folder + "/changes.patch")
                let patched = try await Program(
                    "patch", ["-p1", "--output=patched", "-i", "changes.patch"], workingDirectory: folder,
                    deadline: .seconds(20)
                ).run()
                #expect(patched.status == 0, "\(patched.errors)\(patched.output)")

                let fixed = try await Mixarch.run("build", folder, "--fix")
                #expect(fixed.status == 0, "\(fixed.errors)")
                let changed = try String(contentsOf: URL(filePath: path), encoding: .utf8)
                let patchedText = try String(contentsOf: URL(filePath: folder + "/patched"), encoding: .utf8)
                #expect(changed == patchedText)
                for options in [["--fix", "--dry-run"], ["--plan", "--no-emulation"], ["--lint"]] {
                    let result = try await Mixarch.program(["build", folder] + options).run()
                    #expect(result.status == 0, "\(options): \(result.output)\(result.errors)")
                }
            }
        }

        @Test func theDockerfileMayComeFromStandardInput() async throws {
            try await withFolder { folder in
                try "x".write(to: folder + "/file")
                let text = "FROM scratch\nARG WHO=default\nLABEL who=$WHO\nCOPY file /\n"
                var program = try Mixarch.program([
                    "build", folder, "--file", "-", "--output", "oci:\(folder)/out", "--platform", "linux/amd64",
                    // A name alone that the environment does not have changes nothing.
                    "--build-arg", "WHO", "--label", "HOME",
                ])
                program.input = Array(text.utf8)
                let built = try await program.run()
                #expect(built.status == 0, "\(built.errors)")
                let seen = try await Command.run("skopeo", "inspect", "--config", "oci:\(folder)/out")
                let settings = try JSONValue(parsing: seen.output.utf8, source: "skopeo: \(seen.errors)")["config"]
                #expect(settings?["Labels"]?["who"]?.string == "default")
                #expect(settings?["Labels"]?["HOME"]?.string == "")
                let fix = try await Mixarch.run("build", folder, "--file", "-", "--fix")
                #expect(fix.status == 64)
            }
        }

        @Test func aRunThatFailsIsNamedWithItsPlace() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try """
                FROM \(registry)/base/tools:1
                COPY Dockerfile /
                RUN echo before && \\
                    echo it is broken && exit 7
                """.write(to: folder + "/Dockerfile")
                for engine in ["buildkit", "buildctl"] {
                    var program = try Mixarch.program([
                        "build", folder, "--output", "oci:\(folder)/out", "--platform", "linux/amd64", "--engine",
                        engine,
                        "--no-progress",
                    ])
                    if engine == "buildctl" {
                        program.environment["BUILDKIT_HOST"] = Mixarch.variable("MIXARCH_LAB_BUILDKIT_AMD64")
                        program.environment["PATH"] =
                            (Mixarch.variable("MIXARCH_LAB_BUILDKIT_PROGRAMS") ?? "") + ":"
                            + (Mixarch.variable("PATH") ?? "")
                    }
                    let built = try await program.run()
                    #expect(built.status == 1)
                    #expect(
                        built.errors.contains("mixarch: \(folder)/Dockerfile:3: process"), "\(engine): \(built.errors)")
                    #expect(built.errors.contains("exit code: 7; it printed last: it is broken"), "\(built.errors)")
                }
                let built = try await Mixarch.run(
                    "build", folder, "--output", "oci:\(folder)/out", "--platform", "linux/amd64", "--engine",
                    "buildah",
                    "--no-progress")
                #expect(built.status == 1 && built.errors.contains("it is broken"), "\(built.errors)")
            }
        }

        /// Ctrl-C while an engine runs is no failure of the engine.
        @Test(arguments: ["buildkit", "buildctl", "buildah"])
        func aBuildIsInterrupted(_ engine: String) async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try "FROM \(registry)/base/tools:1\nRUN echo \(UUID().uuidString) && sleep 300\n".write(
                    to: folder + "/Dockerfile")
                var build = try Mixarch.program([
                    "build", folder, "--output", "oci:\(folder)/out", "--platform", "linux/amd64", "--engine", engine,
                ])
                if engine == "buildctl" {
                    build.environment["BUILDKIT_HOST"] = Mixarch.variable("MIXARCH_LAB_BUILDKIT_AMD64")
                    build.environment["PATH"] =
                        (Mixarch.variable("MIXARCH_LAB_BUILDKIT_PROGRAMS") ?? "") + ":"
                        + (Mixarch.variable("PATH") ?? "")
                }
                let script = """
                    log=$1; shift
                    "$@" 2>"$log" & child=$!
                    for _ in $(seq 300); do grep -q 'run stage' "$log" && break; sleep 0.1; done
                    sleep 1; kill -INT $child; wait $child; status=$?; cat "$log" >&2; exit $status
                    """
                let arguments = ["-c", script, "bash", folder + "/log", build.executable] + build.arguments
                let result = try await Program(
                    "bash", arguments, environment: build.environment, deadline: .seconds(60)
                ).run()
                #expect(result.status == 130 && result.errors.contains("interrupted"), "\(result.errors)")
            }
        }

        /// The cache is in memory here, and so on another file system than the output.
        @Test func theCacheMayBeElsewhereOrNowhere() async throws {
            let cache = "/dev/shm/mixarch-" + UUID().uuidString
            defer { try? FileManager.default.removeItem(atPath: cache) }
            try await withFolder { folder in
                try "x".write(to: folder + "/file")
                try "FROM scratch\nCOPY file /\n".write(to: folder + "/Dockerfile")
                let built = try await Mixarch.run(
                    "build", folder, "--output", folder + "/files", "--platform", "linux/amd64",
                    environment: ["MIXARCH_CACHE": cache])
                #expect(built.status == 0, "\(built.errors)")
                #expect(FileManager.default.fileExists(atPath: folder + "/files/file"))
                // A read-only home.
                let script = """
                    mkdir -p home && mount -t tmpfs -o ro none home
                    HOME=$PWD/home TMPDIR=$PWD exec "$MIXARCH_BINARY" build . --output oci:out --platform linux/amd64
                    """
                let other = try await Program(
                    "unshare", ["--mount", "sh", "-ec", script],
                    environment: ["XDG_CACHE_HOME": "", "MIXARCH_CACHE": ""],
                    workingDirectory: folder, deadline: .seconds(60)
                ).run()
                #expect(other.status == 0, "\(other.errors)")
            }
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
