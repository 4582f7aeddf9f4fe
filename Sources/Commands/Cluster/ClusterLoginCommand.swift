import AWSClient
import ArgumentParser
import Console
import KubernetesClient
import Reporting

struct ClusterLoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "login",
        abstract: "Write an EKS cluster into the kubeconfig, and make it the current one.",
        discussion: """
            As aws eks update-kubeconfig does, with mixarch eks-token as the program that gives tokens: neither the aws CLI \
            nor aws-iam-authenticator is needed. Other entries of the file stay as they are, comments included.

            Examples:
              mixarch cluster login shop --region us-west-2
              mixarch cluster login shop --alias shop --dry-run
            """)

    @Argument(help: "The cluster's name.")
    var name: String

    @Option(help: ArgumentHelp("The context's name; without it the cluster's ARN.", valueName: "name"))
    var alias: String?

    @Option(
        help: ArgumentHelp(
            "The kubeconfig file; without it the first of KUBECONFIG that exists, then ~/.kube/config.",
            valueName: "file"),
        completion: .file())
    var kubeconfig: String?

    @Option(help: ArgumentHelp("The role that asks for tokens.", valueName: "arn"))
    var roleArn: String?

    @Flag(help: "Print the file as it would be, and write nothing.")
    var dryRun = false

    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let environment = Environment.variables
        let login = try await aws.open { try await self.login(try await cluster($0), $0) }
        let path = ClusterLogin.file(kubeconfig, environment: environment)
        let before = try PrivateFile.text(path) ?? ""
        let after = try login.merged(into: before, source: path)
        if !dryRun, after != before { try PrivateFile.write(Array(after.utf8), to: path) }
        let report = ClusterLoginReport(
            cluster: name, context: login.context, server: login.server, file: path,
            outcome: dryRun ? "planned" : after == before ? "already-there" : "written")
        try output.show(report) { _ in
            dryRun
                ? after
                : "the cluster \(name) \(after == before ? "is already" : "is now") the current context of \(path): "
                    + "\(login.context)\n"
        }
    }

    private func cluster(_ session: AWSSession) async throws -> EKSCluster {
        do {
            return try await session.cluster(name)
        } catch let failure as Failure where failure.aws?.isNotFound == true {
            let known = try? await session.clusterNames().sorted()
            let hint = known.map {
                $0.isEmpty
                    ? "there is none at all; is it the right region?" : "there are: \($0.joined(separator: ", "))"
            }
            throw Failure(
                failure.code, "there is no EKS cluster \"\(name)\" in \(try await session.region())", hint: hint,
                cause: failure.cause)
        }
    }

    private func login(_ cluster: EKSCluster, _ session: AWSSession) async throws -> ClusterLogin {
        guard let endpoint = cluster.endpoint, !endpoint.isEmpty else {
            throw Failure(
                .remoteRefused, "the EKS cluster \"\(name)\" has no API server yet (it is \(cluster.status))",
                hint: "wait until it is ACTIVE")
        }
        var arguments = ["eks-token", "--cluster", name, "--region", try await session.region().name]
        if let roleArn { arguments += ["--role-arn", roleArn] }
        // A profile that was named is meant for the tokens too; keys of the environment are not written down.
        let profile = aws.identity.profile ?? Environment.variables["AWS_PROFILE"]
        let plugin = ExecCall(
            command: OwnProgram.command(), arguments: arguments,
            environment: profile.map { $0.isEmpty ? [:] : ["AWS_PROFILE": $0] } ?? [:],
            apiVersion: "client.authentication.k8s.io/v1beta1")
        return ClusterLogin(
            name: cluster.arn, context: alias ?? cluster.arn, server: endpoint, authority: cluster.authority,
            plugin: plugin)
    }
}

/// What became of a login.
struct ClusterLoginReport: Encodable {
    let cluster: String
    let context: String
    let server: String
    let file: String
    /// `written`, `already-there` or `planned`.
    let outcome: String
}
