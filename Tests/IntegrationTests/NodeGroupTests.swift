import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Node groups in AWS's stand-in, each test with an EKS cluster of its own; nodes in the lab's Kubernetes.
    @Suite(.serialized) struct NodeGroup {
        @Test func aGroupIsPlannedMadeListedAndDeletedWithItsNode() async throws {
            let cluster = try await EKSStandIn.cluster()
            try await EKSStandIn.withNodes(of: cluster) {
                let (planned, plan) = try await Mixarch.json("nodegroup", "plan", cluster, "--accept")
                #expect(planned == 0)
                #expect(plan[path: "group", "instanceTypes"] == ["m8g.xlarge", "m7g.xlarge", "m6g.xlarge"])
                #expect(plan[path: "group", "amiType"] == "AL2023_ARM_64_STANDARD")
                #expect(plan[path: "group", "name"] == .string("\(cluster)-arm64"))

                // Other tests' workloads are looked at too, and may be of one architecture.
                let (made, first) = try await Mixarch.json(
                    "nodegroup", "create", cluster, "--accept", "--timeout", "240")
                #expect(made == 0 && first["outcome"] == "created", "\(first)")
                let node = try #require(first["nodes"]?[0])
                #expect(node["architecture"] == "arm64" && node["ready"] == true)
                let labels = try await Command.run(
                    "kubectl", "get", "nodes", "-l", "eks.amazonaws.com/nodegroup=\(cluster)-arm64", "-o",
                    "jsonpath={.items[*].spec.taints[?(@.key==\"kubernetes.io/arch\")].effect}")
                #expect(labels.output.contains("NoSchedule"), "\(labels.output)\(labels.errors)")

                let (again, second) = try await Mixarch.json("nodegroup", "create", cluster, "--accept")
                #expect(again == 0 && second["outcome"] == "unchanged")
                #expect(try await EKSStandIn.groups(of: cluster) == ["\(cluster)-amd64", "\(cluster)-arm64"])

                let (_, list) = try await Mixarch.json("nodegroup", "list", cluster)
                let found = (list["nodeGroups"]?.array ?? []).map { $0["architecture"] }
                #expect(found == ["amd64", "arm64"])

                let (looked, rehearsal) = try await Mixarch.json("nodegroup", "delete", cluster, "\(cluster)-arm64")
                #expect(looked == 0 && rehearsal["outcome"] == "dry-run")
                #expect(try await EKSStandIn.groups(of: cluster).count == 2)
                try await podsAreMovedAsTheirBudgetAllows(cluster)
                let (twice, absent) = try await Mixarch.json(
                    "nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve")
                #expect(twice == 0 && absent["outcome"] == "absent")
            }
        }

        private func label(_ node: String, _ label: String) async throws {
            let result = try await Command.run("kubectl", "label", "node", node, label, "--overwrite")
            try #require(result.status == 0, "\(result.errors)")
        }

        /// A pod on the group's node that can run nowhere else, then elsewhere, and may not go; then it may.
        private func podsAreMovedAsTheirBudgetAllows(_ cluster: String) async throws {
            let registry = try Mixarch.registry()
            try await withNamespace { namespace in
                try await withFolder { folder in
                    try """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web, namespace: \(namespace)}
                    spec:
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec:
                          terminationGracePeriodSeconds: 1
                          tolerations: [{key: kubernetes.io/arch, operator: Exists}]
                          nodeSelector: {trial: \(cluster)}
                          containers: [{name: main, image: "\(registry)/test/hello:1"}]
                    ---
                    apiVersion: policy/v1beta1
                    kind: PodDisruptionBudget
                    metadata: {name: web, namespace: \(namespace)}
                    spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
                    """.write(to: folder + "/web.yaml")
                    try await label("node-graviton", "trial=\(cluster)")
                    let applied = try await Command.run("kubectl", "apply", "-f", folder + "/web.yaml")
                    try #require(applied.status == 0, "\(applied.errors)")
                    let rolled = try await Command.run(
                        "kubectl", "rollout", "status", "deployment/web", "-n", namespace, "--timeout", "60s")
                    try #require(rolled.status == 0, "\(rolled.errors)")
                    func place() async throws -> String {
                        try await Command.run(
                            "kubectl", "get", "pods", "-n", namespace, "--field-selector=status.phase=Running", "-o",
                            "jsonpath={.items[*].spec.nodeName}"
                        ).output.filter { !$0.isWhitespace }
                    }
                    try #require(try await place() == "node-graviton")
                    let stuck = try await Mixarch.run("nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve")
                    #expect(stuck.status == 1 && stuck.output.contains("no other node"), "\(stuck.output)")
                    try await label("node-arm64", "trial=\(cluster)")

                    let blocked = try await Mixarch.run(
                        "nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve", "--timeout", "5")
                    #expect(blocked.status == 69 && blocked.errors.contains("disruption budget"), "\(blocked.errors)")
                    #expect(try await EKSStandIn.groups(of: cluster).count == 2, "nothing is deleted")
                    #expect(try await place() == "node-graviton")

                    let freed = try await Command.run(
                        "kubectl", "delete", "poddisruptionbudget", "web", "-n", namespace)
                    try #require(freed.status == 0, "\(freed.errors)")
                    let (gone, deleted) = try await Mixarch.json(
                        "nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve")
                    #expect(gone == 0 && deleted["outcome"] == "deleted", "\(deleted)")
                    let again = try await Command.run(
                        "kubectl", "rollout", "status", "deployment/web", "-n", namespace, "--timeout", "60s")
                    #expect(again.status == 0, "\(again.errors)")
                    #expect(try await place() == "node-arm64")
                    try await label("node-arm64", "trial-")
                }
            }
        }

        @Test func theWorkshopsFileIsPrintedAndTaken() async throws {
            let cluster = try await EKSStandIn.cluster()
            try await withFolder { folder in
                let file = folder + "/nodegroup.yaml"
                let planned = try await Mixarch.run(
                    "nodegroup", "plan", cluster, "--format", "eksctl", "-o", file, "--name", "managed-graviton",
                    "--instance-types", "m6g.xlarge", "--nodes", "1", "--no-taint", "--accept")
                #expect(planned.status == 0, "\(planned.errors)")
                let text = try String(contentsOfFile: file, encoding: .utf8)
                #expect(
                    text.hasSuffix(
                        """
                        managedNodeGroups:
                          - name: managed-graviton
                            instanceType: m6g.xlarge
                            desiredCapacity: 1
                            privateNetworking: true

                        """), "\(text)")
                let (status, result) = try await Mixarch.json(
                    "nodegroup", "create", "-f", file, "--dry-run", "--accept")
                #expect(status == 0 && result["outcome"] == "dry-run", "\(result)")
                #expect(result[path: "request", "amiType"] == "AL2023_ARM_64_STANDARD")
                #expect(result[path: "request", "subnets"]?.array?.count == 2)
                #expect(try await EKSStandIn.groups(of: cluster).count == 1, "nothing is made")

                try text.replacing(
                    "    privateNetworking: true\n", with: "    privateNetworking: true\n    ssh: {allow: true}\n"
                )
                .write(to: file)
                let refused = try await Mixarch.run("nodegroup", "create", "-f", file, "--dry-run", "--accept")
                #expect(
                    refused.status == 66 && refused.errors.contains("managedNodeGroups[0].ssh"), "\(refused.errors)")
            }
        }

        @Test func whatTheFirstNodeWouldBreakIsFoundBeforeIt() async throws {
            let registry = try Mixarch.registry()
            let cluster = try await EKSStandIn.cluster()
            try await withNamespace { namespace in
                try await withFolder { folder in
                    // Kept off all of the lab's nodes, but not off a new one: nothing of it ever runs.
                    try """
                    apiVersion: apps/v1
                    kind: DaemonSet
                    metadata: {name: logger, namespace: \(namespace)}
                    spec:
                      selector: {matchLabels: {app: logger}}
                      template:
                        metadata: {labels: {app: logger}}
                        spec:
                          tolerations: [{operator: Exists}]
                          nodeSelector: {eks.amazonaws.com/nodegroup: \(cluster)-arm64}
                          containers: [{name: main, image: "\(registry)/test/amd64-only:1"}]
                    """.write(to: folder + "/daemon.yaml")
                    let applied = try await Command.run("kubectl", "apply", "-f", folder + "/daemon.yaml")
                    try #require(applied.status == 0, "\(applied.errors)")
                    let (status, plan) = try await Mixarch.json("nodegroup", "plan", cluster)
                    #expect(status == 1)
                    let findings = plan[path: "join", "findings"]?.array ?? []
                    let own = try #require(findings.first { $0["namespace"]?.string == namespace })
                    #expect(own["kind"] == "crashes" && own["object"] == "daemonset/logger")

                    let (refused, result) = try await Mixarch.json("nodegroup", "create", cluster)
                    #expect(refused == 1 && result["outcome"] == "refused")
                    #expect(try await EKSStandIn.groups(of: cluster).count == 1, "nothing is made")

                    // The remedy is a command that the cluster takes, and it helps.
                    let remedy = try #require(own["remedy"]?.string)
                    let patched = try await Command.run("sh", "-c", remedy)
                    #expect(patched.status == 0, "\(patched.errors)")
                    let (_, after) = try await Mixarch.json("nodegroup", "plan", cluster)
                    let left = (after[path: "join", "findings"]?.array ?? []).filter {
                        $0["namespace"]?.string == namespace
                    }
                    #expect(left.isEmpty, "\(left)")
                }
            }
        }
    }
}
