import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct DockerfileTests {
    private func findings(_ text: String) async throws -> [Finding] {
        try await Tree.report(["Dockerfile": text]).findings
    }

    private func summary(_ text: String) async throws -> [String] {
        try await Tree.report(["Dockerfile": text]).summary
    }

    @Test func aFixedPlatformOfTheFinalImageBlocks() async throws {
        let report = try await Tree.report(["Dockerfile": "# base\n  FROM --platform=linux/amd64 debian:12\n"])
        #expect(report.verdict == .blocked)
        let finding = try #require(report.findings.first)
        #expect(finding.rule == "dockerfile-platform")
        #expect(finding.line == 2)
        #expect(finding.column == 8)
        #expect(finding.snippet == "FROM --platform=linux/amd64 debian:12")
    }

    @Test func aFixedPlatformOfAnotherStageWarns() async throws {
        let text = "FROM --platform=linux/amd64 gradle AS build\nFROM debian:12\nCOPY --from=build /app /app\n"
        #expect(try await summary(text) == ["dockerfile-platform warning"])
        let chained = "FROM --platform=linux/amd64 debian AS base\nFROM base AS middle\nFROM middle\n"
        #expect(try await summary(chained) == ["dockerfile-platform blocker"])
    }

    @Test func argumentsHaveDefaults() async throws {
        #expect(
            try await summary("ARG P=linux/amd64\nFROM --platform=${P} debian\n") == ["dockerfile-platform blocker"])
        #expect(try await summary("FROM --platform=${P:-linux/x86_64} debian\n") == ["dockerfile-platform blocker"])
        #expect(try await summary("FROM --platform=$BUILDPLATFORM debian\n").isEmpty)
        #expect(try await summary("FROM --platform=linux/arm64 debian\n").isEmpty)
    }

    @Test(arguments: [
        "amd64/debian:12", "docker.io/amd64/debian", "app:1.0-amd64", "app:x86_64", "localhost:5000/i386/busybox",
    ])
    func imagesForX86ByName(image: String) async throws {
        #expect(try await summary("FROM \(image)\n") == ["dockerfile-image blocker"])
        #expect(try await summary("FROM \(image) AS b\nFROM debian\n") == ["dockerfile-image warning"])
    }

    @Test(arguments: ["debian:12", "amd64", "localhost:5000/app", "amd64tools/app:1", "app:1-arm64", "scratch"])
    func otherImages(image: String) async throws {
        #expect(try await summary("FROM \(image)\n").isEmpty)
    }

    @Test func aStageForEachArchitectureIsAChoice() async throws {
        let text = """
            FROM amd64/debian AS base-amd64
            RUN curl -LO https://example.com/tool-linux-amd64.tgz
            FROM arm64v8/debian AS base-arm64
            FROM base-${TARGETARCH}

            """
        #expect(try await summary(text).isEmpty)
    }

    @Test func downloadsInContinuedInstructions() async throws {
        let text = """
            FROM debian
            RUN apt-get update && \\
                # the tool
                curl -fsSL \\
                  https://example.com/v1/tool-linux-x86_64.tar.gz | tar xz
            # RUN curl https://example.com/old-linux-amd64.tgz
            ADD https://example.com/b_linux_amd64.deb /tmp/
            """
        let found = try await findings(text)
        #expect(found.map { $0.rule } == ["x86-download", "x86-download"])
        #expect(found.map { $0.line } == [5, 7])
        #expect(found.map { $0.column } == [7, 5])
        #expect(found.allSatisfy { $0.severity == .blocker })
    }

    @Test(arguments: [
        "RUN curl -LO https://e.com/t-windows-amd64.zip", "RUN curl -LO https://e.com/t-darwin-x86_64.tgz",
        "RUN curl -LO https://e.com/t-linux-${TARGETARCH}.tgz", "RUN curl -LO https://e.com/t-linux-noarch.tgz",
        "RUN case $(uname -m) in x86_64) curl -O https://e.com/linux-x64/t ;; *) curl -O https://e.com/t ;; esac",
        "RUN if [ $A = arm64 ]; then curl https://e.com/t-arm64; else curl https://e.com/t-amd64; fi",
        "LABEL source=https://e.com/t-amd64", "RUN echo amd64",
    ])
    func choicesAndOtherSystemsAreSilent(instruction: String) async throws {
        #expect(try await summary("FROM debian\n\(instruction)\n").isEmpty)
    }

    @Test func hereDocuments() async throws {
        let text = """
            FROM debian
            RUN <<EOT
            # curl https://e.com/c-linux-amd64
            curl -O https://e.com/t-linux-amd64
            EOT
            COPY <<-"END" /etc/note
            see https://e.com/n-linux-amd64
            FROM amd64/debian
            END
            RUN true
            """
        #expect(try await findings(text).map { $0.line } == [4])
    }

    @Test func packageSourcesGoAndJVMFlags() async throws {
        let text = """
            FROM golang AS build
            RUN GOOS=linux GOARCH=amd64 go build .
            FROM debian
            RUN echo "deb [arch=amd64 signed-by=/k] https://e.com stable main" > /etc/apt/sources.list.d/e.list
            RUN echo "deb [arch=amd64,arm64] https://e.com stable main" > /etc/apt/sources.list.d/f.list
            ENV JAVA_OPTS="-XX:UseAVX=2 -XX:+UseG1GC"
            """
        let found = try await findings(text)
        #expect(
            found.map { "\($0.rule) \($0.severity) \($0.line ?? 0)" } == [
                "apt-architecture blocker 4", "jvm-flag blocker 6", "go-architecture warning 2",
            ])
    }

    @Test func theEscapeDirective() async throws {
        let text = "# escape=`\nFROM debian\nRUN curl `\n  https://e.com/t-linux-amd64\n"
        #expect(try await findings(text).map { $0.line } == [4])
    }

    @Test(arguments: ["Dockerfile.prod", "web.Dockerfile", "Containerfile", "docker/Dockerfile"])
    func names(name: String) async throws {
        #expect(try await Tree.report([name: "FROM amd64/debian\n"]).verdict == .blocked)
    }

    @Test(arguments: [
        "", "FROM", "FROM \\", "RUN <<EOT", "FROM a\nRUN \\\n\\\n\\", "# escape=\\", "\u{0}\u{1}", "FROM ${", "RUN",
    ])
    func garbageIsSurvived(text: String) async throws {
        #expect(try await summary(text).isEmpty)
    }
}
