import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What a seventh corpus, written without knowledge of the analyses, showed to be missed, and its look-alikes.
@Suite struct SeventhCorpusTests {
    private static let deployment = [
        Trap(
            "a JVM's flag among a chart's values",
            ["chart/values.yaml": "env:\n  JAVA_TOOL_OPTIONS: \"-Xmx1g -XX:UseAVX=0\"\n"],
            ["jvm-flag blocker chart/values.yaml:2"]),
        Trap(
            "a JVM's flag that all know",
            ["chart/values.yaml": "env:\n  JAVA_TOOL_OPTIONS: \"-XX:MaxRAMPercentage=75\"\n"]),
        Trap(
            "a Go program in an environment of Kubernetes",
            [
                "task.yaml": "apiVersion: tekton.dev/v1\nkind: Task\nspec:\n  steps:\n    - env:\n"
                    + "        - name: GOARCH\n          value: amd64\n      script: go build .\n"
            ], ["go-architecture warning task.yaml:7"]),
        Trap(
            "the same for arm64",
            [
                "task.yaml": "apiVersion: tekton.dev/v1\nkind: Task\nspec:\n  steps:\n    - env:\n"
                    + "        - name: GOARCH\n          value: arm64\n        - name: X\n          value: x86_64\n"
            ]),
        Trap(
            "a job of Nomad",
            [
                "app.nomad":
                    "job \"a\" {\n  constraint {\n    attribute = \"${attr.cpu.arch}\"\n    value = \"amd64\"\n  }\n}\n"
            ], ["infrastructure-architecture warning app.nomad:4"]),
        Trap(
            "a state of Salt",
            ["a/init.sls": "tool:\n  archive.extracted:\n    - source: https://e.com/tool-1.linux-amd64.tar.gz\n"],
            ["x86-download warning a/init.sls:3"]),
        Trap(
            "a state of Salt that asks",
            [
                "a/init.sls": "tool:\n  archive.extracted:\n"
                    + "    - source: https://e.com/tool-1.linux-{{ grains['osarch'] }}.tar.gz # amd64\n"
            ]),
        Trap(
            "an agent's pod in Jenkins",
            [
                "Jenkinsfile":
                    "podTemplate(yaml: '''\nspec:\n  nodeSelector:\n    kubernetes.io/arch: amd64\n''') { }\n"
            ], ["ci-architecture warning Jenkinsfile:4"]),
        Trap(
            "agents' pods in Jenkins for both",
            [
                "Jenkinsfile":
                    "podTemplate(yaml: '''\nspec:\n  nodeSelector:\n    kubernetes.io/arch: amd64\n''') { }\n"
                    + "podTemplate(nodeSelector: 'kubernetes.io/arch=arm64') { }\n"
            ]),
    ]

    private static func workflow(_ job: String) -> [String: String] {
        [".github/workflows/r.yml": "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n" + job]
    }

    private static let matrix =
        "    strategy:\n      matrix:\n        target: [x86_64-unknown-linux-gnu, i686-unknown-linux-gnu]\n"

    private static let pipelines = [
        Trap(
            "targets of Rust that are published",
            workflow(matrix + "    steps:\n      - uses: softprops/action-gh-release@v1\n"),
            ["ci-architecture warning .github/workflows/r.yml:7"]),
        Trap("targets of Rust that are tested", workflow(matrix + "    steps:\n      - run: cargo test\n")),
        Trap(
            "targets of Rust for both",
            workflow(
                "    strategy:\n      matrix:\n        target: [x86_64-unknown-linux-gnu, aarch64-unknown-linux-gnu]\n"
                    + "    steps:\n      - uses: softprops/action-gh-release@v1\n")),
        Trap(
            "wheels for x86",
            workflow("    env:\n      CIBW_ARCHS_LINUX: x86_64 i686\n    steps:\n      - uses: pypa/cibuildwheel@v2\n"),
            ["release-architecture note .github/workflows/r.yml:6"]),
        Trap(
            "wheels for both",
            workflow(
                "    env:\n      CIBW_ARCHS_LINUX: x86_64 aarch64\n    steps:\n      - uses: pypa/cibuildwheel@v2\n")),
        Trap(
            "flags of Rust in a pipeline",
            workflow("    env:\n      RUSTFLAGS: \"-C target-feature=+avx2,+fma\"\n"),
            ["x86-compiler-flag note .github/workflows/r.yml:6"]),
    ]

    private static let rust = [
        Trap(
            "flags of Rust for a processor",
            ["Dockerfile": "FROM rust:1.80\nENV RUSTFLAGS=\"-C target-cpu=haswell\"\nRUN cargo build\n"],
            ["x86-compiler-flag blocker Dockerfile:2"]),
        Trap(
            "flags of Rust for a feature",
            ["build.sh": "#!/bin/sh\nexport RUSTFLAGS='-Ctarget-feature=+crt-static,+sse4.2'\ncargo build\n"],
            ["x86-compiler-flag warning build.sh:2"]),
        Trap(
            "flags of Rust that arm64 knows",
            [
                "build.sh": "#!/bin/sh\nexport RUSTFLAGS='-Ctarget-feature=+aes,-avx2'\ncargo build\n",
                "b.sh": "#!/bin/sh\nRUSTFLAGS='-C target-cpu=native' cargo build\n",
                "c.sh": "#!/bin/sh\nif [ $(uname -m) = x86_64 ]; then export RUSTFLAGS='-C target-cpu=haswell'; fi\n",
            ]),
    ]

