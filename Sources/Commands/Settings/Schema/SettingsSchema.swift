import RawJSON

/// Every setting of `mixarch.yaml`. The reader, the published JSON schema and the messages come from here.
package enum SettingsSchema {
    static let root: SettingKind = .section([
        Setting(
            key: "image", kind: .text,
            summary: "The image's repository and tag, without a registry; manifests call it by the same name.",
            example: "petstore:1", isRequired: true),
        Setting(
            key: "registry", kind: .text,
            summary: "The registry's host, and a path where it needs one. MIXARCH_REGISTRY goes before it.",
            example: "111122223333.dkr.ecr.us-west-2.amazonaws.com"),
        Setting(
            key: "platforms", kind: .list(of: .platform), summary: "What the image is built for.",
            usual: ["linux/amd64", "linux/arm64"]),
        Setting(key: "scan", kind: scan, summary: "How the project is scanned."),
        Setting(key: "build", kind: build, summary: "How the image is built."),
        Setting(key: "deploy", kind: deploy, summary: "What is deployed, and where."),
        Setting(
            key: "shift", kind: shift,
            summary:
                "Where `mixarch up` moves the deployed Deployments and StatefulSets afterwards, without losing a request. Without it none."
        ),
    ])

    private static let scan: SettingKind = .section([
        Setting(
            key: "failOn", kind: .choice(["blocker", "warning", "note", "none", "never"]),
            summary:
                "When `mixarch up` ends after the scan, as --fail-on of `mixarch scan`. Without it, when the verdict is blocked.",
            example: "blocker"),
        Setting(
            key: "exclude", kind: .list(of: .text), summary: "Files to leave out, as .gitignore names them.",
            example: ["third_party/"]),
    ])

    private static let build: SettingKind = .section([
        Setting(key: "context", kind: .path, summary: "The build context, a folder.", usual: "."),
        Setting(
            key: "dockerfile", kind: .text, summary: "The Dockerfile, relative to the context.", usual: "Dockerfile"),
        Setting(
            key: "target", kind: .text, summary: "The stage that is the image; without it the last one.",
            example: "release"),
        Setting(
            key: "args", kind: .texts, summary: "Values of the Dockerfile's ARGs.",
            example: ["BASE": "debian:12"]),
        Setting(
            key: "fix", kind: .flag,
            summary: "Write cross-compilation into the Dockerfile before it is built, as `mixarch build --fix` does.",
            usual: false),
        Setting(
            key: "createRepository", kind: .flag,
            summary: "Make the repository in ECR when it is missing; other registries do that by themselves.",
            usual: false),
        Setting(
            key: "noEmulation", kind: .flag, summary: "Fail where a stage would have to be emulated.", usual: false),
    ])

    private static let deploy: SettingKind = .section([
        Setting(
            key: "manifests", kind: .list(of: .path), summary: "Files and folders with Kubernetes manifests.",
            example: ["k8s"]),
        Setting(
            key: "architecture", kind: .architecture,
            summary:
                "Where pods run at first: arm64 or amd64. With `shift`, workloads that exist stay where they are until then.",
            usual: "arm64"),
        Setting(
            key: "architectures", kind: .list(of: .architecture),
            summary: "The same for several: replicas are spread over them.", example: ["arm64", "amd64"]),
        Setting(
            key: "namespace", kind: .text, summary: "The namespace; without it the kubeconfig's.", example: "shop"),
        Setting(key: "path", kind: .text, summary: "The path of the Services' addresses that must answer.", usual: "/"),
    ])

    private static let shift: SettingKind = .section([
        Setting(key: "to", kind: .architecture, summary: "Where to: arm64 or amd64.", isRequired: true),
        Setting(
            key: "steps", kind: .list(of: .number(1...100)),
            summary: "The share of new pods after each step, in percent.",
            usual: [10, 50, 100]),
        Setting(key: "hold", kind: .time, summary: "How long each step is watched.", usual: "10s"),
        Setting(
            key: "drain", kind: .time,
            summary:
                "How long a pod runs on after its Services' endpoints have lost it; without it, what they are like decides.",
            example: "2m"),
        Setting(
            key: "check", kind: .text,
            summary: "An address that is called while a step is watched, and its path at each pod by itself.",
            example: "http://shop.example.com/health"),
        Setting(
            key: "maxErrors", kind: .percentage, summary: "The share of these calls that may fail.", usual: "0.1%"),
        Setting(
            key: "maxSlowdown", kind: .percentage,
            summary: "How much slower new pods may answer than old ones (median); needs `check`.", example: "20%"),
        Setting(
            key: "prometheus", kind: .text, summary: "A Prometheus that is asked while a step is watched.",
            example: "http://prometheus.example.com:9090"),
        Setting(
            key: "prometheusQueries", kind: .list(of: .text),
            summary: "What it has to answer: each a query, <, <=, > or >=, and a number.",
            example: ["sum(rate(http_errors_total{app=\"shop\"}[1m])) < 0.5"]),
        Setting(
            key: "allowInterruption", kind: .flag,
            summary: "Agree that a StatefulSet's only pod is away while it moves.", usual: false),
        Setting(
            key: "ignoreManager", kind: .flag,
            summary: "Go on although Argo CD, Flux or an owner manages a workload: they are suspended.", usual: false),
        Setting(
            key: "rolling", kind: .flag,
            summary:
                "Leave it to the Deployments' own rolling update: quicker, and a request may be lost. Goes without what watches steps.",
            usual: false),
    ])
}
