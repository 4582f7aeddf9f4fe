import FoundationEssentials
import OCIModel
import OCIRegistry
import Reporting
import Testing

@Suite struct CredentialFilesTests {
    /// What is known about an image's registry when these files are there: Docker's, and containers' if any.
    private func lookup(_ image: String, docker: String, containers: String? = nil) async throws -> CredentialLookup {
        try await withFolder { folder in
            try Data(docker.utf8).write(to: URL(filePath: folder + "/config.json"))
            var environment = ["DOCKER_CONFIG": folder, "HOME": folder]
            if let containers {
                try Data(containers.utf8).write(to: URL(filePath: folder + "/auth.json"))
                environment["REGISTRY_AUTH_FILE"] = folder + "/auth.json"
            }
            let reference = try ImageReference(parsing: image)
            return await CredentialFiles(environment: environment)
                .credential(for: reference.registry, reference.repository)
        }
    }

    // "bob:p:w" in Base64.
    private static let bob = #"{"auth":"Ym9iOnA6dw=="}"#

    @Test(arguments: [
        ("example.com/shop", #"{"auths":{"example.com":\#(bob)}}"#),
        ("example.com:5000/shop", #"{"auths":{"https://example.com:5000/v2/":\#(bob)}}"#),
        ("alpine", #"{"auths":{"https://index.docker.io/v1/":\#(bob)}}"#),
        ("team/shop", #"{"auths":{"docker.io":\#(bob)}}"#),
        ("example.com/team/shop", #"{"auths":{"example.com":{"auth":"eDp5"},"example.com/team":\#(bob)}}"#),
        ("example.com/shop", #"{"auths":{"example.com":{"username":"bob","password":"p:w"}}}"#),
    ])
    func findsTheLogin(image: String, docker: String) async throws {
        let found = try await lookup(image, docker: docker)
        #expect(found.credential == .password(user: "bob", secret: "p:w"))
    }

    @Test(arguments: [
        ("example.com/shop", #"{}"#), ("example.com/shop", #"{"auths":{"example.com:5000":\#(bob)}}"#),
        ("example.com/shop", #"{"auths":{"example.com":{}}}"#),
        ("example.com/shop", #"{"auths":{"ample.com":\#(bob)}}"#),
        ("example.com/shop", #"{"auths":{"example.com/team":\#(bob)}}"#),
    ])
    func takesNobodyElses(image: String, docker: String) async throws {
        let found = try await lookup(image, docker: docker)
        #expect(found.credential == nil && found.problem == nil)
    }

    @Test func identityTokensComeFirst() async throws {
        let found = try await lookup(
            "example.com/a", docker: #"{"auths":{"example.com":{"auth":"Ym9iOnB3","identitytoken":"t"}}}"#)
        #expect(found.credential == .identityToken("t"))
    }

    @Test func containersFilesAreReadToo() async throws {
        let found = try await lookup(
            "example.com/a", docker: "{}", containers: #"{"auths":{"example.com":\#(Self.bob)}}"#)
        #expect(found.credential == .password(user: "bob", secret: "p:w"))
    }

    @Test(arguments: [
        "{", #"{"auths":{"example.com":{"auth":"%%%"}}}"#, #"{"auths":{"example.com":{"auth":"Ym9i"}}}"#,
        #"{"credsStore":"mixarch-test-does-not-exist"}"#, #"{"credHelpers":{"example.com":"../../bin/true"}}"#,
    ])
    func aProblemIsKeptForLater(docker: String) async throws {
        let found = try await lookup("example.com/a", docker: docker)
        #expect(found.credential == nil && found.problem != nil)
        #expect(found.problem?.message.contains("Ym9i") != true)
    }
}