    private static let fetch = "FetchContent_Declare(o URL https://e.com/onnxruntime-linux-x64-1.15.1.tgz)\n"

    private static let builds = [
        Trap(
            "CMake fetches what is built for x86", ["CMakeLists.txt": "project(a)\n" + fetch],
            ["x86-download warning CMakeLists.txt:2"]),
        Trap(
            "CMake fetches for both",
            [
                "CMakeLists.txt": "project(a)\nif(CMAKE_SYSTEM_PROCESSOR STREQUAL \"aarch64\")\n"
                    + "FetchContent_Declare(o URL https://e.com/o-linux-aarch64.tgz)\nelse()\n" + fetch + "endif()\n"
            ]),
        Trap(
            "CMake fetches on Windows", ["CMakeLists.txt": "project(a)\nif(WIN32)\n" + fetch + "endif()\n"]),
        Trap(
            "a port for x86 that is not for UWP", ["vcpkg.json": "{\"name\": \"a\", \"supports\": \"x64 & !uwp\"}\n"],
            ["package-declares-x86 blocker vcpkg.json:1"]),
        Trap(
            "a port for Linux, and x86's Windows",
            ["vcpkg.json": "{\"name\": \"a\", \"supports\": \"(windows & (x86 | x64)) | linux\"}\n"]),
        Trap(
            "a port that is not for arm's Windows",
            ["vcpkg.json": "{\"name\": \"a\", \"supports\": \"!(arm & windows) & !x86\"}\n"]),
        Trap(
            "a port for Windows alone", ["vcpkg.json": "{\"name\": \"a\", \"supports\": \"windows & x64\"}\n"]),
        Trap(
            "Maven's enforcer",
            ["pom.xml": "<project><rules><requireOS>\n<arch>amd64</arch></requireOS></rules></project>\n"],
            ["build-refuses-arm64 blocker pom.xml:2"]),
        Trap(
            "Maven's enforcer that excludes",
            ["pom.xml": "<project><rules><requireOS>\n<arch>!x86_64</arch></requireOS></rules></project>\n"]),
        Trap(
            "an image of Spring Boot",
            ["pom.xml": "<project><image>\n<imagePlatform>linux/amd64</imagePlatform></image></project>\n"],
            ["release-architecture warning pom.xml:2"]),
        Trap(
            "Intel's compiler in a script", ["build.sh": "#!/bin/sh\nifort -O3 -xHost a.f90 -o a\n"],
            ["x86-compiler-flag warning build.sh:2"]),
    ]

    private static let packages = [
        Trap(
            "a package's native program by its path",
            ["bundle.sh": "#!/bin/sh\n./node_modules/@esbuild/linux-x64/bin/esbuild a.ts\n"],
            ["architecture-path warning bundle.sh:2"]),
        Trap(
            "a package's native program by the machine's name",
            ["bundle.sh": "#!/bin/sh\n# x64\n./node_modules/@esbuild/linux-$ARCH/bin/esbuild a.ts\n"]),
        Trap(
            "a compiler of IBM's", ["makefile.ibmc": "CC = icc\nLD = ilink\nall: a.obj\n"]),
        Trap(
            "a program for Windows that fetches",
            workflow("    steps:\n      - run: C:\\msys64\\wget.exe https://e.com/OpenBLAS-0.3.23-x64.zip\n")),
        Trap(
            "a download in a line with a colon and a backslash, which is no drive",
            ["get.sh": "#!/bin/sh\ncurl -w 'size:\\n' -LO https://e.com/tool-linux-x86_64.tar.gz\n"],
            ["x86-download warning get.sh:2"]),
        Trap(
            "npm's processor", [".npmrc": "save-exact=true\ncpu=x64\n"], ["build-fixed-to-x86 warning .npmrc:2"]),
        Trap("npm's processor for arm64", [".npmrc": "# cpu=x64\ncpu=arm64\n"]),
        Trap(
            "yarn's processors",
            [".yarnrc.yml": "nodeLinker: pnp\nsupportedArchitectures:\n  os: [linux]\n  cpu:\n    - x64\n"],
            ["build-fixed-to-x86 warning .yarnrc.yml:4"]),
        Trap(
            "pnpm's processors",
            ["pnpm-workspace.yaml": "packages: [a]\nsupportedArchitectures:\n  cpu: [x64, arm64]\n"]),
        Trap(
            "yarn's processors and the machine's own",
            [".yarnrc.yml": "supportedArchitectures:\n  cpu:\n    - current\n    - x64\n"]),
    ]

    @Test(arguments: deployment + pipelines + rust + builds + packages)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
