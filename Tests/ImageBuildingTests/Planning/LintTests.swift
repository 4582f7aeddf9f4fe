import DockerfileModel
import ImageBuilding
import Platforms
import Reporting
import Testing

@Suite struct LintTests {
    private func findings(_ text: String, images: [String: BaseImageFacts] = [:]) throws -> [String] {
        var lint = DockerfileLint(
            planner: BuildPlanner(platforms: [.linuxAMD64, .linuxARM64], buildPlatform: .linuxAMD64))
        lint.baseImages = images
        return try lint.findings(in: Dockerfile(parsing: text)).map {
            "\($0.line):\($0.column) \($0.severity.rawValue) \($0.rule)"
        }
    }

    @Test(arguments: [
        ("FROM --platform=linux/amd64 debian\n", ["1:6 warning fixed-platform"]),
        ("ARG P=linux/amd64\nFROM --platform=$P debian\n", ["2:6 warning fixed-platform"]),
        ("FROM --platform=$BUILDPLATFORM debian\n", ["1:6 warning fixed-platform"]),
        ("FROM --platform=$TARGETPLATFORM debian\n", ["1:6 note redundant-platform"]),
        (
            "FROM --platform=linux/amd64 node AS b\nRUN npm ci\nFROM nginx\nCOPY --from=b /dist /\n",
            ["1:6 warning fixed-platform"]
        ),
        ("FROM amd64/debian\n", ["1:6 warning fixed-architecture"]),
        ("FROM debian\nADD https://example.com/tool-linux-amd64.tgz /\n", ["2:5 warning fixed-architecture"]),
        (
            "FROM debian\nRUN set -e; \\\n  curl -LO https://example.com/x86_64/tool.tgz\n",
            ["3:12 warning fixed-architecture"]
        ),
        (
            "FROM debian\nARG ARCH=amd64\nRUN wget \"https://example.com/tool_$ARCH.deb\"\n",
            ["3:10 warning fixed-architecture"]
        ),
        ("FROM debian\nRUN dpkg -i tool_1.0_amd64.deb\n", ["2:13 warning fixed-architecture"]),
        ("FROM debian\nRUN dpkg --add-architecture amd64\n", ["2:29 warning fixed-architecture"]),
        ("FROM debian\nRUN <<EOF\nldconfig /usr/lib/x86_64-linux-gnu/x\nEOF\n", ["3:10 warning fixed-architecture"]),
        (
            "FROM debian\nENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 A=b\n", ["2:5 warning fixed-architecture"]
        ),
        ("FROM debian\nENV LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu\n", []),
        (
            "FROM debian\nENTRYPOINT [\"/usr/lib/jvm/java-17-openjdk-amd64/bin/java\", \"-jar\", \"/app.jar\"]\n",
            ["2:1 warning fixed-architecture"]
        ),
        ("FROM debian\nCMD [\"/opt/amd64/run\"]\n", []),
        (
            "FROM debian AS b\nFROM debian\nCOPY --from=b /usr/lib/x86_64-linux-gnu/libx.so /lib/\n",
            ["3:15 warning fixed-architecture"]
        ),
        (
            "FROM debian\nRUN case $(uname -m) in x86_64) a=amd64;; aarch64) a=arm64;; esac; curl -O https://example.com/x-$a\n",
            []
        ),
        ("FROM debian\nARG TARGETARCH\nRUN curl -O https://example.com/x-$TARGETARCH.tgz\n", []),
        (
            "FROM --platform=$BUILDPLATFORM alpine AS b\nRUN uname -m > /arch\nFROM alpine\nCOPY --from=b /arch /\n",
            ["2:5 warning machine-question"]
        ),
        ("FROM debian\nRUN echo $TARGETARCH\n", ["2:10 warning undeclared-argument"]),
        (
            "ARG TARGETARCH\nFROM debian\nRUN echo ${TARGETARCH}\n",
            ["1:5 warning global-argument", "3:10 warning undeclared-argument"]
        ),
        ("FROM debian\nRUN TARGETARCH=x; echo $TARGETARCH\n", []),
        ("FROM debian\nARG TARGETARCH=amd64\nRUN echo $TARGETARCH\n", ["2:5 warning argument-default"]),
        (
            "FROM debian@sha256:aa\n", ["1:6 warning single-platform-digest"]
        ),
        (
            "FROM --platform=$BUILDPLATFORM golang AS b\nRUN go build -o /a\nFROM debian\nCOPY --from=b /a /\n",
            ["2:5 warning untargeted-compiler"]
        ),
        (
            "FROM --platform=$BUILDPLATFORM golang AS b\nARG TARGETARCH\nRUN go install x.io/tool@latest && GOARCH=$TARGETARCH go build -o /a\nFROM debian\nCOPY --from=b /a /\n",
            []
        ),
        (
            "FROM --platform=$BUILDPLATFORM debian AS b\nARG TARGETARCH\nRUN make ARCH=$TARGETARCH\nFROM debian\nCOPY --from=b /a /\n",
            []
        ),
        ("FROM gcc AS b\nRUN make\nFROM debian\nCOPY --from=b /a /\n", ["1:1 warning emulated-stage"]),
        (
            "FROM rust AS b\nRUN --mount=type=cache,target=/app/target cargo build\nFROM debian\nCOPY --from=b /a /\n",
            ["1:1 warning emulated-stage", "2:5 warning shared-cache"]
        ),
        (
            "FROM rust AS b\nARG TARGETARCH\nRUN --mount=type=cache,id=t-$TARGETARCH,target=/app/target cargo build\nFROM debian\nCOPY --from=b /a /\n",
            ["1:1 warning emulated-stage"]
        ),
        ("FROM debian AS unused\nRUN echo $TARGETARCH\nFROM debian\n", ["2:10 warning undeclared-argument"]),
        (
            "FROM golang AS b\nRUN GOARCH=amd64 go build -o /a\nFROM debian\nCOPY --from=b /a /\n",
            ["1:1 warning emulated-stage", "2:5 warning fixed-architecture"]
        ),
        ("FROM node AS b\nRUN npm ci && npm run build\nFROM nginx:latest\nCOPY --from=b /dist /srv\n", []),
        // BuildKit's own checks, under their own names.
        (
            "FROM debian\nRUN apt-get install -y g++-6-aarch64-linux-gnu \"gcc-arm-linux-gnueabi gcc-aarch64-linux-gnu\"\n",
            []
        ),
        ("FROM debian\nRUN apt-get install -y /srv/x86_64-linux-gnu/libx.deb\n", ["2:24 warning fixed-architecture"]),
        ("FROM debian\nARG DB_PASSWORD\n", ["2:5 warning SecretsUsedInArgOrEnv"]),
        ("FROM debian\nCMD sh run\n", ["2:1 note JSONArgsRecommended"]),
        ("FROM debian\nCMD [\"sh\", ]\n", ["2:1 warning MalformedExecForm"]),
        ("# check=skip=all\nFROM debian\nCMD sh run\n", []),
        ("FROM debian\nWORKDIR /$TARGETARCH\n", ["2:10 warning undeclared-argument"]),
    ])
    func trapsAreFound(_ text: String, _ expected: [String]) throws {
        let found = try findings(
            text, images: ["debian@sha256:aa": BaseImageFacts(platforms: [.linuxAMD64], isIndex: false)])
        #expect(found == expected)
    }

