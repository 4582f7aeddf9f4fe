import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Copies, combinations, logins, certificates and mirrors, against registries of the test's own.
    @Suite(.serialized) struct Registries {
        private static let image = "base/jre:17"

        @Test func aCopyIsTheSameForOthersToo() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let result = try await Mixarch.run(
                        "image", "copy", "\(source)/\(Self.image)", "\(address)/team/copy:1", "--no-progress")
                    #expect(result.status == 0, "\(result.errors)")
                    let original = try await RegistryJudge.document("\(source)/\(Self.image)")
                    #expect(try await RegistryJudge.document("\(address)/team/copy:1") == original)
                    let judged = try await Command.run("crane", "digest", "--insecure", "\(address)/team/copy:1")
                    #expect(result.output.contains(judged.output.filter { !$0.isWhitespace }), "\(judged.errors)")
                    let valid = try await Command.run(
                        "crane", "validate", "--insecure", "--remote", "\(address)/team/copy:1")
                    #expect(valid.status == 0, "\(valid.errors)")
                    let mounted = try await Mixarch.run(
                        "image", "copy", "\(address)/team/copy:1", "\(address)/other/copy:1", "--no-progress",
                        "--format",
                        "json")
                    let report = try JSONValue(parsing: mounted.output.utf8, source: mounted.errors)
                    #expect(report["outcome"]?.string == "copied")
                    #expect(
                        report[path: "blobs", "mounted"]?.integer == 4 && report[path: "blobs", "sent"]?.integer == 0)
                    try await RegistryJudge.readsWhole("other/copy:1", at: address, in: folder)
                }
            }
        }

        @Test func onePlatformAndItsCombinationAgain() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    for architecture in ["amd64", "arm64"] {
                        let result = try await Mixarch.run(
                            "image", "copy", "\(source)/\(Self.image)", "\(address)/\(architecture):1", "--platform",
                            "linux/\(architecture)", "--no-progress")
                        #expect(result.status == 0, "\(result.errors)")
                        let index = try JSONValue(
                            parsing: try await RegistryJudge.document("\(address)/\(architecture):1").utf8, source: "")
                        let entries = index["manifests"]?.array ?? []
                        #expect(entries.map { $0[path: "platform", "architecture"]?.string } == [architecture])
                    }
                    let dry = try await Mixarch.run(
                        "image", "combine", "-t", "\(address)/both:1", "\(address)/amd64:1", "\(address)/arm64:1",
                        "--dry-run", "--no-progress")
                    #expect(dry.status == 0 && dry.output.contains("arm64"))
                    #expect(try await RegistryJudge.status("both:1", at: address) == "404")
                    let result = try await Mixarch.run(
                        "image", "combine", "-t", "\(address)/both:1", "\(address)/amd64:1", "\(address)/arm64:1",
                        "--annotation", "org.opencontainers.image.title=both", "--no-progress")
                    #expect(result.status == 0, "\(result.errors)")
                    try await RegistryJudge.readsWhole("both:1", at: address, in: folder)
                    let twice = try await Mixarch.run(
                        "image", "combine", "-t", "\(address)/twice:1", "\(address)/both:1",
                        "\(source)/test/hello:1", "--no-progress")
                    #expect(twice.status == 64 && twice.errors.contains("linux/amd64"), "\(twice.errors)")
                    let missing = try await Mixarch.run(
                        "image", "copy", "\(address)/both:1", "\(address)/x:1", "--platform", "linux/s390x",
                        "--no-progress")
                    #expect(missing.status == 1 && missing.errors.contains("linux/arm64"), "\(missing.errors)")
                }
            }
        }

        @Test func archivesOfOtherToolsAreRead() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                let image = "docker://\(source)/test/hello:1"
                for (kind, options) in [("oci-archive", ["--all"]), ("docker-archive", [])] {
                    let name = kind == "oci-archive" ? "v1" : "hello:v1"
                    let made = try await Program(
                        "skopeo",
                        ["--insecure-policy", "copy", "--quiet", "--src-tls-verify=false"] + options
                            + [image, "\(kind):\(folder)/\(kind).tar:\(name)"]
                    ).run()
                    #expect(made.status == 0, "\(made.errors)")
                    try await OwnServer.registry(in: folder) { address in
                        let result = try await Mixarch.run(
                            "image", "copy", "\(kind):\(folder)/\(kind).tar", "\(address)/\(kind):1", "--no-progress")
                        #expect(result.status == 0, "\(result.errors)")
                        try await RegistryJudge.readsWhole("\(kind):1", at: address, in: folder)
                        let inspected = try await Mixarch.run("image", "inspect", "\(address)/\(kind):1")
                        #expect(inspected.output.contains("linux/amd64"), "\(inspected.errors)")
                    }
                }
            }
        }

        @Test func aLoginIsCheckedKeptAndForgotten() async throws {
            try await withFolder { folder in
                // "secret-word", hashed by bcrypt.
                try "bob:$2b$04$kuAKdGRgW4U0zgQMPzCQqetAoZ0wjDu2J7F3F9QbH8O7Nl6Kuc56K\n".write(to: folder + "/htpasswd")
                try #"{"auths":{"example.com":{"auth":"eDp5"}},"experimental":"enabled","n":12345678901234567}"#
                    .write(to: folder + "/docker/config.json")
                let environment = ["DOCKER_CONFIG": folder + "/docker"]
                func login(_ address: String, _ secret: String) async throws -> ProgramResult {
                    var program = try Mixarch.program(
                        ["registry", "login", address, "-u", "bob", "--password-stdin"], environment: environment)
                    program.input = Array((secret + "\n").utf8)
                    return try await program.run()
                }
                try await OwnServer.registry(in: folder, ["--htpasswd", folder + "/htpasswd"]) { address in
                    let target = "\(address)/copy:1"
                    let source = "\(try Mixarch.registry())/test/hello:1"
                    let stranger = try await Mixarch.run("image", "copy", source, target, environment: environment)
                    #expect(stranger.status == 69 && stranger.errors.contains("registry login \(address)"))
                    let wrong = try await login(address, "wrong-word")
                    #expect(wrong.status == 69 && !wrong.errors.contains("wrong-word"), "\(wrong.errors)")
                    let right = try await login(address, "secret-word")
                    #expect(right.status == 0 && !(right.output + right.errors).contains("secret-word"))
                    let path = folder + "/docker/config.json"
                    let mode = try await Command.run("stat", "--format=%a", path)
                    #expect(mode.output == "600\n")
                    let kept = try JSONValue(parsing: Data(contentsOf: URL(filePath: path)), source: path)
                    #expect(kept[path: "auths", "example.com", "auth"] == "eDp5")
                    #expect(kept["experimental"] == "enabled" && kept["n"]?.integer == 12_345_678_901_234_567)
                    let copied = try await Mixarch.run("image", "copy", source, target, environment: environment)
                    #expect(copied.status == 0, "\(copied.errors)")
                    let out = try await Mixarch.run("registry", "logout", address, environment: environment)
                    #expect(out.status == 0 && out.output.contains("logged out"))
                    let again = try await Mixarch.run("image", "inspect", target, environment: environment)
                    #expect(again.status == 69)
                }
            }
        }

        @Test func tokensAllowWhatIsNeededAndNoMore() async throws {
            try await withFolder { folder in
                try await Certificates.selfSigned(in: folder)
                // "bob:pw" in Base64, for every registry that there is here.
                let environment = ["DOCKER_CONFIG": folder + "/docker"]
                try await OwnServer.tokens(in: folder, login: "bob:pw") { server in
                    let options = ["--token", "http://\(server)/token", folder + "/certificate.pem"]
                    try await OwnServer.registry(in: folder, options) { address in
                        try #"{"auths":{"\#(address)":{"auth":"Ym9iOnB3"}}}"#.write(to: folder + "/docker/config.json")
                        let source = "\(try Mixarch.registry())/test/hello:1"
                        let copied = try await Mixarch.run(
                            "image", "copy", source, "\(address)/one:1", environment: environment)
                        #expect(copied.status == 0, "\(copied.errors)")
                        let mounted = try await Mixarch.run(
                            "image", "copy", "\(address)/one:1", "\(address)/two:1", environment: environment)
                        #expect(mounted.status == 0 && mounted.output.contains("0 blobs sent"), "\(mounted.output)")
                        // One token for reading, one for writing, one for taking over: not one for each request.
                        let asked = try String(contentsOfFile: folder + "/tokens.log", encoding: .utf8).split(
                            separator: "\n")
                        #expect(asked.contains(#"["repository:one:pull", "repository:two:pull,push"]"#), "\(asked)")
                        #expect(asked.count <= 6, "\(asked)")
                        let stranger = try await Mixarch.run("image", "inspect", "\(address)/one:1")
                        #expect(
                            stranger.status == 69 && stranger.errors.contains("registry login"), "\(stranger.errors)")
                    }
                }
            }
        }

        @Test func anAuthorityOfOnesOwnIsTrustedWhereItIsNamed() async throws {
            try await withFolder { folder in
                try await Certificates.make(in: folder)
                let options = ["--certificate", folder + "/server.crt", "--key", folder + "/server.key"]
                try await OwnServer.registry(in: folder, options) { address in
                    let source = "\(try Mixarch.registry())/test/hello:1"
                    let place = "\(folder)/config/containers/certs.d/\(address)"
                    // A folder of its own says that a registry on this machine is spoken to with TLS.
                    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
                    let environment = ["XDG_CONFIG_HOME": folder + "/config"]
                    let unknown = try await Mixarch.run(
                        "image", "copy", source, "\(address)/copy:1", environment: environment)
                    #expect(
                        unknown.status == 69 && unknown.errors.contains("certs.d/\(address)/ca.crt"),
                        "\(unknown.errors)")
                    let named = try await Mixarch.run(
                        "image", "copy", source, "\(address)/copy:1",
                        environment: environment.merging(["SSL_CERT_FILE": folder + "/ca.crt"]) { $1 })
                    #expect(named.status == 0, "\(named.errors)")
                    try FileManager.default.copyItem(atPath: folder + "/ca.crt", toPath: place + "/ca.crt")
                    let known = try await Mixarch.run("image", "inspect", "\(address)/copy:1", environment: environment)
                    #expect(known.status == 0, "\(known.errors)")
                }
            }
        }

        @Test func mirrorsAreReadBeforeTheRegistry() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                // The first mirror is not there, the second damages what it sends, the third is the lab's registry.
                let rule = #"{"path":"/blobs/","flip_response":true,"times":1000}"#
                try await OwnServer.proxy(before: source, in: folder, [rule]) { damaged in
                    let mirrors = "127.0.0.1:1,\(damaged)".split(separator: ",").map { "shop.invalid=\($0)" }
                    let result = try await Mixarch.run(
                        "image", "inspect", "shop.invalid/\(Self.image)",
                        environment: ["MIXARCH_REGISTRY_MIRRORS": mirrors.joined(separator: ",")])
                    #expect(result.status == 0 && result.output.contains("linux/arm64"), "\(result.errors)")
                    let configuration = """
                        [[registry]]
                        prefix = "shop.invalid"
                        location = "\(source)"
                        insecure = true
                        [[registry.mirror]]
                        location = "\(damaged)"
                        [[registry]]
                        prefix = "shop.invalid/test"
                        blocked = true
                        """
                    try configuration.write(to: folder + "/registries.conf")
                    let environment = ["CONTAINERS_REGISTRIES_CONF": folder + "/registries.conf"]
                    let copied = try await Mixarch.run(
                        "image", "copy", "shop.invalid/\(Self.image)", "oci:\(folder)/copy", "--no-progress",
                        environment: environment)
                    // What the mirror damaged came from the registry.
                    #expect(copied.status == 0, "\(copied.errors)")
                    let blocked = try await Mixarch.run(
                        "image", "inspect", "shop.invalid/test/hello:1", environment: environment)
                    #expect(blocked.status == 69 && blocked.errors.contains("blocked"), "\(blocked.errors)")
                }
            }
        }
    }
}
