import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// What AWS and the network do on bad days, between mixarch and AWS's stand-in.
    @Suite(.serialized) struct NodeGroupFaults {
        /// Runs mixarch behind a proxy that follows rules.
        private func behind(
            _ rules: [JSONValue], in folder: String, _ arguments: String...
        ) async throws -> (result: ProgramResult, log: String) {
            let texts = try rules.map { String(decoding: try $0.encoded(), as: UTF8.self) }
            let log = folder + "/proxy.log"
            try? FileManager.default.removeItem(atPath: log)
            let result = try await OwnServer.proxy(before: try EKSStandIn.address(), in: folder, texts) { proxy in
                try await Mixarch.program(arguments, environment: ["AWS_ENDPOINT_URL": "http://\(proxy)"]).run()
            }
            return (result, (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
        }

        private func refusal(
            _ code: String, _ status: Int, path: String, method: String = ".", times: Int = 100,
            words: String = "it is not to be"
        ) -> JSONValue {
            [
                "method": .string(method), "path": .string(path), "times": .integer(Int64(times)),
                "status": .integer(Int64(status)), "headers": ["x-amzn-ErrorType": .string(code)],
                "body": .string(#"{"message": "\#(words)"}"#),
            ]
        }

        private func requests(_ log: String, _ method: String) -> Int {
            log.split(separator: "\n").count { $0.contains("\"\(method)\"") && $0.contains("/node-groups") }
        }

        @Test func refusalsSayWhatIsMissing() async throws {
            let cluster = try await EKSStandIn.cluster()
            try await withFolder { folder in
                let expired = try await behind(
                    [refusal("ExpiredTokenException", 403, path: "/clusters")], in: folder, "nodegroup", "plan", cluster
                )
                #expect(expired.result.status == 69)
                #expect(expired.result.errors.contains("new credentials"), "\(expired.result.errors)")
                // The call itself, and what EKS says that it wants besides.
                for (words, action) in [
                    ("it is not to be", "eks:CreateNodegroup"),
                    ("User: u is not authorized to perform: iam:PassRole on resource: r", "iam:PassRole"),
                ] {
                    let rule = refusal(
                        "AccessDeniedException", 403, path: "/node-groups", method: "POST", words: words)
                    let denied = try await behind([rule], in: folder, "nodegroup", "create", cluster, "--accept")
                    #expect(denied.result.status == 69)
                    #expect(
                        denied.result.errors.contains("the missing permission: \(action)\n"), "\(denied.result.errors)")
                }
                #expect(try await EKSStandIn.groups(of: cluster).count == 1)
            }
        }

        /// The stand-in has no add-ons: these answers are written as EKS's API reference has them.
        @Test func anAddOnThatIsForX86OnlyIsFound() async throws {
            let cluster = try await EKSStandIn.cluster()
            func answer(_ path: String, _ body: String) -> JSONValue {
                ["method": "GET", "path": .string(path), "times": 9, "status": 200, "body": .string(body)]
            }
            let rules = [
                answer("/clusters/\(cluster)/addons([?]|$)", #"{"addons": ["vpc-cni"]}"#),
                answer("/addons/vpc-cni$", #"{"addon": {"addonName": "vpc-cni", "addonVersion": "v1.6"}}"#),
                answer(
                    "/addons/supported-versions",
                    """
                    {"addons": [{"addonName": "vpc-cni", "addonVersions": [
                      {"addonVersion": "v1.18", "architecture": ["amd64", "arm64"]},
                      {"addonVersion": "v1.6", "architecture": ["amd64"]}]}]}
                    """),
            ]
            try await withFolder { folder in
                let run = try await behind(
                    rules, in: folder, "nodegroup", "plan", cluster, "--format", "json")
                let plan = try JSONValue(parsing: run.result.output.utf8, source: run.result.errors)
                let found = (plan[path: "join", "findings"]?.array ?? []).first { $0["object"] == "addon/vpc-cni" }
                #expect(run.result.status == 1 && found?["kind"] == "crashes", "\(plan["join"] ?? .null)")
                #expect(
                    found?["remedy"]?.string
                        == "aws eks update-addon --cluster-name \(cluster) --addon-name vpc-cni --addon-version v1.18")
            }
        }

        @Test func throttlingIsWaitedFor() async throws {
            let cluster = try await EKSStandIn.cluster()
            try await withFolder { folder in
                let run = try await behind(
                    [refusal("ThrottlingException", 429, path: "/clusters/\(cluster)$", times: 2)], in: folder,
                    "nodegroup",
                    "plan", cluster, "--accept")
                #expect(run.result.status == 0, "\(run.result.errors)")
                #expect(run.log.split(separator: "\n").count { $0.contains("429") } == 2, "\(run.log)")
            }
        }

        @Test func aClusterThatIsUpdatedIsWaitedFor() async throws {
            let cluster = try await EKSStandIn.cluster()
            var answer = try await EKSStandIn.json("clusters/\(cluster)")
            answer[path: "cluster", "status"] = "UPDATING"
            let body = String(decoding: try answer.encoded(), as: UTF8.self)
            try await withFolder { folder in
                let rule: JSONValue = [
                    "method": "GET", "path": .string("/clusters/\(cluster)$"), "times": 3, "status": 200,
                    "body": .string(body),
                ]
                let run = try await behind(
                    [rule], in: folder, "nodegroup", "create", cluster, "--accept", "--timeout", "20")
                #expect(run.result.errors.contains("no longer UPDATING"), "\(run.result.errors)")
                #expect(try await EKSStandIn.groups(of: cluster).count == 2)
            }
        }

        @Test func aGroupThatFailsIsExplained() async throws {
            let cluster = try await EKSStandIn.cluster()
            let name = "\(cluster)-arm64"
            func group(_ status: JSONValue, _ issues: JSONValue = []) throws -> JSONValue {
                let body: JSONValue = [
                    "nodegroup": ["nodegroupName": .string(name), "status": status, "health": ["issues": issues]]
                ]
                return .string(String(decoding: try body.encoded(), as: UTF8.self))
            }
            let issue: JSONValue = [
                "code": "AsgInstanceLaunchFailures", "message": "no capacity in us-west-2a", "resourceIds": ["asg-1"],
            ]
            let rules: [JSONValue] = [
                ["method": "POST", "path": "/node-groups$", "status": 200, "body": try group("CREATING")],
                [
                    "method": "GET", "path": .string("/node-groups/\(name)$"), "after": 1, "times": 5, "status": 200,
                    "body": try group("CREATE_FAILED", [issue]),
                ],
            ]
            try await withFolder { folder in
                let run = try await behind(
                    rules, in: folder, "nodegroup", "create", cluster, "--accept", "--format", "json")
                #expect(run.result.status == 1)
                let json = try JSONValue(parsing: run.result.output.utf8, source: run.result.errors)
                #expect(json["outcome"] == "failed" && json["status"] == "CREATE_FAILED")
                let reasons = (json["reasons"]?.array ?? []).compactMap(\.string).joined(separator: "\n")
                #expect(reasons.contains("AsgInstanceLaunchFailures (asg-1): no capacity in us-west-2a"), "\(reasons)")
                #expect(reasons.contains("offered in each zone"), "\(reasons)")
            }
        }

        @Test(arguments: ["cut_response", "refuse"])
        func aNetworkThatIsCutMakesNothingTwice(fault: String) async throws {
            let cluster = try await EKSStandIn.cluster()
            try await withFolder { folder in
                let rule: JSONValue = ["method": "POST", "path": "/node-groups$", .init(fault): true]
                let run = try await behind(
                    [rule], in: folder, "nodegroup", "create", cluster, "--accept", "--timeout", "5")
                // Nobody starts a node here: what counts is the group.
                #expect(run.result.status == 1, "\(run.result.errors)")
                #expect(requests(run.log, "POST") == 2, "\(run.log)")
                #expect(try await EKSStandIn.groups(of: cluster) == ["\(cluster)-amd64", "\(cluster)-arm64"])
            }
        }

        @Test func killedAndRunAgainNothingIsMadeTwice() async throws {
            let cluster = try await EKSStandIn.cluster()
            try await withFolder { folder in
                let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
                let killed = try await Command.run(
                    "timeout", "-s", "KILL", "25", binary, "nodegroup", "create", cluster, "--accept")
                #expect(killed.status == 137, "it waits for a node that nobody starts: \(killed.errors)")
                #expect(try await EKSStandIn.groups(of: cluster).count == 2)
                let run = try await behind([], in: folder, "nodegroup", "create", cluster, "--accept", "--timeout", "5")
                #expect(run.result.status == 1, "\(run.result.errors)")
                #expect(requests(run.log, "POST") == 0, "\(run.log)")
                #expect(try await EKSStandIn.groups(of: cluster).count == 2)
            }
        }

        @Test func aTypeThatTheRegionLacksIsNamed() async throws {
            let cluster = try await EKSStandIn.cluster()
            let run = try await Mixarch.run("nodegroup", "plan", cluster, "--instance-types", "m9z.xlarge")
            #expect(run.status == 1 && run.errors.contains("us-west-2 does not offer m9z.xlarge"), "\(run.errors)")
            let other = try await Mixarch.run("nodegroup", "plan", cluster, "--region", "eu-central-1")
            #expect(other.status == 69 && other.errors.contains("no EKS cluster \(cluster) in eu-central-1"))
        }

        /// As EC2 says, and its stand-in after it: us-east-1e has no Graviton, il-central-1 no m8g.
        @Test func zonesAndRegionsWithoutTheTypeAreGoneAround() async throws {
            func plan(_ region: String, _ zones: String...) async throws -> (result: ProgramResult, json: JSONValue) {
                let cluster = try await EKSStandIn.cluster(in: zones)
                let result = try await Mixarch.run(
                    "nodegroup", "plan", cluster, "--region", region, "--accept", "--format", "json")
                return (result, try JSONValue(parsing: result.output.utf8, source: result.errors))
            }
            let partly = try await plan("us-east-1", "us-east-1a", "us-east-1e")
            #expect(partly.result.status == 0, "\(partly.result.errors)")
            #expect(partly.json[path: "group", "instanceTypes"]?[0] == "m8g.xlarge")
            let used = partly.json[path: "group", "subnets"]
            let offering = (partly.json["subnets"]?.array ?? []).filter { $0["zone"] == "us-east-1a" }
            #expect(used?.array?.count == 1 && used?[0] == offering.first?["id"], "\(partly.json)")
            let nowhere = try await plan("us-east-1", "us-east-1e")
            #expect(nowhere.result.status == 1)
            let words = nowhere.json[path: "error", "message"]?.string ?? ""
            #expect(words.contains("no arm64 type stands for the x86 ones in us-east-1: m5.xlarge:"), "\(words)")
            let older = try await plan("il-central-1", "il-central-1a", "il-central-1b")
            #expect(older.json[path: "group", "instanceTypes"] == ["m7g.xlarge", "m6g.xlarge"], "\(older.json)")
        }
    }
}
