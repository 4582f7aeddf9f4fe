import NodeGroups
import RawJSON
import Synchronization
import Testing

/// What a creation waits for once EKS has made the group.
@Suite struct ReadyNodesTests {
    private func create(_ cluster: FakeNodes) async throws -> NodeGroupResult {
        var terms = ChangeTerms()
        terms.isAccepted = true
        terms.limit = .seconds(60)
        let group = try Fixture.plan { $0.desired = 2 }.group
        return try await FakeEKS().nodeGroups(cluster).create(group, in: "shop", terms)
    }

    @Test func nodesCountWhenTheyAreReadyAndOfTheArchitecture() async throws {
        let cluster = FakeNodes {
            let other = FakeNodes.node("x", group: "other")
            $0.nodes = [
                [other, FakeNodes.node("y", group: "web-arm64-2")],
                [other, FakeNodes.node("a"), FakeNodes.node("b", isReady: false)],
                [other, FakeNodes.node("a"), FakeNodes.node("b", "amd64")],
                [other, FakeNodes.node("b"), FakeNodes.node("a")],
            ]
        }
        let result = try await create(cluster)
        #expect(result.outcome == .created && result.nodes.map(\.name) == ["a", "b"])
        #expect(cluster.state.withLock { $0.looks } == 4)
    }

    /// The nodes at the end, and what is said of them.
    private static let shortages: [([JSONValue], String)] = [
        (
            [FakeNodes.node("a"), FakeNodes.node("b", "amd64")],
            "1 of 2 nodes are ready in Kubernetes with kubernetes.io/arch=arm64: `kubectl describe node`"
        ),
        (
            [FakeNodes.node("a", isReady: false), FakeNodes.node("b", isReady: false)],
            "0 of 2 nodes are ready in Kubernetes with kubernetes.io/arch=arm64: `kubectl describe node`"
        ),
        (
            [FakeNodes.node("x", group: "other")],
            "0 of 2 nodes are ready in Kubernetes with kubernetes.io/arch=arm64: none has joined"
        ),
    ]

    @Test(arguments: shortages) func nodesThatDoNotComeAreTold(_ nodes: [JSONValue], _ words: String) async throws {
        let result = try await create(FakeNodes { $0.nodes = [nodes] })
        #expect(result.outcome == .failed && result.status == "ACTIVE")
        #expect(result.reasons.first?.hasPrefix(words) == true, "\(result.reasons)")
    }
}
