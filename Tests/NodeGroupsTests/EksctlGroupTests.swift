import AWSClient
import FoundationEssentials
import KubernetesClient
import NodeGroups
import RawJSON
import Reporting
import Testing

@Suite struct EksctlGroupTests {
    private func groups(_ fields: String, top: String = "", isLenient: Bool = false) throws -> [EksctlGroup] {
        let text = """
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: shop, region: us-west-2}
            \(top)
            managedNodeGroups:
              - name: graviton
            \(fields.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            """
        let object = try ManifestReader().objects(in: Array(text.utf8), source: "nodegroup.yaml")
        return try EksctlGroup.all(in: try #require(object.first), isLenient: isLenient)
    }

    @Test func theWorkshopsGroupBecomesARequest() throws {
        let group = try #require(
            try groups("instanceType: m6g.xlarge\ndesiredCapacity: 1\nprivateNetworking: true").first)
        let spec = try group.spec(in: Fixture.survey())
        #expect(spec.amiType == "AL2023_ARM_64_STANDARD")
        #expect((spec.minimum, spec.desired, spec.maximum) == (1, 1, 1))
        #expect(spec.subnets == ["subnet-a", "subnet-b", "subnet-c"])
        #expect(spec.nodeRole == "arn:aws:iam::111122223333:role/nodes")
        #expect(spec.diskSize == 80)
        #expect(spec.taints.isEmpty)
    }

    @Test func subnetsThatAreNamedAreTaken() throws {
        let fields = "instanceType: m6g.xlarge\nsubnets: [subnet-b, second]"
        let top = "vpc: {subnets: {public: {second: {id: subnet-public}}}}"
        let group = try #require(try groups(fields, top: top).first)
        #expect(try group.spec(in: Fixture.survey()).subnets == ["subnet-b", "subnet-public"])
    }

    @Test func unknownFieldsAreNamedNotDropped() throws {
        let fields =
            "instanceType: m6g.xlarge\nssh: {allow: true}\nmaxPodsPerNode: 20\niam: {withAddonPolicies: {ebs: true}}"
        let failure = try #require(throws: Failure.self) { try groups(fields) }
        for name in ["managedNodeGroups[0].ssh", "managedNodeGroups[0].maxPodsPerNode", "iam.withAddonPolicies"] {
            #expect(failure.message.contains(name), "\(failure.message)")
        }
        #expect(failure.hint?.contains("--with eksctl") == true)
        #expect(try groups(fields, isLenient: true).count == 1)
        #expect(throws: Failure.self) {
            try groups("instanceType: m6g.xlarge", top: "nodeGroups: [{name: self}]")
        }
    }

    @Test(arguments: [
        ("instanceTypes: [m6g.xlarge, m5.xlarge]", "mixes architectures"),
        ("instanceType: m6g.xlarge\namiFamily: Ubuntu2204", "no image of the family Ubuntu2204"),
        ("instanceType: m6g.xlarge\nprivateNetworking: true\navailabilityZones: [us-west-2d]", "no private subnet"),
        ("instanceType: q1.large", "does not offer q1.large"),
    ]) func whatMakesNoSenseInTheClusterIsRefused(fields: String, words: String) throws {
        let group = try #require(try groups(fields).first)
        let failure = try #require(throws: Failure.self) { try group.spec(in: Fixture.survey()) }
        #expect(failure.message.contains(words), "\(failure.message)")
    }

    @Test(arguments: [
        "", "instanceType: m6g.xlarge\nminSize: 3\nmaxSize: 2", "instanceType: m6g.xlarge\ndesiredCapacity: -1",
    ])
    func filesThatMakeNoSenseAreRefused(fields: String) {
        #expect(throws: Failure.self) { try groups(fields) }
    }

    @Test func zonesAndFamiliesAndTaints() throws {
        let fields = """
            instanceType: m6g.xlarge
            amiFamily: Bottlerocket
            privateNetworking: true
            availabilityZones: [us-west-2b]
            spot: true
            minSize: 0
            maxSize: 4
            taints:
              - key: a
                effect: NoExecute
            """
        let group = try #require(try groups(fields).first)
        let spec = try group.spec(in: Fixture.survey())
        #expect(spec.amiType == "BOTTLEROCKET_ARM_64" && spec.capacityType == "SPOT")
        #expect(spec.subnets == ["subnet-b"])
        #expect(spec.taints == [EKSTaint(key: "a", value: "", effect: "NO_EXECUTE")])
        #expect((spec.minimum, spec.desired, spec.maximum) == (0, 0, 4))
    }

    @Test func aPlanIsKeptAsJSON() throws {
        let plan = try Fixture.plan()
        let folder = FileManager.default.temporaryDirectory.path
        let path = folder + "/mixarch-plan-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try JSONEncoder().encode(plan).write(to: URL(filePath: path))
        guard case .plan(let read) = try GroupFile(at: path) else {
            Issue.record("it is a plan")
            return
        }
        #expect(read == plan)
    }
}

@Suite struct RequestTokenTests {
    @Test func theSameRequestHasTheSameToken() throws {
        let request = try Fixture.plan().group.request(cluster: "shop")
        let token = try RequestToken.token(for: request, of: "arn:1", attempt: 0)
        #expect(token.count == 64)
        #expect(try RequestToken.token(for: request, of: "arn:1", attempt: 0) == token)
        #expect(try RequestToken.token(for: request, of: "arn:2", attempt: 0) != token)
        #expect(try RequestToken.token(for: request, of: "arn:1", attempt: 1) != token)
        let other = try Fixture.plan { $0.desired = 1 }.group.request(cluster: "shop")
        #expect(try RequestToken.token(for: other, of: "arn:1", attempt: 0) != token)
    }

    @Test func healthIssuesSayWhatToDo() {
        let group = Fixture.group([
            "health": [
                "issues": [
                    ["code": "InsufficientFreeAddresses", "message": "no more", "resourceIds": ["subnet-a"]],
                    ["code": "SomethingNew", "message": "odd"],
                ]
            ]
        ])
        let words = group.issues.map { HealthAdvice.words($0) }
        #expect(words[0].contains("(subnet-a): no more\n  → "))
        #expect(words[1] == "SomethingNew: odd")
    }
}
