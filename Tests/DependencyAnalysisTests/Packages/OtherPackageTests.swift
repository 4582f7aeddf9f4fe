import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct OtherPackageTests {
    private static let traps = [
        Trap(
            "a PHP package for x86 by its name",
            ["composer.json": "{\"require\": {\"php\": \"^8\",\n\"h4cc/wkhtmltopdf-amd64\": \"0.12.x\"}}"],
            ["composer-package warning composer.json:2"]),
        Trap(
            "the same, locked",
            [
                "composer.json": "{\"require\": {\"h4cc/wkhtmltopdf-amd64\": \"0.12.x\"}}",
                "composer.lock": "{\"packages\": [{\n\"name\": \"h4cc/wkhtmltopdf-amd64\", \"version\": \"0.12.4\"}]}",
            ], ["composer-package warning composer.lock:2"]),
        Trap("plain PHP packages", ["composer.json": "{\"require\": {\"php\": \"^8\", \"symfony/console\": \"^6\"}}"]),
        Trap(
            "gems for x86 only",
            ["Gemfile.lock": "GEM\n  specs:\n    nokogiri (1.15.4-x86_64-linux)\n\nPLATFORMS\n  x86_64-linux\n"],
            ["gem-platform warning Gemfile.lock:5"]),
        Trap(
            "gems for both",
            ["Gemfile.lock": "GEM\n  specs:\n    a (1.0)\n\nPLATFORMS\n  aarch64-linux\n  x86_64-linux\n"]),
        Trap(
            "gems that are compiled",
            ["Gemfile.lock": "GEM\n  specs:\n    a (1.0)\n\nPLATFORMS\n  ruby\n  x86_64-linux\n"]),
        Trap("gems for a Mac", ["Gemfile.lock": "GEM\n  specs:\n    a (1.0)\n\nPLATFORMS\n  arm64-darwin-22\n"]),
        Trap("Go modules", ["go.mod": "module a\n\nrequire (\n\tgolang.org/x/sys v0.1.0 // indirect\n)\n"]),
        Trap(
            "a Go module with a library for x86",
            ["go.mod": "module a\nrequire github.com/confluentinc/confluent-kafka-go v1.9.2\n"],
            ["go-module blocker go.mod:2"]),
        Trap(
            "its later version", ["go.mod": "module a\nrequire github.com/confluentinc/confluent-kafka-go/v2 v2.3.0\n"]),
        Trap(
            "a crate for x86", ["Cargo.toml": "[dependencies]\nintel-mkl-src = { version = \"0.8\" }\n"],
            ["cargo-crate blocker Cargo.toml:2"]),
        Trap(
            "a crate for x86 on x86",
            ["Cargo.toml": "[target.'cfg(target_arch = \"x86_64\")'.dependencies]\nintel-mkl-src = \"0.8\"\n"]),
        Trap(
            "an old gem", ["Gemfile.lock": "GEM\n  specs:\n    wkhtmltopdf-binary (0.12.4)\n"],
            ["gem blocker Gemfile.lock:3"]),
        Trap("crates", ["Cargo.lock": "[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\n"]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test func dependenciesAreListed() async throws {
        let judgement = try await Project(DependencyAnalyses.all).judge([
            "go.mod": "module a\nrequire b.example/c v1.2.3\nrequire (\n\td.example/e v0.1.0\n)\n",
            "Cargo.toml": "[dependencies]\nserde = \"1\"\nrand = { version = \"0.8\", optional = true }\n",
            "Gemfile.lock": "GEM\n  specs:\n    rails (7.0.1)\n      rack (>= 1)\n",
            "composer.lock": "{\"packages\": [{\"name\": \"a/b\", \"version\": \"v2.0\"}], \"packages-dev\": []}",
        ])
        #expect(
            judgement.dependencies.sorted().map { "\($0.ecosystem) \($0.name) \($0.version ?? "-") \($0.line ?? 0)" }
                == [
                    "cargo serde - 2", "cargo rand - 3", "rubygems rails 7.0.1 3", "composer a/b v2.0 1",
                    "go b.example/c v1.2.3 2", "go d.example/e v0.1.0 4",
                ])
    }

    @Test func aGemfileWithoutALockIsAGap() async throws {
        let project = Project(DependencyAnalyses.all)
        #expect(try await project.judge(["Gemfile": "source 'x'\ngem 'rails'\n"]).gaps.map { $0.what } == ["Gemfile"])
        #expect(try await project.judge(["Gemfile": "gem 'rails'\n", "Gemfile.lock": "GEM\n"]).gaps.isEmpty)
    }

    @Test(arguments: ["", "require (", "[[package]]\nname = \"", "GEM\n    ", "PLATFORMS", "\u{0}", "require a"])
    func garbageIsSurvived(text: String) async throws {
        let files = ["go.mod": text, "Cargo.lock": text, "Cargo.toml": text, "Gemfile.lock": text, "Gemfile": text]
        #expect(try await Project(DependencyAnalyses.all).judge(files).findings.isEmpty)
    }
}
