import FoundationEssentials
import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting
import Testing

@Suite struct KubeconfigTests {
    private static let lab = """
        apiVersion: v1
        kind: Config
        current-context: lab
        contexts:
        - name: lab
          context: {cluster: lab, user: admin, namespace: shop}
        - name: other
          context: {cluster: lab, user: program}
        clusters:
        - name: lab
          cluster: {server: "https://10.0.0.1:6443/"}
        users:
        - name: admin
          user: {token: first}
        """

    @Test func filesAreMergedAndTheFirstWins() throws {
        let folder = try TemporaryFolder()
        let one = try folder.write("one", Self.lab)
        let two = try folder.write(
            "two",
            """
            current-context: two
            contexts: [{name: two, context: {cluster: two, user: admin}}]
            clusters: [{name: two, cluster: {server: "https://two"}}, {name: lab, cluster: {server: "https://no"}}]
            users: [{name: admin, user: {token: second}}]
            """)
        let environment = ["KUBECONFIG": "\(folder.path)/missing:\(one):\(two)"]
        let current = try ClusterConnection.load(environment: environment)
        #expect(current.server == "https://10.0.0.1:6443")
        #expect(current.namespace.description == "shop")
        let named = try ClusterConnection.load(
            context: "two", namespace: NamespaceName("kube-system"), environment: environment)
        #expect(named.server == "https://two")
        #expect(named.namespace.description == "kube-system")
    }

