import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    @Suite(.serialized) struct Cluster {
        private func manifest(image: String, architecture: String? = nil, typo: Bool = false) -> String {
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: trial-settings
            data:
              colour: green
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: trial
            spec:
              replicas: 1
              selector:
                matchLabels: {app: trial}
              template:
                metadata:
                  labels: {app: trial}
                spec:
            \(architecture.map { "      nodeSelector: {kubernetes.io/arch: \($0)}\n" } ?? "")\
                  \(typo ? "containerz" : "containers"):
                    - name: web
                      image: \(image)
                      ports: [{containerPort: 8080}]
            """
        }

        @Test func nodesOfBothArchitectures() async throws {
            let (status, result) = try await Mixarch.json("nodes")
            #expect(status == 0)
            let nodes = result["nodes"]?.array ?? []
            #expect(Set(nodes.compactMap { $0["architecture"]?.string }) == ["amd64", "arm64"])
            #expect(nodes.allSatisfy { $0["ready"]?.bool == true })
        }

        @Test func noClusterIsOneClearLine() async throws {
            let missing = try await Mixarch.run("nodes", environment: ["KUBECONFIG": "/nowhere/config"])
            #expect(missing.status == 66)
            #expect(missing.errors.contains("/nowhere/config"))
            try await withFolder { folder in
                let config = folder + "/config"
                try """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: secret-token}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                """.write(to: config)
                let down = try await Mixarch.run("nodes", environment: ["KUBECONFIG": config])
                #expect(down.status == 69)
                #expect(down.errors.contains("127.0.0.1:1"))
                #expect(!down.errors.contains("secret-token"))
            }
        }

        @Test func anImageWithoutTheArchitectureIsRefusedBeforeAnythingChanges() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    try manifest(image: registry + "/test/amd64-only:1").write(to: folder + "/app.yaml")
                    let result = try await Mixarch.run(
                        "deploy", "-f", folder + "/app.yaml", "--arch", "arm64", "-n", namespace)
                    #expect(result.status == 1)
                    #expect((result.output + result.errors).contains("amd64-only"))
                    let left = try await Command.run("kubectl", "get", "deploy,cm", "trial", "-n", namespace)
                    #expect(left.status != 0, "nothing is applied: \(left.output)")
                }
            }
        }

        @Test func aTypoIsNamedAndChangesNothing() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let file = folder + "/app.yaml"
                    try manifest(image: registry + "/test/hello:1", typo: true).write(to: file)
                    let result = try await Mixarch.run("deploy", "-f", file, "--arch", "arm64", "-n", namespace)
                    #expect(result.status == 66)
                    #expect(result.errors.contains("containerz"))
                    try "kind: Deployment\nmetadata: {name: [}\n".write(to: file)
                    let broken = try await Mixarch.run("deploy", "-f", file, "--arch", "arm64", "-n", namespace)
                    #expect(broken.status == 66)
                    #expect(broken.errors.contains("app.yaml"))
                    let left = try await Command.run(
                        "kubectl", "get", "configmap", "trial-settings", "-n", namespace)
                    #expect(left.status != 0, "nothing is applied: \(left.output)")
                }
            }
        }

        @Test func aShiftThatCannotWorkIsRefusedAndOneThatCanMoves() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    try manifest(image: registry + "/test/hello:1").write(to: folder + "/app.yaml")
                    let deployed = try await Mixarch.run(
                        "deploy", "-f", folder + "/app.yaml", "--arch", "amd64", "-n", namespace)
                    #expect(deployed.status == 0, "\(deployed.errors)")

                    let refused = try await Mixarch.run("shift", "trial", "--to", "s390x", "-n", namespace)
                    #expect(refused.status == 1)
                    #expect((refused.output + refused.errors).contains("s390x"))

                    let (status, moved) = try await Mixarch.json("shift", "trial", "--to", "arm64", "-n", namespace)
                    #expect(status == 0)
                    #expect(moved["outcome"]?.string == "moved")
                    let pods = try await Command.run(
                        "kubectl", "get", "pods", "-n", namespace, "-o", "wide", "--field-selector=status.phase=Running"
                    )
                    #expect(pods.output.contains("node-arm64"))
                }
            }
        }

        @Test func programsOfTheWrongArchitectureAreNamed() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    // This image claims arm64 and holds x86 programs: its index passes every check but the kernel's.
                    try manifest(image: registry + "/test/liar:1").write(to: folder + "/app.yaml")
                    let (status, result) = try await Mixarch.json(
                        "deploy", "-f", folder + "/app.yaml", "--arch", "arm64", "-n", namespace, "--timeout", "120")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "failed")
                    #expect(result["reasons"]?[0]?.string?.contains("exec format error") == true)
                }
            }
        }
    }
}
