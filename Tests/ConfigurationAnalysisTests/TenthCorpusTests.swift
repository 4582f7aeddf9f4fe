import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What a tenth corpus, of whole projects of other kinds, showed to be missed or to be told wrongly. Each with its
/// look-alikes.
@Suite struct TenthCorpusTests {
    private static func kustomize(_ patch: String) -> [String: String] {
        ["kustomization.yaml": "patches:\n  - target: {kind: Deployment}\n    patch: |-\n\(patch)"]
    }

    private static func parameter(_ value: String) -> [String: String] {
        [
            "redis.yaml":
                "spec:\n  helm:\n    parameters:\n      - name: master.nodeSelector.kubernetes\\.io/arch\n"
                + "        value: \(value)\n"
        ]
    }

    private static let path = "path: /spec/template/spec/nodeSelector/kubernetes.io~1arch\n"

    private static let selectors = [
        Trap(
            "a label that a patch adds", kustomize("      - op: add\n        \(path)        value: amd64\n"),
            ["kubernetes-architecture warning kustomization.yaml:6"]),
        Trap("a label that a patch removes", kustomize("      - op: remove\n        \(path)")),
        Trap(
            "a label that a patch looks for, and one for arm64",
            kustomize(
                "      - op: test\n        \(path)        value: amd64\n"
                    + "      - op: replace\n        \(path)        value: arm64\n")),
        Trap("a parameter of a chart", parameter("amd64"), ["kubernetes-architecture warning redis.yaml:5"]),
        Trap("the same parameter for arm64", parameter("arm64")),
        Trap(
            "what a script sets for a chart",
            ["a.sh": "#!/bin/sh\nhelm install a b --set nodeSelector.\"kubernetes\\.io/arch\"=amd64\n"],
            ["kubernetes-architecture warning a.sh:2"]),
        Trap(
            "another label, arm64, and the machine's own",
            [
                "a.sh": "#!/bin/sh\nhelm install a b --set nodeSelector.\"kubernetes\\.io/os\"=linux --set x=amd64\n",
                "b.sh": "#!/bin/sh\nhelm install a b --set nodeSelector.\"kubernetes\\.io/arch\"=arm64\n",
                "c.sh":
                    "#!/bin/sh\nif [ \"$(uname -m)\" = x86_64 ]; then\n"
                    + "  helm install a b --set nodeSelector.\"kubernetes\\.io/arch\"=amd64\nfi\n",
            ]),
    ]

    private static func controller(_ field: String, _ more: String = "") -> [String: String] {
        [
            "job.go":
                "package a\n\nimport corev1 \"k8s.io/api/core/v1\"\n\nvar spec = corev1.PodSpec{\n"
                + "\t\(field): map[string]string{\n\t\t\"kubernetes.io/arch\": \"amd64\",\n\t},\n}\n\(more)"
        ]
    }

    private static func pulumi(_ more: String) -> [String: String] {
        [
            "index.ts":
                "import * as docker from \"@pulumi/docker\";\nnew docker.Image(\"a\", {\n"
                + "  build: { platform: \"linux/amd64\" },\n});\n\n\n\n\n\n\(more)\n"
        ]
    }

    private static let programs = [
        Trap(
            "pods of a controller", controller("NodeSelector"), ["infrastructure-architecture warning job.go:7"]),
        Trap("labels of a controller's nodes", controller("Labels")),
        Trap("a controller that knows arm64", controller("NodeSelector", "\nconst other = \"arm64\"\n")),
        Trap(
            "a function and an image of Pulumi in Go",
            [
                "main.go":
                    "package main\n\nimport \"github.com/pulumi/pulumi/sdk/v3/go/pulumi\"\n\n"
                    + "var a = pulumi.StringArray{pulumi.String(\"x86_64\")}\nvar b = \"amzn2-ami-hvm-*-x86_64-gp2\"\n"
            ],
            ["infrastructure-architecture warning main.go:5", "infrastructure-architecture warning main.go:6"]),
        Trap(
            "an image beside a task for arm64", pulumi("const task = { cpuArchitecture: \"ARM64\" };"),
            ["infrastructure-architecture warning index.ts:3"]),
        Trap("an image for both", pulumi("const both = { platform: \"linux/arm64\" };")),
    ]

    private static func quarkus(_ line: String) -> [String: String] { ["application.properties": "a.b=c\n\(line)\n"] }

    private static func formula(_ more: String) -> [String: String] {
        [
            "Formula/a.rb":
                "class A < Formula\n  on_macos do\n    on_arm { url \"https://e.com/a_darwin_arm64.tgz\" }\n  end\n"
                + "  on_linux do\n    url \"https://e.com/a_linux_amd64.tgz\"\n\(more)  end\nend\n"
        ]
    }

