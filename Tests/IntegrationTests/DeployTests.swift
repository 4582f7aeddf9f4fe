import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Manifests of every kind onto the lab's real cluster.
    @Suite(.serialized) struct Deploy {
        private func deployment(
            _ name: String, image: String, replicas: Int = 1, podSpec: String = "", extra: String = ""
        ) -> String {
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: \(name)}
            spec:
              replicas: \(replicas)
              selector: {matchLabels: {app: \(name)}}
              template:
                metadata: {labels: {app: \(name)}}
                spec:
                  terminationGracePeriodSeconds: 1
            \(podSpec)\
                  containers:
                    - {name: web, image: "\(image)", ports: [{containerPort: 8080}]\(extra)}

            """
        }

        private func object(_ kind: String, _ name: String, in namespace: String) async throws -> JSONValue {
            let result = try await Command.run("kubectl", "get", kind, name, "-n", namespace, "-o", "json")
            return try JSONValue(parsing: result.output.utf8, source: "kubectl: \(result.errors)")
        }

        @Test func bothArchitecturesGetTheSameNumberOfPods() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let selector = "      nodeSelector: {beta.kubernetes.io/arch: amd64}\n"
                    try deployment("both", image: registry + "/test/hello:1", replicas: 4, podSpec: selector)
                        .write(to: folder + "/deep/app.yaml")
                    let (status, result) = try await Mixarch.json(
                        "deploy", "-f", folder, "-R", "--arch", "arm64,amd64", "-n", namespace)
                    #expect(status == 0)
                    #expect(result["architecture"] == ["amd64": 2, "arm64": 2])

                    // What is there already stays as it is.
                    let (again, plan) = try await Mixarch.json(
                        "deploy", "-f", folder, "-R", "--arch", "arm64,amd64", "-n", namespace, "--dry-run")
                    #expect(again == 0)
                    #expect(plan["changes"]?[0]?["verb"] == "keep")
                }
            }
        }

        @Test func aDryRunShowsWhatWouldChangeAndChangesNothing() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let file = folder + "/app.yaml"
                    let secret = """
                        ---
                        {apiVersion: v1, kind: Secret, metadata: {name: key}, stringData: {password: "WORD"}}

                        """
                    try
                        (deployment("plan", image: registry + "/test/hello:1", replicas: 0)
                        + secret.replacing("WORD", with: "hidden-one")).write(to: file)
                    let made = try await Mixarch.run("deploy", "-f", file, "-n", namespace)
                    #expect(made.status == 0, "\(made.errors)")
                    #expect(made.errors.contains("deployment/plan: created"))

                    try
                        (deployment("plan", image: registry + "/test/hello:1", replicas: 2)
                        + secret.replacing("WORD", with: "hidden-two")
                        + "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: fresh}}\n").write(to: file)
                    let plan = try await Mixarch.run("deploy", "-f", file, "-n", namespace, "--dry-run")
                    #expect(plan.status == 0, "\(plan.errors)")
                    #expect(plan.output.contains("spec.replicas: 0 → 2"))
                    #expect(plan.output.contains("create configmap/fresh"))
                    #expect(plan.output.contains("change secret/key") && !plan.output.contains("hidden"))
                    #expect(
                        try await object("deployment", "plan", in: namespace)[path: "spec", "replicas"]?.integer == 0)
                    let left = try await Command.run("kubectl", "get", "configmap", "fresh", "-n", namespace)
                    #expect(left.status != 0)
                }
            }
        }

        @Test func conflictsNameFieldAndOwner() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let file = folder + "/app.yaml"
                    try deployment("mine", image: registry + "/test/hello:1").write(to: file)
                    let other = try await Command.run(
                        "kubectl", "apply", "--server-side", "--field-manager", "neighbour", "-n", namespace, "-f", file
                    )
                    try #require(other.status == 0, "\(other.errors)")
                    try deployment("mine", image: registry + "/test/hello:1", replicas: 2).write(to: file)
                    let refused = try await Mixarch.run("deploy", "-f", file, "-n", namespace)
                    #expect(refused.status == 69)
                    #expect(refused.errors.contains(".spec.replicas belongs to \"neighbour\""))
                    #expect(refused.errors.contains("--force-conflicts"))
                    let forced = try await Mixarch.run("deploy", "-f", file, "-n", namespace, "--force-conflicts")
                    #expect(forced.status == 0, "\(forced.errors)")
                    let live = try await object("deployment", "mine", in: namespace)
                    #expect(live[path: "spec", "replicas"]?.integer == 2)
                }
            }
        }

        /// Custom kinds are left to the unit tests: the lab's Kubernetes 1.20, compiled by a Go that is newer than it knows,
        /// does not survive the first object of one.
        @Test func everyKindIsWaitedFor() async throws {
            let registry = try Mixarch.registry()
            let image = registry + "/test/hello:1"
            try await withFolder { folder in
                try await withNamespace { namespace in
                    try """
                    apiVersion: v1
                    kind: List
                    items:
                    - {apiVersion: batch/v1, kind: Job, metadata: {name: once}, spec: {template: {spec: {restartPolicy: Never,
                        containers: [{name: c, image: "\(image)", command: [sh, -c, "sleep 2; echo done"]}]}}}}
                    - {apiVersion: v1, kind: Pod, metadata: {name: alone, labels: {app: alone}},
                        spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: "\(image)"}]}}
                    ---
                    {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: set}, spec: {serviceName: set, selector: {matchLabels: {app: set}},
                      template: {metadata: {labels: {app: set}}, spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: "\(image)"}]}}}}
                    ---
                    {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {selector: {matchLabels: {app: agent}},
                      template: {metadata: {labels: {app: agent}}, spec: {terminationGracePeriodSeconds: 1, containers: [{name: c, image: "\(image)"}]}}}}
                    ---
                    {apiVersion: v1, kind: PersistentVolume, metadata: {name: \(namespace)}, spec: {capacity: {storage: 1Mi}, accessModes: [ReadWriteOnce],
                      storageClassName: "", hostPath: {path: /tmp}, persistentVolumeReclaimPolicy: Delete, claimRef: {namespace: \(namespace), name: claim}}}
                    ---
                    {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: claim}, spec: {accessModes: [ReadWriteOnce], storageClassName: "",
                      resources: {requests: {storage: 1Mi}}}}
                    """.write(to: folder + "/app.yaml")
                    let (status, result) = try await Mixarch.json("deploy", "-f", folder + "/app.yaml", "-n", namespace)
                    #expect(status == 0, "\(result)")
                    let job = try await object("job", "once", in: namespace)
                    #expect(job[path: "status", "succeeded"]?.integer == 1)
                    let claim = try await object("persistentvolumeclaim", "claim", in: namespace)
                    #expect(claim[path: "status", "phase"] == "Bound")
                    let pods = result["pods"]?.array ?? []
                    #expect(pods.count == 5, "\(pods)")
                    #expect(pods.allSatisfy { $0["architecture"]?.string != nil })
                    _ = try await Command.run("kubectl", "delete", "pv", namespace, "--wait=false")
                }
            }
        }

        @Test func aJobThatFailsSaysWhy() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    try """
                    {apiVersion: batch/v1, kind: Job, metadata: {name: bad}, spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never,
                      containers: [{name: c, image: "\(registry)/test/hello:1", command: [sh, -c, "echo the disk is full; exit 3"]}]}}}}
                    """.write(to: folder + "/app.yaml")
                    let (status, result) = try await Mixarch.json("deploy", "-f", folder + "/app.yaml", "-n", namespace)
                    #expect(status == 1)
                    #expect(result["outcome"] == "failed")
                    let reasons = (result["reasons"]?.array ?? []).compactMap(\.string)
                    #expect(reasons.contains { $0.contains("BackoffLimitExceeded") }, "\(reasons)")
                    #expect(reasons.contains { $0.contains("exit status 3") }, "\(reasons)")
                    #expect(reasons.contains { $0.contains("the disk is full") }, "\(reasons)")
                }
            }
        }

        @Test func kustomizationsAndStandardInput() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    try deployment("base", image: "hello", replicas: 0).write(to: folder + "/app.yaml")
                    try
                        "resources: [app.yaml]\nnamePrefix: my-\nimages: [{name: hello, newName: \(registry)/test/hello, newTag: \"1\"}]\n"
                        .write(to: folder + "/kustomization.yaml")
                    let (status, result) = try await Mixarch.json("deploy", "-k", folder, "-n", namespace)
                    #expect(status == 0)
                    #expect(result["workload"] == "deployment/my-base")
                    let hint = try await Mixarch.run("deploy", "-f", folder, "-n", namespace)
                    #expect(hint.status == 64)
                    #expect(hint.errors.contains("-k"))

                    var program = try Mixarch.program(["deploy", "-f", "-", "-n", namespace])
                    program.input = Array(deployment("piped", image: registry + "/test/hello:1", replicas: 0).utf8)
                    let piped = try await program.run()
                    #expect(piped.status == 0, "\(piped.errors)")
                    program.input = Array("kind: Deployment\nmetadata: {name: {{ .Values.name }}}\n".utf8)
                    let template = try await program.run()
                    #expect(template.status == 66)
                    #expect(template.errors.contains("standard input:2: a template, not a manifest"))
                }
            }
        }

        @Test func threeFlagsGiveWhatKubectlAccepts() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let flags = ["--image", registry + "/test/hello:1", "--port", "8080", "--arch", "arm64"]
                    let rendered = try await Mixarch.program(["deploy", "--render"] + flags).run()
                    #expect(rendered.status == 0, "\(rendered.errors)")
                    // Kubernetes 1.20 does not know this field yet; later ones do.
                    let known = rendered.output.split(separator: "\n", omittingEmptySubsequences: false)
                        .filter { !$0.contains("loadBalancerClass") }.joined(separator: "\n")
                    try known.write(to: folder + "/app.yaml")
                    let judged = try await Command.run(
                        "kubectl", "create", "--dry-run=server", "--validate=true", "-n", namespace, "-f",
                        folder + "/app.yaml")
                    #expect(judged.status == 0, "\(judged.errors)")

                    let deployed = try await Mixarch.program(
                        ["deploy", "-n", namespace, "--path", "/cgi-bin/arch", "--format", "json"] + flags
                    ).run()
                    #expect(deployed.status == 0, "\(deployed.errors)")
                    let result = try JSONValue(parsing: deployed.output.utf8, source: "deploy")
                    #expect(result["architecture"] == ["arm64": 1])
                    let address = try #require(result["addresses"]?[0]?.string)
                    let answer = try await Command.run("curl", "--silent", "--fail", address)
                    #expect(answer.status == 0 || answer.status == 22, "\(answer.status)")
                }
            }
        }

        /// The logins come with the manifests: a Secret, and a ServiceAccount that names it.
        @Test func privateImagesAreReadWithTheManifestsLogins() async throws {
            try await withFolder { folder in
                try await PrivateRegistry.open(in: folder, images: ["hello"]) { registry in
                    try await withNamespace { namespace in
                        func app(_ name: String, _ spec: String) -> String {
                            "---\n"
                                + deployment(
                                    name, image: "\(registry)/hello:1", replicas: 0, podSpec: "      \(spec)\n")
                        }
                        let account =
                            "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: own}, imagePullSecrets: [{name: pull}]}\n"
                        let apps =
                            app("a", "serviceAccountName: own")
                            + app("b", "imagePullSecrets: [{name: pull}, {name: gone}]")
                        let file = folder + "/app.yaml"
                        try apps.write(to: file)
                        let (without, refused) = try await Mixarch.json("deploy", "-f", file, "-n", namespace)
                        #expect(without == 1)
                        #expect(refused["outcome"] == "refused")
                        #expect("\(refused["reasons"] ?? .null)".contains("authentication required"), "\(refused)")
                        let gaps = "\(refused["warnings"] ?? .null)"
                        for words in [
                            "deployment/a: the pull secrets of serviceaccount/own",
                            "deployment/b: the pull secret pull",
                            "deployment/b: the pull secret gone",
                        ] { #expect(gaps.contains(words), "\(gaps)") }

                        try (registry.secret("pull") + account + apps).write(to: file)
                        let made = try await Mixarch.run(
                            "deploy", "-f", file, "-n", namespace, "--format", "json")
                        #expect(made.status == 0, "\(made.errors)")
                        let result = try JSONValue(parsing: made.output.utf8, source: "deploy")
                        #expect(result["warnings"]?.array?.count == 1 && made.errors.contains("the pull secret gone"))
                        #expect(!(made.output + made.errors).contains("secret-word"))
                    }
                }
            }
        }

        /// What takes too long is told with what is known of it, for all that was applied; and all of it has the time
        /// together that was given.
        @Test func whatDoesNotGetReadyInTimeSaysWhy() async throws {
            let image = try Mixarch.registry() + "/test/hello:1"
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let probe = ", readinessProbe: {httpGet: {path: /, port: 9}, periodSeconds: 1}"
                    try
                        (deployment(
                            "deaf", image: image, podSpec: "      nodeSelector: {kubernetes.io/arch: amd64}\n",
                            extra: probe)
                        + "---\n" + deployment("huge", image: image, extra: ", resources: {requests: {cpu: 400}}")
                        + "---\n" + deployment("lost", image: image, podSpec: "      serviceAccountName: nobody\n"))
                        .write(to: folder + "/app.yaml")
                    let clock = ContinuousClock()
                    let start = clock.now
                    let (status, result) = try await Mixarch.json(
                        "deploy", "-f", folder + "/app.yaml", "-n", namespace, "--timeout", "0m8s")
                    #expect(status == 1)
                    #expect(clock.now - start < .seconds(20))
                    let reasons = (result["reasons"]?.array ?? []).compactMap(\.string)
                    #expect(
                        reasons.first?.hasPrefix("deployment/deaf: not rolled out within 8 s") == true, "\(reasons)")
                    for words in [
                        "its container web is not ready", "event Unhealthy: Readiness probe failed",
                        "deployment/huge: pod huge-", "Insufficient cpu", "deployment/lost: pods can't be made",
                        "serviceaccount \"nobody\" not found",
                    ] {
                        #expect(reasons.contains { $0.contains(words) }, "\(words): \(reasons)")
                    }
                }
            }
        }
    }
}
