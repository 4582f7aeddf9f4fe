import AWSClient
import FoundationEssentials
import HTTPTransport
import RawJSON
import Testing

extension IntegrationTests {
    /// Signatures, addresses and tokens, compared with botocore's.
    @Suite struct AWSSignatures {
        /// The same numbers in every run.
        private struct Dice: RandomNumberGenerator {
            var state: UInt64

            mutating func next() -> UInt64 {
                state &+= 0x9E37_79B9_7F4A_7C15
                var z = state
                z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                return z ^ (z >> 31)
            }
        }

        private struct Question {
            let request: SignableRequest
            let signature: SignatureV4
            let expires: Int?
            let json: JSONValue
        }

        private static let letters = Array("abcXYZ019-._~ /+=&%?#:;,@!$'()*[]{}|\"<>\\^`äß漢字🐳e\u{301}")

        private func text(_ dice: inout Dice, _ length: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: length, using: &dice)).map { _ in Self.letters.randomElement(using: &dice) ?? "a" })
        }

        private func question(_ dice: inout Dice) throws -> Question {
            // Dots alone are no segments that anybody sends.
            let path = (0..<Int.random(in: 0...4, using: &dice)).map { _ in text(&dice, 1...6) + "x" }
            let isPresigned = Bool.random(using: &dice)
            var query = (0..<Int.random(in: 0...5, using: &dice)).map { number in
                (name: text(&dice, 0...4) + "\(number)", value: text(&dice, 0...8))
            }
            // What botocore presigns can't have a name twice.
            if !isPresigned, let first = query.first { query.append((first.name, text(&dice, 0...3))) }
            var headers: [(String, String)] = []
            for _ in 0..<Int.random(in: 0...4, using: &dice) {
                let name =
                    ["X-Amz-Target", "Content-Type", "x-k8s-aws-id", "X-B", "x-b", "User-Agent", "Expect"]
                    .randomElement(using: &dice) ?? ""
                let value = ["a", "  two  spaces ", "\ttab", "", "k=v; q=\"1\"", "ü"].randomElement(using: &dice) ?? ""
                headers.append((name, value))
            }
            let body = isPresigned || Bool.random(using: &dice) ? "" : text(&dice, 0...60)
            let token: String? = Bool.random(using: &dice) ? "FwoG/" + text(&dice, 1...20).filter(\.isASCII) : nil
            let id = "AKID\(Int.random(in: 0...999, using: &dice))"
            let secret = text(&dice, 10...40).filter(\.isASCII)
            let service = ["eks", "ecr", "sts", "ec2", "iam"].randomElement(using: &dice) ?? ""
            let region = ["us-west-2", "cn-north-1", "us-gov-east-1"].randomElement(using: &dice) ?? ""
            let time = Int.random(in: 1_000_000_000...2_000_000_000, using: &dice)
            let method = ["GET", "POST", "DELETE", "PUT", "HEAD"].randomElement(using: &dice) ?? ""
            let host = ["eks.us-west-2.amazonaws.com", "127.0.0.1:5566", "a.example:8443"].randomElement(using: &dice)
            let expires = isPresigned ? Int.random(in: 1...604_800, using: &dice) : nil
            var json: JSONValue = [
                "method": .string(method), "host": .string(host ?? ""), "path": .array(path.map { .string($0) }),
                "query": .array(query.map { .array([.string($0.name), .string($0.value)]) }),
                "headers": .array(headers.map { .array([.string($0.0), .string($0.1)]) }), "body": .string(body),
                "id": .string(id), "secret": .string(secret), "service": .string(service), "region": .string(region),
                "time": .integer(Int64(time)),
            ]
            json["token"] = token.map { .string($0) }
            json["expires"] = expires.map { .integer(Int64($0)) }
            return Question(
                request: SignableRequest(
                    method, host: host ?? "", path: "/" + path.map { URLReference.encode($0) }.joined(separator: "/"),
                    query: query, headers: HTTPHeaders(headers), body: Array(body.utf8)),
                signature: SignatureV4(
                    credentials: AWSCredentials(accessKeyID: id, secret: secret, sessionToken: token, source: "a test"),
                    region: region, service: service, time: Date(timeIntervalSince1970: TimeInterval(time))),
                expires: expires, json: json)
        }

        @Test func thousandsOfRequestsAreSignedAsBotocoreDoes() async throws {
            var dice = Dice(state: 2026)
            let questions = try (0..<6000).map { _ in try question(&dice) }
            let answers = try await Botocore.ask("sign", questions.map(\.json))
            var differences = 0
            for (question, answer) in zip(questions, answers) {
                let own: [String?]
                if let expires = question.expires {
                    own = [question.signature.presigned(question.request, expiringAfter: expires).url, nil]
                } else {
                    let signed = question.signature.signed(question.request)
                    own = [signed.url, signed.headers["Authorization"]]
                }
                let theirs = [answer["url"]?.string, answer["authorization"]?.string]
                if own == theirs { continue }
                differences += 1
                if differences < 4 { Issue.record("\(own) is not \(theirs) for \(question.json)") }
            }
            #expect(differences == 0)
        }

        @Test func tokensForClustersAreTheAWSCommandsOwn() async throws {
            var questions: [JSONValue] = []
            var own: [String] = []
            for region in ["us-west-2", "us-east-1", "cn-northwest-1", "us-gov-west-1", "eu-central-1"] {
                for token in [nil, "FwoGZXIvYXdzE+/=="] {
                    for cluster in ["lab", "my-cluster_1", "0b2c5f5e-0000-4000-8000-000000000000"] {
                        let credentials = AWSCredentials(
                            accessKeyID: "AKIDEXAMPLE", secret: "secret/+", sessionToken: token, source: "a test")
                        let time = 1_790_000_000 + own.count * 1234
                        own.append(
                            EKSToken(
                                cluster: cluster, at: AWSEndpoint(.sts, in: try AWSRegion(region)), as: credentials,
                                time: Date(timeIntervalSince1970: TimeInterval(time))
                            ).value)
                        var question: JSONValue = [
                            "region": .string(region), "id": "AKIDEXAMPLE", "secret": "secret/+",
                            "cluster": .string(cluster), "time": .integer(Int64(time)),
                        ]
                        question["token"] = token.map { .string($0) }
                        questions.append(question)
                    }
                }
            }
            // The lab's own endpoint is not what clusters know.
            let answers = try await Botocore.ask("token", questions, environment: ["HOME": "/nonexistent"])
            #expect(answers.map { $0["token"]?.string } == own)
        }

        private static let regions = [
            "us-west-2", "us-east-1", "eu-central-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1",
            "us-iso-east-1", "us-isob-east-1",
        ]

        @Test func addressesAreBotocoresOwn() async throws {
            let services: [(AWSService, String, String)] = [
                (.sts, "sts", "get_caller_identity"), (.iam, "iam", "list_roles"), (.ec2, "ec2", "describe_vpcs"),
                (.eks, "eks", "list_clusters"), (.ecr, "ecr", "describe_repositories"), (.ssm, "ssm", "list_documents"),
                (.autoScaling, "autoscaling", "describe_auto_scaling_groups"),
                (.serviceQuotas, "service-quotas", "list_services"), (.cloudFormation, "cloudformation", "list_stacks"),
            ]
            var questions: [JSONValue] = []
            var own: [(url: String, region: String)] = []
            for (service, name, call) in services {
                for region in Self.regions {
                    for (fips, dualstack) in [(false, false), (true, false), (false, true)] {
                        // Validated cryptography is the United States'; the secret partitions have no IPv6.
                        if fips, region.hasPrefix("cn-") || region.hasPrefix("eu-") { continue }
                        if fips || dualstack, region.hasPrefix("us-iso") { continue }
                        let endpoint = AWSEndpoint(
                            service, in: try AWSRegion(region), isFIPS: fips, isDualStack: dualstack)
                        own.append((endpoint.url + "/", endpoint.signingRegion))
                        questions.append([
                            "service": .string(name), "region": .string(region), "fips": .bool(fips),
                            "dualstack": .bool(dualstack), "call": [.string(call), [:]],
                        ])
                    }
                }
            }
            let answers = try await Botocore.ask("endpoint", questions, environment: ["HOME": "/nonexistent"])
            var compared = 0
            for ((own, question), answer) in zip(zip(own, questions), answers) {
                // Not every service has every kind.
                guard let url = answer["url"]?.string else { continue }
                compared += 1
                #expect(url.hasPrefix(own.url), "\(question)")
                #expect(answer["region"]?.string == own.region, "\(question)")
            }
            #expect(compared > 100)
        }
    }
}
