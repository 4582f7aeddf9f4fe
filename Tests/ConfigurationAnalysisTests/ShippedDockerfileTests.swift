import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Dockerfiles by which a project is shipped, and those for the people who work on it.
@Suite struct ShippedDockerfileTests {
    private static let tools = "FROM debian\nRUN apt-get install -y gcc-multilib\n"
    private static let product = tools + "COPY . /app\nCMD [\"/app/run\"]\n"
    private static let helper = tools + "COPY build.sh /build.sh\nENTRYPOINT [\"/build.sh\"]\n"

    private static func found(_ severity: String, _ file: String) -> [String] {
        ["package-architecture \(severity) \(file):2"]
    }

    private static let traps = [
        Trap("at the top", ["Dockerfile": tools], found("blocker", "Dockerfile")),
        Trap("at the top, for one kind", ["Dockerfile.web": product], found("blocker", "Dockerfile.web")),
        Trap("the only one", ["docker/Dockerfile": product], found("blocker", "docker/Dockerfile")),
        Trap(
            "the only one, with an image's name", ["docker/web.Dockerfile": product],
            found("blocker", "docker/web.Dockerfile")),
        Trap("the only one, with tools", ["docker/Dockerfile": tools], found("warning", "docker/Dockerfile")),
        Trap(
            "one for each service", ["api/Dockerfile": product, "web/Dockerfile": product],
            found("blocker", "api/Dockerfile") + found("blocker", "web/Dockerfile")),
        Trap(
            "one that ships and one that builds", ["api/Dockerfile": product, "artifacts/Dockerfile": helper],
            found("blocker", "api/Dockerfile") + found("warning", "artifacts/Dockerfile")),
        Trap(
            "one that ships and one that takes a setting",
            ["api/Dockerfile": product, "artifacts/Dockerfile": tools + "COPY site.conf /etc/site\n"],
            found("blocker", "api/Dockerfile") + found("warning", "artifacts/Dockerfile")),
        Trap("what tests read", ["tests/data/Dockerfile": product], found("note", "tests/data/Dockerfile")),
        Trap(
            "a folder of them beside the one at the top",
            ["Dockerfile": "FROM debian\n", "docker/full/Dockerfile": product],
            found("warning", "docker/full/Dockerfile")),
        Trap(
            "one for 32 bits beside others", ["a/php/Dockerfile": "FROM debian\n", "a/i386/Dockerfile": product],
            found("warning", "a/i386/Dockerfile")),
        Trap(
            "continuous integration", ["automation/build/a.dockerfile": product],
            found("warning", "automation/build/a.dockerfile")),
        Trap("a hidden folder", [".gitlab-ci.d/a/Dockerfile": product], found("warning", ".gitlab-ci.d/a/Dockerfile")),
        Trap("a name that says so", ["opal-ci/Dockerfile": product], found("warning", "opal-ci/Dockerfile")),
        Trap("an editor in the browser", [".gitpod.Dockerfile": product], found("warning", ".gitpod.Dockerfile")),
        Trap("tools", ["tools/docker/Dockerfile": tools], found("warning", "tools/docker/Dockerfile")),
        Trap(
            "one distribution of several",
            ["docker/alpine/Dockerfile": "FROM alpine\n", "docker/debian-12/Dockerfile": product],
            found("warning", "docker/debian-12/Dockerfile")),
        Trap(
            "distributions of which none is for arm64",
            ["docker/centos/Dockerfile": product, "docker/debian/Dockerfile": product],
            found("blocker", "docker/centos/Dockerfile") + found("blocker", "docker/debian/Dockerfile")),
        Trap("for development", ["Dockerfile.dev": product], found("warning", "Dockerfile.dev")),
        Trap(
            "a branch for building across",
            [
                "Dockerfile":
                    "FROM debian\nARG TARGET=\nRUN if test \"${TARGET}\" != \"\"; then \\\n  echo \"deb [arch=amd64] http://a b c\" >> l && echo \"deb [arch=${TARGET}] http://p b c\" >> l; fi\n"
            ]),
        Trap(
            "a source for x86 beside one for the machine",
            [
                "Dockerfile":
                    "FROM debian\nRUN echo \"deb [arch=$(dpkg --print-architecture)] http://p b c\" >> l; \\\n  echo \"deb [arch=amd64] http://a b c\" >> l\n"
            ], ["apt-architecture blocker Dockerfile:3"]),
        Trap("a program of util-linux", ["Dockerfile": "FROM debian\nENTRYPOINT [\"linux32\"]\n"]),
        Trap(
            "a program for x86", ["Dockerfile": "FROM debian\nENTRYPOINT [\"/app-linux32\"]\n"],
            ["x86-program warning Dockerfile:2"]),
        Trap(
            "a tag by an argument", ["Dockerfile": "ARG TAG=3\nFROM amd64/alpine:${TAG}\n"],
            ["dockerfile-image blocker Dockerfile:2"]),
        Trap(
            ".NET for x86", ["Dockerfile": "FROM sdk\nRUN dotnet publish -c Release -r linux-x64 -o /out\n"],
            ["dotnet-publish blocker Dockerfile:2"]),
        Trap(
            ".NET for the target",
            ["Dockerfile": "FROM sdk\nARG TARGETARCH\nRUN dotnet publish -a $TARGETARCH -o /out\n"]),
        Trap(
            "headers of Debian's kernel", ["Dockerfile": "FROM debian\nRUN apt-get install -y linux-headers-amd64\n"],
            found("blocker", "Dockerfile")),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
