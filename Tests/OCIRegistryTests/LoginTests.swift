import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import RawJSON
import Reporting
import Testing

@Suite struct LoginTests {
    private func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Data(contentsOf: URL(filePath: path)), source: path)
    }

    @Test(arguments: [("ghcr.io", "ghcr.io"), ("docker.io", "https://index.docker.io/v1/"), ("a:5000", "a:5000")])
    func aLoginIsFoundAgainAndForgotten(host: String, key: String) async throws {
        try await withFolder { folder in
            let files = CredentialFiles(environment: ["DOCKER_CONFIG": folder + "/new", "HOME": folder])
            let registry = try Registry(parsing: host)
            let path = try await files.store(user: "bob", secret: "p:w", for: registry)
            #expect(path == folder + "/new/config.json")
            #expect(try json(path)[path: "auths", key, "auth"] == "Ym9iOnA6dw==")
            let found = await files.credential(for: registry, try RepositoryName(parsing: "x"))
            #expect(found.credential == .password(user: "bob", secret: "p:w"))
            #expect(try await files.erase(registry))
            #expect(try await !files.erase(registry))
            #expect(await files.credential(for: registry, try RepositoryName(parsing: "x")).credential == nil)
        }
    }

    @Test func whatElseIsInTheFileStays() async throws {
        try await withFolder { folder in
            let path = folder + "/real.json"
            let before = #"{"auths":{"https://ghcr.io/v2/":{"auth":"old"},"x":{}},"n":9007199254740993,"a":[null,1.5]}"#
            try Data(before.utf8).write(to: URL(filePath: path))
            try FileManager.default.createSymbolicLink(atPath: folder + "/config.json", withDestinationPath: path)
            let files = CredentialFiles(environment: ["DOCKER_CONFIG": folder, "HOME": folder])
            _ = try await files.store(user: "bob", secret: "pw", for: Registry(parsing: "ghcr.io"))
            // The link is still one, and the older name of the registry is gone.
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/config.json") == path)
            var after = try json(path)
            #expect(after[path: "auths", "ghcr.io", "auth"] == "Ym9iOnB3")
            after["auths"] = ["x": [:]]
            #expect(after == ["auths": ["x": [:]], "n": 9_007_199_254_740_993, "a": [nil, 1.5]])
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func aFileThatIsNoneIsNotOverwritten() async throws {
        try await withFolder { folder in
            let path = folder + "/config.json"
            try Data("{".utf8).write(to: URL(filePath: path))
            let files = CredentialFiles(environment: ["DOCKER_CONFIG": folder, "HOME": folder])
            await #expect(throws: Failure.self) {
                try await files.store(user: "a", secret: "b", for: Registry(parsing: "ghcr.io"))
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("{".utf8))
        }
    }

    @Test(arguments: [("Basic realm=x", 2), (#"Bearer realm="https://auth.example/t",service="s""#, 3)])
    func theRegistryIsAsked(challenge: String, requests: Int) async throws {
        let registry = ScriptedRegistry { request, _ in
            let login = request.headers["Authorization"]
            if request.url.hasPrefix("https://auth.example/t") {
                let isKnown = login == "Basic Ym9iOnB3"
                return HTTPResponse(isKnown ? 200 : 401, [:], Array(#"{"token":"good"}"#.utf8), for: request)
            }
            let isIn = login == "Bearer good" || (challenge.hasPrefix("Basic") && login == "Basic Ym9iOnB3")
            return HTTPResponse(isIn ? 200 : 401, ["WWW-Authenticate": challenge], for: request)
        }
        let place = try Registry(parsing: "ghcr.io")
        try await stores(registry).verifyLogin(user: "bob", secret: "pw", for: place)
        #expect(registry.log.count == requests && registry.log.first == "GET /v2/")
        let failure = await #expect(throws: Failure.self) {
            try await stores(registry).verifyLogin(user: "bob", secret: "hush", for: place)
        }
        #expect(failure?.code == .unauthorized && failure?.description.contains("hush") == false)
    }

    @Test func aNamedFileComesBeforeTheOthers() async throws {
        try await withFolder { folder in
            try Data(#"{"auths":{"a.example":{"auth":"YTph"}}}"#.utf8).write(to: URL(filePath: folder + "/config.json"))
            try Data(#"{"auths":{"a.example/team":{"auth":"Yjpi"}}}"#.utf8).write(
                to: URL(filePath: folder + "/auth.json"))
            let files = CredentialFiles(environment: [
                "DOCKER_CONFIG": folder, "HOME": folder, "REGISTRY_AUTH_FILE": folder + "/auth.json",
            ])
            let registry = try Registry(parsing: "a.example")
            for (repository, user) in [("team/x", "b"), ("teams", "a"), ("team", "b")] {
                let found = await files.credential(for: registry, try RepositoryName(parsing: repository))
                #expect(found.credential == .password(user: user, secret: user))
            }
        }
    }
}
