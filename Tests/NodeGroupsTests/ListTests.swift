import NodeGroups
import RawJSON
import Synchronization
import Testing

@Suite struct ListTests {
    private static let types = ["m6g.large": "arm64", "c7g.large": "arm64", "m5.large": "x86_64", "t3.large": "x86_64"]

    private func list(_ amiType: JSONValue, _ types: [String]) async throws -> (found: String, questions: [String]) {
        let eks = FakeEKS {
            $0.types = Self.types
            $0.groups["web"] = ["ACTIVE"]
            $0.specs["web"] = [
                "nodegroupName": "web", "amiType": amiType, "instanceTypes": .array(types.map { .string($0) }),
            ]
        }
        let found = try await eks.nodeGroups().list("shop")
        #expect(found.map(\.name) == ["web"] && found[0].instanceTypes == types)
        return (found[0].architecture, eks.state.withLock { $0.typeQuestions })
    }

    /// The group's image says it.
    @Test(arguments: [
        ("AL2023_ARM_64_STANDARD", "arm64"), ("BOTTLEROCKET_ARM_64", "arm64"), ("AL2_x86_64", "amd64"),
        ("WINDOWS_CORE_2022_x86_64", "amd64"),
    ])
    func theImageTellsTheArchitecture(_ amiType: String, _ architecture: String) async throws {
        // The instance types would say otherwise, and nobody asks for them.
        let (found, questions) = try await list(
            .string(amiType), [architecture == "arm64" ? "m5.large" : "m6g.large"])
        #expect(found == architecture && questions.isEmpty)
    }

    /// With an image of their own only the instance types tell.
    @Test(arguments: [
        (["m6g.large", "c7g.large"], "arm64"), (["m5.large", "t3.large"], "amd64"),
        (["m6g.large", "m5.large"], "amd64"), (["z9.large"], ""), ([], ""),
    ])
    func ofCustomImagesTheInstanceTypesTell(_ types: [String], _ architecture: String) async throws {
        let (found, questions) = try await list("CUSTOM", types)
        #expect(found == architecture)
        #expect(types.allSatisfy { type in questions.count == 1 && questions[0].contains(type) })
    }
}
