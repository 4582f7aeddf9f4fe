import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Logins to EKS clusters; the cluster itself is moto's, which no token opens.
    @Suite(.serialized) struct EKSLogins {
        private static let region = ["AWS_REGION": "us-west-2", "AWS_DEFAULT_REGION": "us-west-2"]

        private static func url(ofToken token: String) -> String {
            let encoded = token.dropFirst("k8s-aws-v1.".count).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
            let padding = String(repeating: "=", count: (4 - encoded.count % 4) % 4)
            return String(decoding: Data(base64Encoded: String(encoded) + padding) ?? Data(), as: UTF8.self)
        }

        @Test func tokensAreExecCredentials() async throws {
            for version in ["v1", "v1beta1"] {
                let information = #"{"apiVersion":"client.authentication.k8s.io/\#(version)","kind":"ExecCredential"}"#
                let result = try await Mixarch.run(
                    "eks-token", "--cluster", "lab", "--region", "eu-west-1",
                    environment: ["KUBERNETES_EXEC_INFO": information, "AWS_ENDPOINT_URL": ""])
                let answer = try JSONValue(parsing: result.output.utf8, source: result.errors)
                #expect(answer["apiVersion"]?.string == "client.authentication.k8s.io/\(version)")
                #expect(answer["kind"]?.string == "ExecCredential")
                let token = try #require(answer[path: "status", "token"]?.string)
                let url = Self.url(ofToken: token)
                #expect(
                    url.hasPrefix("https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&"))
                #expect(url.contains("X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature="))
                let end = try Date(answer[path: "status", "expirationTimestamp"]?.string ?? "", strategy: .iso8601)
                #expect((830...841).contains(end.timeIntervalSinceNow))
            }
            let odd = try await Mixarch.run(
                "eks-token", "--cluster", "lab", environment: ["KUBERNETES_EXEC_INFO": #"{"apiVersion":"x"}"#])
            #expect(odd.status == 66)
        }

        /// The role's own keys sign the token; moto makes them up.
        @Test func aRoleIsTakenOnFirst() async throws {
            for (role, key) in [(nil, "testing%2F"), ("arn:aws:iam::123456789012:role/lab-cluster", "ASIA")] {
                let result = try await Mixarch.program(
                    ["eks-token", "--cluster", "lab"] + (role.map { ["--role-arn", $0] } ?? []),
                    environment: Self.region
                ).run()
                let answer = try JSONValue(parsing: result.output.utf8, source: result.errors)
                let url = Self.url(ofToken: answer[path: "status", "token"]?.string ?? "")
                #expect(url.contains("&X-Amz-Credential=" + key), "\(url)")
                #expect(url.contains("&X-Amz-Security-Token=") == (role != nil))
            }
        }

        private func view(_ file: String, _ path: String) async throws -> String {
            try await Command.run(
                "kubectl", "--kubeconfig", file, "config", "view", "--raw", "--output", "jsonpath={\(path)}"
            ).output.filter { !$0.isNewline }
        }

        @Test func aClusterIsWrittenIntoTheKubeconfig() async throws {
            try await withFolder { folder in
                let file = folder + "/kube/config"
                func login(_ words: String...) async throws -> ProgramResult {
                    try await Mixarch.program(
                        ["cluster", "login", "lab", "--kubeconfig", file] + words, environment: Self.region
                    ).run()
                }
                let planned = try await login("--dry-run")
                #expect(planned.status == 0 && planned.output.contains("current-context"), "\(planned.errors)")
                #expect(!FileManager.default.fileExists(atPath: file))
                let result = try await login("--alias", "shop")
                #expect(result.status == 0, "\(result.errors)")
                let mode = try await Command.run("stat", "--format=%a", file)
                #expect(mode.output == "600\n")
                #expect(try await view(file, ".current-context") == "shop")
                let arn = "arn:aws:eks:us-west-2:123456789012:cluster/lab"
                #expect(try await view(file, ".contexts[0].context.user") == arn)
                #expect(
                    try await view(file, ".users[0].user.exec.args")
                        == #"["eks-token","--cluster","lab","--region","us-west-2"]"#)
                // Not the mixarch of PATH: this one, by its path.
                let command = try await view(file, ".users[0].user.exec.command")
                #expect(command.hasPrefix("/") && command.hasSuffix("/mixarch"))
                let before = try String(contentsOfFile: file, encoding: .utf8)
                let again = try await login("--alias", "shop", "--format", "json")
                #expect(again.output.contains("already-there"))
                #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
                // As another tool, which then keeps both.
                _ = try await Command.run(
                    "kubectl", "--kubeconfig", file, "config", "set-cluster", "other", "--server=https://o")
                let other = try await login()
                #expect(other.status == 0, "\(other.errors)")
                #expect(try await view(file, ".clusters[*].name") == "\(arn) other")
                #expect(try await view(file, ".current-context") == arn)
                let missing = try await Mixarch.run(
                    "cluster", "login", "lap", "--kubeconfig", file, environment: Self.region)
                #expect(missing.status == 69 && missing.errors.contains("there are: lab"), "\(missing.errors)")
            }
        }

        /// kubeconfigs that name programs which are not here: the API server of the test shows what it is asked with.
        @Test(arguments: [
            #"command: aws-not-here/aws, args: [--region, us-west-2, eks, get-token, --cluster-name, lab, --output, json]"#,
            #"command: /not/here/aws-iam-authenticator, args: [token, -i, lab], env: [{name: AWS_REGION, value: us-west-2}]"#,
            #"command: /old/place/mixarch, args: [eks-token, --cluster, lab, --region, us-west-2]"#,
        ])
        func missingProgramsAreDoneWithout(_ exec: String) async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { address in
                    let file = folder + "/config"
                    try """
                    {apiVersion: v1, kind: Config, current-context: c,
                     clusters: [{name: c, cluster: {server: "http://\(address)/api-server"}}],
                     contexts: [{name: c, context: {cluster: c, user: u}}],
                     users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, \(exec)}}}]}
                    """.write(to: file)
                    _ = try await Mixarch.run(
                        "nodes", "--kubeconfig", file,
                        environment: ["AWS_ENDPOINT_URL": "", "AWS_REGION": "", "AWS_DEFAULT_REGION": ""])
                    let log = try String(contentsOfFile: folder + "/aws.log", encoding: .utf8)
                    let token = log.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("k8s-aws-v1.") }
                    let url = Self.url(ofToken: String(try #require(token, "\(log)")))
                    #expect(url.hasPrefix("https://sts.us-west-2.amazonaws.com/?Action=GetCallerIdentity"))
                }
            }
        }
    }
}
