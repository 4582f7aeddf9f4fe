import AWSClient
import KubernetesClient
import RawJSON
import Reporting

/// Does what `aws eks get-token`, `aws-iam-authenticator token` and `mixarch eks-token` do, for kubeconfigs that name one
/// of them on a machine that hasn't got it.
struct EKSStandIn: ExecStandIn {
    func credential(for call: ExecCall) async throws -> JSONValue? {
        guard let question = EKSTokenCall(call) else { return nil }
        let environment = Environment.variables.merging(call.environment) { $1 }
        let configuration = try AWSConfiguration(
            environment: environment, profile: question.profile,
            region: try question.region(environment).map { try AWSRegion($0, from: "the region in the kubeconfig") })
        let token = try await AWSSession.open(configuration, runtime: .asking) { session in
            try await (question.role.map { session.assuming(role: $0, externalID: question.externalID) } ?? session)
                .token(forCluster: question.cluster)
        }
        return ExecCredentialAnswer.json(token, call.apiVersion)
    }
}

/// What a kubeconfig asks one of these programs.
package struct EKSTokenCall: Equatable {
    package let cluster: String
    package private(set) var region: String?
    /// Where the program asks when nobody names a region; nil when it wants one.
    package let usualRegion: String?
    package private(set) var profile: String?
    package private(set) var role: String?
    package private(set) var externalID: String?

    private static let names: [String: String] = [
        "--cluster-name": "cluster", "--cluster-id": "cluster", "--cluster": "cluster", "-i": "cluster",
        "--region": "region", "--profile": "profile", "--role-arn": "role", "--role": "role", "-r": "role",
        "--external-id": "external",
    ]
    /// Further options with a value, which say nothing here.
    private static let others: Set<String> = [
        "--output", "--color", "--session-name", "-s", "--cache-file", "--log-format", "--sts-endpoint", "--ca-bundle",
        "--cli-read-timeout", "--cli-connect-timeout",
    ]

    /// - Parameter environment: the variables of this process, and those that the kubeconfig adds.
    /// - Returns: the region to name; nil for what the environment and the shared files say.
    func region(_ environment: [String: String]) throws(Failure) -> String? {
        if let region { return region }
        guard let usualRegion else { return nil }
        return try AWSConfiguration(environment: environment, profile: profile).region() == nil ? usualRegion : nil
    }

    /// Nil for another program, or a call that is not understood to the end: half a guess could be somebody else's token.
    package init?(_ call: ExecCall) {
        let verbs: [String]
        switch call.command.split(separator: "/").last {
        case "aws": verbs = ["eks", "get-token"]
        case "aws-iam-authenticator", "heptio-authenticator-aws": verbs = ["token"]
        case "mixarch": verbs = ["eks-token"]
        default: return nil
        }
        var words: [String] = []
        var values: [String: String] = [:]
        var rest = call.arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-") else {
                words.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if Self.names[parts[0]] == nil, !Self.others.contains(parts[0]) {
                // Switches: `--no-cli-pager`, `--forward-session-name`, `--token-only=false`.
                continue
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { return nil }
            if let name = Self.names[parts[0]] { values[name] = value }
        }
        guard words == verbs, let cluster = values["cluster"] else { return nil }
        self.cluster = cluster
        // aws-iam-authenticator asks the endpoint of old, which is this region's.
        usualRegion = verbs == ["token"] ? "us-east-1" : nil
        region = values["region"]
        profile = values["profile"]
        role = values["role"]
        externalID = values["external"]
    }
}
