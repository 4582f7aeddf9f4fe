import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct NPMTests {
    private static func lock(_ packages: String) -> String {
        "{\"lockfileVersion\": 3, \"packages\": {\n\"\": {\"name\": \"app\"},\n\(packages)}}"
    }

    private static let traps = [
        Trap(
            "a browser that is not there for arm64",
            ["package.json": "{\"dependencies\": {\n\"puppeteer\": \"^21.0.0\"}}"],
            ["npm-package blocker package.json:2"]),
        Trap(
            "a compiled package in the lock file",
            [
                "package.json": "{\"dependencies\": {\"node-sass\": \"*\"}}",
                "package-lock.json": lock(
                    "\"node_modules/node-sass\": {\"version\": \"8.0.0\", \"hasInstallScript\": true}"),
            ], ["npm-package warning package-lock.json:3"]),
        Trap(
            "only building needs it", ["package.json": "{\"devDependencies\": {\n\"node-sass\": \"8\"}}"],
            ["npm-package note package.json:2"]),
        Trap(
            "too old in the first lock file version",
            [
                "package-lock.json":
                    "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\"version\": \"1.0.0\", \"dependencies\": {\n"
                    + "\"sharp\": {\"version\": \"0.17.3\"}}}}}"
            ], ["npm-package warning package-lock.json:2"]),
        Trap(
            "new enough",
            ["package-lock.json": lock("\"node_modules/sharp\": {\"version\": \"0.33.0\", \"hasInstallScript\": true}")]
        ),
        Trap(
            "a range that reaches the version", ["package.json": "{\"dependencies\": {\"sharp\": \"^0.33.0\"}}"]),
        Trap(
            "a range that ends before it", ["package.json": "{\"dependencies\": {\"sharp\": \"~0.17.0\"}}"],
            ["npm-package warning package.json:1"]),
        Trap(
            "the optional part for arm64 is not locked",
            [
                "package-lock.json": lock(
                    """
                    "node_modules/esbuild": {"version": "0.19.0", "optionalDependencies": {
                      "@esbuild/linux-arm64": "0.19.0", "@esbuild/linux-x64": "0.19.0"}},
                    "node_modules/@esbuild/linux-x64": {"version": "0.19.0", "cpu": ["x64"], "os": ["linux"],
                      "optional": true}
                    """)
            ], ["npm-platform warning package-lock.json:5"]),
        Trap(
            "both parts are locked",
            [
                "package-lock.json": lock(
                    """
                    "node_modules/@esbuild/linux-arm64": {"version": "1.0.0", "cpu": ["arm64"], "os": ["linux"],
                      "optional": true},
                    "node_modules/@esbuild/linux-x64": {"version": "1.0.0", "cpu": ["x64"], "os": ["linux"],
                      "optional": true},
                    "node_modules/@esbuild/win32-x64": {"version": "1.0.0", "cpu": ["x64"], "os": ["win32"],
                      "optional": true}
                    """)
            ]),
        Trap(
            "a package for x86 that is not optional",
            ["package-lock.json": lock("\"node_modules/fast\": {\"version\": \"1.0.0\", \"cpu\": [\"x64\"]}")],
            ["npm-platform blocker package-lock.json:3"]),
        Trap(
            "a package for everything but 32 bit",
            ["package-lock.json": lock("\"node_modules/fast\": {\"version\": \"1.0.0\", \"cpu\": [\"!ia32\"]}")]),
        Trap(
            "yarn", ["yarn.lock": "# yarn lockfile v1\n\n\nnode-sass@^7.0.0:\n  version \"7.0.1\"\n  resolved \"x\"\n"],
            ["npm-package warning yarn.lock:4"]),
        Trap(
            "a later yarn",
            [
                "yarn.lock":
                    "__metadata:\n  version: 6\n\n\"@esbuild/linux-x64@npm:0.18.0\":\n  version: 0.18.0\n"
                    + "  conditions: os=linux & cpu=x64\n  languageName: node\n"
            ], ["npm-platform warning yarn.lock:4"]),
        Trap(
            "pnpm",
            [
                "pnpm-lock.yaml":
                    "lockfileVersion: '6.0'\n\npackages:\n\n  /@swc/core-linux-x64-gnu@1.3.0:\n    resolution: {integrity: x}\n"
                    + "    cpu: [x64]\n    os: [linux]\n    optional: true\n\n  /node-sass@8.0.0:\n    requiresBuild: true\n"
            ], ["npm-platform warning pnpm-lock.yaml:5", "npm-package warning pnpm-lock.yaml:11"]),
        Trap(
            "another package under a name", ["package.json": "{\"dependencies\": {\"sass\": \"npm:node-sass@8.0.0\"}}"],
            ["npm-package warning package.json:1"]),
        Trap(
            "a package for x86 by its name",
            ["package.json": "{\"dependencies\": {\"@acme/engine-linux-x64\": \"1.0.0\"}}"],
            ["npm-package warning package.json:1"]),
        Trap(
            "two packages by their names",
            ["package.json": "{\"optionalDependencies\": {\"engine-linux-x64\": \"1\", \"engine-linux-arm64\": \"1\"}}"]
        ),
        Trap(
            "a compiled package that all can do without",
            [
                "package-lock.json": lock(
                    "\"node_modules/canvas\": {\"version\": \"2.11.2\", \"hasInstallScript\": true, \"optional\": true}"
                )
            ], ["npm-package note package-lock.json:3"]),
        Trap(
            "a driver that all can do without",
            ["package.json": "{\"optionalDependencies\": {\"ibm_db\": \"^3.0.0\"}}"],
            ["npm-package warning package.json:1"]),
        Trap(
            "yarn, another package under a good name",
            ["yarn.lock": "\"sass@npm:node-sass@^8.0.0\":\n  version \"8.0.0\"\n"],
            ["npm-package warning yarn.lock:1"]),
        Trap(
            "yarn, a good package under another name",
            ["yarn.lock": "\"node-sass@npm:sass@^1.50.0\":\n  version \"1.69.0\"\n"]),
        Trap(
            "a later yarn, a good package under another name",
            ["yarn.lock": "\"node-sass@npm:sass@1.69.0\":\n  version: 1.69.0\n  resolution: \"sass@npm:1.69.0\"\n"]),
        Trap(
            "a good package under another name in the first lock file version",
            [
                "package-lock.json":
                    "{\"lockfileVersion\": 1, \"dependencies\": {\"node-sass\": {\"version\": \"npm:sass@1.69.0\"}}}"
            ]),
        Trap("a test's package", ["test/fixtures/package.json": "{\"dependencies\": {\"puppeteer\": \"1\"}}"]),
        Trap("what is installed", ["node_modules/a/package.json": "{\"dependencies\": {\"puppeteer\": \"1\"}}"]),
    ]

    /// The last version without native code for arm64, and the first with it.
    private static let boundaries = [
        Boundary("@playwright/test", "1.16.3", "1.17.0", "blocker"),
        Boundary("@prisma/client", "2.15.0", "2.16.0", "blocker"),
        Boundary("@sentry/cli", "1.63.0", "1.63.1", "blocker"),
        Boundary("@tensorflow/tfjs-node", "3.18.0", "3.19.0", "blocker"),
        Boundary("bcrypt", "5.0.1", "5.1.0", "warning"),
        Boundary("better-sqlite3", "7.5.0", "7.5.1", "warning"),
        Boundary("canvas", "3.1.0", "3.1.1", "warning"),
        Boundary("chrome-aws-lambda", "10.1.0", nil, "blocker"),
        Boundary("chromedriver", "152.0.0", "153.0.0", "blocker"),
        Boundary("cypress", "10.1.0", "10.2.0", "blocker"),
        Boundary("deasync", "0.1.30", nil, "warning"),
        Boundary("esbuild", "0.3.6", "0.3.7", "blocker"),
        Boundary("ffbinaries", "1.1.5", "1.1.6", "blocker"),
        Boundary("ffprobe-static", "3.1.0", nil, "blocker"),
        Boundary("geckodriver", "3.1.0", "3.2.0", "blocker"),
        Boundary("grpc", "1.9.0", "1.9.1", "warning"),
        Boundary("grpc-tools", "1.12.3", "1.12.4", "blocker"),
        Boundary("ibm_db", "4.0.1", nil, "blocker"),
        Boundary("mozjpeg", "7.1.1", nil, "warning"),
        Boundary("node-hid", "2.1.1", "2.1.2", "warning"),
        Boundary("node-sass", "9.0.0", nil, "warning"),
        Boundary("optipng-bin", "7.0.1", nil, "warning"),
        Boundary("oracledb", "5.5.0", "6.0.0", "blocker"),
        Boundary("phantomjs", "2.1.7", nil, "blocker"),
        Boundary("phantomjs-prebuilt", "2.1.16", nil, "blocker"),
        Boundary("playwright", "1.17.0-rc1", "1.17.0", "blocker"),
        Boundary("playwright-chromium", "1.16.3", "1.17.0", "blocker"),
        Boundary("playwright-core", "1.16.3", "1.17.0", "blocker"),
        Boundary("pngquant-bin", "6.0.0", nil, "warning"),
        Boundary("prisma", "2.15.0", "2.16.0", "blocker"),
        Boundary("puppeteer", "25.10.0", "25.11.0", "blocker"),
        Boundary("sharp", "0.17.3", "0.18.0", "warning"),
        Boundary("sqlite3", "5.0.2", "5.0.3", "warning"),
        Boundary("wrtc", "0.3.2", "0.3.3", "blocker"),
    ]

    @Test(arguments: boundaries) func boundary(_ boundary: Boundary) async throws {
        try await boundary.check(rule: "npm-package", file: "package-lock.json") { version in
            Self.lock(
                "\n\"node_modules/\(boundary.package)\": {\"version\": \"\(version)\", \"hasInstallScript\": true}")
        }
        try await boundary.check(rule: "npm-package", file: "yarn.lock") { version in
            "# yarn lockfile v1\n\n\n\"\(boundary.package)@*\":\n  version \"\(version)\"\n"
        }
    }

    @Test func whatIsCompiledEverywhereIsNoDifference() async throws {
        for version in ["5.4.3", "6.0.0", "^5.0.0", "~5.4.0"] {
            let files = ["package.json": "{\"dependencies\": {\"better-sqlite3\": \"\(version)\"}}"]
            #expect(try await Project(DependencyAnalyses.all).judge(files).findings.isEmpty)
        }
        for version in ["6.0.1", "^6.0.0", "^7.0.0 <7.5.1"] {
            let files = ["package.json": "{\"dependencies\": {\"better-sqlite3\": \"\(version)\"}}"]
            #expect(try await Project(DependencyAnalyses.all).judge(files).findings.count == 1)
        }
    }

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }

    private func gaps(_ files: [String: String]) async throws -> [String] {
        try await Project(DependencyAnalyses.all).judge(files).gaps.map { $0.what }
    }

    @Test func whatCanNotBeKnownIsAGap() async throws {
        let manifest = "{\"dependencies\": {\"express\": \"4\"}}"
        #expect(try await gaps(["package.json": manifest]) == ["package.json"])
        #expect(try await gaps(["package.json": manifest, "node_modules/express/package.json": "{}"]).isEmpty)
        #expect(try await gaps(["package.json": "{\"devDependencies\": {\"jest\": \"29\"}}"]).isEmpty)
        let lock = Self.lock("\"node_modules/express\": {\"version\": \"4.0.0\"}")
        #expect(try await gaps(["package.json": manifest, "package-lock.json": lock]).isEmpty)
        let script = Self.lock("\"node_modules/secret\": {\"version\": \"4.0.0\", \"hasInstallScript\": true}")
        #expect(try await gaps(["package-lock.json": script]) == ["package-lock.json"])
        #expect(try await gaps(["yarn.lock": "express@4:\n  version \"4.0.0\"\n"]) == ["yarn.lock"])
    }

    @Test func aWorkspaceIsLockedAtItsTop() async throws {
        let files = [
            "package-lock.json": Self.lock("\"node_modules/express\": {\"version\": \"4.0.0\"}"),
            "packages/a/package.json": "{\"dependencies\": {\"express\": \"4\"}}",
        ]
        #expect(try await gaps(files).isEmpty)
    }

    @Test(arguments: [
        "{", "[1", "{\"a\": }", "{\"a\" 1}", "\"", "{\"dependencies\": {\"a", String(repeating: "[", count: 1000),
    ])
    func brokenFilesAreGaps(text: String) async throws {
        #expect(
            try await gaps(["package.json": text, "package-lock.json": text]).sorted() == [
                "package-lock.json", "package.json",
            ])
    }
}
