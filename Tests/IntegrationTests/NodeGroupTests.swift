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
                          containers:
                            - {name: main, image: "\(registry)/test/hello:1", ports: [{containerPort: 8080, hostPort: 7071}]}
                    ---
                    apiVersion: policy/v1beta1
                    kind: PodDisruptionBudget
                    metadata: {name: web, namespace: \(namespace)}
                    spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
                    """.write(to: folder + "/web.yaml")
                    try await kubectl("label", "node", "node-graviton", "trial=\(cluster)", "--overwrite")
                    try await kubectl("apply", "-f", folder + "/web.yaml")
                    func place() async throws -> String {
                        try await kubectl(
                            "rollout", "status", "deployment/web", "-n", namespace, "--timeout", "60s")
                        return try await kubectl(
                            "get", "pods", "-n", namespace, "-l", "app=web", "--field-selector=status.phase=Running",
                            "-o", "jsonpath={.items[*].spec.nodeName}"
                        ).filter { !$0.isWhitespace }
                    }
                    try #require(try await place() == "node-graviton")
                    let stuck = try await Mixarch.run("nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve")
                    #expect(stuck.status == 1 && stuck.output.contains("no other node"), "\(stuck.output)")
                    try await kubectl("label", "node", "node-arm64", "trial=\(cluster)", "--overwrite")

                    // The port that it wants is taken on the one node that would do.
                    try """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: neighbour, namespace: \(namespace)}
                    spec:
                      nodeName: node-arm64
                      terminationGracePeriodSeconds: 1
                      containers:
                        - {name: main, image: "\(registry)/test/hello:1", ports: [{containerPort: 8080, hostPort: 7071}]}
                    """.write(to: folder + "/neighbour.yaml")
                    try await kubectl("apply", "-f", folder + "/neighbour.yaml")
                    let full = try await Mixarch.run("nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve")
                    #expect(full.status == 1, "\(full.errors)")
                    #expect(
                        full.output.contains("would stay Pending: node-arm64: its port 7071/TCP is taken"),
                        "\(full.output)")
                    try await kubectl("delete", "pod", "neighbour", "-n", namespace)

                    let start = ContinuousClock.now
                    let blocked = try await Mixarch.run(
                        "nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve", "--timeout", "5")
                    // Every two seconds, and not by the waits of a server that has too much to do.
                    #expect(ContinuousClock.now - start < .seconds(9))
                    #expect(blocked.status == 69 && blocked.errors.contains("disruption budget"), "\(blocked.errors)")
                    #expect(try await EKSStandIn.groups(of: cluster).count == 2, "nothing is deleted")
                    #expect(try await place() == "node-graviton")

                    try await kubectl("delete", "poddisruptionbudget", "web", "-n", namespace)
                    let (gone, deleted) = try await Mixarch.json(
                        "nodegroup", "delete", cluster, "\(cluster)-arm64", "--approve")
                    #expect(gone == 0 && deleted["outcome"] == "deleted", "\(deleted)")
                    #expect(try await place() == "node-arm64")
                    try await kubectl("label", "node", "node-arm64", "trial-")
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
                let request = try await Mixarch.run("nodegroup", "plan", cluster, "--format", "eks", "--accept")
                let plain = try JSONValue(parsing: request.output.utf8, source: request.errors)
                let verdicts = try await Botocore.ask(
                    "request",
                    [plain, try #require(result["request"]), [:]].map { parameters in
                        ["service": "eks", "operation": "CreateNodegroup", "parameters": parameters]
                    })
                #expect(verdicts[0]["problems"] == "" && verdicts[1]["problems"] == "", "\(verdicts)")
                #expect(verdicts[2]["problems"]?.string?.contains("nodeRole") == true)
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
                    try await daemon(in: namespace, of: cluster, image: "\(registry)/test/amd64-only:1", folder)
                    let (status, own) = try await finding(in: namespace, of: cluster)
                    #expect(status == 1 && own?["kind"] == "crashes" && own?["object"] == "daemonset/logger")

                    let (refused, result) = try await Mixarch.json("nodegroup", "create", cluster)
                    #expect(refused == 1 && result["outcome"] == "refused")
                    #expect(try await EKSStandIn.groups(of: cluster).count == 1, "nothing is made")

                    // The remedy is a command that the cluster takes, and it helps.
                    let remedy: String = try #require(own?["remedy"]?.string)
                    let patched = try await Command.run("sh", "-c", remedy)
                    #expect(patched.status == 0, "\(patched.errors)")
                    let (_, left) = try await finding(in: namespace, of: cluster)
                    #expect(left == nil)
                }
            }
        }

        /// The lab has no operators: this one's ReplicaSet names a maker that is a ConfigMap.
        @Test func whatAnOperatorMadeIsFoundToo() async throws {
            let registry = try Mixarch.registry()
            let cluster = try await EKSStandIn.cluster()
            try await withNamespace { namespace in
                try await withFolder { folder in
                    try await kubectl("create", "configmap", "shop", "-n", namespace)
                    let uid = try await kubectl(
                        "get", "configmap", "shop", "-n", namespace, "-o", "jsonpath={.metadata.uid}")
                    try """
                    apiVersion: apps/v1
                    kind: ReplicaSet
                    metadata:
                      name: shop-1
                      namespace: \(namespace)
                      ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: shop, uid: \(uid), controller: true}]
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: shop}}
                      template:
                        metadata: {labels: {app: shop}}
                        spec:
                          tolerations: [{operator: Exists}]
                          nodeSelector: {eks.amazonaws.com/nodegroup: \(cluster)-arm64}
                          containers: [{name: main, image: "\(registry)/test/amd64-only:1"}]
                    """.write(to: folder + "/set.yaml")
                    try await kubectl("apply", "-f", folder + "/set.yaml")
                    let (status, own) = try await finding(in: namespace, of: cluster)
                    #expect(status == 1 && own?["object"] == "replicaset/shop-1", "\(own ?? .null)")
                    #expect(
                        own?["remedy"]?.string?.hasPrefix("give the pods of ConfigMap shop in their spec: ") == true)
                }
            }
        }

        /// A DaemonSet that is kept off all of the lab's nodes, but not off a new one: nothing of it ever runs.
        private func daemon(in namespace: String, of cluster: String, image: String, _ folder: String) async throws {
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
                  containers: [{name: main, image: "\(image)"}]
            """.write(to: folder + "/daemon.yaml")
            try await kubectl("apply", "-f", folder + "/daemon.yaml")
        }

        /// What `nodegroup plan` says of a namespace; nil for nothing.
        private func finding(in namespace: String, of cluster: String) async throws -> (Int, JSONValue?) {
            let (status, plan) = try await Mixarch.json("nodegroup", "plan", cluster)
            let findings = plan[path: "join", "findings"]?.array ?? []
            return (status, findings.first { $0["namespace"]?.string == namespace })
        }

        /// Images are read as the kubelets would read them: with the pods' secrets, where the user's own logins don't do.
        @Test func thePodsOwnSecretsOpenTheirRegistry() async throws {
            let cluster = try await EKSStandIn.cluster()
            try await withNamespace { namespace in
                try await withFolder { folder in
                    // "secret-word", hashed by bcrypt.
                    try "bob:$2b$04$kuAKdGRgW4U0zgQMPzCQqetAoZ0wjDu2J7F3F9QbH8O7Nl6Kuc56K\n".write(
                        to: folder + "/htpasswd")
                    try await OwnServer.registry(in: folder, ["--htpasswd", folder + "/htpasswd"]) { address in
                        let copied = try await Command.run(
                            "skopeo", "--insecure-policy", "copy", "--quiet", "--all", "--src-tls-verify=false",
                            "--dest-tls-verify=false", "--dest-creds=bob:secret-word",
                            "docker://\(try Mixarch.registry())/test/amd64-only:1", "docker://\(address)/private:1")
                        try #require(copied.status == 0, "\(copied.errors)")
                        try await daemon(in: namespace, of: cluster, image: "\(address)/private:1", folder)
                        let (_, closed) = try await finding(in: namespace, of: cluster)
                        #expect(closed?["kind"] == "unknown", "\(closed ?? .null)")
                        try await kubectl(
                            "create", "secret", "docker-registry", "pull", "--docker-server=\(address)",
                            "--docker-username=bob", "--docker-password=secret-word", "-n", namespace)
                        try await kubectl(
                            "patch", "serviceaccount", "default", "-n", namespace, "-p",
                            #"{"imagePullSecrets": [{"name": "pull"}]}"#)
                        let (_, open) = try await finding(in: namespace, of: cluster)
                        #expect(open?["kind"] == "crashes", "\(open ?? .null)")
                    }
                }
            }
        }

        @discardableResult
        private func kubectl(_ arguments: String...) async throws -> String {
            let result = try await Program("kubectl", arguments).run()
            try #require(result.status == 0, "kubectl \(arguments): \(result.errors)")
            return result.output
        }
    }
}
