import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Dockerfiles: what is for x86 only, and what is not.
@Suite struct DockerfileTrapTests {
    private static func dockerfile(_ name: String, _ text: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["Dockerfile": text], expected)
    }

    private static let traps = [
        Trap(
            "what tests read", ["tests/fixtures/Dockerfile": "FROM --platform=linux/amd64 alpine:3.19\n"],
            ["dockerfile-platform note tests/fixtures/Dockerfile:1"]),
        dockerfile(
            "a program copied from an image for x86", "FROM debian\nCOPY --from=amd64/alpine /bin/busybox /bin/\n",
            ["dockerfile-image blocker Dockerfile:2"]),
        dockerfile(
            "data copied from an image for x86", "FROM debian\nCOPY --from=tools:1-amd64 /etc/certs /etc/certs\n",
            ["dockerfile-image warning Dockerfile:2"]),
        dockerfile(
            "an image named for x86", "FROM registry.example.com/base-amd64:3\n",
            ["dockerfile-image blocker Dockerfile:1"]),
        dockerfile(
            "an image made of an argument", "ARG ARCH=amd64\nFROM $ARCH/debian\n",
            ["dockerfile-image warning Dockerfile:2"]),
        dockerfile("MySQL 5.7", "FROM mysql:5.7\n", ["image-without-arm64 blocker Dockerfile:1"]),
        dockerfile(
            "SQL Server", "FROM mcr.microsoft.com/mssql/server:2022-latest\n",
            ["image-without-arm64 blocker Dockerfile:1"]),
        dockerfile(
            "CentOS 6 by its full name", "FROM docker.io/library/centos:6.10\n",
            ["image-without-arm64 blocker Dockerfile:1"]),
        dockerfile(
            "a known image that nothing uses", "FROM selenium/standalone-chrome AS test\nFROM debian\n",
            ["image-without-arm64 warning Dockerfile:1"]),
        dockerfile(
            "JAVA_HOME of x86", "FROM debian\nENV JAVA_HOME=/usr/lib/jvm/java-11-openjdk-amd64\n",
            ["architecture-path warning Dockerfile:2"]),
        dockerfile(
            "Java of x86 as the program",
            "FROM debian\nENTRYPOINT [\"/usr/lib/jvm/java-17-openjdk-amd64/bin/java\", \"-jar\", \"/a.jar\"]\n",
            ["architecture-path blocker Dockerfile:2"]),
        dockerfile(
            "packages for i386",
            "FROM debian\nRUN dpkg --add-architecture i386 && \\\n  apt-get update && \\\n  apt-get install -y libc6:i386\n",
            ["package-architecture blocker Dockerfile:2", "package-architecture blocker Dockerfile:4"]),
        dockerfile(
            "32-bit libraries", "FROM debian\nRUN apt-get install -y lib32gcc-s1 lib32stdc++6\n",
            ["package-architecture blocker Dockerfile:2"]),
        dockerfile(
            "a multilib compiler", "FROM debian\nRUN apt-get update && apt-get install -y make gcc-multilib\n",
            ["package-architecture blocker Dockerfile:2"]),
        dockerfile(
            "Chrome", "FROM debian\nRUN apt-get install -y \\\n    fonts-liberation \\\n    google-chrome-stable\n",
            ["package-architecture blocker Dockerfile:4"]),
        dockerfile(
            "an RPM package by its architecture", "FROM fedora\nRUN dnf install -y glibc.i686\n",
            ["package-architecture blocker Dockerfile:2"]),
        dockerfile(
            "yum with x86_64", "FROM centos:7\nRUN yum -y install openssl-devel.x86_64\n",
            ["package-architecture blocker Dockerfile:2"]),
        dockerfile(
            "an RPM file of the context",
            "FROM fedora\nCOPY agent-1.0.x86_64.rpm /tmp/\nRUN rpm -i /tmp/agent-1.0.x86_64.rpm\n",
            ["package-architecture blocker Dockerfile:3", "package-architecture warning Dockerfile:2"]),
        dockerfile(
            "a Debian file of the context", "FROM debian\nRUN dpkg -i /tmp/agent_1.0_amd64.deb\n",
            ["package-architecture blocker Dockerfile:2"]),
        dockerfile(
            "a wheel for x86", "FROM python\nRUN pip install https://example.com/t-1.0-cp310-cp310-linux_x86_64.whl\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            "wheels taken for x86", "FROM python\nRUN pip download --platform manylinux2014_x86_64 numpy\n",
            ["package-architecture blocker Dockerfile:2"]),
        dockerfile(
            "Miniconda",
            "FROM debian\nRUN wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh -O m.sh\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            "npm for x64", "FROM node\nRUN npm install --cpu=x64 sharp\n",
            ["package-architecture warning Dockerfile:2"]),
        dockerfile(
            "a default that hides the builder's value",
            "FROM debian\nARG TARGETARCH=amd64\nRUN curl -LO https://example.com/t-$TARGETARCH.tgz\n",
            ["architecture-variable warning Dockerfile:2"]),
        dockerfile(
            "an argument in an address",
            "FROM debian\nARG ARCH=amd64\nRUN curl -LO https://example.com/t-linux-${ARCH}.tgz\n",
            ["architecture-variable warning Dockerfile:2"]),
        dockerfile(
            "an old ENV in an address", "FROM debian\nENV ARCH x86_64\nRUN curl -LO https://example.com/t-$ARCH.tgz\n",
            ["architecture-variable warning Dockerfile:2"]),
        dockerfile(
            "a program of the context", "FROM debian\nCOPY ./bin/app-linux-amd64 /app\nCMD [\"/app\"]\n",
            ["x86-program warning Dockerfile:2"]),
        dockerfile(
            "a command for x86", "FROM debian\nCMD [\"./server-amd64\"]\n", ["x86-program warning Dockerfile:2"]),
        dockerfile(
            "a Rust program built for x86",
            "FROM rust AS build\nRUN cargo build\nFROM scratch\nCOPY --from=build /s/target/x86_64-unknown-linux-musl/release/app /app\n",
            ["x86-program blocker Dockerfile:4"]),
        dockerfile(
            "a download beside one that is chosen",
            "FROM debian\nRUN curl -LO https://e.com/a-linux-$(uname -m).tgz && curl -LO https://e.com/b-linux-amd64.tgz\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            "kubectl's address", "FROM debian\nADD https://dl.k8s.io/release/v1.30.0/bin/linux/amd64/kubectl /bin/\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            "a vendor's own word",
            "FROM debian\nRUN curl https://s3.amazonaws.com/p/latest/ubuntu_64bit/p.deb -o p.deb\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            "a download in a stage that is copied from",
            "FROM debian AS get\nRUN curl -Lo /tini https://e.com/tini-amd64\nFROM debian\nCOPY --from=get /tini /tini\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            "a download in a stage of the builder",
            "FROM --platform=$BUILDPLATFORM debian AS get\nRUN curl -Lo /t https://e.com/t-amd64\nFROM debian\nCOPY --from=get /d /d\n",
            ["x86-download warning Dockerfile:2"]),
        dockerfile(
            "Go for x86 in a stage that is copied from",
            "FROM golang AS b\nRUN CGO_ENABLED=0 GOARCH=amd64 go build -o /a\nFROM scratch\nCOPY --from=b /a /a\n",
            ["go-architecture blocker Dockerfile:2"]),
        dockerfile(
            "ONBUILD", "FROM debian\nONBUILD RUN curl -LO https://e.com/t-linux-amd64.tgz\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile(
            ".NET with its runtime for x86",
            "FROM sdk AS b\nRUN dotnet publish -c Release \\\n  --runtime linux-x64 --self-contained -o /out\nFROM deps\nCOPY --from=b /out /app\nENTRYPOINT [\"/app/App\"]\n",
            ["dotnet-publish blocker Dockerfile:3"]),
        dockerfile(
            ".NET's program for x86",
            "FROM sdk AS b\nRUN dotnet publish -r linux-musl-x64 -o /out\nFROM deps\nCOPY --from=b /out /app\nENTRYPOINT [\"/app/App\"]\n",
            ["dotnet-publish blocker Dockerfile:2"]),
        dockerfile(
            ".NET's assemblies, which dotnet starts",
            "FROM sdk AS b\nRUN dotnet publish -r linux-x64 --self-contained false -o /out\nFROM rt\nCOPY --from=b /out /app\nENTRYPOINT [\"dotnet\", \"/app/App.dll\"]\n",
            ["dotnet-publish warning Dockerfile:2"]),
        dockerfile(
            ".NET for the platform",
            "FROM sdk\nARG TARGETARCH\nRUN dotnet publish -a $TARGETARCH -o /out\nRUN dotnet publish -c Release -r $RID\n"
        ),
        dockerfile(
            "a JVM flag in a variable", "FROM openjdk\nENV JAVA_TOOL_OPTIONS=\"-XX:UseAVX=2\"\n",
            ["jvm-flag blocker Dockerfile:2"]),
        dockerfile(
            "a JVM flag in an argument", "FROM openjdk\nARG OPTS=\"-XX:UseAVX=2\"\n", ["jvm-flag warning Dockerfile:2"]),
        dockerfile(
            "a JVM flag in the entry point",
            "FROM openjdk\nENTRYPOINT [\"java\", \"-XX:+UseFastStosb\", \"-jar\", \"a\"]\n",
            ["jvm-flag blocker Dockerfile:2"]),
        dockerfile(
            "an APT source in a here-document",
            "FROM debian\nRUN <<END\necho 'deb [arch=amd64] https://e.com stable main' > /etc/apt/sources.list.d/e.list\nEND\n",
            ["apt-architecture blocker Dockerfile:3"]),
        Trap(
            "a name with a dash", ["Dockerfile-prod": "FROM amd64/debian\n"],
            ["dockerfile-image blocker Dockerfile-prod:1"]),

        dockerfile(
            "a stage with a name like an image",
            "FROM debian AS app-amd64\nFROM debian AS app-arm64\nFROM app-${TARGETARCH}\n"),
        dockerfile("MySQL 8", "FROM mysql:8.4\n"),
        dockerfile("a version that begins alike", "FROM centos:60\nFROM elasticsearch:7.17.0\n"),
        dockerfile(
            "JAVA_HOME by the machine",
            "FROM debian\nRUN ln -s /usr/lib/jvm/java-11-openjdk-$(dpkg --print-architecture) /jvm\nENV JAVA_HOME=/jvm\n"
        ),
        dockerfile("JAVA_HOME without an architecture", "FROM debian\nENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk\n"),
        dockerfile("ordinary packages", "FROM debian\nRUN apt-get install -y libc6 curl x11-utils\n"),
        dockerfile("packages of Alpine", "FROM alpine\nRUN apk add --no-cache curl aarch64-tools\n"),
        dockerfile(
            "cross-compilers",
            "FROM debian\nRUN dpkg --add-architecture arm64 && apt-get install -y libc6:arm64 libc6:amd64\n"),
        dockerfile("TARGETARCH", "FROM debian\nARG TARGETARCH\nRUN curl -LO https://e.com/t-linux-$TARGETARCH.tgz\n"),
        dockerfile(
            "an argument that is asked for",
            "FROM debian\nARG ARCH=amd64\nRUN ARCH=$(dpkg --print-architecture) && curl -LO https://e.com/t-${ARCH}.tgz\n"
        ),
        dockerfile("an argument that no address is made of", "FROM debian\nARG ARCH=amd64\nLABEL arch=$ARCH\n"),
        dockerfile(
            "a copied program by the target", "FROM debian\nARG TARGETARCH\nCOPY bin/app-linux-${TARGETARCH} /app\n"),
        dockerfile("a copied configuration", "FROM debian\nCOPY etc/amd64.list /etc/apt/sources.list\n"),
        dockerfile(
            "a download for both",
            "FROM debian\nRUN curl -LO https://e.com/t-amd64.tgz && curl -LO https://e.com/t-arm64.tgz\n"),
        dockerfile(
            "a condition on x86",
            "FROM debian\nRUN if [ \"$(dpkg --print-architecture)\" = \"amd64\" ]; then apt-get install -y gcc-multilib; fi\n"
        ),
        dockerfile(
            "a case",
            "FROM debian\nARG TARGETARCH\nRUN case $TARGETARCH in amd64) u=https://e.com/t-x86_64.tgz ;; *) u=https://e.com/t-aarch64.tgz ;; esac; curl -LO $u\n"
        ),
        dockerfile("a page about x86", "FROM debian\nRUN curl https://e.com/docs/amd64/install.html\n"),
        dockerfile("a label", "FROM debian\nLABEL url=https://e.com/linux-amd64/\n"),
        dockerfile("Windows", "FROM debian\nRUN curl -LO https://e.com/t-windows-amd64.zip\n"),
        dockerfile(
            "JVM flags of every machine", "FROM openjdk\nENV JAVA_OPTS=\"-XX:+UseG1GC -XX:+UseAES -XX:+UseSHA\"\n"),
        dockerfile(
            "a JVM that forgives", "FROM openjdk\nENV JAVA_OPTS=\"-XX:+IgnoreUnrecognizedVMOptions -XX:UseAVX=2\"\n"),
        Trap(
            "twins for both architectures",
            [
                "Dockerfile.amd64": "FROM amd64/debian\n", "Dockerfile.arm64": "FROM arm64v8/debian\n",
                "x86_64/Dockerfile": "FROM debian\nADD https://e.com/t-amd64 /t\n",
                "aarch64/Dockerfile": "FROM debian\n",
            ]),
        dockerfile(
            "Windows' own image",
            "FROM --platform=linux/amd64 alpine AS prep\nRUN wget https://e.com/t-amd64\nFROM mcr.microsoft.com/windows/nanoserver:1809\nCOPY --from=prep /t /t\n"
        ),
        Trap(
            "an image of tools for another system",
            ["Dockerfile.android": "FROM debian\nRUN apt-get install -y gcc-multilib\n"],
            ["package-architecture note Dockerfile.android:2"]),
        Trap(
            "an image in a folder for x86", ["distribution/python_i386/Dockerfile": "FROM i386/debian\n"],
            ["dockerfile-image note distribution/python_i386/Dockerfile:1"]),
        Trap(
            "an image for tests", ["tests/Dockerfile": "FROM debian\nRUN apt-get install -y gcc-multilib\n"],
            ["package-architecture warning tests/Dockerfile:2"]),
        dockerfile(
            "a platform that hides the builder's", "FROM debian\nARG TARGETPLATFORM=linux/amd64\n",
            ["architecture-variable warning Dockerfile:2"]),
        dockerfile(
            "a default of the shell", "FROM debian\nARG TARGETARCH\nRUN GOARCH=${TARGETARCH:-amd64} go build\n"),
        dockerfile(
            "a target of a compiler",
            "FROM debian\nARG PLATFORM=x86_64-unknown-linux-gnu\nADD https://e.com/t-${PLATFORM}.tgz /t\n",
            ["architecture-variable warning Dockerfile:2"]),
        dockerfile(
            "glibc for Alpine",
            "FROM alpine\nRUN wget https://github.com/sgerrand/alpine-pkg-glibc/releases/download/2.35-r0/glibc-2.35-r0.apk\n",
            ["x86-download blocker Dockerfile:2"]),
        dockerfile("a default before the stages", "ARG TARGETARCH=amd64\nFROM debian\n"),
        Trap("a file to ignore", ["Dockerfile.dockerignore": "FROM amd64/debian\n"]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
