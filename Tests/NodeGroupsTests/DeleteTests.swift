import NodeGroups
import RawJSON
import Reporting
import Synchronization
import Testing

@Suite struct DeleteTests {
    /// A group of one node with a pod, and another group's node that could take it.
    private func cluster(hasController: Bool = true, isHeld: Bool = false) -> FakeNodes {
        FakeNodes {
            $0.nodes = [[FakeNodes.node("a"), FakeNodes.node("b", "amd64", group: "old")]]
            $0.pods = [
                FakeNodes.pod("shop", on: "a", hasController: hasController), FakeNodes.pod("other", on: "b"),
            ]
            $0.isHeld = isHeld
        }
    }

    private func eks(_ lives: [String] = ["ACTIVE"]) -> FakeEKS { FakeEKS { $0.groups["web-arm64"] = lives } }

    private func delete(
        _ eks: FakeEKS, _ cluster: FakeNodes?, isAccepted: Bool = false, isDryRun: Bool = false
    ) async throws -> NodeGroupResult {
        var terms = ChangeTerms()
        terms.isAccepted = isAccepted
        terms.isDryRun = isDryRun
        terms.limit = .seconds(60)
        return try await eks.nodeGroups(cluster).delete("web-arm64", of: "shop", terms)
    }

    private func deleted(_ eks: FakeEKS) -> [String] { eks.state.withLock { $0.deleted } }

    @Test func podsAreMovedBeforeTheGroupGoes() async throws {
        let (eks, cluster) = (eks(), cluster())
        let result = try await delete(eks, cluster)
        #expect(result.outcome == .deleted && deleted(eks) == ["web-arm64"])
        #expect(cluster.changes == ["cordon a", "evict shop"])
        #expect(try await delete(eks, cluster).outcome == .absent)
        #expect(deleted(eks).count == 1)
    }

    /// A pod that nothing would make anew is lost with its node.
    @Test(arguments: [false, true]) func podsThatFindNoPlaceKeepTheGroup(isDryRun: Bool) async throws {
        let (eks, cluster) = (eks(), cluster(hasController: false))
        let result = try await delete(eks, cluster, isDryRun: isDryRun)
        #expect(result.outcome == .refused && !result.isGood)
        #expect(result.reasons.first == "pod/shop in shop belongs to nothing that would make it anew")
        #expect(result.reasons.last?.hasSuffix("--accept") == true)
        #expect(deleted(eks).isEmpty && cluster.changes.isEmpty)
    }

    @Test func whoAcceptsLosesThem() async throws {
        let (eks, cluster) = (eks(), cluster(hasController: false))
        #expect(try await delete(eks, cluster, isAccepted: true).outcome == .deleted)
        #expect(deleted(eks) == ["web-arm64"] && cluster.changes == ["cordon a", "evict shop"])
    }

    @Test(arguments: [true, false]) func aRehearsalChangesNothing(hasController: Bool) async throws {
        let (eks, cluster) = (eks(), cluster(hasController: hasController))
        let result = try await delete(eks, cluster, isAccepted: true, isDryRun: true)
        #expect(result.outcome == .dryRun && result.nodes.map(\.name) == ["a"])
        #expect(result.reasons.first?.hasPrefix("would evict 1 pod from 1 node") == true, "\(result.reasons)")
        #expect(deleted(eks).isEmpty && cluster.changes.isEmpty)
    }

    @Test func aPodThatStaysKeepsTheGroup() async throws {
        let (eks, cluster) = (eks(), cluster(isHeld: true))
        let failure = try await #require(throws: Failure.self) { try await delete(eks, cluster) }
        #expect(failure.code == .timedOut && failure.message == "1 pod stayed: pod/shop in shop: a budget")
        #expect(deleted(eks).isEmpty)
    }

    /// What is being deleted already needs no cluster.
    @Test func aDeletionIsTakenUp() async throws {
        let eks = eks(["DELETING", "DELETING", "DELETING", "gone"])
        #expect(try await delete(eks, nil).outcome == .deleted)
        #expect(deleted(eks).isEmpty)
        let failed = FakeEKS {
            $0.groups["web-arm64"] = ["DELETING", "DELETING", "DELETE_FAILED"]
            $0.issues = [["code": "NodeCreationFailure", "message": "no"]]
        }
        let result = try await delete(failed, nil)
        #expect(result.outcome == .failed && result.status == "DELETE_FAILED" && result.reasons.count == 1)
    }
}