    private static let releases = [
        Trap(
            "an image of Quarkus", quarkus("quarkus.jib.platforms=linux/amd64"),
            ["release-architecture warning application.properties:2"]),
        Trap("an image of Quarkus for both", quarkus("quarkus.jib.platforms=linux/amd64,linux/arm64")),
        Trap(
            "a native image's processor", quarkus("quarkus.native.additional-build-args=-O2,-march=x86-64-v3"),
            ["x86-compiler-flag blocker application.properties:2"]),
        Trap("a native image for any machine", quarkus("quarkus.native.additional-build-args=-march=compatibility")),
        Trap(
            "a formula with a program for x86", formula(""), ["release-architecture warning Formula/a.rb:6"]),
        Trap("a formula for both", formula("    url \"https://e.com/a_linux_arm64.tgz\"\n")),
        Trap(
            "programs of Deno and Bun",
            [
                "deno.json": "{\"tasks\": {\n  \"c\": \"deno compile --target x86_64-unknown-linux-gnu main.ts\"\n}}\n",
                "package.json":
                    "{\"scripts\": {\n  \"c\": \"bun build --compile --target=bun-linux-x64 a.ts\"\n}}\n",
            ],
            ["release-architecture warning deno.json:2", "release-architecture warning package.json:2"]),
        Trap(
            "the same for both",
            [
                "deno.json":
                    "{\"tasks\": {\n  \"c\": \"deno compile --target x86_64-unknown-linux-gnu main.ts\",\n"
                    + "  \"d\": \"deno compile --target aarch64-unknown-linux-gnu main.ts\"\n}}\n",
                "package.json":
                    "{\"scripts\": {\n  \"c\": \"bun build --compile --target=bun-linux-x64 a.ts\",\n"
                    + "  \"d\": \"bun build --compile --target=bun-linux-arm64 a.ts\"\n}}\n",
            ]),
    ]

    private static let miniconda = "https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-"
    private static let preloading = "ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n"

    private static let images = [
        Trap(
            "a definition of Apptainer",
            [
                "a.def":
                    "Bootstrap: docker\nFrom: amd64/ubuntu:22.04\n\n%post\n    wget \(miniconda)x86_64.sh\n"
            ],
            ["dockerfile-image blocker a.def:2", "x86-download blocker a.def:5"]),
        Trap(
            "one for the machine, and a file of a linker",
            [
                "a.def": "Bootstrap: docker\nFrom: ubuntu:22.04\n\n%post\n    wget \(miniconda)$(uname -m).sh\n",
                "b.def": "LIBRARY b\n; \(miniconda)x86_64.sh\nEXPORTS\n",
            ]),
        Trap(
            "a library that is preloaded, beside a choice for something else",
            ["Dockerfile": "FROM debian:12\nARG TARGETARCH\nADD https://e.com/tini-${TARGETARCH} /tini\n\(preloading)"],
            ["multiarch-path warning Dockerfile:4"]),
        Trap(
            "a library that is there on both",
            [
                "Dockerfile":
                    "FROM debian:12\nARG TARGETARCH\nRUN [ \"$TARGETARCH\" = amd64 ] || ln -s /usr/lib/aarch64-linux-gnu "
                    + "/usr/lib/x86_64-linux-gnu\n\(preloading)"
            ]),
    ]

    private static func manifest(_ condition: String) -> [String: String] {
        [
            "Package.swift":
                "// -mavx2 is for x86\nimport PackageDescription\n\(condition)\n"
                + "let flags: [CSetting] = [.unsafeFlags([\"-msse4.2\"])]\n#else\nlet flags: [CSetting] = []\n#endif\n"
        ]
    }

    private static func cabal(_ more: String) -> [String: String] {
        ["a.cabal": "name: a\nlibrary\n  c-sources: a.c\n  -- cc-options: -mavx\n\(more)"]
    }

    private static let builds = [
        Trap("flags under a condition of the compiler", manifest("#if arch(x86_64)")),
        Trap(
            "flags under a condition that says nothing", manifest("#if os(Linux)"),
            ["x86-compiler-flag blocker Package.swift:4"]),
        Trap(
            "flags behind the condition for x86",
            ["Package.swift": "#if arch(x86_64)\nlet a = 1\n#else\nlet f = [\"-mavx2\"]\n#endif\n"],
            ["x86-compiler-flag blocker Package.swift:4"]),
        Trap(
            "flags of a package of Haskell, beside those for x86",
            cabal("  cc-options: -O3 -msse4.1\n  if arch(x86_64)\n    cc-options: -mavx2\n"),
            ["x86-compiler-flag blocker a.cabal:5"]),
        Trap("flags for x86 of a package of Haskell", cabal("  if arch(x86_64)\n    cc-options: -mavx2\n")),
        Trap(
            "flags that are asked for", cabal("  if flag(avx)\n    cc-options: -mavx2\n")),
    ]

    @Test(arguments: selectors + programs + releases + images + builds)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
