import AWSClient
import FoundationEssentials
import KubernetesClient
import NodeGroups
import Processes
import RawJSON
import Testing

@Suite struct RenderingTests {
    /// What the workshop's readers type.
    private static let workshop = """
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata:
          name: shop
          region: us-west-2
        vpc:
          id: vpc-1
          securityGroup: sg-1
          subnets:
            private:
              us-west-2a: { id: subnet-a }
              us-west-2b: { id: subnet-b }
              us-west-2c: { id: subnet-c }

        managedNodeGroups:
          - name: managed-graviton
            instanceType: m6g.xlarge
            desiredCapacity: 1
            privateNetworking: true

        """

    private func parsed(_ yaml: String) throws -> [KubernetesObject] {
        try ManifestReader().objects(in: Array(yaml.utf8), source: "test").map(\.object)
    }

    @Test func theWorkshopsFile() throws {
        let model = Fixture.group(["diskSize": .null, "labels": [:], "tags": [:]])
        let plan = try Fixture.plan(Fixture.survey(groups: [model])) {
            $0.name = "managed-graviton"
            $0.instanceTypes = ["m6g.xlarge"]
            $0.desired = 1
            $0.hasTaint = false
        }
        #expect(EksctlFile(plan).text == Self.workshop)
    }

    /// Plans that differ in everything that outputs write.
    static let plans: [@Sendable () throws -> NodeGroupPlan] = [
        { try Fixture.plan() },
        { try Fixture.plan { $0.hasTaint = false } },
        {
            let model = Fixture.group([
                "amiType": "BOTTLEROCKET_x86_64", "capacityType": "SPOT",
                "labels": ["on": "true", "size": "10", "text": "a: \"b\" ${c} # d"],
                "taints": [["key": "dedicated", "effect": "NO_EXECUTE"]],
            ])
            var offerings = Fixture.offerings
            for type in ["m6g.xlarge", "m7g.xlarge", "m8g.xlarge"] { offerings[type] = ["us-west-2a"] }
            return try Fixture.plan(Fixture.survey(groups: [model], offerings: offerings))
        },
        {
            var subnets = Fixture.subnets.map { subnet in
                var subnet = subnet
                subnet.isPrivate = false
                return subnet
            }
            subnets[1].zone = "us-west-2a"
            return try Fixture.plan(Fixture.survey(subnets: subnets))
        },
    ]

    @Test(arguments: plans.indices) func eksctlsSchemaAcceptsIt(index: Int) throws {
        let text = EksctlFile(try Self.plans[index]()).text
        let object = try #require(try parsed(text).first)
        #expect(try EksctlSchema.problems(of: object.json) == [], "\(text)")
    }

    @Test func theSchemaIsNoBlindJudge() throws {
        let broken = Self.workshop.replacing("desiredCapacity", with: "desiredcapacity")
            .replacing("privateNetworking: true", with: "privateNetworking: 1")
        let object = try #require(try parsed(broken).first)
        #expect(try EksctlSchema.problems(of: object.json).count == 2)
    }

