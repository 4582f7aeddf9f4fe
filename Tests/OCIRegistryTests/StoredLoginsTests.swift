import OCIModel
import OCIRegistry
import RawJSON
import Reporting
import Testing

@Suite struct StoredLoginsTests {
    // "bob:p:w" in Base64.
    private static let bob: JSONValue = ["auth": "Ym9iOnA6dw=="]

    private func lookup(_ image: String, _ documents: JSONValue...) async throws -> CredentialLookup {
        let reference = try ImageReference(parsing: image)
        return await StoredLogins(documents).credential(for: reference.registry, reference.repository)
    }

    @Test(arguments: [
        ("example.com/shop", "example.com", true), ("example.com/shop", "https://example.com/v1/", true),
        ("eu.example.com/shop", "*.example.com", true), ("eu.example.com/team/shop", "*.example.com/team", true),
        ("eu.example.com/shop", "*.example.com/team", false), ("example.com/shop", "*.example.com", false),
        ("a.b.example.com/shop", "*.example.com", false), ("eu.example.com:5000/shop", "*.example.com", false),
    ])
    func hostsMayBePatterns(_ image: String, _ key: String, _ isKnown: Bool) async throws {
        let found = try await lookup(image, ["auths": .object([key: Self.bob])])
        #expect(found.credential == (isKnown ? .password(user: "bob", secret: "p:w") : nil))
    }

    @Test func theFirstDocumentThatKnowsTheRegistryCounts() async throws {
        let other: JSONValue = ["auths": ["other.com": ["auth": "eDp5"]]]
        let second: JSONValue = ["auths": ["example.com": Self.bob]]
        let third: JSONValue = ["auths": ["example.com": ["auth": "eDp5"]]]
        #expect(
            try await lookup("example.com/a", other, second, third).credential == .password(user: "bob", secret: "p:w"))
    }

    @Test func noProgramIsRunForACluster() async throws {
        let found = try await lookup(
            "example.com/a", ["credsStore": "../evil", "credHelpers": ["example.com": "evil"]])
        #expect(found.credential == nil && found.problem == nil)
    }

    @Test func nonsenseIsToldWithoutItsContent() async throws {
        let found = try await lookup("example.com/a", ["auths": ["example.com": ["auth": "secret?!"]]])
        #expect(found.credential == nil)
        #expect(found.problem?.description.contains("secret?!") == false)
    }
}
