import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What a ninth corpus, of whole projects, showed of locked and chosen native parts.
@Suite struct NinthCorpusTests {
    private static func lock(_ name: String) -> [String: String] {
        [
            "package-lock.json":
                "{\"lockfileVersion\": 3, \"packages\": {\n"
                + "\"node_modules/esbuild-linux-64\": {\"version\": \"0.14.54\", \"cpu\": [\"x64\"], \"optional\": true},\n"
                + "\"node_modules/\(name)\": {\"version\": \"0.14.54\", \"cpu\": [\"arm64\"], \"optional\": true}}}"
        ]
    }

    private static func chosen(_ processors: String) -> [String: String] {
        ["package.json": "{\"pnpm\": {\n\"supportedArchitectures\": {\n\"cpu\": [\(processors)]}}}"]
    }

    private static let traps = [
        Trap("parts that are called linux-64 and linux-arm64", lock("esbuild-linux-arm64")),
        Trap(
            "a part that has no twin", lock("turbo-linux-arm64"),
            ["npm-platform warning package-lock.json:2"]),
        Trap("native parts for x86 alone", chosen("\"x64\""), ["npm-platform warning package.json:3"]),
        Trap("native parts for both, and for the machine", chosen("\"x64\", \"arm64\"")),
        Trap("native parts for the machine", chosen("\"current\", \"x64\"")),
    ]

    @Test(arguments: traps)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }
}
