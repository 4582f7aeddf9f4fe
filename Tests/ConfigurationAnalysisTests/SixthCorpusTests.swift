import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What a corpus written without knowledge of the analyses showed to be missed, and its look-alikes.
@Suite struct SixthCorpusTests {
    private static let patch = "resources: [base]\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n"

    private static let deployment = [
        Trap(
            "Kustomize's patch as text",
            [
                "kustomization.yaml": patch + "      - op: add\n        path: /spec/template/spec/nodeSelector\n"
                    + "        value:\n          kubernetes.io/arch: amd64\n"
            ], ["kubernetes-architecture warning kustomization.yaml:8"]),
        Trap(
            "Kustomize's patch as text, for arm64",
            [
                "kustomization.yaml": patch + "      - op: add\n        path: /spec/template/spec/nodeSelector\n"
                    + "        value:\n          kubernetes.io/arch: arm64\n"
            ]),
        Trap(
            "a text that is no patch",
            [
                "a.yaml": "apiVersion: v1\nkind: ConfigMap\ndata:\n  text: |\n    nodeSelector:\n"
                    + "      kubernetes.io/arch: amd64\n"
            ]),
        Trap(
            "a template with a default",
            [
                "templates/d.yaml":
                    "kind: Deployment\nnodeSelector:\n  kubernetes.io/arch: {{ .Values.a | default \"amd64\" }}\n"
            ],
            ["kubernetes-architecture warning templates/d.yaml:3"]),
        Trap(
            "a template with a default for arm64",
            [
                "templates/d.yaml":
                    "kind: Deployment\nnodeSelector:\n  kubernetes.io/arch: {{ .Values.a | default \"arm64\" }}\n"
            ]),
        Trap(
            "Serverless without functions",
            ["serverless.yml": "service: a\nprovider:\n  name: aws\n  architecture: x86_64\n"],
            ["infrastructure-architecture warning serverless.yml:4"]),
        Trap(
            "CodeBuild's image",
            [
                "pipeline.yaml":
                    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  B:\n    Type: AWS::CodeBuild::Project\n"
                    + "    Properties:\n      Environment:\n        Image: aws/codebuild/amazonlinux2-x86_64-standard:5.0\n"
            ], ["infrastructure-architecture warning pipeline.yaml:7"]),
        Trap(
            "node groups of both kinds",
            [
                "e.tf":
                    "resource \"aws_eks_node_group\" \"x\" {\n  ami_type = \"AL2_x86_64\"\n  instance_types = [\"m5.large\"]\n}\n"
                    + "resource \"aws_eks_node_group\" \"a\" {\n  ami_type = \"AL2_ARM_64\"\n  instance_types = [\"m6g.large\"]\n}\n"
            ]),
    ]

    private static let programs = [
        Trap(
            "PowerShell fetches a program for Linux",
            ["get.ps1": "Invoke-WebRequest -Uri https://e.com/bin/linux/amd64/tool -OutFile /usr/bin/tool\n"],
            ["x86-download warning get.ps1:1"]),
        Trap(
            "PowerShell fetches a program for Windows",
            [
                "get.ps1":
                    "$Arch = 'x64'\nInvoke-WebRequest \"https://e.com/tool-$Arch.msi\"\nwget https://e.com/t-amd64.exe\n"
            ]),
        Trap(
            "KVM with a machine for x86",
            ["vm.sh": "#!/bin/sh\nexec qemu-system-x86_64 -enable-kvm -m 2048 disk.img\n"],
            ["service-architecture warning vm.sh:2"]),
        Trap("QEMU that emulates", ["vm.sh": "#!/bin/sh\nexec qemu-system-x86_64 -m 2048 disk.img\n"]),
        Trap(
            "KVM where there is some",
            ["vm.sh": "#!/bin/sh\n[ -w /dev/kvm ] && K=-enable-kvm\nexec qemu-system-x86_64 $K -m 2048 disk.img\n"]),
        Trap(
            "a file that is fetched by way of a variable",
            [
                "Dockerfile": "FROM ubuntu:20.04\nARG CONDA=Miniconda3-4.12.0-Linux-x86_64.sh\n"
                    + "RUN wget https://e.com/miniconda/${CONDA}\n"
            ], ["x86-download blocker Dockerfile:2"]),
        Trap(
            "a variable of another system",
            ["get.sh": "#!/bin/sh\nFILE=tool-darwin-x86_64.tgz\ncurl -LO https://e.com/$FILE\n"]),
        Trap(
            "a Rust program in a Dockerfile",
            ["Dockerfile": "FROM rust:1.75\nRUN cargo build --release --target x86_64-unknown-linux-musl\n"],
            ["build-fixed-to-x86 blocker Dockerfile:2"]),
        Trap(
            "a Rust program for the machine in a Dockerfile",
            ["Dockerfile": "FROM rust:1.75\nRUN cargo build --release --target $(uname -m)-unknown-linux-musl\n"]),
        Trap(".envrc", [".envrc": "export GOARCH=amd64\n"], ["go-architecture warning .envrc:1"]),
        Trap("Aptfile", ["Aptfile": "https://e.com/tool_1.0_amd64.deb\n"], ["x86-download warning Aptfile:1"]),
    ]

    private static let builds = [
        Trap(
            "a Bazel target for x86",
            ["BUILD": "cc_binary(\n    name = \"s\",\n    target_compatible_with = [\"@platforms//cpu:x86_64\"],\n)\n"],
            ["build-fixed-to-x86 warning BUILD:3"]),
        Trap(
            "a Bazel target whose processor is chosen",
            [
                "BUILD": "cc_binary(\n    name = \"s\",\n    target_compatible_with = select({\n"
                    + "        \"@platforms//cpu:x86_64\": [],\n        \"//conditions:default\": [],\n    }),\n)\n"
            ]),
        Trap(
            "Kotlin for x86",
            ["build.gradle.kts": "kotlin {\n    linuxX64(\"native\") { binaries { executable() } }\n}\n"],
            ["build-fixed-to-x86 warning build.gradle.kts:2"]),
        Trap("Kotlin for both", ["build.gradle.kts": "kotlin {\n    linuxX64()\n    linuxArm64()\n}\n"]),
        Trap(
            "options by the flags of /proc/cpuinfo",
            [
                "setup.py": "def flags():\n    text = open(\"/proc/cpuinfo\").read().split(\"\\n\")\n"
                    + "    line = [l for l in text if l.startswith(\"flags\")][0]\n"
                    + "    return [\"-m\" + f for f in (\"avx\", \"avx2\") if f in line]\n"
            ], ["x86-compiler-flag warning setup.py:2"]),
        Trap(
            "the number of processors of /proc/cpuinfo",
            ["setup.py": "n = open(\"/proc/cpuinfo\").read().count(\"processor\")\nflags = [\"-march=native\"]\n"],
            ["march-native note setup.py:2"]),
        Trap(
            "an option that is there for x86 alone",
            [
                "CMakeLists.txt": "if(CMAKE_SYSTEM_PROCESSOR MATCHES \"x86_64\")\n  option(USE_SSE \"sse\" ON)\n"
                    + "endif()\nif(USE_SSE)\n  add_compile_options(-msse4.1)\nendif()\n"
            ]),
        Trap(
            "an option in a block that is for all",
            [
                "CMakeLists.txt": "if(FAST)\n  option(USE_SSE \"sse\" ON)\n"
                    + "endif()\nif(USE_SSE)\n  add_compile_options(-msse4.1)\nendif()\n"
            ], ["x86-compiler-flag warning CMakeLists.txt:5"]),
    ]

    @Test(arguments: deployment + programs + builds)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
