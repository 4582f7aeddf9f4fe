import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct Doctor {
        private func state(_ name: String, in result: JSONValue) -> String? {
            (result["checks"]?.array ?? []).first { $0["name"]?.string == name }?["state"]?.string
        }

        /// The cluster makes it a moment after the account.
        private func token(of account: String, in namespace: String) async throws -> String {
            let path =
                "{.items[?(@.metadata.annotations.kubernetes\\.io/service-account\\.name==\"\(account)\")].data.token}"
            for _ in 0..<100 {
                let secret = try await Command.run(
                    "kubectl", "get", "secrets", "-n", namespace, "-o", "jsonpath=\(path)")
                if let token = Data(base64Encoded: secret.output.filter { !$0.isWhitespace }), !token.isEmpty {
                    return String(decoding: token, as: UTF8.self)
                }
                try await Task.sleep(for: .milliseconds(100))
            }
            throw TokenMissing()
        }

        private struct TokenMissing: Error {}

        @Test func theLabIsWell() async throws {
            let (status, result) = try await Mixarch.json("doctor", "--for", "deploy,shift,push,nodegroup")
            #expect(status == 0 && result["ok"] == true, "\(result)")
            for name in [
                "account", "region", "API server", "nodes", "permissions for shift", "permissions for nodegroup",
            ] {
                #expect(["ok", "warning"].contains(state(name, in: result) ?? ""), "\(name)")
            }
            #expect(state("nodes", in: result) == "ok")
        }

        /// The checks of the account, of `lab/faults/aws.py` at a path.
        private func account(_ path: String, of address: String) async throws -> (Int, [String: JSONValue]) {
            let run = try await Mixarch.run(
                "doctor", "--for", "login,nodegroup,push", "--format", "json",
                environment: [
                    "AWS_ENDPOINT_URL": "http://\(address)/\(path)", "AWS_REGION": "us-west-2", "AWS_MAX_ATTEMPTS": "1",
                ])
            let result = try JSONValue(parsing: run.output.utf8, source: run.errors)
            let checks = (result["checks"]?.array ?? []).filter { $0["area"] == "aws" }
            return (run.status, Dictionary(checks.map { ($0["name"]?.string ?? "", $0) }) { first, _ in first })
        }

        @Test func permissionsAreSimulatedForTheRoleBehindASession() async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { address in
                    let (status, checks) = try await account("iam", of: address)
                    #expect(status == 1)
                    #expect(checks["permissions for login"]?["state"] == "ok", "\(checks)")
                    let groups = checks["permissions for nodegroup"]
                    #expect(groups?["state"] == "missing" && groups?["detail"] == "not allowed: eks:CreateNodegroup")
                    #expect(groups?["remedy"]?.string?.contains("iam:PassRole") == true)
                    // A policy for one repository is not seen by a question about all.
                    let push = checks["permissions for push"]
                    #expect(push?["state"] == "warning", "\(checks)")
                    #expect(push?["detail"] == "not allowed for every resource: ecr:PutImage", "\(checks)")
                }
            }
        }

        @Test func whereIAMDoesNotSayReadingIsTried() async throws {
            try await withFolder { folder in
                try await OwnServer.aws(in: folder) { address in
                    let (status, checks) = try await account("iam-silent", of: address)
                    #expect(status == 1)
                    let login = checks["ecr:GetAuthorizationToken"]
                    #expect(login?["state"] == "missing", "\(checks)")
                    #expect(login?["remedy"]?.string?.contains("ecr:GetAuthorizationToken") == true, "\(checks)")
                    #expect(checks["ec2:DescribeInstanceTypes"]?["state"] == "missing")
                    let rest = checks["permissions for push"]
                    #expect(rest?["state"] == "warning", "\(checks)")
                    #expect(rest?["detail"]?.string?.contains("not tried: ecr:BatchCheckLayerAvailability") == true)
                }
            }
        }

        @Test func withoutANetworkEachPartIsTold() async throws {
            let run = try await Mixarch.run(
                "doctor", "--format", "json", "--timeout", "15",
                environment: [
                    "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_SECRET_ACCESS_KEY": "very-secret",
                    "MIXARCH_REGISTRY": "127.0.0.1:1", "KUBECONFIG": "/nowhere/config",
                ])
            #expect(run.status == 1)
            let result = try JSONValue(parsing: run.output.utf8, source: run.errors)
            #expect(result["ok"] == false)
            #expect(state("account", in: result) == "missing")
            #expect(state("kubeconfig", in: result) == "missing")
            #expect(state("127.0.0.1:1", in: result) == "missing")
            #expect(state("system", in: result) == "ok")
            #expect(!(run.output + run.errors).contains("very-secret"))
        }

        @Test func whatIsNotAllowedIsNamed() async throws {
            try await withNamespace { namespace in
                let account = try await Command.run("kubectl", "create", "serviceaccount", "nobody", "-n", namespace)
                try #require(account.status == 0, "\(account.errors)")
                try await withFolder { folder in
                    let config = folder + "/config"
                    let view = try await Command.run("kubectl", "config", "view", "--raw", "--minify")
                    try view.output.write(to: config)
                    let token = try await token(of: "nobody", in: namespace)
                    for words in [
                        ["set-credentials", "nobody", "--token=\(token)"],
                        ["set-context", "--current", "--user=nobody"],
                    ] {
                        let set = try await Program("kubectl", ["--kubeconfig", config, "config"] + words).run()
                        try #require(set.status == 0, "\(set.errors)")
                    }
                    let run = try await Mixarch.run("doctor", "--kubeconfig", config, "--format", "json")
                    let result = try JSONValue(parsing: run.output.utf8, source: run.errors)
                    #expect(run.status == 1)
                    let check = (result["checks"]?.array ?? []).first {
                        $0["area"] == "cluster" && $0["name"] == "permissions for nodegroup"
                    }
                    #expect(check?["state"] == "missing")
                    #expect(check?["detail"]?.string?.contains("create pods/eviction") == true, "\(result)")
                }
            }
        }
    }
}
