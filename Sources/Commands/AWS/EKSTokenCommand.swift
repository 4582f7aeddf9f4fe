import AWSClient
import ArgumentParser
import Console
import FoundationEssentials
import RawJSON
import Reporting

struct EKSTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "eks-token",
        abstract: "Print a token for an EKS cluster, as kubectl asks its exec plugins for one.",
        discussion: """
            mixarch cluster login writes kubeconfig entries that run it. Nothing is sent: the token is a signed question to \
            STS, which the cluster asks. It is good for 15 minutes.

            Examples:
              mixarch eks-token --cluster shop --region us-west-2
            """)

    @Option(help: ArgumentHelp("The cluster's name.", valueName: "name"))
    var cluster: String

    @Option(help: ArgumentHelp("Take on this role first.", valueName: "arn"))
    var roleArn: String?

    @OptionGroup var aws: AWSOptions

    func run() async throws {
        let environment = Environment.variables
        let version = try ExecCredentialAnswer.version(askedFor: environment["KUBERNETES_EXEC_INFO"])
        let token = try await aws.open { session in
            try await (roleArn.map { session.assuming(role: $0) } ?? session).token(forCluster: cluster)
        }
        let answer = ExecCredentialAnswer.json(token, version)
        StandardStreams.write(String(decoding: try answer.encoded(), as: UTF8.self) + "\n")
    }
}

/// What exec plugins answer.
///
/// Source: Kubernetes' documentation, "Authenticating", "client-go credential plugins".
package enum ExecCredentialAnswer {
    private static let group = "client.authentication.k8s.io"

    /// - Parameter information: the value of `KUBERNETES_EXEC_INFO`.
    /// - Returns: the version that the client understands; without one, that which all do.
    /// - Throws: ``Failure`` when the client wants another one.
    package static func version(askedFor information: String?) throws(Failure) -> String {
        guard let information, !information.isEmpty else { return "\(group)/v1beta1" }
        let json = try JSONValue(parsing: information.utf8, source: "KUBERNETES_EXEC_INFO")
        let version = json["apiVersion"]?.string ?? ""
        guard ["\(group)/v1", "\(group)/v1beta1", "\(group)/v1alpha1"].contains(version) else {
            throw Failure(
                .invalidInput, "KUBERNETES_EXEC_INFO asks for \(version.isEmpty ? "no version" : version)",
                hint: "mixarch answers \(group)/v1, v1beta1 and v1alpha1")
        }
        return version
    }

    static func json(_ token: EKSToken, _ version: String) -> JSONValue {
        [
            "apiVersion": .string(version), "kind": "ExecCredential", "spec": [:],
            "status": [
                "expirationTimestamp": .string(token.expiration.formatted(.iso8601)), "token": .string(token.value),
            ],
        ]
    }
}
