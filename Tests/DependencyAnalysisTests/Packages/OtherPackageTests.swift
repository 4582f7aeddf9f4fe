import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct OtherPackageTests {
    private static let traps = [
        Trap(
            "a PHP package for x86 by its name",
            ["composer.json": "{\"require\": {\"php\": \"^8\",\n\"h4cc/wkhtmltopdf-amd64\": \"0.12.x\"}}"],
            ["composer-package blocker composer.json:2"]),
        Trap(
            "the same, locked",
            [
                "composer.json": "{\"require\": {\"h4cc/wkhtmltopdf-amd64\": \"0.12.x\"}}",
                "composer.lock": "{\"packages\": [{\n\"name\": \"h4cc/wkhtmltopdf-amd64\", \"version\": \"0.12.4\"}]}",
            ], ["composer-package blocker composer.lock:2"]),
        Trap(
            "a PHP package for x86 that only developers need",
            ["composer.json": "{\"require-dev\": {\n\"h4cc/wkhtmltopdf-amd64\": \"0.12.x\"}}"],
            ["composer-package warning composer.json:2"]),
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
            "its version that takes the distribution's library",
            ["go.mod": "module a\nrequire github.com/confluentinc/confluent-kafka-go v1.3.0\n"]),
        Trap(
            "its first version with a library for x86",
            ["go.mod": "module a\nrequire github.com/confluentinc/confluent-kafka-go v1.4.0\n"],
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
        Trap(
            "an old gem's file for x86",
            ["Gemfile.lock": "GEM\n  specs:\n    sorbet-static (0.5.11044-x86_64-linux)\n"],
            ["gem blocker Gemfile.lock:3"]),
        Trap(
            "a gem's files for both",
            [
                "Gemfile.lock":
                    "GEM\n  specs:\n    nokogiri (1.12.5-aarch64-linux)\n    nokogiri (1.12.5-x86_64-linux)\n"
            ]),
        Trap(
            "a gem from before anything was prebuilt", ["Gemfile.lock": "GEM\n  specs:\n    nokogiri (1.10.10)\n"]),
        Trap(
            "a gem's first candidate with something prebuilt",
            ["Gemfile.lock": "GEM\n  specs:\n    nokogiri (1.11.0)\n    grpc (1.60.0.pre1)\n"],
            ["gem warning Gemfile.lock:3", "gem warning Gemfile.lock:4"]),
        Trap(
            "a Go module by another one",
            [
                "go.mod":
                    "module a\nrequire rogchap.com/v8go v0.9.0\nreplace rogchap.com/v8go => b.example/v8go v0.10.0\n"
            ]),
        Trap(
            "a Go module by a folder",
            [
                "go.mod":
                    "module a\nrequire rogchap.com/v8go v0.9.0\nreplace (\n\trogchap.com/v8go => ../v8go // here\n)\n"
            ]),
        Trap(
            "a Go module by its later version",
            [
                "go.mod":
                    "module a\nrequire github.com/bytecodealliance/wasmtime-go v0.22.0\n"
                    + "replace github.com/bytecodealliance/wasmtime-go v0.22.0 => "
                    + "github.com/bytecodealliance/wasmtime-go v0.31.0\n"
            ]),
        Trap(
            "another version of a Go module is replaced",
            ["go.mod": "module a\nrequire rogchap.com/v8go v0.9.0\nreplace rogchap.com/v8go v0.8.0 => ../v8go\n"],
            ["go-module blocker go.mod:2"]),
        Trap(
            "a good Go module by an old one",
            ["go.mod": "module a\nrequire b.example/v8 v1.0.0\nreplace b.example/v8 => rogchap.com/v8go v0.9.0\n"],
            ["go-module blocker go.mod:2"]),
        Trap(
            "a Go module that is left out",
            ["go.mod": "module a\nexclude rogchap.com/v8go v0.9.0\nexclude (\n\trogchap.com/v8go v0.8.0\n)\n"]),
        Trap(
            "a Go module before any release",
            [
                "go.mod":
                    "module a\nrequire github.com/bytecodealliance/wasmtime-go v0.0.0-20200101000000-0123456789ab\n"
            ], ["go-module blocker go.mod:2"]),
        Trap(
            "a locked crate that may be for x86 alone",
            ["Cargo.lock": "[[package]]\nname = \"intel-mkl-src\"\nversion = \"0.8.1\"\n"],
            ["cargo-crate warning Cargo.lock:2"]),
        Trap(
            "a locked crate for all targets",
            [
                "Cargo.lock": "[[package]]\nname = \"intel-mkl-src\"\nversion = \"0.8.1\"\n",
                "Cargo.toml": "[dependencies]\nintel-mkl-src = \"0.8\"\n",
            ], ["cargo-crate blocker Cargo.lock:2"]),
        Trap(
            "a locked crate for x86",
            [
                "Cargo.lock": "[[package]]\nname = \"intel-mkl-src\"\nversion = \"0.8.1\"\n",
                "Cargo.toml": "[target.'cfg(target_arch = \"x86_64\")'.dependencies]\nintel-mkl-src = \"0.8\"\n",
            ]),
        Trap(
            "a crate for all but x86",
            ["Cargo.toml": "[target.'cfg(not(target_arch = \"x86_64\"))'.dependencies]\nintel-mkl-src = \"0.8\"\n"],
            ["cargo-crate blocker Cargo.toml:2"]),
        Trap(
            "a crate that is nothing on arm64", ["Cargo.toml": "[dependencies]\nx86 = \"0.52\"\n"],
            ["cargo-crate blocker Cargo.toml:2"]),
        Trap(
            "the same on x86",
            [
                "Cargo.toml":
                    "[target.'cfg(any(target_arch = \"x86\", target_arch = \"x86_64\"))'.dependencies]\nx86 = \"0.52\"\n"
            ]),
        Trap(
            "a library of Conan for x86", ["conanfile.txt": "[requires]\nfmt/10.1.1\nhyperscan/5.4.2\n"],
            ["conan-package blocker conanfile.txt:3"]),
        Trap(
            "the same in a recipe",
            [
                "conanfile.py":
                    "class A(ConanFile):\n    def requirements(self):\n        self.requires(\"hyperscan/5.4.0\")\n"
            ],
            ["conan-package blocker conanfile.py:3"]),
        Trap("libraries of Conan", ["conanfile.txt": "[requires]\nfmt/10.1.1\nzlib/1.3\n"]),
        Trap("crates", ["Cargo.lock": "[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\n"]),
    ]

    /// The last version without native code for arm64, and the first with it.
    private static let gems = [
        Boundary("google-protobuf", "3.22.1", "3.22.2", "warning"), Boundary("grpc", "1.59.5", "1.60.0", "warning"),
        Boundary("ibm_db", "5.5.1", nil, "blocker"), Boundary("libv8", "6.3.292.48.0", "6.3.292.48.1", "blocker"),
        Boundary("libv8", "3.16.14.19", "6.3.292.48.1", "blocker"),
        Boundary("libv8-node", "15.14.0.1", "16.10.0.0", "blocker"),
        Boundary("nokogiri", "1.13.0.rc1", "1.13.0", "warning"),
        Boundary("nokogiri", "1.12.5", "1.13.0", "warning"),
        Boundary("sorbet-static", "0.5.11750", "0.5.11751", "blocker"),
        Boundary("therubyracer", "0.12.3", nil, "blocker"),
        Boundary("wkhtmltopdf-binary", "0.12.6.6", "0.12.6.7", "blocker"),
    ]
    private static let modules = [
        Boundary("github.com/bytecodealliance/wasmtime-go", "0.30.0", "0.31.0", "blocker"),
        Boundary("github.com/confluentinc/confluent-kafka-go", "1.9.2", "2.0.2", "blocker"),
        Boundary("github.com/ibmdb/go_ibm_db", "0.5.2", nil, "blocker"),
        Boundary("rogchap.com/v8go", "0.9.0", nil, "blocker"),
    ]
    private static let crates = [
        Boundary("intel-mkl-src", "0.8.1", nil, "blocker"), Boundary("onnxruntime-sys", "0.0.14", nil, "blocker"),
        Boundary("rusty_v8", "0.17.0", "0.20.0", "warning"),
    ]

    @Test(arguments: gems) func gem(_ boundary: Boundary) async throws {
        try await boundary.check(rule: "gem", file: "Gemfile.lock") {
            "GEM\n  remote: x\n  specs:\n    \(boundary.package) (\($0))\n"
        }
    }

    @Test(arguments: modules) func module(_ boundary: Boundary) async throws {
        try await boundary.check(rule: "go-module", file: "go.mod") {
            "module a\n\nrequire (\n\t\(boundary.package) v\($0) // indirect\n)\n"
        }
    }

    @Test(arguments: crates) func crate(_ boundary: Boundary) async throws {
        try await boundary.check(rule: "cargo-crate", file: "Cargo.toml") {
            "[package]\n\n[dependencies]\n\(boundary.package) = \"=\($0)\"\n"
        }
    }

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

    /// What can't be told of a package that fails without its native code.
    @Test(arguments: [
        ("package.json", "{\"dependencies\": {\"@sentry/cli\": \"github:getsentry/sentry-cli\"}}", 1),
        ("package.json", "{\"dependencies\": {\"@sentry/cli\": \"latest\"}}", 0),
        ("package.json", "{\"devDependencies\": {\"@sentry/cli\": \"github:getsentry/sentry-cli\"}}", 0),
        ("package.json", "{\"dependencies\": {\"node-hid\": \"github:a/node-hid\"}}", 0),
    ]) func whatCannotBeToldIsAGap(file: String, text: String, count: Int) async throws {
        #expect(try await Project(DependencyAnalyses.all).judge([file: text]).gaps.count == count)
    }

    /// What is compiled from sources that are not here is said, and no reason to doubt.
    @Test func sourcesThatAreNotHereAreOmissions() async throws {
        let crate =
            "[[package]]\nname = \"openssl-sys\"\nversion = \"0.9.0\"\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n"
        for (file, text) in [("Cargo.lock", crate), ("conanfile.txt", "[requires]\nfmt/10.1.1\n")] {
            let judgement = try await Project(DependencyAnalyses.all).judge([file: text])
            #expect(judgement.omissions.map { $0.what } == [file])
            #expect(judgement.gaps.isEmpty)
        }
    }

    @Test func aGemfileWithoutALockIsAGap() async throws {
        let project = Project(DependencyAnalyses.all)
        #expect(try await project.judge(["Gemfile": "source 'x'\ngem 'rails'\n"]).gaps.map { $0.what } == ["Gemfile"])
        #expect(try await project.judge(["Gemfile": "gem 'rails'\n", "Gemfile.lock": "GEM\n"]).gaps.isEmpty)
        #expect(try await project.judge(["docs/Gemfile": "gem 'jekyll'\n"]).gaps.isEmpty)
    }

    @Test(arguments: ["", "require (", "[[package]]\nname = \"", "GEM\n    ", "PLATFORMS", "\u{0}", "require a"])
    func garbageIsSurvived(text: String) async throws {
        let files = ["go.mod": text, "Cargo.lock": text, "Cargo.toml": text, "Gemfile.lock": text, "Gemfile": text]
        #expect(try await Project(DependencyAnalyses.all).judge(files).findings.isEmpty)
    }
}
