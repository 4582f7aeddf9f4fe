import AWSClient
import NodeGroups
import RawJSON
import Testing

@Suite struct TypeMatcherTests {
    private func matches(_ source: String) throws -> [String] {
        try equivalents(source).matches.map(\.type)
    }

    private func equivalents(_ source: String) throws -> Equivalents {
        let plan = try Fixture.plan(Fixture.survey(groups: [Fixture.group()], nodeTypes: [source]))
        return try #require(plan.equivalents.first { $0.source == source })
    }

    @Test(arguments: [
        ("m5.xlarge", ["m8g.xlarge", "m7g.xlarge", "m6g.xlarge"]),
        ("c5.xlarge", ["c7g.xlarge", "c6g.xlarge"]),
        ("r5.xlarge", ["r7g.xlarge", "r6g.xlarge"]),
        ("t3.medium", ["t4g.medium"]),
        ("m5d.xlarge", ["m7gd.xlarge", "m6gd.xlarge"]),
        // Only one has the network.
        ("m5n.xlarge", ["m8gn.xlarge"]),
        // Nothing has one vCPU and credits.
        ("t2.micro", ["t4g.micro"]),
        // 36 vCPUs exist nowhere: the next larger.
        ("c5.9xlarge", ["c7g.12xlarge", "c6g.12xlarge"]),
    ]) func sizesAndKindsMatch(source: String, expected: [String]) throws {
        #expect(try matches(source) == expected)
    }

    @Test(arguments: [
        ("p3.2xlarge", "1 GPUs"), ("g4dn.xlarge", "1 GPUs"), ("i3.metal", "disks"), ("x1.32xlarge", "disks"),
    ]) func whatHasNoEquivalentIsExplained(source: String, words: String) throws {
        let found = try equivalents(source)
        #expect(found.matches.isEmpty)
        #expect(try #require(found.reason).contains(words), "\(found.reason ?? "")")
    }

    @Test func aLargerTypeSaysInWhatItDiffers() throws {
        let match = try #require(try equivalents("c5.9xlarge").matches.first)
        #expect(match.differences.contains("48 vCPUs instead of 36"))
        #expect(match.differences.contains("96 GiB instead of 72 GiB"))
    }

    @Test func aSlowerNetworkIsADifferenceNotARefusal() throws {
        var survey = Fixture.survey(groups: [Fixture.group(["instanceTypes": ["m5n.xlarge"]])])
        survey.types.removeAll { $0.name == "m8gn.xlarge" }
        let plan = try Fixture.plan(survey)
        #expect(plan.group.instanceTypes == ["m8g.xlarge", "m7g.xlarge", "m6g.xlarge"])
        #expect(plan.equivalents[0].matches[0].differences == ["a network of 1.88 Gbit/s instead of 4.1"])
    }

    @Test func whatTheX86TypeHasNotIsNotProposed() throws {
        func matches(_ more: InstanceType) throws -> [String] {
            var survey = Fixture.survey()
            survey.types.append(more)
            survey.offerings[more.name] = Fixture.zones
            return try #require(try Fixture.plan(survey).equivalents.first).matches.map(\.type)
        }
        let usual = ["m8g.xlarge", "m7g.xlarge", "m6g.xlarge"]
        #expect(try matches(Fixture.type("m9g.xlarge", 4, 16, gbps: 2)) == ["m9g.xlarge"] + usual)
        #expect(try matches(Fixture.type("m9g.xlarge", 4, 16, gbps: 2, isBurstable: true)) == usual)
        #expect(try matches(Fixture.type("m9g.xlarge", 4, 16, gbps: 2, gpus: 1)) == usual)
        var old = Fixture.type("m9g.xlarge", 4, 16, gbps: 2)
        old.isCurrentGeneration = false
        #expect(try matches(old) == usual)
    }

    @Test func theWayToVolumesCounts() throws {
        func plan(_ gbps: [String: Double]) throws -> NodeGroupPlan {
            var survey = Fixture.survey()
            for index in survey.types.indices { survey.types[index].volumeGbps = gbps[survey.types[index].name] }
            return try Fixture.plan(survey)
        }
        let some = try plan(["m5.xlarge": 1.15, "m8g.xlarge": 1.0, "m7g.xlarge": 1.25, "m6g.xlarge": 1.1])
        #expect(some.group.instanceTypes == ["m7g.xlarge", "m6g.xlarge"], "within five per cent is the same")
        let none = try plan(["m5.xlarge": 1.15, "m8g.xlarge": 1, "m7g.xlarge": 1, "m6g.xlarge": 1, "m8gn.xlarge": 1])
        #expect(none.group.instanceTypes == ["m8g.xlarge", "m7g.xlarge", "m6g.xlarge"])
        #expect(none.equivalents[0].matches[0].differences == ["1.0 Gbit/s to EBS volumes instead of 1.15"])
        let unsaid = try plan(["m5.xlarge": 1.15])
        #expect(unsaid.group.instanceTypes.count == 3 && unsaid.equivalents[0].matches[0].differences.isEmpty)
    }

    @Test func whatTheZonesLackIsNotProposed() throws {
        var offerings = Fixture.offerings
        for type in ["m7g.xlarge", "m8g.xlarge", "m8gn.xlarge"] { offerings[type] = ["us-west-2a"] }
        let plan = try Fixture.plan(Fixture.survey(offerings: offerings))
        #expect(plan.group.instanceTypes == ["m6g.xlarge"])
        #expect(plan.group.subnets == ["subnet-a", "subnet-b", "subnet-c"])
    }
}
