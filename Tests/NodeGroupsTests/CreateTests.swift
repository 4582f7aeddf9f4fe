import KubernetesClient
import NodeGroups
import RawJSON
import Reporting
import Synchronization
import Testing

@Suite struct CreateTests {
    private func create(_ eks: FakeEKS, _ change: (inout ChangeTerms) -> Void = { _ in }) async throws
        -> NodeGroupResult
    {
        var options = ChangeTerms()
        options.isAccepted = true
        change(&options)
        return try await eks.nodeGroups().create(try Fixture.plan().group, in: "shop", options)
    }

    @Test func aGroupIsMadeAndWaitedFor() async throws {
        let eks = FakeEKS { $0.lives = ["CREATING", "CREATING", "CREATING", "ACTIVE"] }
        let result = try await create(eks)
        #expect(result.outcome == .created && result.status == "ACTIVE")
        #expect(eks.state.withLock { $0.tokens.count } == 1)
        let again = try await create(eks)
        #expect(again.outcome == .unchanged)
        #expect(eks.state.withLock { $0.tokens.count } == 1, "it is not asked for again")
    }

    @Test func anAnswerThatGetsLostMakesNothingTwice() async throws {
        let eks = FakeEKS { $0.lost = 1 }
        #expect(try await create(eks).outcome == .created)
        let (tokens, groups) = eks.state.withLock { ($0.tokens, $0.groups.count) }
        #expect(groups == 1)
        #expect(tokens.count == 2 && Set(tokens).count == 1, "the same request has the same token")
    }

    @Test func aBusyClusterIsAskedAgain() async throws {
        let eks = FakeEKS {
            $0.cluster = ["UPDATING", "UPDATING", "UPDATING", "ACTIVE"]
            $0.busy = 2
        }
        #expect(try await create(eks).outcome == .created)
        #expect(eks.state.withLock { $0.tokens.count } == 3)
        let stuck = FakeEKS { $0.cluster = ["UPDATING"] }
        let failure = try await #require(throws: Failure.self) {
            try await create(stuck) { $0.limit = .seconds(60) }
        }
        #expect(failure.code == .timedOut && failure.message.contains("still UPDATING"))
        #expect(stuck.state.withLock { $0.tokens.isEmpty })
    }

    @Test func aCutNetworkIsWaitedOut() async throws {
        let eks = FakeEKS {
            $0.silent = 7
            $0.lives = ["CREATING", "CREATING", "ACTIVE"]
        }
        #expect(try await create(eks).outcome == .created)
    }

    @Test func errorsOfEKSsOwnAreWaitedOut() async throws {
        let eks = FakeEKS {
            $0.broken = 7
            $0.lives = ["CREATING", "CREATING", "ACTIVE"]
        }
        #expect(try await create(eks).outcome == .created)
    }

    /// EKS answers a request that it knows with what it did then.
    @Test func aGroupThatWasDeletedSinceIsMadeAnew() async throws {
        let eks = FakeEKS { $0.ghosts = 1 }
        #expect(try await create(eks).outcome == .created)
        let tokens = eks.state.withLock { $0.tokens }
        #expect(tokens.count == 2 && Set(tokens).count == 2, "another token for another group")
    }

    @Test func theAutoscalersTagsAreSet() async throws {
        let eks = FakeEKS()
        _ = try await create(eks)
        let tagged = try #require(eks.state.withLock { $0.tagged }.first)
        #expect(tagged.contains("Action=CreateOrUpdateTags") && tagged.contains("asg-1"), "\(tagged)")
        #expect(tagged.contains("node-template%2Ftaint%2Fkubernetes.io%2Farch"), "\(tagged)")
        let fixed = FakeEKS()
        let group = try Fixture.plan { $0.desired = 2 }.group
        var terms = ChangeTerms()
        terms.isAccepted = true
        _ = try await fixed.nodeGroups().create(group, in: "shop", terms)
        #expect(fixed.state.withLock { $0.tagged.isEmpty }, "a fixed size has nothing to scale")
    }

    @Test func aClusterThatFailedGetsNoGroup() async throws {
        let eks = FakeEKS { $0.cluster = ["FAILED"] }
        let failure = try await #require(throws: Failure.self) { try await create(eks) }
        #expect(failure.code == .refused && failure.message == "the cluster shop is FAILED")
        #expect(eks.state.withLock { $0.tokens.isEmpty })
    }

    @Test func aGroupWithOtherImagesIsLeftAlone() async throws {
        let eks = FakeEKS()
        _ = try await create(eks)
        var group = try Fixture.plan().group
        group.amiType = "BOTTLEROCKET_ARM_64"
        let result = try await eks.nodeGroups().create(group, in: "shop", ChangeTerms())
        #expect(result.outcome == .refused)
        #expect(result.reasons.first == "the group \(group.name) is there with other images: AL2023_ARM_64_STANDARD")
    }

    @Test func aFileForAnotherRegionIsRefused() async throws {
        let text = """
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: shop, region: eu-west-1}
            managedNodeGroups: [{name: graviton, instanceType: m6g.xlarge}]
            """
        let object = try #require(try ManifestReader().objects(in: Array(text.utf8), source: "nodegroup.yaml").first)
        let group = try #require(try EksctlGroup.all(in: object).first)
        let failure = try await #require(throws: Failure.self) { try await FakeEKS().nodeGroups().spec(of: group) }
        #expect(failure.code == .usage && failure.hint == "give --region eu-west-1")
    }

    @Test func aFailureIsExplained() async throws {
        let eks = FakeEKS {
            $0.lives = ["CREATING", "CREATE_FAILED"]
            $0.issues = [["code": "Ec2SubnetInvalidConfiguration", "message": "no public addresses"]]
        }
        let result = try await create(eks)
        #expect(result.outcome == .failed && !result.isGood)
        #expect(result.reasons.first?.contains("MapPublicIpOnLaunch") == true)
    }

    @Test func anotherGroupOfThatNameIsLeftAlone() async throws {
        let eks = FakeEKS()
        _ = try await create(eks)
        eks.state.withLock { $0.specs["web-arm64"]?["instanceTypes"] = ["c7g.large"] }
        let result = try await create(eks)
        #expect(result.outcome == .refused)
        #expect(result.reasons.first?.contains("c7g.large") == true)
    }

    @Test func aRehearsalChangesNothing() async throws {
        let eks = FakeEKS()
        let result = try await create(eks) { $0.isDryRun = true }
        #expect(result.outcome == .dryRun && result.request?["nodegroupName"] == "web-arm64")
        #expect(eks.state.withLock { $0.tokens.isEmpty })
    }

    @Test func withoutALookIntoTheClusterItIsRefused() async throws {
        let eks = FakeEKS()
        let result = try await create(eks) { $0.isAccepted = false }
        #expect(result.outcome == .refused)
        #expect(result.reasons.first?.contains("not everything could be looked at") == true)
        #expect(eks.state.withLock { $0.tokens.isEmpty })
    }
}