    @Test(arguments: plans.indices) func whatIsWrittenIsReadAgain(index: Int) throws {
        let plan = try Self.plans[index]()
        let manifest = try ManifestReader().objects(in: Array(EksctlFile(plan).text.utf8), source: "test")
        let file = try #require(manifest.first)
        let group = try #require(try EksctlGroup.all(in: file).first)
        #expect(group.name == plan.group.name)
        #expect(group.instanceTypes == plan.group.instanceTypes)
        #expect(group.labels == plan.group.labels)
        #expect(group.taints == plan.group.taints)
        #expect(group.tags == plan.group.tags)
        #expect(
            (group.minimum, group.desired, group.maximum) == (
                plan.group.minimum, plan.group.desired, plan.group.maximum
            ))
        #expect(group.isSpot == (plan.group.capacityType == "SPOT"))
        #expect(group.diskSize == plan.group.diskSize)
    }

    @Test func subnetsOfOneZoneHaveNamesOfTheirOwn() throws {
        let text = EksctlFile(try Self.plans[3]()).text
        #expect(text.contains("    public:\n"))
        #expect(text.contains("      us-west-2a: { id: subnet-a }\n"))
        #expect(text.contains("      subnet-b: { id: subnet-b, az: us-west-2a }\n"))
        #expect(!text.contains("privateNetworking"))
    }

    @Test func terraformSeesNoTemplateInAText() throws {
        var plan = try Fixture.plan()
        plan.group.tags = ["a": "${b} %{c} $d"]
        #expect(TerraformText(plan).text.contains(#""a" = "$${b} %%{c} $d""#))
    }

    @Test func theRequestToEKS() throws {
        let request = try Fixture.plan().group.request(cluster: "shop")
        #expect(request["nodegroupName"] == "web-arm64")
        #expect(request[path: "scalingConfig", "maxSize"] == 6)
        #expect(request["taints"] == [["key": "kubernetes.io/arch", "value": "arm64", "effect": "NO_SCHEDULE"]])
        #expect(request["amiType"] == "AL2023_ARM_64_STANDARD")
    }

    @Test(arguments: plans.indices) func karpentersObjects(index: Int) throws {
        let plan = try Self.plans[index]()
        let objects = try parsed(KarpenterText(plan).text)
        #expect(objects.map(\.kind) == ["EC2NodeClass", "NodePool"])
        let pool = objects[1].json
        let requirements = pool[path: "spec", "template", "spec", "requirements"]?.array ?? []
        #expect(requirements.contains { $0["key"] == "kubernetes.io/arch" && $0["values"] == ["arm64"] })
        #expect((pool[path: "spec", "template", "metadata", "labels"]?.strings ?? [:]) == plan.group.labels)
        let ids = (objects[0].json[path: "spec", "subnetSelectorTerms"]?.array ?? []).compactMap { $0["id"]?.string }
        #expect(ids == plan.group.subnets)
        #expect(pool[path: "spec", "limits", "cpu"] == .integer(Int64(4 * plan.group.maximum)))
    }

    /// What Karpenter's own rules refuse: groups that Karpenter itself runs on have such labels.
    @Test func anImageWithoutAnAliasIsToldToKarpentersReader() throws {
        var plan = try Fixture.plan()
        #expect(!KarpenterText(plan).text.contains("#"))
        plan.group.amiType = "BOTTLEROCKET_ARM_64_FIPS"
        let note = "    # No alias is for BOTTLEROCKET_ARM_64_FIPS: this one is the same without FIPS.\n"
        #expect(KarpenterText(plan).text.contains("  amiSelectorTerms:\n\(note)    - alias: bottlerocket@latest\n"))
    }

    @Test func karpentersOwnLabelsAreLeftOut() throws {
        var plan = try Fixture.plan()
        plan.group.labels = ["team": "web", "karpenter.sh/controller": "true", "node.kubernetes.io/lifecycle": "spot"]
        let text = KarpenterText(plan).text
        #expect(
            text.contains("    # Left out, its domain is Karpenter's or Kubernetes' own: karpenter.sh/controller\n"))
        let labels = try parsed(text)[1].json[path: "spec", "template", "metadata", "labels"]?.strings
        #expect(labels == ["team": "web", "node.kubernetes.io/lifecycle": "spot"])
    }

    /// All plans in one configuration: terraform takes seconds to begin.
    @Test(
        .enabled("terraform is not installed: `terraform validate` was not asked") {
            await Program.isInstalled("terraform")
        })
    func terraformAcceptsIt() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/mixarch-terraform-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (index, plan) in Self.plans.enumerated() {
            var plan = try plan()
            plan.group.name = "web-\(index)"
            try Data(TerraformText(plan).text.utf8).write(to: URL(filePath: folder + "/\(index).tf"))
        }
        func terraform(_ arguments: String...) async throws -> ProgramResult {
            // No patience with a registry that is not there.
            let impatience = ["TF_REGISTRY_DISCOVERY_RETRY": "0", "TF_REGISTRY_CLIENT_TIMEOUT": "5"]
            return try await Program(
                "terraform", arguments, environment: impatience, workingDirectory: folder, deadline: .seconds(60)
            ).run()
        }
        let formatted = try await terraform("fmt", "-check", "-diff")
        #expect(formatted.status == 0, "\(formatted.output)")
        // A folder with providers, where there is no way to terraform's registry.
        let plugins = ProcessInfo.processInfo.environment["MIXARCH_TERRAFORM_PLUGINS"] ?? ""
        let begun =
            try await plugins.isEmpty
            ? terraform("init", "-no-color", "-input=false")
            : terraform("init", "-no-color", "-input=false", "-plugin-dir=\(plugins)")
        guard begun.status == 0 else {
            print(
                "`terraform validate` was not asked: there is no AWS provider here; MIXARCH_TERRAFORM_PLUGINS can name "
                    + "a folder that has it")
            return
        }
        let result = try await terraform("validate", "-no-color")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
