import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// The same builds by each engine, judged by other people's tools.
    @Suite(.serialized) struct Engines {
        /// What `mixarch build` is told to use, and with which variables.
        struct Engine: CustomTestStringConvertible, Sendable {
            let testDescription: String
            let options: [String]
            var environment: [String: String] = [:]
        }

        private static let dockerd = Engine(testDescription: "docker buildx", options: ["--engine", "buildkit"])
        private static let buildah = Engine(testDescription: "buildah", options: ["--engine", "buildah"])
        private static let buildctl = Engine(
            testDescription: "buildctl", options: ["--engine", "buildctl"],
            environment: ["BUILDKIT_HOST": Mixarch.variable("MIXARCH_LAB_BUILDKIT_AMD64") ?? ""])

        // MARK: What they build

        /// A stage that runs for each architecture, a secret, a context with a name, a line for /etc/hosts.
        private func write(_ registry: String, in folder: String) throws {
            try """
            FROM \(registry)/base/tools:1 AS make
            ARG GREETING
            RUN --mount=type=secret,id=word uname -m >/out && cat /run/secrets/word >>/out && echo " $GREETING" >>/out
            RUN grep -o '10.1.2.3.*db' /etc/hosts >/hosts
            COPY --from=extra note.txt /note
            FROM \(registry)/base/tools:1
            COPY --from=make /out /note /hosts /srv/
            CMD ["/bin/cat", "/srv/out"]
            """.write(to: folder + "/app/Dockerfile")
            // The last stage runs something: the engine makes the image.
            try """
            FROM \(registry)/base/tools:1
            RUN --mount=type=secret,id=word uname -m >/out && cat /run/secrets/word >>/out
            CMD ["/bin/cat", "/out"]
            """.write(to: folder + "/app/Dockerfile.run")
            try "a note\n".write(to: folder + "/extra/note.txt")
            try "s3cret".write(to: folder + "/word")
        }

        private func build(
            _ dockerfile: String, with engine: Engine, as reference: String, in folder: String
        ) async throws -> JSONValue {
            var arguments = ["build", folder + "/app", "--file", "\(folder)/app/\(dockerfile)", "--tag", reference]
            arguments += ["--push", "--no-cache", "--secret", "id=word,src=\(folder)/word"] + engine.options
            if dockerfile == "Dockerfile" {
                arguments += ["--build-context", "extra=\(folder)/extra", "--add-host", "db:10.1.2.3"]
                arguments += ["--build-arg", "GREETING=hello"]
            }
            var environment = engine.environment
            environment["MIXARCH_CACHE"] = folder + "/cache"
            let result = try await Mixarch.program(
                arguments + ["--format", "json"], environment: environment
            ).run()
            try #require(result.status == 0, "\(engine.testDescription): \(result.errors)")
            #expect(!(result.output + result.errors).contains("s3cret"), "a secret is never shown")
            return try JSONValue(parsing: result.output.utf8, source: "mixarch build")
        }

        @Test(arguments: [dockerd, buildctl, buildah], ["Dockerfile", "Dockerfile.run"])
        func oneImageForBothThatOthersReadAlike(_ engine: Engine, _ dockerfile: String) async throws {
            let registry = try Mixarch.registry()
            let name = engine.options[1] + (dockerfile == "Dockerfile" ? "" : "-run")
            let reference = "\(registry)/test/engine-\(name):1"
            try await withFolder { folder in
                try write(registry, in: folder)
                let built = try await build(dockerfile, with: engine, as: reference, in: folder)
                let digest = try #require(built["digest"]?.string)
                try await judge(reference, digest, in: folder)
                let (verified, _) = try await Mixarch.json("image", "verify", reference)
                #expect(verified == 0)
                for (architecture, machine) in [("amd64", "x86_64"), ("arm64", "aarch64")] {
                    let root = "\(folder)/\(architecture)"
                    let copied = try await Command.run(
                        "skopeo", "--override-arch", architecture, "copy", "--src-tls-verify=false",
                        "docker://" + reference, "oci:\(root)-layout:1")
                    #expect(copied.status == 0, "\(copied.errors)")
                    let unpacked = try await Command.run(
                        "umoci", "unpack", "--rootless", "--image", "\(root)-layout:1", root)
                    #expect(unpacked.status == 0, "umoci: \(unpacked.errors)")
                    let file = root + "/rootfs" + (dockerfile == "Dockerfile" ? "/srv/out" : "/out")
                    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
                    #expect(text == "\(machine)\ns3cret" + (dockerfile == "Dockerfile" ? " hello\n" : ""))
                    guard dockerfile == "Dockerfile" else { continue }
                    let hosts = try String(contentsOf: URL(filePath: root + "/rootfs/srv/hosts"), encoding: .utf8)
                    #expect(hosts.contains("db"))
                }
            }
        }

        /// skopeo, crane and BuildKit's own imagetools see the digest and the platforms that mixarch says.
        private func judge(_ reference: String, _ digest: String, in folder: String) async throws {
            let crane = try await Command.run("crane", "digest", "--insecure", reference)
            #expect(crane.output == digest + "\n", "\(crane.errors)")
            let validated = try await Command.run("crane", "validate", "--insecure", "--remote", reference)
            #expect(validated.status == 0, "\(validated.errors)")
            let raw = try await Command.run(
                "skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + reference)
            let index = try JSONValue(parsing: raw.output.utf8, source: "skopeo inspect: \(raw.errors)")
            let platforms = index["manifests"]?.array?.compactMap { $0[path: "platform", "architecture"]?.string }
            #expect(platforms == ["amd64", "arm64"])
            // A builder that is never started: what it was made with says that the registry has no TLS.
            let docker = try DockerFolder(in: folder)
            try "[registry.\"\(try Mixarch.registry())\"]\n  http = true\n".write(to: folder + "/judge.toml")
            let made = try await docker.run(
                "buildx", "create", "--name", "judge", "--driver", "docker-container", "--buildkitd-config",
                folder + "/judge.toml")
            try #require(made.status == 0, "\(made.errors)")
            let seen = try await docker.run("buildx", "imagetools", "inspect", "--builder", "judge", reference)
            #expect(seen.output.contains(digest), "imagetools: \(seen.errors)")
            for platform in ["linux/amd64", "linux/arm64"] {
                #expect(seen.output.contains("Platform:  " + platform), "imagetools: \(seen.output)")
            }
        }

        @Test func bothWaysToBuildKitGiveTheSameBytes() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try write(registry, in: folder)
                for dockerfile in ["Dockerfile", "Dockerfile.run"] {
                    var digests: Set<String> = []
                    for engine in [Self.dockerd, Self.buildctl] {
                        let built = try await build(
                            dockerfile, with: engine, as: registry + "/test/engine-same:1", in: folder)
                        digests.insert(built["digest"]?.string ?? engine.testDescription)
                    }
                    #expect(digests.count == 1)
                }
            }
        }

        @Test func whatWasBuiltRunsOnBothNodes() async throws {
            let registry = try Mixarch.registry()
            let reference = registry + "/test/engine-nodes:1"
            try await withFolder { folder in
                try write(registry, in: folder)
                _ = try await build("Dockerfile.run", with: Self.dockerd, as: reference, in: folder)
                try await withNamespace { namespace in
                    for (architecture, machine) in [("amd64", "x86_64"), ("arm64", "aarch64")] {
                        let selector = #"{"spec":{"nodeSelector":{"kubernetes.io/arch":"\#(architecture)"}}}"#
                        let started = try await Command.run(
                            "kubectl", "run", architecture, "-n", namespace, "--image", reference,
                            "--image-pull-policy=Always", "--restart=Never", "--overrides", selector)
                        try #require(started.status == 0, "\(started.errors)")
                        let phase = "jsonpath={.status.phase}"
                        for _ in 0..<120 {
                            let pod = try await Command.run(
                                "kubectl", "get", "pod", architecture, "-n", namespace, "-o", phase)
                            if pod.output.hasPrefix("Succeeded") || pod.output.hasPrefix("Failed") { break }
                            try await Task.sleep(for: .milliseconds(500))
                        }
                        let logs = try await Command.run("kubectl", "logs", architecture, "-n", namespace)
                        #expect(logs.output == "\(machine)\ns3cret\n", "\(logs.errors)")
                    }
                }
            }
        }

        // MARK: Which one, and why

        @Test func theChoiceIsExplained() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try write(registry, in: folder)
                let docker = try DockerFolder(in: folder)
                let plan = ["build", folder + "/app", "--plan", "--build-context", "extra=\(folder)/extra"]
                let cases: [(environment: [String: String], options: [String], name: String?, why: String)] = [
                    ([:], [], "BuildKit", "driver docker"),
                    (
                        ["BUILDKIT_HOST": Self.buildctl.environment["BUILDKIT_HOST"] ?? ""], [], "BuildKit",
                        "BUILDKIT_HOST"
                    ),
                    (["DOCKER_HOST": "unix:///nowhere.sock"], [], "buildah", "Cannot connect to the Docker daemon"),
                    (["DOCKER_CONFIG": folder], [], "buildah", "no buildx plugin"),
                    ([:], ["--engine", "buildah"], "buildah", "--engine buildah"),
                    ([:], ["--builder", "nobody"], nil, "nobody"),
                    (["BUILDX_BUILDER": "nobody"], [], nil, "nobody"),
                    (["BUILDKIT_HOST": "tcp://127.0.0.1:1"], [], nil, "tcp://127.0.0.1:1"),
                ]
                for (environment, options, name, why) in cases {
                    let result = try await Mixarch.program(
                        plan + options + ["--format", "json"],
                        environment: docker.environment.merging(environment) { $1 }
                    ).run()
                    #expect(result.status == 0, "\(result.errors)")
                    let value = try JSONValue(parsing: result.output.utf8, source: "mixarch build --plan")
                    #expect(value[path: "engine", "name"]?.string == name, "\(environment) \(options)")
                    let said = value[path: "engine", "why"]?.string
                    #expect(said?.contains(why) == true, "\(said ?? "nothing")")
                }
            }
        }

        @Test(arguments: [
            (["DOCKER_HOST": "unix:///nowhere.sock"], "systemctl start docker"),
            (["DOCKER_CONFIG": "/"], "docker-buildx"),
            (["BUILDX_BUILDER": "nobody"], "mixarch builder list"),
        ])
        func whatIsWrongComesWithAWayOut(_ environment: [String: String], _ hint: String) async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try write(registry, in: folder)
                let result = try await Mixarch.run(
                    "build", folder + "/app", "--engine", "buildkit", "--build-context", "extra=\(folder)/extra",
                    "--output", "oci:\(folder)/out", environment: environment)
                #expect(result.status == 69, "\(result.output)")
                #expect(result.errors.contains(hint), "\(result.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
            }
        }

        // MARK: Builders with a machine for each architecture

        @Test func aBuilderOfTwoMachinesBuildsNatively() async throws {
            let registry = try Mixarch.registry()
            let (first, second) = try (address("AMD64"), address("ARM64"))
            try await withFolder { folder in
                try write(registry, in: folder)
                let docker = try DockerFolder(in: folder)
                let create = [
                    "builder", "create", "two", "--driver", "remote", "--node", "linux/amd64=" + first, "--node",
                    "linux/arm64=" + second,
                ]
                let planned = try await docker.mixarch(create + ["--dry-run"])
                #expect(planned.status == 0, "\(planned.errors)")
                #expect(planned.output.contains("docker buildx create --name two --append --driver remote"))
                #expect(try await names(docker) == ["default", "buildah"], "nothing is made by a dry run")
                for _ in 0..<2 {
                    let made = try await docker.mixarch(create)
                    #expect(made.status == 0, "can be run twice: \(made.errors)")
                }
                let other = try await docker.mixarch(create.dropLast(2) + [])
                #expect(other.status == 1, "another builder of that name is not changed: \(other.output)")

                let two = try #require(try await builders(docker).first { $0["name"]?.string == "two" })
                let native = two["nodes"]?.array?.map { node in
                    node["platforms"]?.array?.filter { $0["runs"]?.string == "native" }
                        .compactMap { $0["platform"]?.string }.first
                }
                #expect(native == ["linux/amd64", "linux/arm64"])

                let engine = Engine(
                    testDescription: "two", options: ["--builder", "two"], environment: docker.environment)
                let reference = registry + "/test/engine-two:1"
                _ = try await build("Dockerfile.run", with: engine, as: reference, in: folder)
                let (verified, _) = try await Mixarch.json("image", "verify", reference)
                #expect(verified == 0)

                for _ in 0..<2 {
                    let removed = try await docker.mixarch(["builder", "remove", "two"])
                    #expect(removed.status == 0, "can be run twice: \(removed.errors)")
                }
                #expect(try await names(docker) == ["default", "buildah"])
                let itself = try await docker.mixarch(["builder", "remove", "default"])
                #expect(itself.status == 64, "Docker itself is not removed")
            }
        }

        /// BuildKit in the cluster. The image that buildx would take from Docker Hub is made here.
        @Test func theClustersOwnNodesBuild() async throws {
            let registry = try Mixarch.registry()
            let image = registry + "/test/buildkit:1"
            try await withFolder { folder in
                try write(registry, in: folder)
                try await pushBuildKit(image, registry, in: folder)
                try "[registry.\"\(registry)\"]\n  http = true\n".write(to: folder + "/buildkitd.toml")
                let docker = try DockerFolder(in: folder)
                try await withNamespace { namespace in
                    let made = try await docker.mixarch([
                        "builder", "create", "pods", "--driver", "kubernetes", "--namespace", namespace, "--platform",
                        "linux/amd64", "--image", image, "--config", folder + "/buildkitd.toml",
                    ])
                    try #require(made.status == 0, "\(made.errors)")
                    let engine = Engine(
                        testDescription: "pods", options: ["--builder", "pods", "--platform", "linux/amd64"],
                        environment: docker.environment)
                    let built = try await build(
                        "Dockerfile.run", with: engine, as: registry + "/test/engine-pods:1", in: folder)
                    #expect(built["stages"]?.array?.first?["runs"]?.string == "native")
                    let pods = try await Command.run("kubectl", "get", "pods", "-n", namespace, "-o", "wide")
                    #expect(pods.output.contains("node-amd64"), "\(pods.output)")
                    let removed = try await docker.mixarch(["builder", "remove", "pods"])
                    #expect(removed.status == 0, "\(removed.errors)")
                }
            }
        }

        private func pushBuildKit(_ image: String, _ registry: String, in folder: String) async throws {
            let programs = try #require(Mixarch.variable("MIXARCH_LAB_BUILDKIT_PROGRAMS"))
            try FileManager.default.createDirectory(
                atPath: folder + "/buildkit", withIntermediateDirectories: true)
            for (path, name) in [
                (programs + "/buildkitd", "buildkitd"), (programs + "/buildctl", "buildctl"),
                ("/usr/sbin/runc", "runc"),
                ("/usr/lib/x86_64-linux-gnu/libseccomp.so.2", "libseccomp.so.2"),
            ] {
                let copied = try await Command.run("cp", "-L", path, "\(folder)/buildkit/\(name)")
                try #require(copied.status == 0, "\(copied.errors)")
            }
            try """
            FROM \(registry)/base/jre:17
            COPY buildkitd buildctl runc /usr/bin/
            COPY libseccomp.so.2 /usr/lib/x86_64-linux-gnu/
            ENTRYPOINT ["buildkitd"]
            """.write(to: folder + "/buildkit/Dockerfile")
            let pushed = try await Mixarch.run(
                "build", folder + "/buildkit", "--platform", "linux/amd64", "--tag", image, "--push")
            try #require(pushed.status == 0, "\(pushed.errors)")
        }

        private func address(_ architecture: String) throws -> String {
            try #require(
                Mixarch.variable("MIXARCH_LAB_BUILDKIT_" + architecture), "lab/up builders; eval \"$(lab/env)\"")
        }

        private func builders(_ docker: DockerFolder) async throws -> [JSONValue] {
            let result = try await docker.mixarch(["builder", "list", "--format", "json"])
            #expect(result.status == 0, "\(result.errors)")
            return try JSONValue(parsing: result.output.utf8, source: "mixarch builder list")["builders"]?.array ?? []
        }

        private func names(_ docker: DockerFolder) async throws -> [String] {
            try await builders(docker).compactMap { $0["name"]?.string }
        }
    }
}

/// A DOCKER_CONFIG of a test's own with the lab's buildx plugin: builders that it makes are nobody else's.
struct DockerFolder {
    let environment: [String: String]

    init(in folder: String) throws {
        let lab = try #require(Mixarch.variable("DOCKER_CONFIG"), "lab/up builders; eval \"$(lab/env)\"")
        let path = folder + "/docker"
        environment = ["DOCKER_CONFIG": path]
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try "{}".write(to: path + "/config.json")
        try FileManager.default.createSymbolicLink(
            atPath: path + "/cli-plugins", withDestinationPath: lab + "/cli-plugins")
    }

    func run(_ arguments: String...) async throws -> ProgramResult {
        try await Program("docker", arguments, environment: environment, deadline: .seconds(120)).run()
    }

    func mixarch(_ arguments: [String]) async throws -> ProgramResult {
        try await Mixarch.program(arguments, environment: environment).run()
    }
}
