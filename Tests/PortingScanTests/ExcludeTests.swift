import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct ExcludeTests {
    private func files(_ exclude: [String], _ names: [String], ignore: [String: String] = [:]) async throws -> [String]
    {
        var found: [String] = []
        try await Tree.with { tree in
            for name in names { try tree.write(name, "FROM amd64/debian\n") }
            for (name, text) in ignore { try tree.write(name, text) }
            let scanner = PortingScanner(options: ScanOptions(exclude: exclude))
            found = try await scanner.scan(tree.path, progress: SilentProgress()).findings.map { $0.file }
        }
        return found
    }

    private let names = ["Dockerfile", "a/Dockerfile", "a/b/Dockerfile", "c/Dockerfile.old"]

    @Test func patternsOfTheCommandLine() async throws {
        #expect(try await files([], names).count == 4)
        #expect(try await files(["a"], names) == ["Dockerfile", "c/Dockerfile.old"])
        #expect(try await files(["*.old", "/Dockerfile"], names) == ["a/Dockerfile", "a/b/Dockerfile"])
    }

    @Test func filesWithPatterns() async throws {
        #expect(
            try await files([], names, ignore: [".mixarchignore": "/a/b/\n*.old\n"]) == ["Dockerfile", "a/Dockerfile"])
        #expect(
            try await files([], names, ignore: ["a/.mixarchignore": "Dockerfile\n!/b/Dockerfile\n"])
                == ["Dockerfile", "a/b/Dockerfile", "c/Dockerfile.old"])
    }
}
