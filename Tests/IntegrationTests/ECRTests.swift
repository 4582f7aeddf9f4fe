import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Registries of ECR's: their API is moto's, and what holds the images is a registry with moto's password, found under
    /// ECR's own host name by a hosts file that only the program sees.
    @Suite(.serialized) struct ECRRegistries {
        private static let host = "123456789012.dkr.ecr.us-west-2.amazonaws.com"
        /// moto's password for that account, hashed by bcrypt.
        private static let password = "AWS:$2b$04$P2oH1qLn6Lfx1IGOJuHhDeMSZJ.gCYEsTiTtFGR1VrVp4af/7dkCK\n"
        private static let region = ["AWS_REGION": "us-west-2"]

        /// A registry that ECR's password opens.
        private struct Place {
            let folder: String
            /// ECR's host with the registry's port.
            let registry: String
            let environment: [String: String]

            /// Runs mixarch where the host name is this machine's.
            func run(_ arguments: String..., environment more: [String: String] = [:]) async throws -> ProgramResult {
                let program = try Mixarch.program(arguments)
                let words = [
                    "--map-root-user", "--mount", "bash", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\"",
                ]
                return try await Program(
                    "unshare", words + [folder + "/hosts", program.executable] + program.arguments,
                    environment: environment.merging(more) { $1 }, deadline: .seconds(120)
                ).run()
            }

            var source: String { get throws { "\(try Mixarch.registry())/test/hello:1" } }
        }

        private func withPlace(rules: [String] = [], _ body: (Place) async throws -> Void) async throws {
            try await withFolder { folder in
                try Self.password.write(to: folder + "/htpasswd")
                try "127.0.0.1 localhost \(Self.host)\n".write(to: folder + "/hosts")
                try "{}".write(to: folder + "/docker/config.json")
                func place(_ address: String) -> Place {
                    let registry = Self.host + (address.firstIndex(of: ":").map { String(address[$0...]) } ?? "")
                    return Place(
                        folder: folder, registry: registry,
                        environment: Self.region.merging([
                            "DOCKER_CONFIG": folder + "/docker",
                            "MIXARCH_INSECURE_REGISTRIES":
                                "\(registry),\(Mixarch.variable("MIXARCH_INSECURE_REGISTRIES") ?? "")",
                        ]) { $1 })
                }
                try await OwnServer.registry(in: folder, ["--htpasswd", folder + "/htpasswd"]) { address in
                    if rules.isEmpty { return try await body(place(address)) }
                    try await OwnServer.proxy(before: address, in: folder, rules) { try await body(place($0)) }
                }
            }
        }

        @Test func imagesGoInAndOutWithoutALogin() async throws {
            try await withPlace { place in
                let target = "\(place.registry)/team/shop:1"
                let push = try await place.run("image", "copy", try place.source, target, "--no-progress")
                #expect(push.status == 0, "\(push.errors)")
                let look = try await place.run("image", "inspect", target, "--format", "json")
                #expect(look.status == 0 && look.output.contains("linux/arm64"), "\(look.errors)")
                let config = try String(contentsOfFile: place.folder + "/docker/config.json", encoding: .utf8)
                #expect(config == "{}")
                let nobody = ["AWS_ACCESS_KEY_ID": "", "AWS_EC2_METADATA_DISABLED": "true", "HOME": place.folder]
                let refused = try await place.run("image", "inspect", target, environment: nobody)
                #expect(refused.status == 69 && refused.errors.contains("there are no AWS credentials"))
                #expect(!(push.errors + push.output + refused.errors).contains("auth-token"))
            }
        }

        @Test func aLoginAsksForNoPassword() async throws {
            try await withPlace { place in
                let login = try await place.run("registry", "login", place.registry, "--format", "json")
                #expect(login.status == 0, "\(login.errors)")
                let report = try JSONValue(parsing: login.output.utf8, source: "login")
                #expect(report["user"]?.string == "AWS" && report["expiration"]?.string != nil)
                #expect(!login.output.contains("auth-token") && !login.errors.contains("auth-token"))
                let path = place.folder + "/docker/config.json"
                let config = try JSONValue(parsing: Data(contentsOf: URL(filePath: path)), source: path)
                let auth = config[path: "auths", place.registry, "auth"]?.string ?? ""
                #expect(
                    String(decoding: Data(base64Encoded: auth) ?? Data(), as: UTF8.self)
                        == "AWS:123456789012-auth-token")
                // Others use it: here mixarch without credentials for AWS.
                let nobody = ["AWS_ACCESS_KEY_ID": "", "AWS_EC2_METADATA_DISABLED": "true", "HOME": place.folder]
                let push = try await place.run(
                    "image", "copy", try place.source, "\(place.registry)/a:1", "--no-progress", environment: nobody)
                #expect(push.status == 0, "\(push.errors)")
            }
        }

        @Test func whatIsKeptCountsUntilItIsOver() async throws {
            try await withPlace { place in
                func keep(_ secret: String) throws {
                    let auth = Data("AWS:\(secret)".utf8).base64EncodedString()
                    try #"{"auths":{"\#(place.registry)":{"auth":"\#(auth)"}}}"#.write(
                        to: place.folder + "/docker/config.json")
                }
                func ecr(_ end: Int) -> String {
                    Data(#"{"payload":"x","datakey":"y","version":"2","type":"DATA_KEY","expiration":\#(end)}"#.utf8)
                        .base64EncodedString()
                }
                for (secret, status) in [("wrong", 69), (ecr(4_000_000_000), 69), (ecr(1_700_000_000), 0)] {
                    try keep(secret)
                    let target = "\(place.registry)/kept:1"
                    let result = try await place.run("image", "copy", try place.source, target, "--no-progress")
                    #expect(result.status == Int(status), "\(result.errors)")
                }
            }
        }

        /// ECR Public as Docker's protocol has it: a token server behind the registry, which AWS's login opens.
        @Test func theGallerysTokensAreHadWithAWSsLogin() async throws {
            try await withFolder { folder in
                try await Certificates.selfSigned(in: folder)
                try "127.0.0.1 localhost public.ecr.aws\n".write(to: folder + "/hosts")
                try "{}".write(to: folder + "/docker/config.json")
                try await OwnServer.aws(in: folder) { aws in
                    try await OwnServer.tokens(in: folder, login: "AWS:gallery-password") { server in
                        let options = ["--token", "http://\(server)/token", folder + "/certificate.pem"]
                        try await OwnServer.registry(in: folder, options) { address in
                            let port = address.drop { $0 != ":" }
                            let registry = "public.ecr.aws" + port
                            let place = Place(
                                folder: folder, registry: registry,
                                environment: [
                                    "DOCKER_CONFIG": folder + "/docker",
                                    "AWS_ENDPOINT_URL_ECR_PUBLIC": "http://\(aws)/gallery",
                                    "MIXARCH_INSECURE_REGISTRIES":
                                        "\(registry),\(Mixarch.variable("MIXARCH_INSECURE_REGISTRIES") ?? "")",
                                ])
                            let target = "\(registry)/team/shop:1"
                            let push = try await place.run("image", "copy", try place.source, target, "--no-progress")
                            #expect(push.status == 0, "\(push.errors)")
                            let look = try await place.run("image", "inspect", target)
                            #expect(look.status == 0 && look.output.contains("linux/arm64"), "\(look.errors)")
                            let asked = try String(contentsOfFile: folder + "/tokens.log", encoding: .utf8)
                            #expect(asked.contains("repository:team/shop:pull,push"), "\(asked)")
                            // Somebody else's region would not know ECR Public.
                            let log = try String(contentsOfFile: folder + "/aws.log", encoding: .utf8)
                            #expect(log.contains("/gallery/"), "\(log)")
                            #expect(!(push.errors + push.output + look.errors).contains("gallery-password"))
                        }
                    }
                }
            }
        }

        private static func missing(_ times: Int) -> [String] {
            let body = #"{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"The repository does not exist\"}]}"#
            return [#"{"method": "POST", "path": "/uploads/", "times": \#(times), "status": 404, "body": "\#(body)"}"#]
        }

        @Test func aMissingRepositoryIsExplained() async throws {
            try await withPlace(rules: Self.missing(1000)) { place in
                let target = "\(place.registry)/team/missing:1"
                let push = try await place.run("image", "copy", try place.source, target, "--no-progress")
                #expect(push.status == 69)
                let command = "mixarch registry create \(place.registry)/team/missing"
                #expect(push.errors.contains(command) && push.errors.contains("--create-repository"), "\(push.errors)")
                // The command that was named works.
                let name = "\(Self.host)/explained-\(UUID().uuidString.lowercased())"
                let created = try await place.run("registry", "create", name)
                #expect(created.status == 0 && created.output.contains("created"), "\(created.errors)")
            }
        }

        @Test func aPushMakesItsRepositoryWhenAsked() async throws {
            try await withPlace(rules: Self.missing(1)) { place in
                let name = "made/by-a-push-\(UUID().uuidString.lowercased())"
                let push = try await place.run(
                    "image", "copy", try place.source, "\(place.registry)/\(name):1", "--create-repository",
                    "--no-progress")
                #expect(push.status == 0, "\(push.errors)")
                let again = try await place.run("registry", "create", name, "--dry-run", "--format", "json")
                let report = try JSONValue(parsing: again.output.utf8, source: again.errors)
                #expect(report["outcome"]?.string == "already-there")
            }
        }

        /// The same as a setting of a project.
        @Test func upMakesItsRepositoryWhenAsked() async throws {
            try await withPlace(rules: Self.missing(1)) { place in
                let name = "made/by-up-\(UUID().uuidString.lowercased())"
                let project = place.folder + "/project"
                try "FROM \(try Mixarch.registry())/test/hello:1\nENV SHOP=1\n".write(to: project + "/Dockerfile")
                func settings(_ build: String) throws {
                    try "image: \(name):1\nregistry: \(place.registry)\nbuild: {\(build)}\n"
                        .write(to: project + "/mixarch.yaml")
                }
                func up() async throws -> ProgramResult {
                    try await place.run(
                        "up", project, "--until", "verify", "--no-progress", environment: ["MIXARCH_REGISTRY": ""])
                }
                try settings("")
                let refused = try await up()
                #expect(refused.status == 69 && refused.errors.contains("mixarch registry create"), "\(refused.errors)")
                try settings("createRepository: true")
                let made = try await up()
                #expect(made.status == 0, "\(made.errors)")
                #expect(made.output.contains("every platform holds its own programs"), "\(made.output)")
                let again = try await up()
                #expect(again.status == 0 && again.output.contains("unchanged: the registry had this image"))
            }
        }

        @Test func repositoriesAreMadeOnce() async throws {
            let name = "team/shop-\(UUID().uuidString.lowercased())"
            func create(_ words: String...) async throws -> JSONValue {
                let result = try await Mixarch.program(
                    ["registry", "create"] + words + ["--format", "json"], environment: Self.region
                ).run()
                return try JSONValue(parsing: result.output.utf8, source: result.errors)
            }
            let options = ["--immutable-tags", "--scan-on-push"]
            let planned = try await create(name, "--immutable-tags", "--dry-run")
            #expect(planned["outcome"]?.string == "planned" && planned["immutableTags"]?.bool == true)
            let created = try await create(name, options[0], options[1])
            #expect(created["outcome"]?.string == "created" && created["repository"]?.string == name)
            #expect(created["immutableTags"]?.bool == true && created["scanOnPush"]?.bool == true)
            #expect(created["uri"]?.string == "\(Self.host)/\(name)")
            let again = try await create("\(Self.host)/\(name):latest", options[0])
            #expect(again["outcome"]?.string == "already-there" && again["differences"]?.array?.isEmpty == true)
            let plain = try await create(name + "-2")
            #expect(plain["immutableTags"]?.bool == false)
            let different = try await create(name + "-2", options[0], options[1])
            #expect(different["differences"]?.array?.count == 2)
            let china = try await create("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/\(name)")
            #expect(china["arn"]?.string?.hasPrefix("arn:aws-cn:ecr:cn-north-1:") == true)
            let other = try await Mixarch.run("registry", "create", "ghcr.io/a/b", environment: Self.region)
            #expect(other.status == 64 && other.errors.contains("first push"))
        }

        @Test func whatAWSRefusesIsSaid() async throws {
            let result = try await Mixarch.run(
                "registry", "create", "x",
                environment: [
                    "AWS_REGION": "", "AWS_DEFAULT_REGION": "", "HOME": "/nonexistent",
                    "AWS_EC2_METADATA_DISABLED": "true",
                ])
            #expect(result.status == 64 && result.errors.contains("--region"), "\(result.errors)")
        }
    }
}
