import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What an eighth corpus, written without knowledge of the analyses, showed to be missed or to be told wrongly.
@Suite struct EighthCorpusTests {
    private static func image(_ commands: String) -> [String: String] { ["Dockerfile": "FROM debian:12\n" + commands] }

    private static let images = [
        Trap(
            "an image that refuses arm64",
            image("RUN if [ \"$(uname -m)\" != \"x86_64\" ]; then echo \"not supported\" && exit 1; fi\n"),
            ["runtime-architecture-check warning Dockerfile:2"]),
        Trap(
            "an image that knows x86 alone, over some lines",
            image(
                "RUN set -eux; \\\n    # a comment\n    case \"$(dpkg --print-architecture)\" in \\\n"
                    + "        amd64) a=x64 ;; \\\n        i386) a=x86 ;; \\\n        *) echo >&2 \"unsupported\"; exit 1 ;; \\\n"
                    + "    esac; \\\n    curl -O https://e.com/t-$a.tgz\n"),
            ["runtime-architecture-check warning Dockerfile:4"]),
        Trap(
            "BuildKit's variable",
            image("ARG TARGETARCH\nRUN test -n x; if [ \"$TARGETARCH\" != amd64 ]; then exit 1; fi\n"),
            ["runtime-architecture-check warning Dockerfile:3"]),
        Trap(
            "an image that knows both",
            image(
                "RUN case \"$(dpkg --print-architecture)\" in \\\n        amd64) a=x64 ;; \\\n"
                    + "        arm64) a=arm64 ;; \\\n        *) echo >&2 \"unsupported\"; exit 1 ;; \\\n    esac\n")),
        Trap(
            "an image that leaves something out, or says so in a comment",
            image(
                "RUN if [ \"$(uname -m)\" = x86_64 ]; then apt-get install -y nasm; else exit 0; fi\n"
                    + "# RUN [ \"$(uname -m)\" = x86_64 ] || exit 1\n"
                    + "LABEL how='if [ $(uname -m) != x86_64 ]; then exit 1; fi'\n")),
    ]

    private static let scripts = [
        Trap(
            "an addon for x86", ["a.js": "const fast = require('./build/linux-x64/a.node');\n"],
            ["x86-library-load warning a.js:1"]),
        Trap(
            "an addon for x86 that is replaced where it can't be loaded",
            [
                "a.js": "let fast;\ntry {\n  fast = require('./build/linux-x64/a.node');\n} catch (e) {\n"
                    + "  fast = require('./slow.js');\n}\n"
            ]),
        Trap(
            "an addon for x86 that is not replaced",
            [
                "a.js": "let fast;\ntry {\n  fast = require('./build/linux-x64/a.node');\n} catch (e) {\n"
                    + "  throw new Error('no addon');\n}\n"
            ],
            ["x86-library-load warning a.js:3"]),
    ]

    @Test(arguments: images + scripts)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
