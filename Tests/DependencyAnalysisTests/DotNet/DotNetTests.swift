import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct DotNetTests {
    /// The properties are on line 2, the packages from line 4 on.
    private static func project(_ properties: String, _ packages: [(String, String?)] = []) -> String {
        let items = packages.map { name, version in
            "<PackageReference Include=\"\(name)\"" + (version.map { " Version=\"\($0)\"" } ?? "") + " />"
        }
        return "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>\n\(properties)\n</PropertyGroup><ItemGroup>\n"
            + items.joined(separator: "\n") + "\n</ItemGroup></Project>"
    }

    private static func properties(_ name: String, _ text: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["a.csproj": project(text)], expected)
    }

    private static func package(_ name: String, _ version: String?, _ expected: String? = nil) -> Trap {
        Trap(
            "\(name) \(version ?? "without a version")",
            ["a.csproj": project("<TargetFramework>net8.0</TargetFramework>", [(name, version)])],
            expected.map { ["nuget-dependency \($0) a.csproj:4"] } ?? [])
    }

    private static let targets = [
        properties("a current framework", "<TargetFramework>net8.0</TargetFramework>"),
        properties("a library for all", "<TargetFrameworks>netstandard2.0;net472</TargetFrameworks>"),
        properties("a standard", "<TargetFramework>netstandard2.1</TargetFramework>"),
        properties("net5.0", "<TargetFramework>net5.0</TargetFramework>"),
        properties("netcoreapp3.1", "<TargetFramework>netcoreapp3.1</TargetFramework>"),
        properties(
            "netcoreapp2.1", "<TargetFramework>netcoreapp2.1</TargetFramework>",
            ["dotnet-framework blocker a.csproj:2"]),
        properties(
            ".NET Framework", "<TargetFramework>net48</TargetFramework>", ["dotnet-framework warning a.csproj:2"]),
        properties(
            ".NET Framework, as it was written", "<TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion>",
            ["dotnet-framework warning a.csproj:2"]),
        properties(
            "Windows", "<TargetFramework>net8.0-windows</TargetFramework>", ["dotnet-framework warning a.csproj:2"]),
        Trap(
            "several for Windows are one finding",
            [
                "a/a.csproj": project("<TargetFramework>net48</TargetFramework>"),
                "b/b.csproj": project("<TargetFramework>net48</TargetFramework>"),
            ],
            ["dotnet-framework warning a/a.csproj:2"]),
        Trap(
            "one for Windows beside one for Linux",
            [
                "a/a.csproj": project("<TargetFramework>net48</TargetFramework>"),
                "b/b.csproj": project("<TargetFramework>net8.0</TargetFramework>"),
            ],
            ["dotnet-framework note a/a.csproj:2"]),
        properties(
            "a runtime for x64", "<RuntimeIdentifier>linux-x64</RuntimeIdentifier>",
            ["dotnet-runtime warning a.csproj:2"]),
        properties(
            "runtimes for x64", "<RuntimeIdentifiers>linux-x64;linux-musl-x64;win-x64</RuntimeIdentifiers>",
            ["dotnet-runtime warning a.csproj:2"]),
        properties(
            "a runtime of a distribution", "<RuntimeIdentifier>ubuntu.20.04-x64</RuntimeIdentifier>",
            ["dotnet-runtime warning a.csproj:2"]),
        properties("runtimes for both", "<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>"),
        properties("a runtime for Windows", "<RuntimeIdentifier>win-x64</RuntimeIdentifier>"),
        properties(
            "a runtime that is chosen",
            "<RuntimeIdentifier Condition=\"'$(HostArchitecture)' == 'X64'\">linux-x64</RuntimeIdentifier>"),
        properties(
            "a target for x64", "<PlatformTarget>x64</PlatformTarget>", ["dotnet-platform blocker a.csproj:2"]),
        properties("any target", "<PlatformTarget>AnyCPU</PlatformTarget>"),
        properties(
            "a target of one configuration",
            "</PropertyGroup><PropertyGroup Condition=\"'$(Configuration)|$(Platform)' == 'Debug|x64'\">"
                + "<PlatformTarget>x64</PlatformTarget>"),
        properties("one platform", "<Platforms>x64</Platforms>", ["dotnet-platform warning a.csproj:2"]),
        properties("several platforms", "<Platforms>AnyCPU;x64</Platforms>"),
        Trap(
            "a test project", ["tests/a.csproj": project("<PlatformTarget>x64</PlatformTarget>")],
            ["dotnet-platform warning tests/a.csproj:2"]),
        Trap(
            "settings for all projects",
            ["Directory.Build.props": project("<RuntimeIdentifier>linux-x64</RuntimeIdentifier>")],
            ["dotnet-runtime warning Directory.Build.props:2"]),
        Trap(
            "a publish profile for x64",
            ["Properties/PublishProfiles/a.pubxml": project("<RuntimeIdentifier>linux-x64</RuntimeIdentifier>")],
            ["dotnet-runtime warning Properties/PublishProfiles/a.pubxml:2"]),
        Trap(
            "a publish profile for each",
            [
                "p/a.pubxml": project("<RuntimeIdentifier>linux-x64</RuntimeIdentifier>"),
                "p/b.pubxml": project("<RuntimeIdentifier>linux-arm64</RuntimeIdentifier>"),
            ]),
    ]

    private static let packages = [
        package("Grpc.Core", "2.27.0", "blocker"), package("grpc.core", "2.36.4", "blocker"),
        package("Grpc.Core", "2.46.6"), package("Grpc.Tools", "2.34.0", "warning"), package("Grpc.Tools", "2.60.0"),
        package("SkiaSharp.NativeAssets.Linux", "1.68.3", "blocker"),
        package("SkiaSharp.NativeAssets.Linux", "2.88.6"), package("System.Data.SQLite.Core", "1.0.115", "blocker"),
        package("DinkToPdf", "1.0.8", "warning"), package("Microsoft.ML.LightGbm", "3.0.1", "blocker"),
        package("Microsoft.ML.Mkl.Components", "2.0.0", "blocker"), package("Newtonsoft.Json", "13.0.1"),
        package("NetVips.Native.linux-x64", "8.14.2", "warning"), package("NetVips.Native.win-x64", "8.14.2"),
        package("Magick.NET-Q16-x64", "13.0.0", "warning"), package("Magick.NET-Q16-AnyCPU", "13.0.0"),
        package("Grpc.Core", "[2.27.0,3.0)", "blocker"), package("Grpc.Core", "2.*", "note"),
        package("Grpc.Core", nil, "note"), package("Grpc.Core", "2.37.0-pre1", "blocker"),
        package("Selenium.WebDriver", "4.5.1"), package("Selenium.WebDriver", "4.6.0", "warning"),
        package("Selenium.WebDriver.ChromeDriver", "2.28.0"), package("Confluent.Kafka", "1.5.*", "note"),
        package("OpenCvSharp4.runtime.linux-x64", "4.10.0", "warning"),
        Trap(
            "OpenCV for both",
            [
                "a.csproj": project(
                    "",
                    [("OpenCvSharp4.runtime.linux-x64", "4.13.0"), ("OpenCvSharp4.runtime.linux-arm64", "4.13.0")])
            ]),
        Trap(
            "a library that is chosen beside the package that brings it",
            ["a.csproj": project("", [("Confluent.Kafka", "1.5.3"), ("librdkafka.redist", "1.9.2")])]),
        Trap(
            "a library that another project chooses",
            [
                "a/a.csproj": project("", [("Confluent.Kafka", "1.5.3")]),
                "b/b.csproj": project("", [("librdkafka.redist", "1.9.2")]),
            ],
            ["nuget-dependency blocker a/a.csproj:4"]),
        Trap(
            "a package and the old library that it brings",
            [
                "a.csproj": project("", [("Confluent.Kafka", "1.5.3")]),
                "packages.lock.json":
                    "{\"dependencies\": {\"net8.0\": {\"Confluent.Kafka\": {\"type\": \"Direct\", \"resolved\": \"1.5.3\"},\n"
                    + "\"librdkafka.redist\": {\"type\": \"Transitive\", \"resolved\": \"1.5.3\"}}}}",
            ],
            ["nuget-dependency blocker packages.lock.json:2"]),
        Trap(
            "packages for both",
            [
                "a.csproj": project(
                    "", [("NetVips.Native.linux-x64", "8.14.2"), ("NetVips.Native.linux-arm64", "8.14.2")])
            ]),
        Trap(
            "a property for the version",
            ["a.csproj": project("<GrpcVersion>2.27.0</GrpcVersion>", [("Grpc.Core", "$(GrpcVersion)")])],
            ["nuget-dependency blocker a.csproj:4"]),
        Trap(
            "a property from a folder above",
            [
                "Directory.Build.props": project("<GrpcVersion>2.27.0</GrpcVersion>"),
                "src/a/a.fsproj": project("", [("Grpc.Core", "$(GrpcVersion)")]),
            ],
            ["nuget-dependency blocker src/a/a.fsproj:4"]),
        Trap(
            "central versions",
            [
                "Directory.Packages.props":
                    "<Project><ItemGroup><PackageVersion Include=\"Grpc.Core\" Version=\"2.27.0\"/></ItemGroup></Project>",
                "src/a.vbproj": project("", [("Grpc.Core", nil)]),
            ],
            ["nuget-dependency blocker src/a.vbproj:4"]),
        Trap(
            "packages.config",
            [
                "packages.config":
                    "<packages>\n<package id=\"Grpc.Core\" version=\"2.27.0\" targetFramework=\"net48\" />\n</packages>"
            ],
            ["nuget-dependency blocker packages.config:2"]),
        Trap(
            "a lock file with what is brought along",
            [
                "a.csproj": project("", [("Acme", "1.0.0")]),
                "packages.lock.json":
                    "{\"version\": 1, \"dependencies\": {\"net8.0\": {\n\"Grpc.Core\": {\"type\": \"Transitive\", \"resolved\": \"2.27.0\"}}}}",
            ],
            ["nuget-dependency blocker packages.lock.json:2"]),
        Trap(
            "a lock file says the version",
            [
                "a.csproj": project("", [("Grpc.Core", "2.*")]),
                "packages.lock.json":
                    "{\"dependencies\": {\"net8.0\": {\"Grpc.Core\": {\"type\": \"Direct\", \"resolved\": \"2.46.6\"}}}}",
            ]),
    ]

    /// The last version without native code for arm64, and the first with it.
    private static let boundaries = [
        Boundary("Confluent.Kafka", "1.5.3", "1.6.1", "blocker"), Boundary("DinkToPdf", "1.0.8", nil, "warning"),
        Boundary("Google.Protobuf.Tools", "3.34.1", "3.35.0", "warning"),
        Boundary("Grpc", "2.36.4", "2.37.0", "blocker"),
        Boundary("Grpc.Core", "2.36.4", "2.37.0", "blocker"), Boundary("Grpc.Tools", "2.36.4", "2.37.0", "warning"),
        Boundary("IBM.Data.DB2.Core-lnx", "3.1.0.500", nil, "blocker"),
        Boundary("librdkafka.redist", "1.5.3", "1.6.0", "blocker"),
        Boundary("LibGit2Sharp", "0.26.2", "0.27.0", "warning"),
        Boundary("LibGit2Sharp.NativeBinaries", "2.0.306", "2.0.312", "warning"),
        Boundary("LightGBM", "4.6.0", nil, "blocker"), Boundary("Magick.NET-Q16-AnyCPU", "10.1.0", "11.0.0", "blocker"),
        Boundary("Microsoft.ML", "1.5.5", "1.6.0", "blocker"),
        Boundary("Microsoft.ML.LightGbm", "4.0.2", nil, "blocker"),
        Boundary("Microsoft.ML.Mkl.Components", "4.0.2", nil, "blocker"),
        Boundary("Microsoft.ML.Mkl.Redist", "5.0.0", nil, "blocker"),
        Boundary("Microsoft.ML.OnnxRuntime", "1.10.0", "1.11.0", "blocker"),
        Boundary("Net.IBM.Data.Db2-lnx", "8.0.0.200", nil, "blocker"),
        Boundary("NetVips.Native", "8.9.2", "8.10.0", "blocker"),
        Boundary("SciSharp.TensorFlow.Redist", "2.16.0", nil, "blocker"),
        Boundary("Selenium.WebDriver", "4.48.0", "4.49.0", "warning"),
        Boundary("Selenium.WebDriver.ChromeDriver", "154.0.8037.9200", nil, "warning"),
        Boundary("SkiaSharp.NativeAssets.Linux", "1.68.3", "2.80.0", "blocker"),
        Boundary("SkiaSharp.NativeAssets.Linux.NoDependencies", "2.80.1", "2.80.2", "blocker"),
        Boundary("SQLitePCLRaw.lib.e_sqlite3", "1.1.14", "2.0.0", "blocker"),
        Boundary("System.Data.SQLite.Core", "1.0.119", nil, "blocker"),
    ]

    @Test(arguments: boundaries) func boundary(_ boundary: Boundary) async throws {
        try await boundary.check(rule: "nuget-dependency", file: "a.csproj") {
            Self.project("<TargetFramework>net8.0</TargetFramework>", [(boundary.package, $0)])
        }
    }

    @Test(arguments: targets + packages) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test func conanIsCounted() async throws {
        let files = [
            "conanfile.txt": "[requires]\nzlib/1.2.11\n# boost/1.0\nopenssl/[>=3]\n[generators]\nCMakeDeps\n",
            "b/conanfile.py":
                "class A(ConanFile):\n  requires = \"fmt/9.1.0@user/stable\", 'spdlog/1.11.0'\n  url = \"https://a/b\"\n",
        ]
        let judgement = try await Project(DependencyAnalyses.all).judge(files)
        #expect(judgement.findings.isEmpty)
        let found = judgement.dependencies.map { "\($0.file):\($0.line ?? 0) \($0.name) \($0.version ?? "?")" }
        #expect(
            found == [
                "b/conanfile.py:2 fmt 9.1.0", "b/conanfile.py:2 spdlog 1.11.0", "conanfile.txt:2 zlib 1.2.11",
                "conanfile.txt:4 openssl ?",
            ])
    }

    @Test(arguments: [
        "<Project>", "<Project><PropertyGroup><A>$(A)</A></PropertyGroup></Project>", "{", "", "$(((", "</>",
    ])
    func garbageNeitherCrashesNorHangs(text: String) async throws {
        let names = ["a.csproj", "packages.config", "packages.lock.json", "Directory.Build.props", "conanfile.py"]
        _ = try await Project(DependencyAnalyses.all).judge(Dictionary(uniqueKeysWithValues: names.map { ($0, text) }))
    }
}
