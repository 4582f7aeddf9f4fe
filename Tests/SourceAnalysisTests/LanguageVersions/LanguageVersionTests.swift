import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct LanguageVersionTests {
    @Test(arguments: [
        ("pom.xml", "<properties><java.version>17</java.version></properties>", "Java 17"),
        ("pom.xml", "<maven.compiler.source>1.8</maven.compiler.source>", "Java 8"),
        ("build.gradle.kts", "java { toolchain { languageVersion.set(JavaLanguageVersion.of(21)) } }", "Java 21"),
        ("build.gradle", "sourceCompatibility = '11'", "Java 11"),
        ("build.gradle", "a(JavaVersion.VERSION_1_7)\nsourceCompatibility = JavaVersion.VERSION_1_8\n", "Java 8"),
        ("go.mod", "module a\n\ngo 1.22.3\n", "Go 1.22.3"),
        ("pyproject.toml", "[project]\nrequires-python = \">=3.9\"\n", "Python 3.9"),
        ("package.json", "{\"engines\": {\"node\": \">=20.0\"}}", "JavaScript 20.0"),
        (".nvmrc", "v18\n", "JavaScript 18"),
        ("a.csproj", "<TargetFramework>net8.0</TargetFramework>", ".NET 8.0"),
        ("Dockerfile", "FROM python:3.11-slim\n", "Python 3.11"),
        ("Dockerfile", "FROM openjdk:17.0.2\n", "Java 17.0.2"),
    ])
    func versionsAreRead(file: String, text: String, expected: String) async throws {
        let versions = try await Project(SourceAnalyses.all).judge([file: text]).languageVersions
        #expect(versions.map { "\($0.language) \($0.version)" } == [expected])
    }

    @Test func theProjectCountsMoreThanItsImageAndItsParts() async throws {
        let judgement = try await Project(SourceAnalyses.all).judge([
            "Dockerfile": "FROM openjdk:21\n", "pom.xml": "<java.version>17</java.version>",
            "part/pom.xml": "<java.version>6</java.version>",
        ])
        #expect(judgement.languageVersions.map { $0.version } == ["17"])
        #expect(judgement.findings.isEmpty)
    }

    private static let traps = [
        Trap("Java 7", ["pom.xml": "<p>\n<java.version>1.7</java.version>"], ["language-version note pom.xml:2"]),
        Trap("Java 7 as the runtime", ["Dockerfile": "FROM openjdk:7\n"], ["language-version warning Dockerfile:1"]),
        Trap(
            "Java 7 by its toolchain", ["build.gradle": "languageVersion = JavaLanguageVersion.of(7)\n"],
            ["language-version warning build.gradle:1"]),
        Trap(
            "Java 7 by its name", ["build.gradle": "sourceCompatibility = JavaVersion.VERSION_1_7\n"],
            ["language-version note build.gradle:1"]),
        Trap("another JDK is asked for", ["build.gradle": "assertHome('java7Home', JavaVersion.VERSION_1_7)\n"]),
        Trap("Java 8", ["pom.xml": "<java.version>1.8</java.version>"], ["language-version note pom.xml:1"]),
        Trap("Go 1.16", ["go.mod": "module a\ngo 1.16\n"], ["language-version note go.mod:2"]),
        Trap("Java 17", ["pom.xml": "<java.version>17</java.version>"]),
        Trap("a property", ["pom.xml": "<java.version>${release}</java.version>"]),
        Trap("nothing", [".nvmrc": "lts/*\n"]),
        Trap("an empty file", ["go.mod": ""]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
