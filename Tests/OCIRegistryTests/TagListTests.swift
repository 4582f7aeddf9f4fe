import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting
import Testing

@Suite struct TagListTests {
    private func tags(_ script: @escaping ScriptedRegistry.Script) async throws -> (tags: [String], log: [String]) {
        let registry = ScriptedRegistry(script)
        let stores = ImageStores(sender: registry, settings: RegistrySettings())
        let tags = try await stores.tags(beside: try ImageReference(parsing: "example.com/shop:1"))
        return (tags.map(\.description), registry.requests.map { $0.url })
    }

    @Test func pagesFollowTheLink() async throws {
        let (tags, log) = try await tags { request, number in
            number == 1
                ? HTTPResponse(
                    200, ["Link": "</v2/shop/tags/list?n=2&last=b>; rel=\"next\""],
                    Array(#"{"name":"shop","tags":["a","b"]}"#.utf8), for: request)
                : HTTPResponse(200, [:], Array(#"{"name":"shop","tags":["c","no tag"]}"#.utf8), for: request)
        }
        #expect(tags == ["a", "b", "c"])
        #expect(log.last == "https://example.com/v2/shop/tags/list?n=2&last=b")
        #expect(log.count == 2)
    }

    @Test func aLinkToItselfEnds() async throws {
        let (tags, log) = try await tags { request, _ in
            HTTPResponse(
                200, ["Link": "<\(request.url)>; rel=\"next\""], Array(#"{"tags":["a"]}"#.utf8), for: request)
        }
        #expect(tags == ["a"])
        #expect(log.count == 1)
    }

    @Test func noTagsAreNone() async throws {
        #expect(
            try await tags { request, _ in HTTPResponse(200, [:], Array(#"{"tags":null}"#.utf8), for: request) }.tags
                == [])
    }

    @Test func aRefusalIsTold() async throws {
        let failure = await #expect(throws: Failure.self) {
            try await tags { request, _ in HTTPResponse(404, for: request) }
        }
        #expect(failure?.message.contains("can't list the tags of example.com/shop") == true)
    }
}
