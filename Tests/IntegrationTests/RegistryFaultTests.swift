import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Copies through a proxy that breaks things, into a registry of the test's own: they succeed, or say one clear thing
    /// and leave no name behind.
    @Suite(.serialized) struct RegistryFaults {
        private static let image = "base/jre:17"

        private func expectCopied(_ result: ProgramResult, to address: String, in folder: String) async throws {
            #expect(result.status == 0, "\(result.errors)")
            try await RegistryJudge.readsWhole("copy:1", at: address, in: folder)
        }

        private func expectRefused(
            _ result: ProgramResult, _ words: String, at address: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            #expect(result.status == 69, "\(result.output)", sourceLocation: sourceLocation)
            #expect(result.errors.contains(words), "\(result.errors)", sourceLocation: sourceLocation)
            #expect(
                result.errors.components(separatedBy: "mixarch: ").count == 2, "\(result.errors)",
                sourceLocation: sourceLocation)
            let status = try await RegistryJudge.status("copy:1", at: address)
            #expect(status == "404", sourceLocation: sourceLocation)
        }

        @Test(arguments: [
            [#"{"method":"POST","status":503,"times":2}"#],
            [#"{"method":"PUT","path":"/uploads/","status":500,"times":2}"#],
            [#"{"method":"POST","status":429,"headers":{"Retry-After":"1"}}"#],
            [#"{"method":"PUT","path":"/manifests/","status":502,"times":3}"#],
            [#"{"method":"PUT","path":"/uploads/","cut_request":true,"times":3}"#],
            [#"{"method":"PUT","path":"/uploads/","flip_request":true}"#],
            [#"{"method":"PUT","path":"/uploads/","cut_response":true,"times":2}"#],
            [#"{"method":"PUT","path":"/manifests/","refuse":true,"times":2}"#],
            [#"{"method":"PUT","path":"/uploads/","stall":60}"#, #"{"method":"HEAD","path":"/blobs/","stall":60}"#],
        ])
        func writingGoesOn(rules: [String]) async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let result = try await OwnServer.proxy(before: address, in: folder, rules) { proxy in
                        try await Mixarch.run(
                            "image", "copy", "\(source)/\(Self.image)", "\(proxy)/copy:1", "--no-progress",
                            environment: ["MIXARCH_REGISTRY_TIMEOUT": "2"])
                    }
                    try await expectCopied(result, to: address, in: folder)
                }
            }
        }

        /// docker-registry takes the blob by its digest: a byte too many or too few would be refused.
        @Test func anUploadGoesOnWhereTheRegistryIs() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let rule = #"{"method":"PUT","path":"/uploads/","keep_request":true,"times":3}"#
                    let result = try await OwnServer.proxy(before: address, in: folder, [rule]) { proxy in
                        try await Mixarch.run(
                            "image", "copy", "\(source)/\(Self.image)", "\(proxy)/copy:1", "--no-progress")
                    }
                    try await expectCopied(result, to: address, in: folder)
                    let log = try String(contentsOfFile: folder + "/proxy.log", encoding: .utf8).split(separator: "\n")
                    let uploads = log.filter { $0.contains("/uploads/") }
                    let cut = uploads.count { $0.contains("keep_request") }
                    #expect(cut == 3, "\(uploads)")
                    let questions = uploads.count { $0.contains("\"GET\"") }
                    #expect(questions == 3, "the registry was asked how far it is: \(uploads)")
                    // None was begun anew.
                    let blobs = uploads.count { $0.contains("\"POST\"") }
                    let ends = uploads.count { $0.contains("\"PUT\"") }
                    #expect(ends == blobs + 3, "\(uploads)")
                }
            }
        }

        /// Tokens are good for two seconds and said to be good for longer; what fails first takes longer than that.
        @Test(arguments: [
            [#"{"method":"POST","status":503,"headers":{"Retry-After":"4"},"times":2}"#],
            [#"{"method":"PUT","path":"/uploads/","status":503,"headers":{"Retry-After":"4"},"times":3}"#],
            [#"{"method":"PUT","path":"/manifests/","status":503,"headers":{"Retry-After":"4"},"times":2}"#],
            [
                #"{"method":"PUT","path":"/uploads/","keep_request":true,"times":3}"#,
                #"{"method":"GET","path":"/uploads/","status":503,"headers":{"Retry-After":"4"},"times":3}"#,
            ],
        ])
        func tokensThatEndOnTheWayAreReplaced(rules: [String]) async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await Certificates.selfSigned(in: folder)
                try await OwnServer.tokens(in: folder, login: "bob:pw", ["--seconds", "2", "--lies"]) { server in
                    let options = ["--token", "http://\(server)/token", folder + "/certificate.pem"]
                    try await OwnServer.registry(in: folder, options) { address in
                        let environment = ["DOCKER_CONFIG": folder + "/docker"]
                        let result = try await OwnServer.proxy(before: address, in: folder, rules) { proxy in
                            // "bob:pw" in Base64.
                            let logins = [proxy, address].map { #""\#($0)":{"auth":"Ym9iOnB3"}"# }
                            try #"{"auths":{\#(logins.joined(separator: ","))}}"#.write(
                                to: folder + "/docker/config.json")
                            return try await Mixarch.run(
                                "image", "copy", "\(source)/\(Self.image)", "\(proxy)/copy:1", "--no-progress",
                                environment: environment)
                        }
                        #expect(result.status == 0, "\(result.errors)")
                        let asked = try String(contentsOfFile: folder + "/tokens.log", encoding: .utf8)
                        #expect(asked.split(separator: "\n").count > 2, "no token was replaced: \(asked)")
                        // skopeo believes how long its token is said to be good.
                        let judged = try await Program(
                            "crane", ["validate", "--insecure", "--remote", "\(address)/copy:1"],
                            environment: environment, deadline: .seconds(120)
                        ).run()
                        #expect(judged.status == 0, "\(judged.errors)")
                    }
                }
            }
        }

        @Test(arguments: [
            [#"{"method":"GET","path":"/blobs/","cut_response":true,"times":4}"#],
            [#"{"method":"GET","path":"/blobs/","flip_response":true}"#],
            [#"{"method":"GET","path":"/blobs/","status":500,"times":2}"#],
            [#"{"method":"GET","path":"/manifests/","status":429,"headers":{"Retry-After":"1"}}"#],
            [#"{"method":"GET","path":"/manifests/","cut_response":true,"times":2}"#],
            [#"{"method":"GET","path":"/manifests/","flip_response":true}"#],
            [#"{"method":"GET","path":"/blobs/","stall":60}"#],
            [#"{"method":"GET","path":"/blobs/","refuse":true,"times":2}"#],
        ])
        func readingGoesOn(rules: [String]) async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let result = try await OwnServer.proxy(before: source, in: folder, rules) { proxy in
                        try await Mixarch.run(
                            "image", "copy", "\(proxy)/\(Self.image)", "\(address)/copy:1", "--no-progress",
                            environment: ["MIXARCH_REGISTRY_TIMEOUT": "2"])
                    }
                    try await expectCopied(result, to: address, in: folder)
                }
            }
        }

        @Test(arguments: [
            (#"{"method":"PUT","path":"/manifests/","status":500,"times":1000}"#, "500"),
            (#"{"method":"PUT","path":"/uploads/","status":403,"times":1000}"#, "denied"),
            (#"{"method":"PUT","path":"/uploads/","flip_request":true,"times":1000}"#, "digest"),
            (#"{"method":"POST","refuse":true,"times":1000}"#, "can't reach"),
        ])
        func aRegistryThatNeverTakesItIsSaid(rule: String, words: String) async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let result = try await OwnServer.proxy(before: address, in: folder, [rule]) { proxy in
                        try await Mixarch.run(
                            "image", "copy", "\(source)/\(Self.image)", "\(proxy)/copy:1", "--no-progress")
                    }
                    try await expectRefused(result, words, at: address)
                }
            }
        }

        @Test func aSourceThatHoldsSomethingElseIsNamed() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    let rule = #"{"method":"GET","path":"/blobs/","flip_response":true,"times":1000}"#
                    let (result, proxy) = try await OwnServer.proxy(before: source, in: folder, [rule]) { proxy in
                        let result = try await Mixarch.run(
                            "image", "copy", "\(proxy)/\(Self.image)", "\(address)/copy:1", "--no-progress")
                        return (result, proxy)
                    }
                    try await expectRefused(result, "is not what it should be", at: address)
                    #expect(result.errors.contains(proxy), "\(result.errors)")
                }
            }
        }

        @Test func aFullRegistryIsSaid() async throws {
            let source = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.registry(in: folder, ["--space", "16m"]) { address in
                    let result = try await Mixarch.run(
                        "image", "copy", "\(source)/\(Self.image)", "\(address)/copy:1", "--no-progress")
                    try await expectRefused(result, address, at: address)
                }
            }
        }

        @Test func aKilledCopyIsFinishedByTheSameCommand() async throws {
            let source = try Mixarch.registry()
            let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
            try await withFolder { folder in
                try await OwnServer.registry(in: folder) { address in
                    // The index never gets an answer, so that the program is at work when it is killed.
                    let rule = #"{"method":"PUT","path":"/manifests/1","stall":600}"#
                    try await OwnServer.proxy(before: address, in: folder, [rule]) { proxy in
                        let copy = ["image", "copy", "\(source)/\(Self.image)", "\(proxy)/copy:1", "--no-progress"]
                        let killed = try await Program("timeout", ["--signal=KILL", "3", binary] + copy).run()
                        #expect(killed.status == 137)
                        #expect(try await RegistryJudge.status("copy:1", at: address) == "404")
                    }
                    let again = try await Mixarch.run(
                        "image", "copy", "\(source)/\(Self.image)", "\(address)/copy:1", "--no-progress")
                    try await expectCopied(again, to: address, in: folder)
                    let third = try await Mixarch.run(
                        "image", "copy", "\(source)/\(Self.image)", "\(address)/copy:1", "--no-progress")
                    #expect(third.status == 0 && third.output.contains("already there"))
                }
            }
        }
    }
}