    @Test func aFindingSaysWhatToDo() throws {
        let lint = DockerfileLint(
            planner: BuildPlanner(platforms: [.linuxAMD64, .linuxARM64], buildPlatform: .linuxAMD64))
        let found = try lint.findings(
            in: Dockerfile(parsing: "FROM golang AS b\nRUN go build -o /a\nFROM debian\nCOPY --from=b /a /\n"))
        let finding = try #require(found.first)
        #expect(found.count == 1 && finding.severity == .warning && finding.file == "Dockerfile")
        #expect(finding.message.contains("linux/arm64") && finding.remedy.contains("--fix"))
    }

    @Test(arguments: [
        ("FROM old\n", ["1:6 warning InvalidBaseImagePlatform"]),
        ("FROM new\n", []), ("FROM unknown\n", []), ("FROM variant\n", []),
        ("# check=skip=InvalidBaseImagePlatform\nFROM old\n", []),
        // It is needed for this machine alone.
        ("FROM --platform=$BUILDPLATFORM old AS b\nRUN mvn package\nFROM new\nCOPY --from=b /a /\n", []),
        (
            "FROM old AS b\nRUN make\nFROM new\nCOPY --from=b /a /\n",
            ["1:1 warning emulated-stage", "1:6 warning InvalidBaseImagePlatform"]
        ),
    ])
    func aBaseImageMustBeForThePlatforms(_ text: String, _ expected: [String]) throws {
        let found = try findings(
            text,
            images: [
                "old": BaseImageFacts(platforms: [.linuxAMD64], isIndex: false),
                "new": BaseImageFacts(platforms: [.linuxARM64, .linuxAMD64], isIndex: true),
                "variant": BaseImageFacts(
                    platforms: [.linuxAMD64, Platform(architecture: .arm64, variant: "v8")], isIndex: true),
            ])
        #expect(found == expected)
    }
}
