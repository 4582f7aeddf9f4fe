import AWSClient
import NodeGroups
import RawJSON
import Reporting
import Testing

@Suite struct PlannerTests {
    @Test func aGroupLikeTheX86One() throws {
        let group = try Fixture.plan().group
        #expect(group.name == "web-arm64")
        #expect(group.instanceTypes == ["m8g.xlarge", "m7g.xlarge", "m6g.xlarge"])
        #expect(group.amiType == "AL2023_ARM_64_STANDARD")
        #expect((group.minimum, group.desired, group.maximum) == (2, 2, 6))
        #expect(group.subnets == ["subnet-a", "subnet-b", "subnet-c"])
        #expect(group.nodeRole == "arn:aws:iam::111122223333:role/nodes")
        #expect(group.labels == ["team": "web"])
        #expect(group.tags == ["cost": "42"])
        #expect(group.diskSize == 50)
        #expect(group.taints == [NodeGroupSpec.taint])
        #expect(
            group.autoscalerTags == [
                "k8s.io/cluster-autoscaler/node-template/label/team": "web",
                "k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/arch": "arm64",
                "k8s.io/cluster-autoscaler/node-template/taint/kubernetes.io/arch": "arm64:NoSchedule",
            ])
    }

    @Test func theAutoscalersTagsAreShown() throws {
        let reason = try #require(try Fixture.plan().reasons.first { $0.part == "autoscaler" })
        #expect(
            reason.value == "label/kubernetes.io/arch=arm64, label/team=web, taint/kubernetes.io/arch=arm64:NoSchedule")
        #expect(reason.why.contains("k8s.io/cluster-autoscaler/node-template/"))
        let fixed = try Fixture.plan { $0.desired = 2 }
        #expect(!fixed.reasons.contains { $0.part == "autoscaler" }, "a fixed size has nothing to scale")
    }

    @Test func eachTypeOfAMixedGroupIsStoodFor() throws {
        let two = try Fixture.plan(
            Fixture.survey(groups: [Fixture.group(["instanceTypes": ["c5.xlarge", "m5.xlarge"]])]))
        #expect(two.group.instanceTypes == ["c7g.xlarge", "m8g.xlarge", "c6g.xlarge"], "the best of each first")
        let types: JSONValue = ["c5.xlarge", "m5.xlarge", "r5.xlarge", "t3.medium"]
        let four = try Fixture.plan(Fixture.survey(groups: [Fixture.group(["instanceTypes": types])]))
        #expect(four.group.instanceTypes == ["c7g.xlarge", "m8g.xlarge", "r7g.xlarge", "t4g.medium"])
    }

    @Test func theTaintCanBeLeftOut() throws {
        let plan = try Fixture.plan { $0.hasTaint = false }
        #expect(plan.group.taints.isEmpty)
    }

    @Test func anotherTaintOfTheModelStays() throws {
        let model = Fixture.group(["taints": [["key": "dedicated", "value": "web", "effect": "NO_EXECUTE"]]])
        let taints = try Fixture.plan(Fixture.survey(groups: [model])).group.taints
        #expect(taints == [NodeGroupSpec.taint, EKSTaint(key: "dedicated", value: "web", effect: "NO_EXECUTE")])
    }

    @Test(arguments: [
        ("BOTTLEROCKET_x86_64", "1.30", "BOTTLEROCKET_ARM_64"),
        ("BOTTLEROCKET_x86_64_FIPS", "1.30", "BOTTLEROCKET_ARM_64_FIPS"),
        ("AL2_x86_64", "1.30", "AL2023_ARM_64_STANDARD"), ("AL2_x86_64", "1.22", "AL2_ARM_64"),
        ("AL2023_x86_64_STANDARD", "1.33", "AL2023_ARM_64_STANDARD"), ("CUSTOM", "1.30", "AL2023_ARM_64_STANDARD"),
    ]) func images(model: String, version: String, expected: String) throws {
        let survey = Fixture.survey(
            cluster: Fixture.cluster(version: version), groups: [Fixture.group(["amiType": .string(model)])])
        #expect(try Fixture.plan(survey).group.amiType == expected)
    }

    @Test func zonesThatLackTheTypeAreLeftOut() throws {
        var offerings = Fixture.offerings
        for type in offerings.keys where type.hasPrefix("m") && !type.hasPrefix("m5") {
            offerings[type] = ["us-west-2a", "us-west-2b"]
        }
        let plan = try Fixture.plan(Fixture.survey(offerings: offerings))
        #expect(plan.group.subnets == ["subnet-a", "subnet-b"])
        #expect(plan.subnets.map(\.id) == ["subnet-a", "subnet-b", "subnet-c"])
        #expect(plan.reasons.contains { $0.part == "subnets" && $0.why.contains("us-west-2c") })
    }

    @Test func aRegionWithoutTheTypeIsRefusedWithTheReason() throws {
        let offerings = Fixture.offerings.filter { !["m6", "m7", "m8", "r6", "r7"].contains($0.key.prefix(2)) }
        let failure = try #require(throws: Failure.self) { try Fixture.plan(Fixture.survey(offerings: offerings)) }
        #expect(failure.code == .refused)
        #expect(failure.message.contains("m5.xlarge") && failure.message.contains("not offered"), "\(failure)")
    }

    @Test func whatIsMuchLargerIsNoEquivalent() throws {
        var survey = Fixture.survey()
        survey.types.removeAll { ["m6", "m7", "m8", "r6", "r7"].contains($0.name.prefix(2)) }
        let failure = try #require(throws: Failure.self) { try Fixture.plan(survey) }
        #expect(failure.message.contains("c7g.8xlarge with 32 vCPUs and 64 GiB, is more than twice"), "\(failure)")
    }

    @Test func namedTypesAreChecked() throws {
        #expect(try Fixture.plan { $0.instanceTypes = ["m6g.xlarge"] }.group.instanceTypes == ["m6g.xlarge"])
        let x86 = try #require(throws: Failure.self) { try Fixture.plan { $0.instanceTypes = ["m5.xlarge"] } }
        #expect(x86.message.contains("x86_64"))
        let unknown = try #require(throws: Failure.self) { try Fixture.plan { $0.instanceTypes = ["m9z.xlarge"] } }
        #expect(unknown.message.contains("does not offer m9z.xlarge"))
        var offerings = Fixture.offerings
        offerings["m7g.xlarge"] = ["us-west-2d"]
        let elsewhere = try #require(throws: Failure.self) {
            try Fixture.plan(Fixture.survey(offerings: offerings)) { $0.instanceTypes = ["m7g.xlarge"] }
        }
        #expect(elsewhere.hint == "m7g.xlarge is in us-west-2d")
    }

    @Test(
        arguments: [
            (1, nil, nil, 1, 1, 1), (nil, 0, nil, 0, 1, 6), (nil, nil, 4, 2, 2, 4), (3, 1, 5, 1, 3, 5),
        ] as [(Int?, Int?, Int?, Int, Int, Int)]) func sizes(
            nodes: Int?, least: Int?, most: Int?, minimum: Int, desired: Int, maximum: Int
        ) throws
    {
        let group = try Fixture.plan {
            $0.desired = nodes
            $0.minimum = least
            $0.maximum = most
        }.group
        #expect((group.minimum, group.desired, group.maximum) == (minimum, desired, maximum))
    }

    @Test(arguments: [(5, 5, 2), (nil, 0, 0)] as [(Int?, Int?, Int?)])
    func sizesThatNoGroupCanHaveAreRefused(nodes: Int?, least: Int?, most: Int?) {
        #expect(throws: Failure.self) {
            try Fixture.plan {
                $0.desired = nodes
                $0.minimum = least
                $0.maximum = most
            }
        }
    }

    @Test func whatEKSGivesAnywayIsNotAskedFor() throws {
        #expect(try Fixture.plan(Fixture.survey(groups: [Fixture.group(["diskSize": 20])])).group.diskSize == nil)
    }

    @Test func aGroupThatGoesIsNoModel() throws {
        let going = Fixture.group([
            "nodegroupName": "old", "status": "DELETING", "instanceTypes": ["c5.xlarge"],
            "scalingConfig": ["minSize": 9, "maxSize": 9, "desiredSize": 9],
        ])
        let plan = try Fixture.plan(Fixture.survey(groups: [going, Fixture.group()]))
        #expect(plan.group.name == "web-arm64" && plan.equivalents.map(\.source) == ["m5.xlarge"])
    }

    @Test func sizesThatContradictEachOtherAreRefused() {
        #expect(throws: Failure.self) {
            try Fixture.plan {
                $0.minimum = 5
                $0.maximum = 2
            }
        }
        #expect(throws: Failure.self) { try Fixture.plan { $0.desired = -1 } }
    }

    @Test func theModelCanBeNamed() throws {
        let other = Fixture.group(["nodegroupName": "batch", "instanceTypes": ["c5.xlarge"], "capacityType": "SPOT"])
        let survey = Fixture.survey(groups: [Fixture.group(), other])
        let group = try Fixture.plan(survey) { $0.from = "batch" }.group
        #expect(group.name == "batch-arm64" && group.capacityType == "SPOT")
        #expect(group.instanceTypes == ["c7g.xlarge", "c6g.xlarge"])
        let failure = try #require(throws: Failure.self) { try Fixture.plan(survey) { $0.from = "web" } }
        #expect(failure.hint == "it has web-amd64, batch")
    }

    @Test func aGroupThatHidesItsTypesIsLikeTheNodes() throws {
        let hidden = Fixture.group(["amiType": "CUSTOM", "instanceTypes": [], "diskSize": .null])
        let plan = try Fixture.plan(Fixture.survey(groups: [hidden], nodeTypes: ["c5.xlarge"])) {
            $0.from = "web-amd64"
        }
        #expect(plan.group.instanceTypes == ["c7g.xlarge", "c6g.xlarge"])
        #expect(plan.warnings.contains { $0.contains("launch template") })
    }

    @Test func withoutManagedGroupsTheNodesTell() throws {
        let survey = Fixture.survey(groups: [], nodeTypes: ["t3.medium"])
        let failure = try #require(throws: Failure.self) { try Fixture.plan(survey) }
        #expect(failure.message.contains("IAM role"))
        let group = try Fixture.plan(survey) { $0.nodeRole = "arn:aws:iam::1:role/x" }.group
        #expect(group.name == "shop-arm64" && group.instanceTypes == ["t4g.medium"])
        // The public one has no place among private ones.
        #expect(group.subnets == ["subnet-a", "subnet-b", "subnet-c"])
        #expect((group.minimum, group.desired, group.maximum) == (1, 1, 1))
    }

    @Test func aClusterThatIsNotThereYetIsRefused() throws {
        let failure = try #require(throws: Failure.self) {
            try Fixture.plan(Fixture.survey(cluster: Fixture.cluster(status: "DELETING")))
        }
        #expect(failure.code == .refused)
        let updating = try Fixture.plan(Fixture.survey(cluster: Fixture.cluster(status: "UPDATING")))
        #expect(updating.warnings.contains { $0.contains("updated") })
    }

    @Test func fullSubnetsAreAWarning() throws {
        var subnets = Fixture.subnets
        subnets[1].freeAddresses = 3
        let plan = try Fixture.plan(Fixture.survey(subnets: subnets))
        #expect(plan.warnings.contains { $0.contains("subnet-b") && $0.contains("3 free") })
    }
}
