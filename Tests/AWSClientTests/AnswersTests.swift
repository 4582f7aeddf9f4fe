import AWSClient
import HTTPTransport
import RawJSON
import Reporting
import Testing

/// What becomes of AWS's answers.
@Suite struct AnswersTests {
    private func refusal(_ status: Int, _ body: String) async throws -> Failure {
        let aws = ScriptedAWS { _, _ in (status, [:], body) }
        return try #require(await #expect(throws: Failure.self) { try await aws.session().clusterNames() })
    }

    @Test func a403WithoutWordsIsADenial() async throws {
        let denied = try await refusal(403, "")
        #expect(denied.code == .awsDenied && denied.hint == "the missing permission: eks:ListClusters")
        #expect(try await refusal(400, "").code == .awsRefused)
    }

    @Test func theActionIsReadFromWhatNamesOne() async throws {
        func hint(_ words: String) async throws -> String? {
            try await refusal(403, #"{"__type": "AccessDeniedException", "message": "\#(words)"}"#).hint
        }
        #expect(
            try await hint("User is not authorized to perform: iam:PassRole on x")
                == "the missing permission: iam:PassRole")
        #expect(
            try await hint("User is not authorized to perform: this") == "the missing permission: eks:ListClusters")
    }

    @Test func aSubnetIsPrivateWhereNoRouteLeadsToTheInternet() async throws {
        func route(_ gateway: String) -> String {
            "<routeSet><item><gatewayId>\(gateway)</gatewayId></item></routeSet>"
        }
        func table(_ vpc: String, _ gateway: String, _ association: String) -> String {
            "<item><vpcId>\(vpc)</vpcId>\(route(gateway))<associationSet><item>\(association)</item></associationSet></item>"
        }
        let subnets = ["open vpc-1", "closed vpc-1", "unsaid vpc-1", "unsaid2 vpc-2"].map { text in
            let parts = text.split(separator: " ")
            return "<item><subnetId>\(parts[0])</subnetId><vpcId>\(parts[1])</vpcId></item>"
        }.joined()
        let tables =
            table("vpc-1", "igw-1", "<subnetId>open</subnetId>")
            + table("vpc-1", "local", "<subnetId>closed</subnetId>")
            + table("vpc-1", "local", "<main>true</main>") + table("vpc-1", "igw-1", "<main>false</main>")
            + table("vpc-2", "igw-2", "<main>true</main>")
        let aws = ScriptedAWS { _, body in
            body.contains("DescribeSubnets")
                ? (200, [:], "<R><subnetSet>\(subnets)</subnetSet></R>")
                : (200, [:], "<R><routeTableSet>\(tables)</routeTableSet></R>")
        }
        let found = try await aws.session().subnets(["open", "closed", "unsaid", "unsaid2"])
        #expect(found.filter(\.isPrivate).map(\.id) == ["closed", "unsaid"])
    }

    @Test func whatEC2SaysOfATypeIsRead() async throws {
        func type(_ name: String, _ architecture: String) -> String {
            """
            <item><instanceType>\(name)</instanceType><currentGeneration>true</currentGeneration>
            <processorInfo><supportedArchitectures><item>\(architecture)</item></supportedArchitectures></processorInfo>
            <vCpuInfo><defaultVCpus>4</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo>
            <ebsInfo><ebsOptimizedInfo><baselineBandwidthInMbps>1188</baselineBandwidthInMbps></ebsOptimizedInfo></ebsInfo>
            <networkInfo><networkCards><item><baselineBandwidthInGbps>1.25</baselineBandwidthInGbps></item></networkCards></networkInfo>
            </item>
            """
        }
        let body =
            "<R><instanceTypeSet>\(type("m6g.xlarge", "arm64"))\(type("m5.xlarge", "x86_64"))</instanceTypeSet></R>"
        let aws = ScriptedAWS { _, _ in (200, [:], body) }
        let found = try await aws.session().instanceTypes(for: "arm64")
        #expect(
            found == [
                InstanceType(
                    name: "m6g.xlarge", architectures: ["arm64"], vCPUs: 4, memoryMiB: 16384, baselineGbps: 1.25,
                    volumeGbps: 1.188)
            ])
    }

    @Test func iamsDecisionsAreTold() async throws {
        func member(_ action: String, _ decision: String) -> String {
            "<member><EvalActionName>\(action)</EvalActionName><EvalDecision>\(decision)</EvalDecision></member>"
        }
        let members = member("a:A", "allowed") + member("a:B", "explicitDeny") + member("a:C", "implicitDeny")
        let aws = ScriptedAWS { _, body in
            body.contains("Action=GetRole")
                ? (200, [:], "<R><GetRoleResult><Role><Arn>arn:1</Arn></Role></GetRoleResult></R>")
                : (
                    200, [:],
                    "<R><SimulatePrincipalPolicyResult><EvaluationResults>\(members)</EvaluationResults></SimulatePrincipalPolicyResult></R>"
                )
        }
        let session = try aws.session()
        let found = try await session.simulate(["a:A", "a:B", "a:C"], as: "arn:1")
        #expect(found.map(\.verdict) == [.allowed, .denied, .notAllowed])
        #expect(try await session.role(named: "it") == "arn:1")
    }

    /// ECR Public has neither accounts nor these settings.
    @Test(arguments: [("public.ecr.aws", false), ("123456789012.dkr.ecr.us-west-2.amazonaws.com", true)])
    func aNewRepositoryGetsTheSettingsThatThereAre(host: String, hasSettings: Bool) async throws {
        let aws = ScriptedAWS { request, _ in
            (request.headers["X-Amz-Target"] ?? "").hasSuffix("CreateRepository")
                ? (200, [:], #"{"repository": {"repositoryName": "shop"}}"#)
                : (400, [:], #"{"__type": "RepositoryNotFoundException"}"#)
        }
        let settings = ECRRepositorySettings(hasImmutableTags: true, scansOnPush: true)
        let made = try await ECR(ECRRegistry(host: host), aws.session()).ensure("shop", settings)
        #expect(made.isNew && made.repository.name == "shop")
        let sent = try JSONValue(parsing: try #require(aws.bodies.last).utf8, source: "request")
        #expect((sent["imageTagMutability"] == "IMMUTABLE") == hasSettings)
        #expect((sent[path: "imageScanningConfiguration", "scanOnPush"] == true) == hasSettings)
        #expect((sent["registryId"] == "123456789012") == hasSettings)
    }
}
