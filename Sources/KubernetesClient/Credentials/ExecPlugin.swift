import Processes
import RawJSON
import Reporting

/// A program that gives credentials (API: client.authentication.k8s.io, v1 and v1beta1).
struct ExecPlugin: Sendable {
    private static let apiVersions: Set<String> = [
        "client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1",
    ]

    let apiVersion: String
    let program: Program
    private let installHint: String?
    private let call: ExecCall
    private let standIn: (any ExecStandIn)?

    /// - Parameters:
    ///   - value: the `exec` member of a user.
    ///   - user: the user, whose file relative commands start from.
    ///   - cluster: the cluster's entry, given to the program when it wants it.
    ///   - standIn: does the program's work when it is not installed.
    /// - Throws: ``Failure`` with code `kubeconfig-unusable`.
    init(
        _ value: JSONValue, of user: Kubeconfig.Entry, cluster: Kubeconfig.Entry, standIn: (any ExecStandIn)? = nil
    ) throws(Failure) {
        guard let command = value["command"]?.string, !command.isEmpty else {
            throw Failure(.kubeconfigUnusable, "a user of \(user.file) has an exec plugin without a command")
        }
        apiVersion = value["apiVersion"]?.string ?? ""
        guard Self.apiVersions.contains(apiVersion) else {
            throw Failure(
                .kubeconfigUnusable, "the exec plugin \(command) in \(user.file) has apiVersion \"\(apiVersion)\"",
                hint: "it has to be client.authentication.k8s.io/v1 or v1beta1; with EKS, update the aws CLI and run "
                    + "aws eks update-kubeconfig again")
        }
        guard value["interactiveMode"]?.string != "Always" else {
            throw Failure(
                .kubeconfigUnusable, "the exec plugin \(command) in \(user.file) needs a terminal (interactiveMode)",
                hint: "use another user for mixarch, such as a token")
        }
        var variables: [String: String] = [:]
        for variable in value["env"]?.array ?? [] {
            guard let name = variable["name"]?.string else { continue }
            variables[name] = variable["value"]?.string ?? ""
        }
        variables["KUBERNETES_EXEC_INFO"] = try Self.information(
            apiVersion, value["provideClusterInfo"]?.bool == true ? cluster.value : nil)
        let arguments = value["args"]?.array?.compactMap(\.string) ?? []
        call = ExecCall(
            command: command, arguments: arguments, environment: variables, apiVersion: apiVersion)
        self.standIn = standIn
        program = Program(
            command.contains("/") ? user.resolve(command) : command, arguments, environment: variables,
            deadline: .seconds(60))
        installHint = value["installHint"]?.string
    }

    /// - Returns: what the program answered.
    /// - Throws: ``Failure`` with code `tool-missing` or `tool-failed`, with the plugin's own hint.
    func run() async throws -> ExecCredential {
        do {
            let answer: JSONValue
            do {
                let result = try await program.runChecked(to: "give credentials for the cluster")
                answer = try JSONValue(parsing: result.output.utf8, source: "the answer of \(program.executable)")
            } catch let failure as Failure where failure.code == .toolMissing {
                guard let own = try await standIn?.credential(for: call) else { throw failure }
                answer = own
            }
            return try ExecCredential(answer, expected: apiVersion, from: program.executable)
        } catch let failure as Failure {
            throw Failure(failure.code, failure.message, hint: installHint ?? failure.hint, cause: failure.cause)
        }
    }

    private static func information(_ apiVersion: String, _ cluster: JSONValue?) throws(Failure) -> String {
        var information: JSONValue = [
            "apiVersion": .string(apiVersion), "kind": "ExecCredential", "spec": ["interactive": false],
        ]
        information[path: "spec", "cluster"] = cluster
        return String(decoding: try information.encoded(), as: UTF8.self)
    }
}
