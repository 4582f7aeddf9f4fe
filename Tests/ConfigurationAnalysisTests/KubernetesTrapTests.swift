import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Compose and Kubernetes.
@Suite struct KubernetesTrapTests {
    private static func manifest(_ name: String, _ text: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["k.yaml": "apiVersion: v1\nkind: Pod\n" + text], expected)
    }

    private static func affinity(_ terms: String, _ strength: String = "required") -> String {
        """
        spec:
          affinity:
            nodeAffinity:
              \(strength)DuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
        \(terms)

        """
    }

    private static let traps = [
        manifest(
            "a node selector", "spec:\n  nodeSelector:\n    kubernetes.io/arch: amd64\n",
            ["kubernetes-architecture warning k.yaml:5"]),
        Trap(
            "a patch of Kustomize",
            [
                "patch.yaml":
                    "- op: add\n  path: /spec/template/spec/nodeSelector\n  value:\n    kubernetes.io/arch: amd64\n"
            ], ["kubernetes-architecture warning patch.yaml:4"]),
        Trap(
            "a patch of something else",
            ["patch.yaml": "- op: add\n  path: /metadata/labels\n  value:\n    kubernetes.io/arch: amd64\n"]),
        manifest(
            "quotes and flow", "spec:\n  nodeSelector: {\"kubernetes.io/arch\": \"amd64\"}\n",
            ["kubernetes-architecture warning k.yaml:4"]),
        manifest(
            "the deprecated label", "spec:\n  nodeSelector:\n    beta.kubernetes.io/arch: amd64\n",
            ["kubernetes-architecture warning k.yaml:5"]),
        manifest(
            "the deprecated label for arm64", "spec:\n  nodeSelector:\n    beta.kubernetes.io/arch: arm64\n",
            ["kubernetes-architecture note k.yaml:5"]),
        manifest(
            "an affinity",
            affinity(
                "        - matchExpressions:\n          - key: kubernetes.io/arch\n            operator: In\n            values:\n            - amd64"
            ),
            ["kubernetes-architecture warning k.yaml:12"]),
        manifest(
            "an affinity against arm64",
            affinity(
                "        - matchExpressions:\n          - {key: kubernetes.io/arch, operator: NotIn, values: [arm64]}"),
            ["kubernetes-architecture warning k.yaml:9"]),
        manifest(
            "two expressions that must both hold",
            affinity(
                "        - matchExpressions:\n          - {key: kubernetes.io/os, operator: In, values: [linux]}\n          - {key: kubernetes.io/arch, operator: In, values: [amd64]}"
            ),
            ["kubernetes-architecture warning k.yaml:10"]),
        manifest(
            "a preference",
            "spec:\n  preferredDuringSchedulingIgnoredDuringExecution:\n  - preference:\n      matchExpressions:\n      - {key: kubernetes.io/arch, operator: In, values: [amd64]}\n",
            ["kubernetes-architecture note k.yaml:7"]),
        manifest(
            "an x86 machine", "spec:\n  nodeSelector:\n    node.kubernetes.io/instance-type: m5.large\n",
            ["kubernetes-architecture warning k.yaml:5"]),
        manifest(
            "an image for x86", "spec:\n  containers:\n  - name: a\n    image: k8s.gcr.io/pause-amd64:3.1\n",
            ["image-architecture warning k.yaml:6"]),
        manifest(
            "an image that is not published", "spec:\n  initContainers:\n  - image: 'mysql:5.7'\n",
            ["image-without-arm64 warning k.yaml:5"]),
        manifest(
            "a download in a container",
            "spec:\n  containers:\n  - command: [sh, -c, \"wget https://e.com/t-linux-amd64\"]\n",
            ["x86-download warning k.yaml:5"]),
        manifest(
            "a JVM flag", "spec:\n  containers:\n  - env:\n    - name: JAVA_TOOL_OPTIONS\n      value: -XX:UseAVX=2\n",
            ["jvm-flag blocker k.yaml:7"]),
        Trap(
            "Karpenter",
            [
                "pool.yaml":
                    "apiVersion: karpenter.sh/v1\nkind: NodePool\nspec:\n  template:\n    spec:\n      requirements:\n      - key: kubernetes.io/arch\n        operator: In\n        values: [\"amd64\"]\n"
            ],
            ["kubernetes-architecture warning pool.yaml:9"]),
        Trap(
            "a template of Helm",
            [
                "templates/d.yaml":
                    "spec:\n{{- if .Values.x }}\n  nodeSelector:\n    kubernetes.io/arch: amd64\n{{- end }}\n  image: \"{{ .Values.image }}\"\n"
            ],
            ["kubernetes-architecture warning templates/d.yaml:4"]),
        Trap(
            "values of Helm",
            [
                "values.yaml":
                    "image:\n  repository: example/app\n  tag: 1.0-amd64\nnodeSelector:\n  kubernetes.io/arch: amd64\n"
            ],
            ["image-architecture warning values.yaml:3", "kubernetes-architecture warning values.yaml:5"]),
        Trap(
            "Kustomize", ["kustomization.yaml": "images:\n- name: app\n  newName: example/app-amd64\n"],
            ["image-architecture warning kustomization.yaml:3"]),
        Trap(
            "Terraform's Kubernetes",
            [
                "k.tf":
                    "resource \"kubernetes_pod\" \"a\" {\n  spec {\n    node_selector = {\n      \"kubernetes.io/arch\" = \"amd64\"\n    }\n  }\n}\n"
            ],
            ["kubernetes-architecture warning k.tf:4"]),
        Trap(
            "a Compose service",
            ["docker-compose.yml": "services:\n  web:\n    image: nginx\n    platform: linux/amd64\n"],
            ["compose-platform warning docker-compose.yml:4"]),
        Trap(
            "a Compose build",
            [
                "compose.yaml":
                    "services:\n  web:\n    build:\n      context: .\n      platforms:\n        - linux/amd64\n"
            ],
            ["compose-platform warning compose.yaml:6"]),
        Trap(
            "Compose images",
            [
                "docker-compose.prod.yaml":
                    "services:\n  a:\n    image: amd64/redis\n  b:\n    image: mcr.microsoft.com/mssql/server:2019\n"
            ],
            [
                "image-architecture warning docker-compose.prod.yaml:3",
                "image-without-arm64 warning docker-compose.prod.yaml:5",
            ]),
        Trap(
            "Compose's environment",
            ["compose.yml": "services:\n  a:\n    environment:\n      JAVA_OPTS: \"-XX:UseAVX=2\"\n"],
            ["jvm-flag blocker compose.yml:4"]),
        Trap(
            "skaffold",
            ["skaffold.yaml": "apiVersion: skaffold/v4beta1\nkind: Config\nbuild:\n  platforms: [\"linux/amd64\"]\n"],
            ["docker-platform warning skaffold.yaml:4"]),
        Trap(
            "a development container",
            [".devcontainer/devcontainer.json": "{\n  // here\n  \"runArgs\": [\"--platform=linux/amd64\"]\n}\n"],
            ["docker-platform warning .devcontainer/devcontainer.json:3"]),
        Trap(
            "a bake file", ["docker-bake.hcl": "target \"app\" {\n  platforms = [\"linux/amd64\"]\n}\n"],
            ["docker-platform warning docker-bake.hcl:2"]),

        manifest("both", "spec:\n  nodeSelector:\n    kubernetes.io/os: linux\n"),
        manifest(
            "an affinity for both",
            affinity(
                "        - matchExpressions:\n          - {key: kubernetes.io/arch, operator: In, values: [amd64, arm64]}"
            )),
        manifest(
            "one term of two",
            affinity(
                "        - matchExpressions:\n          - {key: kubernetes.io/arch, operator: In, values: [amd64]}\n        - matchExpressions:\n          - {key: disk, operator: In, values: [ssd]}"
            )),
        manifest(
            "a toleration", "spec:\n  tolerations:\n  - {key: kubernetes.io/arch, operator: Equal, value: amd64}\n"),
        manifest("a label of a node", "metadata:\n  labels:\n    kubernetes.io/arch: amd64\n"),
        manifest("Graviton", "spec:\n  nodeSelector:\n    node.kubernetes.io/instance-type: m6g.large\n"),
        manifest("a comment", "spec:\n  # kubernetes.io/arch: amd64\n  hostname: x\n"),
        manifest(
            "a workload for each",
            "spec:\n  nodeSelector:\n    kubernetes.io/arch: amd64\n---\napiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    kubernetes.io/arch: arm64\n"
        ),
        manifest(
            "an image that is published", "spec:\n  containers:\n  - image: mysql:8\n  - image: amd64tools/app:1\n"),
        Trap(
            "files for each",
            [
                "d-amd64.yaml": "nodeSelector:\n  kubernetes.io/arch: amd64\n",
                "d-arm64.yaml": "nodeSelector:\n  kubernetes.io/arch: arm64\n",
            ]),
        Trap("a Compose service for arm64", ["compose.yml": "services:\n  a:\n    platform: linux/arm64\n"]),
        Trap(
            "a Compose build for both",
            ["compose.yml": "services:\n  a:\n    build:\n      platforms: [linux/amd64, linux/arm64]\n"]),
        Trap("a value of Helm by the user", ["values.yaml": "nodeSelector: {}\narch: amd64\n"]),
        Trap("ko for x86", [".ko.yaml": "defaultPlatforms:\n- linux/amd64\n"], ["docker-platform warning .ko.yaml:2"]),
        Trap("ko for both", [".ko.yaml": "defaultPlatforms:\n- linux/amd64\n- linux/arm64\n"]),
        Trap(
            "a part of a Flatpak", ["a.yml": "modules:\n- name: t\n  sources:\n  - only-arches: [x86_64]\n"],
            ["release-architecture warning a.yml:4"]),
        Trap(
            "parts of a Flatpak for each",
            ["a.yml": "sources:\n- only-arches: [x86_64]\n- only-arches: [aarch64]\n"]),
        Trap("skaffold for both", ["skaffold.yaml": "build:\n  platforms: [linux/amd64, linux/arm64]\n"]),
        Trap("other data", ["data.yaml": "machines:\n- arch: amd64\n  url: https://e.com/t-linux-amd64.tgz\n"]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