    @Test(
        arguments: [
            (nil, nil, "no kubeconfig: /home/nobody/.kube/config does not exist"),
            ("", "nope", "has no context \"nope\""),
            ("current-context: x\ncontexts: [{name: x, context: {cluster: gone}}]", nil, "names no cluster"),
            ("contexts: []", nil, "has no current context"),
            ("- a", nil, "is no kubeconfig"),
            ("a: [", nil, "config:2"),
        ] as [(String?, String?, String)])
    func unusableFilesAreToldInOneLine(_ text: String?, _ context: String?, _ message: String) throws {
        let folder = try TemporaryFolder()
        var environment = ["HOME": "/home/nobody"]
        if let text { environment["KUBECONFIG"] = try folder.write("config", text.isEmpty ? Self.lab : text) }
        let failure = #expect(throws: Failure.self) {
            try ClusterConnection.load(context: context, environment: environment)
        }
        #expect(failure?.code.kind == .input)
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    }

    private func authorizations(user: String, files: [String: String] = [:], requests: Int = 1) async throws
        -> [String?]
    {
        let folder = try TemporaryFolder()
        for (name, text) in files { _ = try folder.write(name, text) }
        let text = Self.lab.replacing("current-context: lab", with: "current-context: other")
        let file = try folder.write("config", text + "\n- name: program\n  user: \(user)\n")
        let connection = try ClusterConnection.load(path: file, environment: [:])
        let sender = StubSender { _ in (200, #"{"gitVersion":"v1.20.2"}"#) }
        let client = KubernetesClient(connection: connection, sender: sender)
        for _ in 0..<requests { _ = try await client.version() }
        return sender.requests.map { $0.headers["Authorization"] }
    }

    @Test func credentialsOfEveryKind() async throws {
        #expect(try await authorizations(user: "{token: abc}") == ["Bearer abc"])
        #expect(try await authorizations(user: "{tokenFile: t}", files: ["t": "xyz\n"]) == ["Bearer xyz"])
        #expect(try await authorizations(user: "{username: u, password: p}") == ["Basic dTpw"])
        #expect(try await authorizations(user: "{}") == [nil])
    }

    private func plugin(_ expiration: String) -> String {
        #"""
        #!/bin/sh
        echo run >> "$LOG"
        case "$KUBERNETES_EXEC_INFO" in *ExecCredential*) ;; *) exit 3 ;; esac
        printf '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"t%s"\#(expiration)}}' $(wc -l < "$LOG")
        """#
    }

    private func execUser(_ log: String) -> String {
        """
        {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: sh, args: [-c, '. "$0"', "\(log).sh"], \
        env: [{name: LOG, value: "\(log)"}], installHint: install it with care}}
        """
    }

    @Test func programsRunOnceUntilTheirAnswerExpires() async throws {
        let folder = try TemporaryFolder()
        let log = "\(folder.path)/log"
        _ = try folder.write("log.sh", plugin(#","expirationTimestamp":"2999-01-01T00:00:00Z""#))
        #expect(try await authorizations(user: execUser(log), requests: 3) == ["Bearer t1", "Bearer t1", "Bearer t1"])
        _ = try folder.write("log.sh", plugin(#","expirationTimestamp":"2001-01-01T00:00:00Z""#))
        #expect(try await authorizations(user: execUser(log), requests: 2) == ["Bearer t2", "Bearer t3"])
    }

    @Test func aFailingProgramShowsItsInstallHint() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("log.sh", "echo not logged in >&2; exit 1\n")
        let failure = await #expect(throws: Failure.self) {
            _ = try await authorizations(user: execUser("\(folder.path)/log"))
        }
        #expect(failure?.message.contains("not logged in") == true)
        #expect(failure?.hint == "install it with care")
    }

    @Test func aRefusedTokenIsAskedForAgain() async throws {
        let folder = try TemporaryFolder()
        let log = "\(folder.path)/log"
        _ = try folder.write("log.sh", plugin(""))
        let text = Self.lab.replacing("current-context: lab", with: "current-context: other")
        let file = try folder.write("config", text + "\n- name: program\n  user: \(execUser(log))\n")
        let sender = StubSender { request in
            request.headers["Authorization"] == "Bearer t1" ? (401, "{}") : (200, #"{"gitVersion":"v1.20.2"}"#)
        }
        let connection = try ClusterConnection.load(path: file, environment: [:])
        #expect(
            try await KubernetesClient(connection: connection, sender: sender).version()
                == ServerVersion(major: 1, minor: 20))
        #expect(sender.requests.count == 2)
    }

    @Test func aNameOfItsOwnForTheCertificateGoesIntoTheURL() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "config",
            Self.lab.replacing(
                #""https://10.0.0.1:6443/"}"#, with: #""https://10.0.0.1:6443/x", tls-server-name: api}"#))
        #expect(try ClusterConnection.load(path: file, environment: [:]).server == "https://api:6443/x")
    }
}

/// Exec plugins that are not installed.
@Suite struct ExecStandInTests {
    private struct StandIn: ExecStandIn {
        func credential(for call: ExecCall) async throws -> JSONValue? {
            guard call.command == "mixarch-test-no-such-program" else { return nil }
            #expect(call.arguments == ["token", "-i", "lab"] && call.environment["A"] == "b")
            return [
                "apiVersion": .string(call.apiVersion), "kind": "ExecCredential", "status": ["token": "stand-in"],
            ]
        }
    }

    private func authorization(command: String) async throws -> String? {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "config",
            """
            {apiVersion: v1, kind: Config, current-context: c,
             clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443"}}],
             contexts: [{name: c, context: {cluster: c, user: u}}],
             users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: "\(command)",
               args: [token, -i, lab], env: [{name: A, value: b}]}}}]}
            """)
        let sender = StubSender { _ in (200, #"{"gitVersion":"v1.20.2"}"#) }
        let connection = try ClusterConnection.load(path: file, environment: [:], standIn: StandIn())
        _ = try await KubernetesClient(connection: connection, sender: sender).version()
        return sender.requests.first?.headers["Authorization"]
    }

    @Test func theirWorkIsDone() async throws {
        #expect(try await authorization(command: "mixarch-test-no-such-program") == "Bearer stand-in")
    }

    @Test func othersAreMissing() async {
        await #expect {
            try await authorization(command: "mixarch-test-another-program")
        } throws: {
            ($0 as? Failure)?.message.contains("mixarch-test-another-program") == true
        }
    }
}
