import KubernetesClient
import Reporting
import Testing

/// Logins are written into files that people have: nothing else in them may change.
struct ClusterLoginTests {
    private func login(context: String = "lab", server: String = "https://new.example") -> ClusterLogin {
        ClusterLogin(
            name: "arn:aws:eks:us-west-2:1:cluster/lab", context: context, server: server, authority: "QUJD",
            plugin: ExecCall(
                command: "mixarch", arguments: ["eks-token", "--cluster", "lab"],
                environment: ["AWS_PROFILE": "my own"],
                apiVersion: "client.authentication.k8s.io/v1beta1"))
    }

    private static let users = """
        users:
        - name: arn:aws:eks:us-west-2:1:cluster/lab
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1beta1
              args:
              - eks-token
              - --cluster
              - lab
              command: mixarch
              env:
              - name: AWS_PROFILE
                value: "my own"
              interactiveMode: Never
        """

    private static let fresh = """
        apiVersion: v1
        kind: Config
        clusters:
        - cluster:
            certificate-authority-data: QUJD
            server: https://new.example
          name: arn:aws:eks:us-west-2:1:cluster/lab
        contexts:
        - context:
            cluster: arn:aws:eks:us-west-2:1:cluster/lab
            user: arn:aws:eks:us-west-2:1:cluster/lab
          name: lab
        \(users)
        current-context: lab

        """

    @Test func aNewFile() throws {
        #expect(try login().merged(into: "", source: "config") == Self.fresh)
        #expect(try login().merged(into: "# mine\n", source: "config") == "# mine\n" + Self.fresh)
    }

    @Test func asSecondTimeChangesNothing() throws {
        #expect(try login().merged(into: Self.fresh, source: "config") == Self.fresh)
    }

    private static let used = """
        # clusters of mine
        apiVersion: v1
        clusters:
          # the old one
          - name: old   # since 2019
            cluster: {server: "https://old.example"}

          - name: "arn:aws:eks:us-west-2:1:cluster/lab"
            cluster:
              server: https://before.example
              insecure-skip-tls-verify: true
              proxy-url: http://proxy
          # behind
        # before contexts
        contexts:
        - name: lab
          context:
            namespace: shop
            cluster: gone
        kind: Config
        current-context: old # for now
        preferences: {}
        users: []

        """

    @Test func whatElseIsThereStaysAsItIsWritten() throws {
        #expect(
            try login().merged(into: Self.used, source: "config") == """
                # clusters of mine
                apiVersion: v1
                clusters:
                  # the old one
                  - name: old   # since 2019
                    cluster: {server: "https://old.example"}

                  - cluster:
                      certificate-authority-data: QUJD
                      proxy-url: http://proxy
                      server: https://new.example
                    name: arn:aws:eks:us-west-2:1:cluster/lab
                  # behind
                # before contexts
                contexts:
                - context:
                    cluster: arn:aws:eks:us-west-2:1:cluster/lab
                    namespace: shop
                    user: arn:aws:eks:us-west-2:1:cluster/lab
                  name: lab
                kind: Config
                current-context: lab
                preferences: {}
                \(Self.users)

                """)
    }

    @Test func aFurtherClusterComesLast() throws {
        let both = try login(context: "other").merged(into: Self.fresh, source: "config")
        let lines = both.split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("  name:") }.count == 3)
        #expect(lines.last == "current-context: other")
    }

    @Test func jsonStaysJSON() throws {
        let text = try login().merged(
            into: #"{"apiVersion":"v1","clusters":[{"name":"old","cluster":{"server":"https://old"}}]}"#, source: "c")
        #expect(text.hasPrefix("{") && text.contains("https://old") && text.contains("https://new.example"))
        #expect(try login().merged(into: text, source: "c") == text)
    }

    /// Lists in brackets stay such lists, comments included; files written by hand have them.
    @Test func listsInBrackets() throws {
        let text = """
            clusters: [{name: old, cluster: {server: "https://[::1]:6443"}}, # mine, and nobody else's
              {name: 'it''s, [odd]', cluster: {server: https://b#c}},
            ] # the end
            contexts:
              - {name: lab, context: {namespace: shop, cluster: gone}}
            users: [{name: "arn:aws:eks:us-west-2:1:cluster/lab", user: {token: t}}, {name: last}]
            kind: Config

            """
        let edited = try login().merged(into: text, source: "config")
        let lines = edited.split(separator: "\n")
        #expect(lines[0] == text.split(separator: "\n")[0])
        #expect(lines[1].hasPrefix("  {name: 'it''s, [odd]', cluster: {server: https://b#c}}, {\"cluster\":"))
        #expect(lines[1].hasSuffix("},") && lines[2] == "] # the end")
        #expect(
            lines.contains { $0.hasPrefix("users: [{") && $0.hasSuffix(", {name: last}]") && !$0.contains("token: t") })
        #expect(try login().merged(into: edited, source: "config") == edited)
    }

    @Test(arguments: [
        "- a\n", "a: b: c\n", "a: 1\n---\nb: 2\n",
        "clusters: &all\n- name: a\n  cluster: {}\nothers: *all\ncontexts: [\n]\n",
        "clusters: &all [{name: a, cluster: {}}]\nothers: *all\n", "clusters: [{name: a}\n",
    ])
    func whatCantBeEditedIsRefused(_ text: String) {
        #expect(throws: Failure.self) { try login().merged(into: text, source: "config") }
    }

    @Test(
        arguments: [
            (nil, "a:b", "b"), ("x", "a:b", "x"), (nil, nil, "/home/me/.kube/config"),
            (nil, "/dev/null:b", "/dev/null"),
        ] as [(String?, String?, String)])
    func whereItIsWritten(_ given: String?, _ listed: String?, _ expected: String) {
        var environment = ["HOME": "/home/me"]
        environment["KUBECONFIG"] = listed
        #expect(ClusterLogin.file(given, environment: environment) == expected)
    }
}
