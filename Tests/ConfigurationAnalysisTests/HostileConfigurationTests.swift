import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Texts that nobody writes: none of them may crash, hang, or be found fault with.
@Suite struct HostileConfigurationTests {
    private static let deep = 4000

    private static let texts = [
        "", "\u{FEFF}", "\u{0}\u{1}x64\u{FFFD}", "- - - - -", "a: &a [*a, *a]\nb: x86_64", "[[[[[[ x64",
        "{{{{ x86_64 }}", "x64: |",
        "key: \"x86_64", "key: '", ":", ": :", "- :", "!", "a: !", "a: !!", "a: & b x64", "\tx86_64:\t- y",
        "---\n---\n...\n- x64",
        "x = <<EOT\nx86_64", "x = <<", "= = = x64", "a = \"${b(\"x86_64\")}\"", "}}}}]]]] x64",
        "{\"a\": [1, 2, {\"x86_64\"", "/* x64",
        "a: {b: [c, {d: x86_64}", "x86_64\r\n- a\r\n", "GOARCH", "GOARCH=", "-XX:", "-XX:+ x64", "--platform",
        "--platform=",
        "https:// x64", "http:///amd64", "platform:\n  - linux/amd64,", "key: kubernetes.io/arch\noperator: In",
        "ARCH=amd64",
        String(repeating: "[", count: deep) + "x86_64", String(repeating: "{", count: deep) + "x86_64",
        String(repeating: "- ", count: deep) + "x86_64", String(repeating: "a:\n ", count: 2000) + "x86_64",
        String(repeating: "{{ ", count: deep) + "x86_64", String(repeating: "x86_64 ", count: deep),
        String(repeating: "\n", count: deep) + "x64",
    ]
    private static let names = [
        "a.yaml", "docker-compose.yml", ".github/workflows/a.yml", "a.tf", "devcontainer.json", "Dockerfile", "a.sh",
        "Jenkinsfile", "a.service", "package.json", "values.yaml",
    ]

    @Test(arguments: names) func survived(name: String) async throws {
        for text in Self.texts {
            let judgement = try await Project(ConfigurationAnalyses.all).judge([name: text])
            #expect(judgement.findings.count <= 1, "\(text.prefix(40))")
        }
    }

    @Test func endsOfLinesOfOtherSystems() async throws {
        let text = "services:\r\n  a:\r\n    platform: linux/amd64\r\n"
        let found = try await Project(ConfigurationAnalyses.all).summary(["compose.yml": text])
        #expect(found == ["compose-platform warning compose.yml:3"])
    }
}
